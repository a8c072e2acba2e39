// minor-entry.end: she has papers now, the family says so, she left, or it was a mistake; the entry is no proof any
// more, and goes some time later.
import { sql } from 'kysely';
import { dayOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { listRegisterOffices, lockEntry } from '../queries.ts';
import { type Entry, keepsRegister, refuseEnding } from '../rules.ts';
import { endMinorEntryInput } from '../schema.ts';

interface Facts {
  readonly entry: Entry;
  readonly offices: readonly string[];
}

export const endMinorEntry = command({
  name: 'minor-entry.end',
  summary: 'Ends an entry in the register of minors; its declarations hold no longer.',
  input: endMinorEntryInput,
  async load(tx, { entryId }): Promise<Facts | Problem> {
    const entry = await lockEntry(tx, entryId);
    return entry ? { entry, offices: await listRegisterOffices(tx) } : problem('not-found');
  },
  may: (actor, { offices }) => keepsRegister(actor, offices),
  decide: ({ entry }, { entryId, ending }, _actor, now) =>
    refuseEnding(entry, dayOf(now, NETWORK_ZONE)) ?? {
      change: { entryId, ending },
      events: [],
      result: { entryId },
    },
  apply: (tx, { entryId, ending }) =>
    tx.write(sql`select minors.finish(${entryId}::uuid, ${ending})`, 'any'),
});
