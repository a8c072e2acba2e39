// document.set: a paper that services may ask for. document.remove: one that none asks for any more.
import { problem } from '#base/problem.ts';
import { goneRow, newRow, rowChange } from '../change.ts';
import { findLine, readLines } from '../change-queries.ts';
import { refuseUsedDocument } from '../change-rules.ts';
import { directoryCommand } from '../directory-command.ts';
import { documentGoneInput, documentInput } from '../inputs.ts';

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

export const removeDocument = directoryCommand({
  name: 'document.remove',
  summary: 'Takes a paper out of the catalogue that no service asks for.',
  input: documentGoneInput,
  centreOf: () => null,
  async load(tx, { documentId }) {
    const [existing, uses] = await Promise.all([
      findLine(tx, 'document', documentId),
      readLines(tx, 'service_document', { document_id: documentId }),
    ]);
    return existing ? { existing, uses: uses.length } : problem('not-found');
  },
  decide: ({ existing, uses }) => refuseUsedDocument(uses) ?? [goneRow('document', existing)],
});
