// photo-link.open: the desk that serves her shows a code; her telephone hands photographs in by it, once.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, mayAct } from '../../access/decide.ts';
import { findServing } from '../link-queries.ts';
import { openPhotoLinkInput } from '../schema.ts';

export const openPhotoLink = command({
  name: 'photo-link.open',
  summary: 'Opens a link by which the person at the desk hands in photographs: once, ten minutes.',
  input: openPhotoLinkInput,
  load: async (tx, { stopId }) => (await findServing(tx, stopId)) ?? problem('not-found'),
  may: (actor, { unitId, centreId }) => mayAct(actor, { roles: DESK, units: [unitId], centreId }),
  decide({ stopId, personId, unitId }) {
    const id = newId();
    return {
      change: { id, stopId },
      events: [{ kind: 'photo-link.opened', unitId, personId, data: { linkId: id } }],
      result: { linkId: id },
    };
  },
  apply(tx, { id, stopId }) {
    tx.text('select files.open_link($1, $2)', [id, stopId]).catch(() => {});
  },
});
