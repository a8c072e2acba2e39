// file.discard: not what was wanted, or of somebody else: its bytes and its name are destroyed for good.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, mayAct, WELCOME } from '../../access/decide.ts';
import { holdFile } from '../queries.ts';
import { refuseDiscard } from '../rules.ts';
import { discardFileInput } from '../schema.ts';

export const discardFile = command({
  name: 'file.discard',
  summary: 'Destroys a file that the unit keeps; that there was one stays.',
  input: discardFileInput,
  load: async (tx, { fileId }) => (await holdFile(tx, fileId)) ?? problem('not-found'),
  may: (actor, { unitId }) => mayAct(actor, { roles: [...DESK, ...WELCOME], units: [unitId] }),
  decide(file) {
    const { id, unitId, personId } = file;
    return (
      refuseDiscard(file) ?? {
        change: { id },
        events: [{ kind: 'file.discarded', unitId, personId, data: { fileId: id } }],
        result: { fileId: id, personId },
      }
    );
  },
  apply(tx, { id }) {
    tx.text('select files.discard($1)', [id]).catch(() => {});
  },
});
