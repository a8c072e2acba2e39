// The register of minors as rows: for those who ask whether they may.
import { newId } from '#base/ids.ts';
import type { Line } from './roles.ts';

export interface MinorThings {
  /** In the register of the unit's office, of somebody whom no role of the table knows. */
  readonly entry: string;
}

interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
}

/** The office that keeps the register in this table. */
const KEEPS = 'cnaim-lisboa.legal';

/** One that is kept at an office of a unit; at another house where the unit has none in Lisbon. */
export async function minorOf(cast: Asked, unit: string): Promise<MinorThings> {
  await cast.sql(
    `insert into directory.office_service (office_id, service_id, rank) values ($1, 'minors-register', 90)
     on conflict do nothing`,
    [KEEPS],
  );
  const [made] = await cast.sql(
    `with who as (
       insert into people.person (id, unit_id, language, registered_at)
       values (uuidv7(), 'education', 'ar', '2026-03-01') returning id),
     staff as (insert into access.account (name) values ('Colega') returning id)
     insert into minors.entry (id, person_id, office_id, number, purposes, asked_by, registered_on, registered_by,
       valid_until, adult_on)
     select uuidv7(), who.id, coalesce((select o.id from directory.office o
         where o.unit_id = $1 and o.centre_id = 'cnaim-lisboa' order by o.id limit 1), 'cnaim-norte.registry'),
       upper(substr(md5(who.id::text), 1, 4) || '-' || substr(md5(who.id::text), 5, 4)), '{health,school}', 'parent',
       '2026-03-01', staff.id, '2027-02-28', '2033-04-02'
     from who, staff returning id`,
    [unit],
  );
  return { entry: made?.id ?? '' };
}

/** The id of one that is not there. */
export const noMinor = (): MinorThings => ({ entry: newId() });

/** What an act needs so that whoever may do it can; undefined for what is of another kind. */
export async function minorFor(
  cast: Asked,
  { about, sends = '' }: Pick<Line, 'about' | 'sends'>,
  { unit, person }: { readonly unit: string; readonly person: string },
): Promise<Partial<MinorThings> | undefined> {
  if (about === 'entry') return minorOf(cast, unit);
  if (sends !== 'minor-entry.make') return undefined;
  // She is eleven, and nobody stands in the register yet.
  await cast.sql(
    `insert into people.identity (person_id, unit_id, born)
     select id, unit_id, '2015-04-02' from people.person where id = $1
     on conflict (person_id) do update set born = excluded.born`,
    [person],
  );
  await cast.sql(
    `update minors.entry set ending = 'mistake', ended_on = registered_on, ended_by = registered_by where ended_on is null`,
  );
  return {};
}
