// Who in the demonstration is trained for protected notes: a mediator of the door, a technician of social
// support, and a mediator whose training lapsed ten days ago.
import type { Transaction } from '#platform/db/transaction.ts';
import { seededId } from './seeded-id.ts';

const GIVEN_BY = 'ines.quintela@oneroof.example';
/** Days from the day of the seed to the last day of the training. */
const TRAINED = [
  { login: 'samira.haddad@oneroof.example', topic: 'violence', left: 500 },
  { login: 'samira.haddad@oneroof.example', topic: 'child-protection', left: 20 },
  { login: 'joana.prates@oneroof.example', topic: 'violence', left: 300 },
  { login: 'olena.shevchuk@oneroof.example', topic: 'violence', left: -10 },
];

/** Notes them, once. */
export async function seedTrainings(tx: Transaction, date: Temporal.PlainDate): Promise<void> {
  const rows = TRAINED.map(({ login, topic, left }) => ({
    id: seededId(`training ${login} ${topic}`),
    login,
    topic,
    from: date.subtract({ days: 100 }).toString(),
    until: date.add({ days: left }).toString(),
  }));
  await tx.text(
    `insert into compartments.training (id, account_id, topic_id, from_on, until_on, given_by, given_at)
     select r.id, a.id, r.topic, r."from", r.until, g.id, r."from"::timestamptz
     from jsonb_to_recordset($1::jsonb) as r (id uuid, login text, topic text, "from" date, until date)
     join access.account a on a.login = r.login join access.account g on g.login = $2
     on conflict do nothing`,
    [JSON.stringify(rows), GIVEN_BY],
  );
}
