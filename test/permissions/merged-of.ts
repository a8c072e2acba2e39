// Two files that may be one person, as rows: for those who ask whether they may join them.

interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
  readonly accounts: ReadonlyMap<string, string>;
}

/** Somebody else at home where a person is. */
export async function likeOf(cast: Asked, person: string): Promise<string> {
  const [made] = await cast.sql(
    `insert into people.person (id, unit_id, name, language, registered_at)
     select uuidv7(), unit_id, 'Nour', 'ar', '2026-03-01' from people.person where id = $1
     returning id`,
    [person],
  );
  return made?.id ?? '';
}

/** Two others there that were joined: the act. */
export async function mergedOf(cast: Asked, person: string): Promise<string> {
  const [one = '', other = ''] = [
    await likeOf(cast, person),
    await likeOf(cast, person),
  ].toSorted();
  const [made] = await cast.sql(
    `insert into people.merge (id, one_id, other_id, unit_id, account_id, merged_at)
     select uuidv7(), $1, $2, unit_id, $3, '2026-03-02' from people.person where id = $1 returning id`,
    [one, other, cast.accounts.get('reception-mediator')],
  );
  await cast.sql(
    `insert into people.same_person (person_id, other_id, survivor_id, unit_id, since)
     select a, b, $1, p.unit_id, '2026-03-02' from people.person p,
       (values ($1::uuid, $2::uuid), ($2::uuid, $1::uuid)) both_ways (a, b) where p.id = $1`,
    [one, other],
  );
  return made?.id ?? '';
}
