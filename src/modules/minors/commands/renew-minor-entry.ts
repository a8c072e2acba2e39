// minor-entry.renew: an entry holds longer, for what it is needed now, and is kept where it was renewed.
import { sql } from 'kysely';
import { dayOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { findAdultDay, findTerm, listRegisterOffices, lockEntry } from '../queries.ts';
import { type Entry, keepsRegister, refuseRenewal, validUntil } from '../rules.ts';
import { renewMinorEntryInput, type Term } from '../schema.ts';

interface Facts {
  readonly entry: Entry;
  readonly offices: readonly string[];
  readonly term: Term;
  readonly adultOn: Temporal.PlainDate;
}

export const renewMinorEntry = command({
  name: 'minor-entry.renew',
  summary: 'Renews an entry in the register of minors, until she is of age at the longest.',
  input: renewMinorEntryInput,
  async load(tx, { entryId }, _actor, now): Promise<Facts | Problem> {
    const entry = await lockEntry(tx, entryId);
    if (!entry) return problem('not-found');
    const [offices, term, adult] = await Promise.all([
      listRegisterOffices(tx),
      findTerm(tx, dayOf(now, NETWORK_ZONE)),
      findAdultDay(tx, entry.personId),
    ]);
    if (!term) return problem('not-found');
    // Where her file is closed to whoever renews, what was known then counts.
    return { entry, offices, term, adultOn: adult ?? entry.adultOn };
  },
  may: (actor, { offices }) => keepsRegister(actor, offices),
  decide(facts, { entryId, officeId, purposes }, _actor, now) {
    const today = dayOf(now, NETWORK_ZONE);
    const refused = refuseRenewal(facts.entry, officeId, facts, today);
    if (refused) return refused;
    const change = {
      entryId,
      officeId,
      wanted: [...new Set(purposes)].toSorted(),
      until: validUntil(today, facts.term.months, facts.adultOn),
      adult: facts.adultOn,
    };
    return { change, events: [], result: { entryId } };
  },
  apply(tx, { entryId, officeId, wanted, until, adult }) {
    tx.write(
      sql`select minors.renew(${entryId}::uuid, ${officeId}, ${wanted}::text[], ${until.toString()}::date,
            ${adult.toString()}::date)`,
      'any',
    );
  },
});
