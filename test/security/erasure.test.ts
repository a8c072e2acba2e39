// A person is erased, and is nowhere: not in a table, the history, search keys, jobs, exports, the logs, what the
// processes print, a backup, or, once the database has been swept, the bytes of its files and its write-ahead
// log. What was counted is counted as before, the chains over the logs are whole, and a backup from before comes
// up still erased. In every table about people a word is planted in whatever column takes one, whichever
// tables there are.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { carryOutErasures } from '#main/carry-out-erasures.ts';
import { JOBS_SCHEMA, prepareJobs } from '#main/jobs.ts';
import { processToken } from '#main/process-accounts.ts';
import { replayErasures } from '#main/replay-erasures.ts';
import { verifyAudit } from '#main/verify-audit.ts';
import { newId } from '#base/ids.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { inCheckout } from '#platform/checkout.ts';
import { Database } from '#platform/db/database.ts';
import { freePort } from '#platform/embedded-postgres/free-port.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { publishHeads } from '#platform/event-log/chain.ts';
import { headsFile } from '#platform/event-log/heads-file.ts';
import { backupAsText, filesAsBytes, holds, tablesAsText } from '../support/canaries.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { SECRET } from '../support/house.ts';
import { type PlayedHouse, playHouse } from '../support/played-house.ts';
import { everybodyGoesHome, figures, fillTheRest } from '../support/erasure-stage.ts';
import { type Somebody, somebody } from '../support/somebody.ts';
import { firstAnswer, started } from '../support/started.ts';

const CANARY = `canario-${newId().slice(-12)}`;
/** Of somebody who stays: what looks for one finds the other. */
const CONTROL = `controlo-${newId().slice(-12)}`;
const folder = mkdtempSync(join(tmpdir(), 'oneroof-erasure-'));
const ledger = new ErasureLedger(join(folder, 'erased'));
const heads = join(folder, 'heads');
const token = processToken(SECRET, 'worker');

let played: PlayedHouse;
let worker: Database;
let owner: pg.Client;
let officers: readonly [Somebody, Somebody];
/** Numbers of all files that are erased; each is a word to look for, too. */
let erased: readonly string[];
const said: string[] = [];

beforeAll(async () => {
  for (const name of ['log', 'error', 'warn'] as const)
    vi.spyOn(console, name).mockImplementation((...words) => void said.push(words.join(' ')));
  played = await playHouse({ unlimited: true, connections: 8 });
  const { house } = played;
  const welcome = { unitId: 'network-welcome', centreId: 'cnaim-lisboa' };
  officers = [
    await somebody(house, 'data-protection-officer', welcome),
    await somebody(house, 'custodian', welcome),
  ];
  await prepareJobs(house.database.urls);
  owner = new pg.Client({ connectionString: house.database.urls.owner });
  await owner.connect();
  worker = new Database({
    url: house.database.urls.jobs,
    connections: 3,
    applicationName: 'erasure',
    rehearsalClock: house.clock,
  });
  await fillTheRest(stage());
  await everybodyGoesHome(stage());
}, 120_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await owner?.end();
  await worker?.close();
  await played?.close();
  rmSync(folder, { recursive: true, force: true });
});

const sql = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await owner.query(text, values)).rows as Row[];
const stage = () => ({ played, sql, first: officers[0] });
const carryOut = () =>
  carryOutErasures(worker, token, {
    clock: played.house.clock,
    secret: SECRET,
    ledger,
    queue: JOBS_SCHEMA,
  });

interface Planned {
  readonly target: string;
  readonly fate: string;
}
const planned = () =>
  sql<Planned>(
    `select target::text, fate from rights.plan() where fate in ('erased', 'kept') order by 1`,
  );

/** A word in every column about people that takes one, in every row; in how many columns. */
async function plant(word: string): Promise<number> {
  const columns = await sql<{ target: string; col: string; type: string }>(
    `select p.target::text, a.attname as col, format_type(a.atttypid, null) as type
     from rights.plan() p join pg_attribute a on a.attrelid = p.target and a.attnum > 0 and not a.attisdropped
     where p.fate in ('erased', 'kept') and a.attgenerated = ''
       and format_type(a.atttypid, null) in ('text', 'bytea') and col_description(a.attrelid, a.attnum) ~ '^S[345]'`,
  );
  let planted = 0;
  for (const { target, col, type } of columns) {
    const value = type === 'bytea' ? `convert_to('${word}', 'UTF8')` : `'${word}'`;
    // What has a form of its own takes none.
    const done = await owner
      .query(`update ${target} set ${col} = ${value} where ${col} is not null`)
      .catch(() => ({ rowCount: 0 }));
    if ((done.rowCount ?? 0) > 0) planted++;
  }
  return planted;
}

/** Where a word is, of everything that is looked at. */
const where = (places: Readonly<Record<string, Buffer>>, word: string) =>
  Object.entries(places).flatMap(([name, text]) => (holds(text, word) ? [name] : []));

