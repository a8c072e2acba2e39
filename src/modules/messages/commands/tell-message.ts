// message.tell: what could not be sent to her was told to her in person.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, reachesPeople } from '../../access/decide.ts';
import { lockToTell } from '../queries.ts';
import { tellInput } from '../schema.ts';

export const tellMessage = command({
  name: 'message.tell',
  summary: 'Notes that she was told in person what was not sent to her.',
  input: tellInput,
  async load(tx, { eventId, kind }, actor) {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    return (await lockToTell(tx, eventId, kind)) ?? problem('not-found');
  },
  // MSG-7: of the unit that promised it, or that received her, and not behind the fence; once
  may: (actor) => reachesPeople(actor) && !isFenced(actor),
  decide: ({ eventId, kind, personId, unitId }) => ({
    change: { eventId, kind },
    events: [{ kind: 'message.told', unitId, personId, data: { kind } }],
    result: { personId },
  }),
  apply(tx, { eventId, kind }) {
    tx.text('select messages.note_told($1, $2)', [eventId, kind]).catch(() => {});
  },
});
