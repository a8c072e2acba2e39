// document.set: a paper that services may ask for.
import { newRow, rowChange } from '../change.ts';
import { findLine } from '../change-queries.ts';
import { directoryCommand } from '../directory-command.ts';
import { documentInput } from '../inputs.ts';

export const setDocument = directoryCommand({
  name: 'document.set',
  summary: 'Adds a paper to bring, or gives it other names.',
  input: documentInput,
  centreOf: () => null,
  load: async (tx, { documentId }) => ({ existing: await findLine(tx, 'document', documentId) }),
  decide: ({ existing }, { documentId, name }) => [
    existing
      ? rowChange('document', existing, { name })
      : newRow('document', { id: documentId, name }),
  ],
});
