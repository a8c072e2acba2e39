// disclosure.close: nothing is given: it is refused, or whoever ordered it took it back.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockDisclosure } from '../queries.ts';
import { refuseClosing, seesDisclosures } from '../rules.ts';
import { closeDisclosureInput } from '../schema.ts';

export const closeDisclosure = command({
  name: 'disclosure.close',
  summary: 'Closes an order without giving anything: refused, or withdrawn by whoever ordered it.',
  input: closeDisclosureInput,
  load: async (tx, { disclosureId }) =>
    (await lockDisclosure(tx, disclosureId)) ?? problem('not-found'),
  may: seesDisclosures,
  decide: (one, { outcome, closing }) =>
    refuseClosing(one) ?? {
      change: { id: one.id, outcome, closing },
      events: [],
      result: { disclosureId: one.id },
    },
  apply: (tx, { id, outcome, closing }, now) =>
    tx.write(
      sql`select disclosures.close(${id}::uuid, ${outcome}, ${closing}, ${now.toString()}::timestamptz)`,
      'any',
    ),
});
