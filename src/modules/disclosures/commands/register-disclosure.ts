// disclosure.register: an authority ordered something of one person's file.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { sql } from 'kysely';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { readFileNumber } from '../../people/search-numbers.ts';
import { lockFileOf } from '../queries.ts';
import { refuseRegistering, registersDisclosures } from '../rules.ts';
import { registerDisclosureInput } from '../schema.ts';

export const registerDisclosure = command({
  name: 'disclosure.register',
  summary:
    'Registers what an authority orders of one file: who, by which law, by when, what is asked.',
  input: registerDisclosureInput,
  async load(tx, { fileNumber }, actor) {
    const number = registersDisclosures(actor) && readFileNumber(fileNumber);
    return number && (await lockFileOf(tx, number)) ? { number } : problem('not-found');
  },
  may: registersDisclosures,
  decide({ number }, { fileNumber: _typed, receivedOn, deadline, ...order }, _actor, now) {
    const refused = refuseRegistering({ receivedOn, deadline }, dayOf(now, NETWORK_ZONE));
    if (refused) return refused;
    const id = newId();
    const row = { ...order, receivedOn: receivedOn.toString(), deadline: deadline.toString() };
    // No event of any act here: nothing pokes a screen, counts, or stands in a timeline.
    return { change: { id, number, row }, events: [], result: { disclosureId: id } };
  },
  apply: (tx, { id, number, row }, now) =>
    tx.write(
      sql`select disclosures.register(${id}::uuid, ${number}, ${JSON.stringify(row)}::jsonb,
            ${now.toString()}::timestamptz)`,
      'any',
    ),
});
