// Retention: every table about people says for how long its rows are kept and the data say the same; with the clock
// moved on, exactly what was due goes and nothing else (every row of every table is compared with what an oracle of
// its own expects); what is under a hold stays and goes when the hold has ended; files go by an erasure, what is
// counted stays; an older backup that is brought back is no older than the last night again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOutErasures, ERASURE_MS } from '#main/carry-out-erasures.ts';
import { forgetDueAtStart, forgetDueByWorker } from '#main/forget-due.ts';
import { JOBS_SCHEMA, prepareJobs } from '#main/jobs.ts';
import { processToken } from '#main/process-accounts.ts';
import { replayErasures } from '#main/replay-erasures.ts';
import { readData } from '#main/seed/read-data.ts';
import { verifyAudit } from '#main/verify-audit.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { inCheckout } from '#platform/checkout.ts';
import { Database } from '#platform/db/database.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { publishHeads } from '#platform/event-log/chain.ts';
import { headsFile } from '#platform/event-log/heads-file.ts';
import { cloneDatabase } from '../support/database.ts';
import { everybodyGoesHome, figures, fillTheRest } from '../support/erasure-stage.ts';
import { SECRET } from '../support/house.ts';
import { type PlayedHouse, playHouse } from '../support/played-house.ts';
import { EMPTIED, expectedAt, GOES, overAt, rowsOf } from '../support/retention-oracle.ts';
import { somebody } from '../support/somebody.ts';

const folder = mkdtempSync(join(tmpdir(), 'oneroof-retention-'));
const ledger = new ErasureLedger(join(folder, 'erased'));
const heads = join(folder, 'heads');
const token = processToken(SECRET, 'worker');
/** Of the played morning. */
const DAY = Temporal.PlainDate.from('2026-03-09');

let played: PlayedHouse;
let worker: Database;
let owner: pg.Client;

beforeAll(async () => {
  played = await playHouse({ unlimited: true, connections: 8 });
  const { house } = played;
  await prepareJobs(house.database.urls);
  owner = new pg.Client({ connectionString: house.database.superuserUrl });
  await owner.connect();
  worker = new Database({
    url: house.database.urls.jobs,
    connections: 2,
    applicationName: 'retention',
    rehearsalClock: house.clock,
    transactionMs: ERASURE_MS,
  });
  const welcome = { unitId: 'network-welcome', centreId: 'cnaim-lisboa' };
  const first = await somebody(house, 'data-protection-officer', welcome);
  await fillTheRest({ played, sql, first });
  await everybodyGoesHome({ played, sql, first });
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await worker?.close();
  await played?.close();
  rmSync(folder, { recursive: true, force: true });
});

const sql = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await owner.query(text, values)).rows as Row[];
/** What a played morning leaves open has ended, some of it in time for the longest periods. */
async function endWhatIsOpen(): Promise<void> {
  for (const text of [
    `update visits.desk_session set closed_at = '2026-03-09 18:00+00' where closed_at is null`,
    `update visits.alarm set closed_at = '2026-03-09 18:00+00', closed_by = account_id where closed_at is null`,
    `update interpretation.request set ended_at = '2026-03-09 18:00+00' where ended_at is null`,
    `update visits.expected set note = 'Vem à tarde.'`,
    `update followups.task set state = 'done', outcome = 'done', ended_at = '2026-03-09 18:00+00', ended_by = made_by,
       safe_contact = 'Só à tarde.'`,
    `delete from casefiles.export_document`,
    `update casefiles.export set asked_at = '2026-03-01 00:00+00', ends_at = '2026-03-01 12:00+00'`,
    `update rights.claim set state = case state when 'open' then 'refused' else state end, answered_at = '2026-03-01',
       answered_by = recorded_by where state in ('open', 'granted', 'refused')`,
    `update rights.hold set lifted_at = '2026-03-01', lifted_by = placed_by`,
    `insert into disclosures.disclosure (id, person_id, state, authority, kind, legal_base, reference, received_on,
       deadline, asked, registered_by, registered_at, tell_by)
     select uuidv7(), person_id, 'registered', 'Tribunal de Lisboa', 'court', 'CPP 135', '12/26', '2026-02-01',
       '2026-03-01', 'Datas.', recorded_by, '2026-02-01', '2026-03-01' from rights.claim order by id limit 1`,
    `update disclosures.disclosure set state = 'refused', closed_by = registered_by, closed_at = '2026-03-01'
       where closed_at is null`,
    `update access.account set disabled_at = '2026-03-09' where login like 'duarte%'`,
  ])
    await sql(text);
}
/** The night of a day: retention at four in the morning. */
async function nightOf(day: Temporal.PlainDate): Promise<boolean> {
  const { clock } = played.house;
  clock.moveTo(day.toZonedDateTime({ timeZone: 'Europe/Lisbon', plainTime: '04:00' }).toInstant());
  return forgetDueByWorker(worker, token, clock);
}
const carryOut = () =>
  carryOutErasures(worker, token, {
    clock: played.house.clock,
    secret: SECRET,
    ledger,
    queue: JOBS_SCHEMA,
  });