/** Asked by her at reception, reviewed by one officer, approved by another. */
async function ask(personId: string): Promise<string> {
  const { house, tokens } = played;
  const [first, second] = officers;
  const { claimId } = await house.done(tokens.iryna, 'claim.record', {
    personId,
    kind: 'erasure',
    channel: 'in-person',
    askedOn: '2026-03-09',
    words: CANARY,
  });
  await house.done(first.token, 'erasure.review', {
    claimId,
    ground: 'nothing-to-keep',
    answer: CANARY,
  });
  await house.done(second.token, 'erasure.approve', { claimId });
  return String(claimId);
}

test('of everybody who was in the house nothing is left but what is counted', {
  timeout: 300_000,
}, async () => {
  const { house, ana } = played;
  const before = await tablesAsText(house.database.superuserUrl);
  const names = await planned();
  expect(
    names
      .map(({ target }) => target)
      .filter((name) => before[`table ${name}`]?.length === 0 && name !== 'rights.erasure'),
    'tables that no row stands in: fill them in the played house',
  ).toEqual([]);
  expect(await plant(CANARY)).toBeGreaterThan(20);
  // One stays, who has a word of her own.
  const [stays] = await sql<{ id: string }>(
    `insert into people.person (id, unit_id, name, language, registered_at)
     values (uuidv7(), 'network-welcome', $1, 'pt', meta.now()) returning id`,
    [CONTROL],
  );
  await withClient(house.database.urls.jobs, (client) =>
    client.query(`select jobs.add_job('compare-files', json_build_object('personId', $1::text))`, [
      ana.personId,
    ]),
  );
  const persons = await sql<{ id: string }>(
    'select id from people.person where id <> $1 order by id',
    [stays?.id],
  );
  erased = persons.map(({ id }) => id);
  await publishHeads(worker, token, [headsFile(heads)]);
  await writeBackup(house.database.urls.owner, join(folder, 'yesterday'), house.clock.now());
  const counted = await figures(stage());

  const [humans] = await sql<{ many: number }>(
    `select count(distinct coalesce(s.survivor_id, p.id))::int as many
     from people.person p left join people.same_person s on s.person_id = p.id where p.id <> $1`,
    [stays?.id],
  );
  expect(humans?.many).toBeLessThan(erased.length);
  const claimId = await ask(ana.personId);
  // All others, whichever house they came to.
  await sql(
    `insert into rights.erasure (id, cause, person_id, due_at)
     select uuidv7(), 'ledger', p.id, '2026-03-09' from people.person p where p.id <> all ($1::uuid[])`,
    [[ana.personId, stays?.id]],
  );
  expect(await carryOut()).toBe(humans?.many);
  expect(await carryOut()).toBe(0);

  const after = {
    ...(await tablesAsText(house.database.superuserUrl)),
    ...(await backupAsText(house.database.urls.owner)),
    printed: Buffer.from(said.join('\n')),
  };
  expect(where(after, CONTROL)).toContain('table people.person');
  for (const word of [CANARY, ...erased]) expect(where(after, word), word).toEqual([]);
  expect(
    await sql(`select 1 from people.person where name is not null and id <> $1`, [stays?.id]),
  ).toEqual([]);
  expect(await figures(stage())).toEqual(counted);
  // What is known of it: that it was done, in counts, and of no table whose existence is a secret.
  const [line] = await sql<{ state: string; gone: object; kept: object; person_id: string | null }>(
    `select c.state, c.person_id, e.gone, e.kept from rights.claim c join rights.erasure e on e.claim_id = c.id
     where c.id = $1`,
    [claimId],
  );
  expect(line).toMatchObject({ state: 'carried-out', person_id: null });
  expect(line?.gone).toMatchObject({ 'people.person': 1, 'people.contact': 1 });
  expect(line?.kept).toMatchObject({ 'statistics.arrival': 1, 'visits.visit': 1 });
  expect(
    Object.keys({ ...line?.gone, ...line?.kept }).filter((name) =>
      /compartments|protection|minors/.test(name),
    ),
  ).toEqual([]);
});

