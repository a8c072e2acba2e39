// Who of a household is in a house today, and where her ticket stands. Row security shows it to the
// welcome of that house, each by herself.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { StopState } from './schema.ts';

/** The visit of one of them today, open or over. */
export interface HereToday {
  readonly visitId: string;
  /** Her file that counts. */
  readonly personId: string;
  readonly centreId: string;
  readonly number: number;
  readonly state: 'open' | 'closed';
  /** Where she waits or is served; null when nowhere. */
  readonly officeId: string | null;
  readonly stopState: StopState | null;
}

/** Today's visits of these people, by the number of the ticket; the latest of each. Note whom you show. */
export async function listHereToday(
  tx: Transaction,
  personIds: readonly string[],
  now: Temporal.Instant,
): Promise<HereToday[]> {
  if (personIds.length === 0) return [];
  const rows = await tx.all(sql<HereToday>`
    select distinct on (named.id) v.id as "visitId", named.id as "personId", v.centre_id as "centreId",
      v.number, v.state, s.office_id as "officeId", s.state as "stopState"
    from unnest(${[...personIds]}::uuid[]) named (id)
    cross join lateral unnest(people.files_of(named.id)) f (id)
    join visits.visit v on v.person_id = f.id
    join directory.centre c on c.id = v.centre_id
      and v.day = (${now.toString()}::timestamptz at time zone c.zone)::date
    left join lateral (
      select office_id, state from visits.stop
      where visit_id = v.id and state not in ('ahead', 'done', 'withdrawn')
      order by state = 'parked', rank limit 1) s on v.state = 'open'
    order by named.id, v.state = 'open' desc, v.arrived_at desc`);
  return rows.toSorted((a, b) => a.number - b.number);
}
