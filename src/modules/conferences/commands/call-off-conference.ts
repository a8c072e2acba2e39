// conference.call-off: it does not take place, or no longer; what it opened is closed at once.
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, reachesPeople } from '../../access/decide.ts';
import { referringUnits } from '../../referrals/who-may.ts';
import { lockConference } from '../queries.ts';
import { type Conference, refuseCallingOff } from '../rules.ts';
import { callOffConferenceInput } from '../schema.ts';

export const callOffConference = command({
  name: 'conference.call-off',
  summary: 'Calls a conference off; what it opened, or would have opened, is closed.',
  input: callOffConferenceInput,
  async load(tx, { conferenceId }, actor): Promise<Conference | Problem> {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    return lockConference(tx, conferenceId);
  },
  may: (actor, { unitId }) => referringUnits(actor).includes(unitId),
  decide(conference) {
    return (
      refuseCallingOff(conference) ?? {
        change: { id: conference.id },
        events: conference.personIds.map((personId) => ({
          kind: 'conference.called-off',
          unitId: conference.unitId,
          personId,
          data: { conferenceId: conference.id },
        })),
        result: { conferenceId: conference.id },
      }
    );
  },
  apply(tx, { id }) {
    tx.text("select conferences.finish($1, 'called-off', '{}', null)", [id]).catch(() => {});
  },
});
