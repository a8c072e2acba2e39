// Somebody in the register of minors: a child who is before the office that keeps it, and an entry with a declaration
// as rows, since a played morning has nobody without papers.
import type { House } from './house.ts';

type Sql = (text: string, values?: unknown[]) => Promise<unknown>;

/** As if an office had entered her, handed out a declaration, and, when said, ended the entry. */
export async function enterMinor(
  sql: Sql,
  personId: string,
  { office = 'cnaim-lisboa.family', endedOn }: { office?: string; endedOn?: string } = {},
): Promise<void> {
  await sql(
    `with made as (
       insert into minors.entry (id, person_id, office_id, number, purposes, asked_by, registered_on, registered_by,
         valid_until, adult_on, ending, ended_on, ended_by)
       select uuidv7(), $1::uuid, $2, upper(substr(md5($1::uuid::text), 1, 4) || '-' || substr(md5($1::uuid::text), 5, 4)), '{health,school}', 'parent',
         '2026-03-01', a.id, '2027-02-28', '2033-04-02', case when $3::date is not null then 'mistake' end, $3::date,
         case when $3::date is not null then a.id end
       from access.account a where a.login = 'mariama.balde@oneroof.example'
       returning id, person_id, registered_by, valid_until)
     insert into minors.declaration (proof, entry_id, person_id, purpose, issued_on, issued_by, valid_until)
     select sha256(convert_to(id::text, 'UTF8')), id, person_id, 'school', '2026-03-01', registered_by, valid_until
     from made`,
    [personId, office, endedOn ?? null],
  );
}

/** A child who was received and whom the family office of Lisbon sees, as whoever serves her does; her id. */
export async function receiveChild(
  { house, sql, token }: { house: House; sql: Sql; token: string },
  { name = 'Menina Canária', born = '2015-04-02' }: { name?: string; born?: string } = {},
): Promise<string> {
  const { personId } = await house.done(token, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    name,
    born,
    subjectIds: ['social-security'],
  });
  house.wait(1);
  await openTo({ house, sql }, String(personId), 'network-family');
  return String(personId);
}

/** A unit sees somebody from an hour ago on. */
export const openTo = (
  { house, sql }: { house: House; sql: Sql },
  personId: string,
  unit: string,
): Promise<unknown> =>
  sql(
    `insert into access."grant" (unit_id, person_id, sections, purpose, valid, because_id)
     values ($1, $2, '{spine}', 'referral', tstzrange($3, null), uuidv7())`,
    [unit, personId, house.clock.now().subtract({ hours: 1 }).toString()],
  );
