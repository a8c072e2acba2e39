// Which rows are over on a day, told independently of the product: for each table whose rows go after a time, the
// day from which it is reckoned and how long it is kept, written by hand.

type Sql = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Table, day from which it is reckoned, how long; whose it is; and what must be so besides, over t. */
type Line = readonly [table: string, day: string, keep: string, whose?: string, besides?: string];

/** The same, and what the columns say afterwards. */
type Emptied = readonly [
  table: string,
  day: string,
  keep: string,
  whose: string | undefined,
  besides: string,
  says: string,
];

const day = (moment: string) => `(${moment} at time zone 'Europe/Lisbon')::date`;
const OVER = (on: string, keep: string) => `(${on} + interval '${keep}')::date < $1::date`;
const HERS = 't.person_id';

/** Rows that go. */
export const GOES: readonly Line[] = [
  ['visits.ticket_link', day('t.expires_at'), '0 days', HERS],
  ['visits.summary_link', day('t.expires_at'), '0 days', HERS],
  ['visits.protection', day('t.noted_at'), '90 days', HERS],
  [
    'access.session',
    day('least(t.expires_at, t.revoked_at)'),
    '90 days',
    undefined,
    `not exists (select from visits.ticket_link l where l.session_id = t.id)
     and not exists (select from files.photo_link l where l.session_id = t.id)
     and not exists (select from partners.visit v where v.session_id = t.id)`,
  ],
  ['partners.visit', day('t.ends_at'), '90 days', HERS],
  [
    'messages.message',
    day('t.due_at'),
    '1 year',
    HERS,
    `not exists (select from messages.attempt a where (a.event_id, a.kind) = (t.event_id, t.kind)
       and not ${OVER(day('a.at'), '1 year')})`,
  ],
  [
    'messages.attempt',
    day('t.at'),
    '1 year',
    '(select m.person_id from messages.message m where (m.event_id, m.kind) = (t.event_id, t.kind))',
  ],
  [
    'messages.link_address',
    day('t.asked_at'),
    '1 year',
    '(select v.person_id from visits.visit v where v.id = t.visit_id)',
  ],
  ['visits.certificate', day('t.issued_at'), '2 years', HERS],
  ['visits.desk_session', day('t.closed_at'), '2 years'],
  ['visits.alarm', day('t.closed_at'), '2 years'],
  [
    'interpretation.request',
    day('t.ended_at'),
    '2 years',
    '(select s.person_id from visits.stop s where s.id = t.stop_id)',
  ],
  ['rosters.shift', 't.on_date', '2 years'],
  ['directory.partner_proposal', day('least(t.decided_at, t.expires_at)'), '2 years'],
  [
    'appointments.booking',
    day('upper(t.during)'),
    '2 years',
    '(select a.person_id from appointments.appointment a where a.id = t.appointment_id)',
  ],
  ['access.glass', day('t.opened_at'), '5 years', HERS],
  [
    'casefiles.export',
    day('t.asked_at'),
    '5 years',
    HERS,
    'not exists (select from casefiles.export_document d where d.export_id = t.id)',
  ],
  ['rights.claim', day('t.answered_at'), '5 years', HERS],
  ['rights.hold', day('t.lifted_at'), '5 years', HERS],
  ['disclosures.disclosure', day('t.closed_at'), '5 years', HERS],
  ['minors.entry', 'least(t.ended_on, t.valid_until)', '90 days', HERS],
];

/** Further rows that go; a played morning may leave some of these tables empty. */
const ALSO: readonly Line[] = [
  ['content.wall_text', day('least(t.until, t.taken_at)'), '1 year'],
  ['visits.closed_queue', day('t.reopened_at'), '1 year'],
  ['visits.desk_lent', 't.on_day', '1 year'],
  ['access.half_session', day('t.expires_at'), '90 days'],
  ['access.invitation', day('t.expires_at'), '90 days'],
  ['access.invitation_code', day('t.made_at'), '90 days'],
  ['access.station_person', day('t.last_at'), '90 days'],
  ['access.key_note', day('t.at'), '2 years'],
  ['access.recovery', day('t.asked_at'), '2 years'],
  ['access.device', day('t.revoked_at'), '2 years'],
  ['access.reconciliation', day('t.confirmed_at'), '5 years'],
  ['rosters.absence', 'upper(t.days)', '2 years'],
  [
    'rosters.change',
    day('t.made_at'),
    '2 years',
    undefined,
    `not exists (select from rosters.absence a where a.change_id = t.id and not ${OVER('upper(a.days)', '2 years')})
     and not exists (select from rosters.shift s where t.id in (s.added_by, s.removed_by)
       and not ${OVER('s.on_date', '2 years')})
     and not exists (select from rosters.change c where c.undone_by = t.id)`,
  ],
];

