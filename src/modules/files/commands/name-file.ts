// file.name: somebody looked at what was handed in and says what it is; or puts right what was said.
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, mayAct, WELCOME } from '../../access/decide.ts';
import { type HeldFile, holdFile } from '../queries.ts';
import { refuseName } from '../rules.ts';
import { nameFileInput } from '../schema.ts';

export const nameFile = command({
  name: 'file.name',
  summary: 'Says which kind of paper a file is, once it is out of quarantine.',
  input: nameFileInput,
  async load(tx, { fileId, documentId }): Promise<HeldFile | Problem> {
    const [file, kind] = await Promise.all([
      holdFile(tx, fileId),
      tx.first(build.selectFrom('directory.document').select('id').where('id', '=', documentId)),
    ]);
    return file && kind ? file : problem('not-found');
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: [...DESK, ...WELCOME], units: [unitId] }),
  decide(file, { documentId }) {
    const { id, unitId, personId } = file;
    return (
      refuseName(file, documentId) ?? {
        change: { id, documentId },
        events: [{ kind: 'file.named', unitId, personId, data: { fileId: id } }],
        result: { fileId: id, personId },
      }
    );
  },
  apply(tx, { id, documentId }) {
    tx.text('select files.name($1, $2)', [id, documentId]).catch(() => {});
  },
});
