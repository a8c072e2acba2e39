// The logs cannot be rewritten unseen: whatever the most powerful user of the database changes before
// the last published head, `audit verify` names the first bad entry.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AuditError, keptDays, verifyAudit } from '#main/verify-audit.ts';
import { headsByMail } from '#main/chains.ts';
import { processToken } from '#main/process-accounts.ts';
import { Database } from '#platform/db/database.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { extendChains, publishHeads, type Stream, STREAMS } from '#platform/event-log/chain.ts';
import { type Finding, verifyChains } from '#platform/event-log/verify-chain.ts';
import { headsFile, readHeads } from '#platform/event-log/heads-file.ts';
import { type House, openHouse, SECRET } from '../support/house.ts';

const folder = mkdtempSync(join(tmpdir(), 'heads-'));
const file = join(folder, 'kept', 'heads');
const ledger = new ErasureLedger(join(folder, 'kept', 'erased'));
const token = processToken(SECRET, 'worker');
const TABLES = ['read', 'event', 'command', 'link', 'head', 'chain'] as const;
let house: House;
let worker: Database;
let superuser: pg.Client;

beforeAll(async () => {
  house = await openHouse();
  superuser = new pg.Client({ connectionString: house.database.superuserUrl });
  await superuser.connect();
  worker = new Database({
    url: house.database.urls.jobs,
    connections: 2,
    applicationName: 'chains',
    rehearsalClock: house.clock,
  });
  await morning();
  await publishHeads(worker, token, [headsFile(file)]);
  house.wait(65);
  await morning();
  await publishHeads(worker, token, [headsFile(file)]);
  await morning(); // younger than the last head
  await extendChains(worker, token);
  await superuser.query('create schema kept');
  for (const table of TABLES)
    await superuser.query(`create table kept.${table} as table log.${table}`);
}, 60_000);

afterAll(async () => {
  await superuser?.end();
  await worker?.close();
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(asItWas);

async function asItWas(): Promise<void> {
  for (const table of TABLES) await superuser.query(`delete from log.${table}`);
  for (const table of [...TABLES].reverse())
    await superuser.query(
      `insert into log.${table} overriding system value select * from kept.${table}`,
    );
}

/** People are received and looked at. */
async function morning(): Promise<void> {
  const iryna = await house.tokenOf('Iryna');
  for (let n = 0; n < 4; n++) {
    const { visitId, personId } = await house.done(iryna, 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'uk',
      name: 'Olena',
      subjectIds: ['social-security'],
    });
    for (const path of [`/people/${personId}`, `/visits/${visitId}`, `/visits/${visitId}/summary`])
      expect(
        (await house.app.request(path, { headers: { Cookie: `oneroof=${iryna}` } })).status,
      ).toBe(200);
    house.wait(1);
  }
}

const sql = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await superuser.query(text, values)).rows as Row[];

async function found(stream: Stream): Promise<Finding> {
  const now = new Date(house.clock.now().epochMilliseconds);
  const kept = keptDays(house.clock.now());
  const all = await verifyChains(house.database.urls.owner, readHeads(file), now, kept);
  for (const other of all) if (other.stream !== stream) expect(other.fault).toBeUndefined();
  return all.find((one) => one.stream === stream) as Finding;
}

const placeOf = async (stream: Stream, seq: number) =>
  (
    await sql<{ epoch: number; xid: string; position: string }>(
      'select epoch, xid::text, position::text from kept.link where stream = $1 and seq = $2',
      [stream, seq],
    )
  )[0] as { epoch: number; xid: string; position: string };
const at = '(epoch, xid, position) = ($1, $2, $3)';
const valuesOf = ({ epoch, xid, position }: { epoch: number; xid: string; position: string }) => [
  epoch,
  xid,
  position,
];
/** A harmless-looking change of one entry of each log. */
const EDITS: Readonly<Record<Stream, string>> = {
  read: `screen = screen || ' '`,
  event: `data = data || '{"n": 1}'`,
  command: `occurred_at = occurred_at + interval '1 millisecond'`,
};

