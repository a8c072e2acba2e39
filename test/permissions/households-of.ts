// Households as rows: for those who ask whether they may change them.
import { newId } from '#base/ids.ts';

interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
}

/** A household of a person and two others who are at home where she is. */
export async function householdOf(cast: Asked, person: string): Promise<string> {
  const [made] = await cast.sql(
    `with others as (
       insert into people.person (id, unit_id, name, language, registered_at)
       select uuidv7(), unit_id, 'Karim', 'ar', '2026-03-01' from people.person, generate_series(1, 2)
       where id = $1 returning id, unit_id),
     home as (
       insert into people.household (id, unit_id, formed_at)
       select uuidv7(), unit_id, '2026-03-01' from people.person where id = $1 returning id, unit_id),
     members as (
       insert into people.household_member (household_id, person_id, unit_id, role, since)
       select h.id, m.id, h.unit_id, 'adult', '2026-03-01'
       from home h, (select $1::uuid as id union all select id from others) m)
     select id from home`,
    [person],
  );
  return made?.id ?? '';
}

/** A leaving of a person from such a household, by its id: nothing has followed it. */
export async function leavingOf(cast: Asked, person: string): Promise<string> {
  const [household, leaving] = [await householdOf(cast, person), newId()];
  await cast.sql(
    `update people.household_member set left_at = now(), left_because = 'mistake', leaving_id = $3
     where household_id = $1 and person_id = $2`,
    [household, person, leaving],
  );
  return leaving;
}
