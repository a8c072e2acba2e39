// subject.set: what people may come for; a new one stands under one of the pictures.
import { problem } from '#base/problem.ts';
import { newRow, rowChange } from '../change.ts';
import { readLines } from '../change-queries.ts';
import { directoryCommand } from '../directory-command.ts';
import { subjectInput } from '../inputs.ts';

export const setSubject = directoryCommand({
  name: 'subject.set',
  summary: 'Adds something that people may come for, or gives it other names.',
  input: subjectInput,
  centreOf: () => null,
  load: (tx) => readLines(tx, 'subject', {}),
  decide(subjects, { subjectId, parentId, sensitive, name }) {
    const existing = subjects.find((line) => line['id'] === subjectId);
    if (existing) return [rowChange('subject', existing, { sensitive, name })];
    const parent = subjects.find((line) => line['id'] === parentId && line['parent_id'] === null);
    if (!parent)
      return problem('invalid', 'invalid', {
        fields: { parentId: parentId === undefined ? 'required' : 'unknown-choice' },
      });
    return [
      newRow('subject', {
        id: subjectId,
        parent_id: parentId,
        icon: null,
        position: 1 + Math.max(0, ...subjects.map((line) => Number(line['position']))),
        sensitive,
        name,
      }),
    ];
  },
});