/** What the most powerful user does to entry `k`, and whether he mends the links after it. */
type Plant = (stream: Stream, k: number) => Promise<{ kinds: string[]; entry: number }>;

const PLANTS: Readonly<Record<string, Plant>> = {
  async edit(stream, k) {
    await sql(
      `update log.${stream} set ${EDITS[stream]} where ${at}`,
      valuesOf(await placeOf(stream, k)),
    );
    return { kinds: ['changed'], entry: k };
  },
  async 'edit and own link'(stream, k) {
    await sql(
      `update log.${stream} set ${EDITS[stream]} where ${at}`,
      valuesOf(await placeOf(stream, k)),
    );
    await sql(
      `update log.link l set hash = sha256(b.hash || log.digest(e)) from log.link b, log.${stream} e
       where l.stream = $1 and l.seq = $2 and b.stream = $1 and b.seq = $2 - 1
         and (e.epoch, e.xid, e.position) = (l.epoch, l.xid, l.position)`,
      [stream, k],
    );
    // Entry k fits its link again; the next one does not, and the report says that it may be this one.
    return { kinds: ['changed'], entry: k + 1 };
  },
  async deletion(stream, k) {
    await sql(`delete from log.${stream} where ${at}`, valuesOf(await placeOf(stream, k)));
    return { kinds: ['taken-out'], entry: k };
  },
  async 'deletion with its link'(stream, k) {
    await sql(`delete from log.${stream} where ${at}`, valuesOf(await placeOf(stream, k)));
    await sql('delete from log.link where stream = $1 and seq = $2', [stream, k]);
    return { kinds: ['taken-out'], entry: k };
  },
  async swap(stream, k) {
    const other = k === 1 ? 2 : k - 1;
    const [one, two] = [await placeOf(stream, k), await placeOf(stream, other)];
    await sql(`create temporary table pair as select * from log.${stream} where false`);
    for (const place of [one, two])
      await sql(
        `with out as (delete from log.${stream} where ${at} returning *) insert into pair select * from out`,
        valuesOf(place),
      );
    await sql(
      `update pair set (epoch, xid, position) = (case when ${at} then row($4::integer, $5::xid8, $6::bigint)
         else row($1::integer, $2::xid8, $3::bigint) end)`.replace(
        /\(case.*end\)/s,
        `(select o.epoch, o.xid, o.position from pair o where (o.xid, o.position) <> (pair.xid, pair.position))`,
      ),
    );
    await sql(`insert into log.${stream} overriding system value select * from pair`);
    await sql('drop table pair');
    return { kinds: ['changed'], entry: Math.min(k, other) };
  },
  async insertion(stream, k) {
    const place = await placeOf(stream, k);
    await sql(
      `create temporary table copy as select * from log.${stream} where ${at}`,
      valuesOf(place),
    );
    await sql(
      stream === 'read'
        ? 'update copy set position = -1, session_id = uuidv7()'
        : 'update copy set position = -1, id = uuidv7()',
    );
    await sql(`insert into log.${stream} overriding system value select * from copy`);
    await sql('drop table copy');
    const [first] = await sql<{ seq: string }>(
      'select min(seq)::text as seq from kept.link where stream = $1 and xid = $2::xid8',
      [stream, place.xid],
    );
    return { kinds: ['put-in'], entry: Number(first?.seq) };
  },
  async 'tail cut'(stream, k) {
    const { epoch, xid, position } = await placeOf(stream, k);
    await sql(`delete from log.${stream} where (epoch, xid, position) >= ($1, $2, $3)`, [
      epoch,
      xid,
      position,
    ]);
    return { kinds: ['taken-out'], entry: k };
  },
  async 'tail cut with links and chain'(stream, k) {
    const { epoch, xid, position } = await placeOf(stream, k);
    const values = [epoch, xid, position];
    await sql(`delete from log.${stream} where (epoch, xid, position) >= ($1, $2, $3)`, values);
    await sql('delete from log.link where stream = $1 and seq >= $2', [stream, k]);
    await sql(
      `update log.chain c set (seq, hash, epoch, xid, position) = (
         select l.seq, l.hash, l.epoch, l.xid, l.position from (
           select seq, hash, epoch, xid, position from log.link where stream = $1
           union all select 0, c.kept_hash, 0, '0', 0) l order by 1 desc limit 1)
       where stream = $1`,
      [stream],
    );
    return { kinds: ['cut-off'], entry: k };
  },
};

