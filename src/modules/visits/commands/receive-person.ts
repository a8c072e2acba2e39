// visit.receive: the conversation at the door ends in a route and one ticket. Nothing is asked but
// a language and one need.
import { atCivilTime } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, WELCOME } from '../../access/decide.ts';
import { applyReception } from '../apply-reception.ts';
import { QUEUE_REFUSALS } from '../closed-queues.ts';
import { type HouseFacts, loadHouse, paperCode } from '../load-reception.ts';
import { priorityOf } from '../precedence-rules.ts';
import { planReception } from '../reception-rules.ts';
import { receiveInput } from '../schema.ts';

/** A time of the house's clock, today. */
function hourOf(time: string, { day, zone }: HouseFacts): Temporal.Instant {
  return atCivilTime(day, Temporal.PlainTime.from(time), zone);
}

export const receivePerson = command({
  name: 'visit.receive',
  summary: 'Receives a person: her language and needs, a route, and one ticket.',
  input: receiveInput,
  load: (tx, input, _actor, now) =>
    loadHouse(tx, { ...input, personIds: input.personId ? [input.personId] : [] }, now),
  may: (actor, house) =>
    mayAct(actor, { roles: WELCOME, units: [house.hostUnitId], centreId: house.centreId }),
  decide: (house, input, _actor, now) =>
    planReception(
      {
        ...house,
        personId: input.personId && (house.survivors.get(input.personId) ?? input.personId),
        code: paperCode(),
        priority: priorityOf(input, house.grounds, house.day),
        leaveBy: input.leaveBy === undefined ? undefined : hourOf(input.leaveBy, house),
      },
      input,
      now,
    ),
  apply: applyReception,
  // VIS-2: a person is in one centre at a time.
  refusals: {
    visit_one_open: problem('conflict', 'already-here'),
    ...QUEUE_REFUSALS,
  },
});
