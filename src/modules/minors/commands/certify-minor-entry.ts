// minor-entry.certify: a declaration for the school or the health centre is handed out. What is kept proves the sheet,
// and neither its name nor its code.
import { sql } from 'kysely';
import { dayOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { listRegisterOffices, lockEntry } from '../queries.ts';
import { type Entry, keepsRegister, refuseDeclaration } from '../rules.ts';
import { certifyMinorEntryInput } from '../schema.ts';

interface Facts {
  readonly entry: Entry;
  readonly offices: readonly string[];
}

export const certifyMinorEntry = command({
  name: 'minor-entry.certify',
  summary:
    'Hands out a declaration for school or health centre, which can be checked by code and name.',
  input: certifyMinorEntryInput,
  async load(tx, { entryId }): Promise<Facts | Problem> {
    const entry = await lockEntry(tx, entryId);
    return entry ? { entry, offices: await listRegisterOffices(tx) } : problem('not-found');
  },
  may: (actor, { offices }) => keepsRegister(actor, offices),
  decide: ({ entry }, { entryId, purpose, proof }, _actor, now) =>
    refuseDeclaration(entry, purpose, dayOf(now, NETWORK_ZONE)) ?? {
      change: { entryId, purpose, proof },
      events: [],
      result: { entryId },
    },
  apply: (tx, { entryId, purpose, proof }) =>
    tx.write(
      sql`select minors.hand_out(${Buffer.from(proof, 'hex')}, ${entryId}::uuid, ${purpose})`,
      'any',
    ),
  refusals: { declaration_pkey: problem('conflict', 'page-expired') },
});