describe('AUD-1, AUD-2: whatever is done before the last head, the first bad entry is named', () => {
  test('as it is, all three logs are whole, and what is younger is said to be unproved', async () => {
    for (const stream of STREAMS) {
      const { fault, entries, proved, unproved } = await found(stream);
      expect(fault).toBeUndefined();
      expect(proved).toBeGreaterThan(7);
      expect(unproved).toBe(entries - proved);
      expect(unproved).toBeGreaterThan(3);
    }
    const report = await verifyAudit(house.database.urls.owner, file, ledger, house.clock.now());
    expect(report).toMatch(/log\.read: whole up to entry \d+/);
    expect(report).toMatch(/younger than the last head and unproved/);
  });

  for (const stream of STREAMS) {
    test.each(Object.keys(PLANTS))(`log.${stream}: %s`, async (name) => {
      const { proved } = await found(stream);
      const named = new Set(readHeads(file).map(({ entries }) => entries));
      const places = fc.sample(fc.integer({ min: 1, max: proved }), { numRuns: 2, seed: 20260309 });
      for (const k of new Set([1, proved, ...places])) {
        // The first has no link before it; of one that a head names, the head tells (below).
        if (name === 'edit and own link' && (k === 1 || named.has(k))) continue;
        await asItWas();
        const { kinds, entry } = await (PLANTS[name] as Plant)(stream, k);
        const { fault } = await found(stream);
        expect({ k, kind: fault?.kind, entry: fault?.entry }).toEqual({ k, kind: kinds[0], entry });
      }
    });

    test(`log.${stream}: edited, with the whole chain laid anew over it: the heads tell between which`, async () => {
      const { proved } = await found(stream);
      for (const k of [1, Math.ceil(proved / 3), proved]) {
        await asItWas();
        await (PLANTS['edit'] as Plant)(stream, k);
        await sql('delete from log.link where stream = $1', [stream]);
        await sql(
          `update log.chain set seq = 0, hash = kept_hash, epoch = 0, xid = '0', position = 0 where stream = $1`,
          [stream],
        );
        await extendChains(worker, token);
        const { fault } = await found(stream);
        expect(fault?.kind).toBe('laid-anew');
        expect(fault?.entry).toBeLessThanOrEqual(k);
        expect(fault?.until).toBeGreaterThanOrEqual(k);
        expect(fault?.until).toBeLessThanOrEqual(proved);
      }
    });
  }

  test('the report names the entry, and is no success', async () => {
    await (PLANTS['deletion'] as Plant)('read', 7);
    const report = verifyAudit(house.database.urls.owner, file, ledger, house.clock.now());
    await expect(report).rejects.toThrow(AuditError);
    await expect(report).rejects.toThrow(
      /log\.read: FIRST BAD ENTRY 7 of log\.read \(life 1, transaction \d+, position \d+.*was taken out/,
    );
  });

  test('after the last head nothing is proved: a tail that is cut there with its links is not seen, and that is said', async () => {
    const { proved } = await found('read');
    await (PLANTS['tail cut with links and chain'] as Plant)('read', proved + 1);
    expect(await found('read')).toMatchObject({ fault: undefined, unproved: 0 });
    rmSync(join(folder, 'none'), { force: true });
    const bare = await verifyAudit(
      house.database.urls.owner,
      join(folder, 'none'),
      ledger,
      house.clock.now(),
    );
    expect(bare).toMatch(/log\.read: no head was published: none of \d+ entries is proved/);
  });
});

describe('how chains are laid', () => {
  test('a transaction that still runs holds back what came after it, and none is passed over', async () => {
    const app = new pg.Client({ connectionString: house.database.urls.app });
    await app.connect();
    await app.query('begin');
    await app.query('select access.enter($1)', [await house.tokenOf('Iryna')]);
    await app.query(`select log.note_reads(array[uuidv7()], 'serve', 'late')`);
    await morning();
    const before = await sql<{ seq: string }>(
      `select seq::text from log.chain where stream = 'read'`,
    );
    await extendChains(worker, token);
    expect(await sql(`select seq::text from log.chain where stream = 'read'`)).toEqual(before);
    await app.query('commit');
    await app.end();
    await extendChains(worker, token);
    const [late] = await sql<{ n: number }>(
      `select count(*)::int as n from log.read r join log.link l using (epoch, xid, position)
       where r.screen = 'late' and l.stream = 'read'`,
    );
    expect(late?.n).toBe(1);
    expect(await found('read')).toMatchObject({ fault: undefined });
  });

  test('two workers at once lay each link once', async () => {
    await morning();
    await Promise.all([1, 2, 3].map(() => extendChains(worker, token)));
    for (const stream of STREAMS) expect((await found(stream)).fault).toBeUndefined();
  });

  test('nobody but the worker lays a link or makes a head', async () => {
    const iryna = await house.tokenOf('Iryna');
    await expect(extendChains(worker, iryna)).rejects.toMatchObject({ code: '42501' });
    await expect(publishHeads(worker, iryna, [])).rejects.toMatchObject({ code: '42501' });
  });

  test('heads go out once an hour, by file and by mail; a way that failed is tried again, alone', async () => {
    house.wait(60);
    const letters: string[] = [];
    let works = false;
    const mail = headsByMail(
      {
        send: async ({ text, to }) => {
          if (!works) throw new Error('no server');
          letters.push(`${to}: ${text}`);
        },
        close() {},
      },
      'dpo@oneroof.example',
    );
    const ways = [mail, headsFile(file)];
    const before = readHeads(file).length;
    await expect(publishHeads(worker, token, ways)).rejects.toThrow('no server');
    expect(readHeads(file).length).toBe(before + 3);
    works = true;
    await publishHeads(worker, token, ways);
    await publishHeads(worker, token, ways);
    expect(readHeads(file).length).toBe(before + 3);
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatch(/^dpo@oneroof\.example: \{"at":/);
  });
});

describe('AUD-3, AUD-4: readings go after two years, and what is left stays proved', () => {
  const count = async () =>
    Number((await sql<{ n: string }>('select count(*) as n from log.read'))[0]?.n);

  /** As a night of retention (rights.retain). */
  async function forget(): Promise<number> {
    const before = house.clock
      .now()
      .subtract({ hours: 24 * 730 })
      .toString();
    const text = `select log.forget('read', $1, '{}') as gone`;
    const gone = (await sql<{ gone: number }>(text, [before]))[0]?.gone ?? 0;
    return gone > 0 ? gone + (await forget()) : 0;
  }

  test('nothing goes before', async () => {
    const before = await count();
    house.wait(60 * 24 * 700);
    expect(await forget()).toBe(0);
    expect(await count()).toBe(before);
  });

  test('then all goes up to the last head of that time; the chain goes on; too early is seen', async () => {
    const [named] = await sql<{ seq: string }>(
      `select max(seq) as seq from log.head where stream = 'read'`,
    );
    const proved = Number(named?.seq);
    house.wait(60 * 24 * 40);
    await morning();
    await publishHeads(worker, token, [headsFile(file)]);
    expect(await forget()).toBe(proved);
    expect(await found('read')).toMatchObject({ fault: undefined });
    // The same done by hand where no head is old enough.
    await sql(
      `delete from log.read r using log.link l
      where l.stream = 'read' and l.seq <= $1 and (r.epoch, r.xid, r.position) = (l.epoch, l.xid, l.position)`,
      [proved + 3],
    );
    await sql(
      `update log.chain c set (kept_seq, kept_hash, kept_epoch, kept_xid, kept_position) =
      (select seq, hash, epoch, xid, position from log.link where stream = 'read' and seq = $1)
      where stream = 'read'`,
      [proved + 3],
    );
    await sql(`delete from log.link where stream = 'read' and seq <= $1`, [proved + 3]);
    expect((await found('read')).fault).toMatchObject({ kind: 'forgotten-early' });
  });
});
