// conference.end: it took place. Who came and what was agreed is written down, and what it opened is
// closed, also before its hour.
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, reachesPeople } from '../../access/decide.ts';
import { referringUnits } from '../../referrals/who-may.ts';
import { lockConference } from '../queries.ts';
import { type Conference, refuseEnding } from '../rules.ts';
import { endConferenceInput } from '../schema.ts';

export const endConference = command({
  name: 'conference.end',
  summary:
    'Ends a conference: who came and what was agreed is written down; what it opened is closed.',
  input: endConferenceInput,
  async load(tx, { conferenceId }, actor): Promise<Conference | Problem> {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    return lockConference(tx, conferenceId);
  },
  may: (actor, { unitId }) => referringUnits(actor).includes(unitId),
  decide(conference, { attended: named, record }, _actor, now) {
    const attended = [...new Set(named)].toSorted();
    return (
      refuseEnding(conference, attended, now) ?? {
        change: { id: conference.id, attended, record },
        events: conference.personIds.map((personId) => ({
          kind: 'conference.ended',
          unitId: conference.unitId,
          personId,
          data: { conferenceId: conference.id, attended: attended.length },
        })),
        result: { conferenceId: conference.id },
      }
    );
  },
  apply(tx, { id, attended, record }) {
    tx.text("select conferences.finish($1, 'took-place', $2::uuid[], $3)", [
      id,
      attended,
      record,
    ]).catch(() => {});
  },
});
