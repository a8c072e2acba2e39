// disclosure.give: what two approved is given; whoever says so takes the extract, once.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockDisclosure } from '../queries.ts';
import { refuseGiving, seesDisclosures } from '../rules.ts';
import { giveDisclosureInput } from '../schema.ts';

export const giveDisclosure = command({
  name: 'disclosure.give',
  summary: 'Gives what two approved, with a reason; whoever does it takes the extract once.',
  input: giveDisclosureInput,
  load: async (tx, { disclosureId }) =>
    (await lockDisclosure(tx, disclosureId)) ?? problem('not-found'),
  may: seesDisclosures,
  decide: (one, { round, reason }) =>
    refuseGiving(one, round) ?? {
      change: { id: one.id, reason },
      events: [],
      result: { disclosureId: one.id },
    },
  apply: (tx, { id, reason }, now) =>
    tx.write(
      sql`select disclosures.give(${id}::uuid, ${reason}, ${now.toString()}::timestamptz)`,
      'any',
    ),
});
