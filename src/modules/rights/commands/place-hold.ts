// hold.place: a file must be kept, whatever is asked.
import { dayOf } from '#base/dates.ts';
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { readFileNumber } from '../../people/search-numbers.ts';
import { lockFileToHold } from '../queries.ts';
import { isOfficer, refuseHolding } from '../rules.ts';
import { placeHoldInput } from '../schema.ts';

export const placeHold = command({
  name: 'hold.place',
  summary:
    'Keeps a file from erasure, with the reason and the day to look at it again; what was approved is looked at anew.',
  input: placeHoldInput,
  async load(tx, { fileNumber }) {
    const number = readFileNumber(fileNumber);
    const file = number && (await lockFileToHold(tx, number));
    return file ? { ...file, number } : problem('not-found');
  },
  may: isOfficer,
  decide({ unitId, held, number }, { reason, words, reviewOn }, _actor, now) {
    const refused = refuseHolding(held, reviewOn, dayOf(now, NETWORK_ZONE));
    if (refused) return refused;
    const id = newId();
    return {
      change: { id, number, reason, words, reviewOn },
      events: [
        {
          kind: 'hold.placed',
          unitId,
          data: { holdId: id, reason, reviewOn: reviewOn.toString() },
        },
      ],
      result: { holdId: id },
    };
  },
  apply: (tx, { id, number, reason, words, reviewOn }, now) =>
    tx.write(
      sql`select rights.place_hold(${id}::uuid, ${number}, ${reason}, ${words},
            ${reviewOn.toString()}::date, ${now.toString()}::timestamptz)`,
      'any',
    ),
  refusals: { hold_person: problem('conflict', 'held-already') },
});
