// disclosure.approve: one of the two who say that it is given.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockDisclosure } from '../queries.ts';
import { refuseApproving, seesDisclosures } from '../rules.ts';
import { approveDisclosureInput } from '../schema.ts';

export const approveDisclosure = command({
  name: 'disclosure.approve',
  summary:
    'Approves what a review says is given, as one of two who neither registered nor reviewed it.',
  input: approveDisclosureInput,
  load: async (tx, { disclosureId }) =>
    (await lockDisclosure(tx, disclosureId)) ?? problem('not-found'),
  may: seesDisclosures,
  decide: (one, { round }, actor) =>
    refuseApproving(one, round, actor.accountId) ?? {
      change: { id: one.id, round },
      events: [],
      result: { disclosureId: one.id },
    },
  apply: (tx, { id, round }, now) =>
    tx.write(
      sql`select disclosures.approve(${id}::uuid, ${round}, ${now.toString()}::timestamptz)`,
      'any',
    ),
});
