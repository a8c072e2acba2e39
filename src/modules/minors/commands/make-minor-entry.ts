// minor-entry.make: a minor without papers stands in the register from now on, so that she is seen by a doctor and
// goes to school. No event tells of it, or of anything that is done with an entry.
import { sql } from 'kysely';
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { caseFileNumber } from '../../casefiles/schema.ts';
import {
  beginEntry,
  findAdultDay,
  findTerm,
  listEntriesOf,
  listRegisterOffices,
} from '../queries.ts';
import { countedOf, type Entry, keepsRegister, refuseEntry, validUntil } from '../rules.ts';
import { makeMinorEntryInput, type Term } from '../schema.ts';

interface Facts {
  readonly offices: readonly string[];
  readonly term: Term;
  readonly adultOn: Temporal.PlainDate | undefined;
  readonly entries: readonly Entry[];
  readonly number: string;
}

export const makeMinorEntry = command({
  name: 'minor-entry.make',
  summary: 'Enters a minor without papers into the register that is for health and school only.',
  input: makeMinorEntryInput,
  async load(tx, { personId }, _actor, now): Promise<Facts | Problem> {
    if (!(await beginEntry(tx, personId))) return problem('not-found');
    const [offices, term, adult, entries] = await Promise.all([
      listRegisterOffices(tx),
      findTerm(tx, dayOf(now, NETWORK_ZONE)),
      findAdultDay(tx, personId),
      listEntriesOf(tx, personId),
    ]);
    if (!term) return problem('not-found');
    const number = caseFileNumber(crypto.getRandomValues(new Uint8Array(8)));
    return { offices, term, adultOn: adult, entries, number };
  },
  may: (actor, { offices }) => keepsRegister(actor, offices),
  decide(facts, { personId, officeId, purposes, askedBy }, _actor, now) {
    const today = dayOf(now, NETWORK_ZONE);
    const refused = refuseEntry(officeId, facts, today);
    if (refused) return refused;
    const adult = facts.adultOn ?? today;
    const wanted = [...new Set(purposes)].toSorted();
    const id = newId();
    const change = {
      id,
      personId,
      officeId,
      number: facts.number,
      wanted,
      askedBy,
      until: validUntil(today, facts.term.months, adult),
      adult,
      counted: countedOf(wanted, adult, today),
    };
    return { change, events: [], result: { entryId: id } };
  },
  apply(tx, { id, personId, officeId, number, wanted, askedBy, until, adult, counted }) {
    tx.write(
      sql`select minors.register(${id}::uuid, ${personId}::uuid, ${officeId}, ${number}, ${wanted}::text[], ${askedBy},
            ${until.toString()}::date, ${adult.toString()}::date, ${counted}::text[])`,
      'any',
    );
  },
});