const counted = () =>
  sql(`select 'act' as kind, count(*)::int as rows, sum(sign)::int as signs, count(distinct person_id)::int
    as persons from statistics.act
  union all select 'arrival', count(*)::int, sum(needs)::int, count(distinct person_id)::int from statistics.arrival
  union all select 'departure', count(*)::int, sum(sign)::int, count(distinct person_id)::int from statistics.departure
  union all select 'referral', count(*)::int, count(*)::int, 0 from statistics.referral`);

describe('what tables say', () => {
  test('each table about people says what becomes of it in time, by a kind of which the data know', async () => {
    const silent = await sql(
      `select c.oid::regclass::text as table from pg_class c
       where c.relkind in ('r', 'p') and obj_description(c.oid) like 'GDPR%'
         and (not exists (select from rights.retention() r where r.target = c.oid)
              or exists (select from rights.retention() r where r.target = c.oid and r.fate is null))`,
    );
    expect(silent).toEqual([]);
    const known = new Set(readData('retention.json').map(({ id }) => id));
    const kinds = await sql<{ kind: string }>(
      'select distinct kind from rights.retention() where kind is not null order by 1',
    );
    expect(kinds.map(({ kind }) => kind).filter((kind) => !known.has(kind))).toEqual([]);
    expect([...known].filter((id) => !kinds.some(({ kind }) => kind === id))).toEqual([]);
    const columns = await sql(
      `select r.target::text, c from rights.retention() r, unnest(r.cols || r.own || (
         select array_agg(split_part(x, '=', 1)) from unnest(r.cleared) x)) c
       where c is not null and not exists (select from pg_attribute a where a.attrelid = r.target and a.attname = c)`,
    );
    expect(columns, 'sentences about columns that are not there').toEqual([]);
  });

  test('a row of any table about people keeps her file by its moments, or the table says why it does not', async () => {
    const moments = await sql<{ table: string; col: string; why: string | null }>(
      'select m.target::text as "table", m.col, m.why_not as why from rights.moments() m order by 1, 2',
    );
    // What names a person, found by another way: every table with her number and a moment is there.
    const tables = await sql<{ table: string }>(
      `select distinct a.attrelid::regclass::text as "table" from pg_attribute a
       join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
       join pg_attribute m on m.attrelid = a.attrelid and m.attnum > 0
         and format_type(m.atttypid, null) ~ '^(date|timestamp|tstz)'
       where a.attname in ('person_id', 'one_id', 'other_id', 'child_id', 'guardian_id') and not a.attisdropped
         and a.atttypid = 'uuid'::regtype`,
    );
    const known = new Set(moments.map(({ table }) => table));
    expect(tables.filter(({ table }) => !known.has(table))).toEqual([]);
    const [keeps] = await sql<{ text: string }>(`select rights.dealings('x') as text`);
    const silent = moments.filter(
      ({ table, why }) => !why && !keeps?.text.includes(`from ${table} t`),
    );
    expect(silent).toEqual([]);
    // What is none is a choice that somebody made, and each of them is looked at here.
    const none = [
      ...new Set(
        moments.flatMap(({ table, col, why }) =>
          why
            ? [
                ['casefiles.document', 'conferences.seat', 'minors.entry'].includes(table)
                  ? `${table}.${col}`
                  : table,
              ]
            : [],
        ),
      ),
    ];
    expect(none).toEqual([
      'access."grant"',
      'access.presentation',
      'casefiles.document.valid_until',
      'conferences.seat.reads_until',
      'log.event',
      'log.read',
      'messages.attempt',
      'messages.link_address',
      'messages.message',
      'minors.entry.adult_on',
      'people.merge',
      'people.pair',
      'people.same_person',
      'rights.erasure',
      'rights.hold',
      'statistics.act',
      'statistics.arrival',
      'statistics.departure',
      'visits.summary_link',
      'visits.ticket_link',
    ]);
  });

  test('what keeps her file lies behind or soon ahead: a day that is years ahead says that it is no dealing', async () => {
    const moments = await sql<{ table: string; col: string; last: string }>(
      `select distinct m.target::text as "table", m.col, case when m.is_range
         then format('upper(%I)::timestamp', m.col) else format('%I::timestamp', m.col) end as last
       from rights.moments() m where m.why_not is null`,
    );
    const ahead: string[] = [];
    for (const { table, col, last } of moments) {
      const [row] = await sql<{ late: boolean }>(
        `select exists (select from ${table} where ${last} > $1::date + interval '3 years') as late`,
        [DAY.toString()],
      );
      if (row?.late) ahead.push(`${table}.${col}`);
    }
    expect(ahead).toEqual([]);
  });

  test('whether anybody has had to do with her is asked by an index of each of these tables', async () => {
    // `reached` by an index that leads with the column and is of all rows.
    const slow = await sql(
      `with asked as (
         select m.target as "table", split_part(w, '.', 2) as col from rights.moments() m, unnest(m.whose) w
           where m.why_not is null and m.of_table is null
         union select m.of_table, split_part(w, '.', 2) from rights.moments() m, unnest(m.whose) w
           where m.why_not is null and m.of_table is not null
         union select m.target, split_part(m.hangs, 't.', 2) from rights.moments() m
           where m.why_not is null and m.hangs is not null)
       select a."table"::text, a.col from asked a where not exists (
         select from pg_index i join pg_attribute c on c.attrelid = i.indrelid and c.attnum = i.indkey[0]
         where i.indrelid = a."table" and i.indpred is null and i.indisvalid and c.attname = a.col)
       order by 1, 2`,
    );
    expect(slow).toEqual([]);
  });

  test('a sentence that is none is refused', async () => {
    await expect(
      sql(`select rights.on_retention('visits.alarm', 'goes when we like')`),
    ).rejects.toThrow(/no sentence that is understood/);
  });

  test('the register says as long as the data: of each row the longest of its columns', async () => {
    const said = await sql<{ target: string; kind: string; kept: string[] }>(
      `select r.target::text, r.kind, array_agg(distinct split_part(col_description(a.attrelid, a.attnum), ' · ', 3)) as kept
       from rights.retention() r join pg_attribute a on a.attrelid = r.target and a.attnum > 0 and not a.attisdropped
       where r.fate in ('goes', 'chain') group by 1, 2`,
    );
    const first = new Map(readData('retention.json').map(({ id, periods }) => [id, periods[0]]));
    const wrong = said.flatMap(({ target, kind, kept }) => {
      const days = Math.max(...kept.map(daysOf));
      const keep = first.get(kind)?.keep ?? '';
      const inDays = DAY.until(DAY.add(keep), { largestUnit: 'days' }).days;
      return Math.abs(days - inDays) <= 2
        ? []
        : [`${target}: ${kept.join(', ')} but ${kind} ${keep}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** How long a comment says, in days. */
function daysOf(kept: string): number {
  const [, count, unit] = /(\d+) (day|year)s?$/.exec(kept) ?? [];
  return count ? Number(count) * (unit === 'year' ? 365 : 1) : 0;
}

test('with the clock moved on, exactly what was due goes; what is held stays, and goes when the hold ends', {
  timeout: 300_000,
}, async () => {
  const { house, amal: kept } = played;
  await publishHeads(worker, token, [headsFile(heads)]);
  await endWhatIsOpen();
  await sql(
    `insert into rights.hold (id, person_id, unit_id, reason, words, review_on, placed_by, placed_at)
     select uuidv7(), p.id, p.unit_id, 'court', 'Processo.', '2027-01-01', a.id, '2026-03-09'
     from people.person p, access.account a where p.id = $1 and a.login like 'iryna%'`,
    [kept.personId],
  );
  await writeBackup(house.database.urls.owner, join(folder, 'before'), house.clock.now());
  const stage = {
    played,
    sql,
    first: await somebody(house, 'custodian', { unitId: 'network-welcome' }),
  };
  const figuresBefore = await counted();
  expect(await figures(stage)).toBeTruthy();

  /** Tables of which rows went at some stage, with how many. */
  const went = new Map<string, number>();
  const stays = { days: [0, 1, 90, 91], years: [1, 2, 5] };
  const nights = [
    ...stays.days.map((days) => DAY.add({ days })),
    ...stays.years.flatMap((years) => [DAY.add({ years }), DAY.add({ years, days: 1 })]),
  ];
  for (const day of nights.slice(0, -1)) {
    const before = await rowsOf(sql);
    const expected = await expectedAt(sql, before, day);
    expect(await nightOf(day)).toBe(true);
    const after = await rowsOf(sql);
    for (const [table, rows] of Object.entries(expected))
      expect(after[table], `${table} on ${day.toString()}`).toEqual(rows);
    for (const [table, rows] of Object.entries(before)) {
      const left = new Set(after[table]);
      const gone = rows.filter((row) => !left.has(row)).length;
      if (gone > 0) went.set(table, (went.get(table) ?? 0) + gone);
    }
    expect(await nightOf(day), 'twice in a night').toBe(false);
  }
  expect(await sql(`select 1 from rights.erasure where cause = 'retention'`)).toEqual([]);

  // A year more, and nobody has had to do with any of them for five years: all go but whoever is held.
  const last = DAY.add({ years: 6 });
  expect(await nightOf(last)).toBe(true);
  await carryOut();
  const people = () => sql<{ id: string }>('select person_id as id from casefiles.case_file');
  const hers =
    (await sql<{ ids: string[] }>('select people.all_files_of($1) as ids', [kept.personId]))[0]
      ?.ids ?? [];
  expect((await people()).map(({ id }) => id).sort()).toEqual([...hers].sort());
  expect(await counted()).toEqual(figuresBefore);
  const trips = () =>
    sql<{ person_id: string }>(`select distinct person_id from visits.visit order by 1`);
  expect((await trips()).length).toBeGreaterThan(1);
  await nightOf(last.add({ days: 1 }));
  expect((await trips()).map(({ person_id }) => person_id)).toEqual([kept.personId]);
  expect(
    await sql(`select 1 from attendances.attendance where person_id <> $1`, [kept.personId]),
  ).toEqual([]);
  expect(await counted()).toEqual(figuresBefore);
  const logged = async () =>
    (await sql<{ n: number }>('select count(*)::int as n from log.event'))[0]?.n ?? 0;
  expect(await logged(), 'what is held keeps the logs that name her').toBeGreaterThan(0);
  const [held] = await sql<{ held: number }>(
    `select sum(held)::int as held from rights.retention_count c join rights.retention_run r on r.id = c.run_id
     where r.until = $1`,
    [last.add({ days: 1 }).toString()],
  );
  expect(held?.held).toBeGreaterThan(0);

  // The hold ends: what was held goes, by the next night but one.
  await sql(
    'update rights.hold set lifted_at = placed_at, lifted_by = placed_by where lifted_at is null',
  );
  await nightOf(last.add({ days: 2 }));
  await carryOut();
  await nightOf(last.add({ days: 3 }));
  expect(await people()).toEqual([]);
  expect(await trips()).toEqual([]);
  expect(await overAt(sql, last.add({ days: 3 }))).toEqual([]);
  expect(await counted()).toEqual(figuresBefore);
  await expect(
    verifyAudit(house.database.urls.owner, heads, ledger, house.clock.now()),
  ).resolves.toMatch(/log\.read: whole/);
  // The oracle was asked about something in each of them.
  const asked = [...GOES, ...EMPTIED].map(([table]) => table);
  expect(asked.filter((table) => !went.has(table))).toEqual([]);
});

test('a backup from before the first night, brought back, holds nothing that is over before a port opens', {
  timeout: 120_000,
}, async () => {
  const database = await cloneDatabase();
  try {
    const restored = database.urls.owner;
    await restoreBackup(restored, join(folder, 'before'), inCheckout('db', 'migrations'));
    const now = played.house.clock.now();
    const today = now.toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
    await withClient(database.superuserUrl, async (client) => {
      const there = async <Row extends object>(text: string, values: unknown[] = []) =>
        (await client.query(text, values)).rows as Row[];
      await there(
        'update rights.hold set lifted_at = placed_at, lifted_by = placed_by where lifted_at is null',
      );
      expect((await overAt(there, today)).length).toBeGreaterThan(5);
      const said: string[] = [];
      await replayErasures(restored, ledger, now);
      expect(await forgetDueAtStart(restored, now, (text) => said.push(text))).toBe(true);
      expect(said).toEqual([]);
      expect(await overAt(there, today)).toEqual([]);
      expect(await there('select 1 from casefiles.case_file')).toEqual([]);
      expect(await there('select 1 from visits.visit')).toEqual([]);
    });
  } finally {
    await database.drop();
  }
});
