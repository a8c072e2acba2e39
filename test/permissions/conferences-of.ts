// Conferences as rows: for those who ask whether they may.

/** Whoever can ask the database and knows the accounts of the table. */
interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
  readonly accounts: ReadonlyMap<string, string>;
}

/** A colleague of a unit, who could be invited. */
export async function guestOf(cast: Asked, unit: string): Promise<string> {
  const [made] = await cast.sql(
    `with colleague as (
       insert into access.account (name) values ('Colega') returning id),
     held as (
       insert into access.membership (account_id, unit_id, centre_id, role, valid)
       select id, $1, 'cnaim-lisboa', 'unit-officer', '[2004-01-01T00:00:00Z,)' from colleague)
     select id from colleague`,
    [unit],
  );
  return made?.id ?? '';
}

/** A unit called a conference on somebody's file, which has begun; with one who was invited. */
export async function conferenceOf(
  cast: Asked,
  person: string,
  unit: string,
): Promise<{ readonly conference: string; readonly account: string }> {
  const account = await guestOf(cast, unit);
  const [made] = await cast.sql(
    `with called as (
       insert into conferences.conference (id, unit_id, called_by, purpose, question, sections, files,
         starts_at, ends_at, called_at)
       values (uuidv7(), $2, $3, 'social', 'Quem faz o quê?', '{name}', 1, '2026-03-02T10:00Z',
         '2026-03-02T11:00Z', '2026-03-01') returning id),
     file as (
       insert into conferences.file (conference_id, person_id, unit_id) select id, $1, $2 from called),
     invited as (
       insert into conferences.invited (conference_id, account_id, unit_id) select id, $3, $2 from called)
     select id from called`,
    [person, unit, account],
  );
  return { conference: made?.id ?? '', account };
}
