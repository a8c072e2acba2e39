// disclosure.tell: she was told of it, or why not yet and by when.
import { dayOf } from '#base/dates.ts';
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { lockDisclosure } from '../queries.ts';
import { refuseTelling, seesDisclosures } from '../rules.ts';
import { tellDisclosureInput } from '../schema.ts';

export const tellDisclosure = command({
  name: 'disclosure.tell',
  summary: 'Notes that the person was told of an order, or why not yet and by which day.',
  input: tellDisclosureInput,
  load: async (tx, { disclosureId }) =>
    (await lockDisclosure(tx, disclosureId)) ?? problem('not-found'),
  may: seesDisclosures,
  decide(one, said, _actor, now) {
    const told = said.outcome === 'told' ? said.on.toString() : null;
    const until = said.outcome === 'later' ? said.on.toString() : null;
    return (
      refuseTelling(one, said, dayOf(now, NETWORK_ZONE)) ?? {
        change: { id: one.id, told, until, why: said.why ?? null },
        events: [],
        result: { disclosureId: one.id },
      }
    );
  },
  apply: (tx, { id, told, until, why }) =>
    tx.write(
      sql`select disclosures.tell(${id}::uuid, ${told}::date, ${why}, ${until}::date)`,
      'any',
    ),
});
