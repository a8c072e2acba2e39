// board.say: a message of the coordinator on every board of the house, until a time of today.
import { z } from 'zod';
import { sql } from 'kysely';
import { dayOf } from '#base/dates.ts';
import { slugField } from '#base/fields.ts';
import { newId } from '#base/ids.ts';
import { command } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { namesField } from '../../directory/inputs.ts';
import { refuseUntil } from '../rules.ts';
import { holdWall } from '../wall-commands.ts';

export const sayOnBoards = command({
  name: 'board.say',
  summary: 'Says something on every board of a house, until a time of today.',
  input: z.strictObject({
    centreId: slugField(),
    text: namesField(160),
    /** On the clock of the house. */
    until: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  }),
  load: (tx, input, actor, now) => holdWall(tx, input, actor, now),
  may: (actor, _facts, { centreId }) => oversees(actor, centreId),
  decide({ zone }, { centreId, text, until }, _actor, now) {
    const till = dayOf(now, zone)
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(until) })
      .toInstant();
    const refused = refuseUntil(till, now);
    if (refused) return refused;
    const textId = newId();
    return {
      change: { centreId, text, till, textId },
      events: [{ kind: 'board.said', centreId, data: { textId, until: till.toString() } }],
      result: { textId },
    };
  },
  apply(tx, { centreId, text, till, textId }, now) {
    tx.write(
      sql`select content.say(${centreId}, ${textId}, 'message', ${JSON.stringify(text)}::jsonb, ${till}, ${now})`,
    );
  },
});
