// photo-link.end: the desk takes its code back before it was used.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, mayAct } from '../../access/decide.ts';
import { holdLink } from '../link-queries.ts';
import { endPhotoLinkInput } from '../schema.ts';

export const endPhotoLink = command({
  name: 'photo-link.end',
  summary: 'Ends a link for photographs; by whoever opened it.',
  input: endPhotoLinkInput,
  load: async (tx, { linkId }, actor) =>
    (mayAct(actor, { roles: DESK }) ? await holdLink(tx, linkId) : undefined) ??
    problem('not-found'),
  may: (actor, { unitId, centreId }) => mayAct(actor, { roles: DESK, units: [unitId], centreId }),
  decide({ id, personId, unitId, takes }) {
    if (!takes) return problem('too-late', 'photo-link-over');
    return {
      change: { id },
      events: [{ kind: 'photo-link.ended', unitId, personId, data: { linkId: id } }],
      result: { linkId: id, personId },
    };
  },
  apply(tx, { id }) {
    tx.text('select files.end_link($1)', [id]).catch(() => {});
  },
});
