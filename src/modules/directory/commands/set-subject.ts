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
  decide(subjects, { subjectId, parentId, icon, sensitive, name }) {
    const existing = subjects.find((line) => line['id'] === subjectId);
    // DIR-31: a subject of the first row has a picture of its own; one that stands under another has none.
    if (icon !== undefined && (existing ? existing['parent_id'] !== null : parentId !== undefined))
      return problem('invalid', 'invalid', { fields: { icon: 'picture-or-parent' } });
    if (existing)
      return [rowChange('subject', existing, { sensitive, name, ...(icon && { icon }) })];
    const parent = subjects.find((line) => line['id'] === parentId && line['parent_id'] === null);
    if (!parent && icon === undefined)
      return problem('invalid', 'invalid', {
        fields: { parentId: parentId === undefined ? 'required' : 'unknown-choice' },
      });
    return [
      newRow('subject', {
        id: subjectId,
        parent_id: parent ? parentId : null,
        icon: icon ?? null,
        position: 1 + Math.max(0, ...subjects.map((line) => Number(line['position']))),
        sensitive,
        name,
      }),
    ];
  },
});