describe('the logs', () => {
  test('are whole, and the ledger knows what was rewritten; red: what it does not know is no erasure', async () => {
    const { urls, superuserUrl } = played.house.database;
    const report = () => verifyAudit(urls.owner, heads, ledger, played.house.clock.now());
    await expect(report()).resolves.toMatch(/log\.event: whole up to entry \d+/);
    await expect(report()).resolves.toMatch(/knows them all/);
    await withClient(superuserUrl, async (client) => {
      // As an intruder would: another word in an entry, and the hash of it where an erasure keeps them.
      await client.query(`create temporary table was as select * from log.erased`);
      const { rows } = await client.query<{ position: string }>(
        `select position::text from log.erased where stream = 'event' order by position limit 1`,
      );
      const place = rows[0]?.position;
      await client.query(`update log.event set kind = kind || 'x' where position = $1`, [place]);
      await expect(report()).rejects.toThrow(/FIRST BAD ENTRY \d+ of log\.event/);
      await client.query(
        `update log.erased t set becomes = log.digest(v) from log.event v
         where t.stream = 'event' and t.position = $1 and v.position = t.position`,
        [place],
      );
      await expect(report()).rejects.toThrow(/KNOWS NOTHING OF/);
      await client.query(`update log.event set kind = left(kind, -1) where position = $1`, [place]);
      await client.query(`delete from log.erased`);
      await client.query(`insert into log.erased select * from was`);
    });
    await expect(report()).resolves.toMatch(/knows them all/);
  });

  test('once the database is swept, not a byte of hers is in its files and its write-ahead log', {
    timeout: 120_000,
  }, async () => {
    const { superuserUrl } = played.house.database;
    const words = [CANARY, ...erased, ...erased.map((id) => id.replaceAll('-', ''))];
    const dirty = await filesAsBytes(superuserUrl);
    expect(where(dirty, CANARY).length).toBeGreaterThan(1);
    await sweep(superuserUrl);
    const clean = await filesAsBytes(superuserUrl);
    for (const word of words) expect(where(clean, word), word).toEqual([]);
  });
});

/** What docs/operations/running.md tells an operator to do: rewrite what lost rows, and recycle the log. */
async function sweep(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await client.query('vacuum (full, analyze)');
    const segments = async () =>
      Number((await client.query('select count(*)::int as n from pg_ls_waldir()')).rows[0]?.n);
    await client.query('checkpoint');
    // Segments are used again under other names: each is written over once.
    for (let n = (await segments()) + 1; n > 0; n--) {
      await client.query(`select pg_logical_emit_message(false, 'sweep', 'x')`);
      await client.query('select pg_switch_wal()');
    }
    await client.query('checkpoint');
  });
}

describe('a backup from before', () => {
  let restored: TestDatabase;
  beforeAll(async () => {
    restored = await cloneDatabase();
    await restoreBackup(
      restored.urls.owner,
      join(folder, 'yesterday'),
      inCheckout('db', 'migrations'),
    );
  }, 120_000);
  afterAll(() => restored?.drop());

  test('comes up still erased before the port opens; the web process by itself opens none', {
    timeout: 180_000,
  }, async () => {
    expect(where(await tablesAsText(restored.superuserUrl), CANARY).length).toBeGreaterThan(15);
    const port = await freePort();
    const dataDir = join(folder, 'data');
    const env = {
      DATABASE_URL: restored.urls.owner,
      ONEROOF_APP_URL: restored.urls.app,
      ONEROOF_JOBS_URL: restored.urls.jobs,
      ONEROOF_STATS_URL: restored.urls.stats,
      ONEROOF_SECRET: SECRET,
      ONEROOF_UNSAFE_COMMIT: '1', // the database of tests is quick rather than durable
      ONEROOF_DATA: dataDir,
      ONEROOF_ERASED: ledger.path,
      PORT: String(port),
      HOST: '127.0.0.1',
    };
    const alone = started('web.js', { ...env, DATABASE_URL: undefined });
    expect(await alone.ended).not.toBe(0);
    expect(alone.said()).toMatch(/still knows: npm start erases them first/);

    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'bench'), '');
    const main = started('start.js', env);
    try {
      // The first answer of the port comes when nothing is left.
      const ready = await firstAnswer(`http://127.0.0.1:${port}/readyz`, main);
      const places = await tablesAsText(restored.superuserUrl);
      for (const word of [CANARY, ...erased]) expect(where(places, word), word).toEqual([]);
      expect(ready).toMatchObject({ ready: false, erased: true }); // not durable: a database of tests
      expect(main.said()).toMatch(/\d+ erasures of .* were carried out on this database/);
    } finally {
      main.child.kill('SIGTERM');
      await main.ended;
    }
    // Started again, nothing is left to do.
    expect(await replayErasures(restored.urls.owner, ledger, played.house.clock.now())).toBe(0);
  });

  test('red: without the newest ledger, or with one that was changed, it does not start', {
    timeout: 90_000,
  }, async () => {
    const { urls } = played.house.database;
    const now = played.house.clock.now();
    const short = join(folder, 'short');
    const lines = readFileSync(ledger.path, 'utf8').split('\n');
    writeFileSync(short, `${lines.slice(0, 2).join('\n')}\n`);
    await expect(replayErasures(urls.owner, new ErasureLedger(short), now)).rejects.toThrow(
      /is not the erasure ledger of this database, which knows of \d+ lines; there are 2/,
    );
    await expect(
      replayErasures(urls.owner, new ErasureLedger(join(folder, 'none')), now),
    ).rejects.toThrow(/there are 0/);
    writeFileSync(short, readFileSync(ledger.path, 'utf8').replace('"begin"', '"dropped"'));
    await expect(replayErasures(urls.owner, new ErasureLedger(short), now)).rejects.toThrow(
      /damaged at line 1/,
    );
  });
});
