// document.remove: a paper that no service asks for any more.
import { problem } from '#base/problem.ts';
import { goneRow } from '../change.ts';
import { findLine, readLines } from '../change-queries.ts';
import { refuseUsedDocument } from '../change-rules.ts';
import { directoryCommand } from '../directory-command.ts';
import { documentGoneInput } from '../inputs.ts';

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