/** Emptied where a played morning has nothing to empty. */
const ALSO_EMPTIED: readonly Emptied[] = [
  ['files.photo_link', day('t.ends_at'), '0 days', HERS, 'true', '{"session_id": null}'],
];

/** Rows that go with those on which they hang. */
const WITH: readonly (readonly [table: string, of: string, points: string])[] = [
  ['visits.protection_reader', 'visits.protection', 'p.id = t.protection_id'],
  ['minors.declaration', 'minors.entry', 'p.id = t.entry_id'],
  ['visits.desk_break', 'visits.desk_session', 'p.id = t.session_id'],
  ['access.glass_notice', 'access.glass', 'p.id = t.glass_id'],
];

/** Columns that are emptied, and what they say afterwards. */
export const EMPTIED: readonly Emptied[] = [
  ['visits.visit', 't.day', '0 days', HERS, 'true', '{"code": "0000", "wrong_codes": 0}'],
  ['visits.expected', day('t.sent_at'), '90 days', HERS, 'true', '{"note": null}'],
  ['followups.task', day('t.ended_at'), '1 year', HERS, 'true', '{"safe_contact": null}'],
  [
    'access.account',
    day('t.disabled_at'),
    '2 years',
    undefined,
    'true',
    '{"name": "—", "login": null, "speaks": [], "demo_persona": null}',
  ],
];

const NOT_HELD = (whose: string | undefined) =>
  whose
    ? `(${whose} = any (select unnest(people.all_files_of(h.person_id)) from rights.hold h where h.lifted_at is null)) is not true`
    : 'true';
const isOver = ([, on, keep, whose, besides]: Line | Emptied) =>
  `(${OVER(on, keep)} and ${NOT_HELD(whose)} and ${besides ?? 'true'}) is true`;

/** What retention writes itself, and what a night's own account leaves. */
const OWN = /^rights\.retention_|^log\.|^jobs\.|^access\.standing$/;

/** Every row of every table, as text, in an order. */
export async function rowsOf(sql: Sql): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables.filter((table) => !OWN.test(table.name)))
    found[name] = await texts(sql, `select to_jsonb(t) as row from ${name} t`);
  return found;
}

/** What stands in every table once a night of that day is over. */
export async function expectedAt(
  sql: Sql,
  before: Readonly<Record<string, readonly string[]>>,
  on: Temporal.PlainDate,
): Promise<Record<string, readonly string[]>> {
  const expected = { ...before };
  const values = [on.toString()];
  for (const line of [...GOES, ...ALSO])
    expected[line[0]] = await texts(
      sql,
      `select to_jsonb(t) as row from ${line[0]} t where not ${isOver(line)}`,
      values,
    );
  for (const [table, of, points] of WITH) {
    const line = GOES.find(([name]) => name === of) as Line;
    expected[table] = await texts(
      sql,
      `select to_jsonb(t) as row from ${table} t
       where not exists (select from ${of} p where ${points} and ${isOver(line).replaceAll(/\bt\./g, 'p.')})`,
      values,
    );
  }
  for (const line of [...EMPTIED, ...ALSO_EMPTIED])
    expected[line[0]] = await texts(
      sql,
      `select to_jsonb(t) || case when ${isOver(line)} then '${line[5]}'::jsonb else '{}' end as row from ${line[0]} t`,
      values,
    );
  return expected;
}

/** Tables in which something lives longer than its time, with how many rows. */
export async function overAt(sql: Sql, on: Temporal.PlainDate): Promise<string[]> {
  const found: string[] = [];
  for (const line of [...GOES, ...ALSO]) {
    const [row] = await sql<{ n: number }>(
      `select count(*)::int as n from ${line[0]} t where ${isOver(line)}`,
      [on.toString()],
    );
    if (row && row.n > 0) found.push(`${line[0]}: ${row.n}`);
  }
  return found;
}

async function texts(sql: Sql, query: string, values: unknown[] = []): Promise<string[]> {
  const rows = await sql<{ row: string }>(
    `select said as row from (select row::text as said from (${query}) q) r order by said collate "C"`,
    values,
  );
  return rows.map(({ row }) => row);
}
