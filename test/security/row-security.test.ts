// As each runtime role, with SQL of one's own: without a proved session every table about people is
// empty, and no made-up context proves one.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processToken } from '#main/process-accounts.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { SECRET } from '../support/house.ts';
import { type PlayedHouse, playHouse } from '../support/played-house.ts';
import { keepRights } from '../support/played-rights.ts';
import { listProtectedTables } from '../support/protection.ts';
import { somebody } from '../support/somebody.ts';

const ROLES = ['app', 'jobs', 'stats'] as const;
type Role = (typeof ROLES)[number];

let played: PlayedHouse;
let tables: string[];
const clients = {} as Record<Role, pg.Client>;

beforeAll(async () => {
  played = await playHouse();
  await keepRights(played.house, played.ana.personId);
  const { urls, superuserUrl } = played.house.database;
  tables = await withClient(superuserUrl, listProtectedTables);
  for (const role of ROLES) {
    clients[role] = new pg.Client({ connectionString: urls[role] });
    await clients[role].connect();
  }
});
afterAll(async () => {
  for (const client of Object.values(clients)) await client.end();
  await played?.close();
});

/** Rows of each table that is not empty, after `context` was set in the same transaction. */
async function rowsSeen(
  client: pg.Client,
  context: readonly (readonly [text: string, values: readonly unknown[]])[] = [],
): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  await client.query('begin');
  for (const [text, values] of context) await client.query(text, [...values]);
  await client.query('savepoint one');
  for (const table of tables) {
    try {
      // Named, so that the policies of a table are planned once for a role and not at each look.
      const text = `select count(*)::int as n from ${table}`;
      const { rows } = await client.query({ name: table, text });
      if (rows[0].n > 0) seen[table] = rows[0].n;
    } catch (error) {
      // 42501: the role has no business with this table at all. 55000: a proof of nobody's.
      if (!['42501', '55000'].includes((error as pg.DatabaseError).code ?? '')) throw error;
      await client.query('rollback to savepoint one');
    }
  }
  await client.query('rollback');
  return seen;
}

const session = (token: string) =>
  [`select set_config('oneroof.session', $1, true)`, [token]] as const;
const enter = (token: string) => ['select access.enter($1)', [token]] as const;
const asOwner = (text: string, values: unknown[] = []) =>
  withClient(played.house.database.urls.owner, (client) => client.query(text, values));
const hashOf = (token: string) => createHash('sha256').update(token).digest();

test('the house is played: every table with content is filled, or an empty one would prove nothing', async () => {
  const empty: string[] = [];
  await withClient(played.house.database.urls.owner, async (client) => {
    for (const table of [...tables, 'access."grant"', 'access.account']) {
      const { rows } = await client.query(`select exists (select from ${table}) as filled`);
      if (!rows[0].filled && !/^access\.[a-z]/.test(table)) empty.push(table);
    }
  });
  expect(empty).toEqual([]);
});

describe.each(ROLES)('as the role %s', (role) => {
  test('without a context: nothing', async () => {
    await expect(rowsSeen(clients[role])).resolves.toEqual({});
  });

  test('with a made-up context: nothing', { timeout: 60_000 }, async () => {
    const { iryna } = played.tokens;
    const hash = hashOf(iryna);
    const { rows } = await asOwner(
      'select id, account_id from access.session where token_hash = $1',
      [hash],
    );
    const { id, account_id: account } = rows[0];
    const guesses = [
      'x',
      `' or true --`,
      'x'.repeat(100_000),
      iryna.slice(0, -1),
      iryna.toUpperCase(),
      ` ${iryna}`,
      id,
      account,
      hash.toString('hex'),
      hash.toString('base64'),
      hash.toString('base64url'),
      `\\x${hash.toString('hex')}`,
      'oneroof_owner',
    ];
    for (const guess of guesses) {
      await expect(rowsSeen(clients[role], [session(guess)]), guess.slice(0, 80)).resolves.toEqual(
        {},
      );
    }
  });

  test('with a token that opens nothing any more: nothing', { timeout: 60_000 }, async () => {
    const { house } = played;
    const ended: Record<string, string> = {
      expired: `update access.session set expires_at = now() where token_hash = $1`,
      revoked: `update access.session set revoked_at = now() where token_hash = $1`,
      'of a disabled account': `update access.account set disabled_at = now() where id =
        (select account_id from access.session where token_hash = $1)`,
      'of somebody whose membership ended': `update access.membership
        set valid = tstzrange(lower(valid), now()) where account_id =
        (select account_id from access.session where token_hash = $1)`,
    };
    const logins = ['djanira.lopes', 'farhana.begum', 'mamadou.bah', 'larissa.nascimento'];
    for (const [how, end] of Object.entries(ended)) {
      const login = `${logins.shift()}@oneroof.example`;
      const token = await house.tokenOfLogin(login);
      if (role === 'app')
        expect(await rowsSeen(clients.app, [enter(token)])).toHaveProperty('visits.visit');
      await asOwner(end, [hashOf(token)]);
      await expect(rowsSeen(clients[role], [session(token)]), how).resolves.toEqual({});
      await expect(rowsSeen(clients[role], [enter(token)]), how).resolves.toEqual({});
      await asOwner(`update access.account set disabled_at = null where login = $1`, [login]);
      await asOwner(
        `update access.membership set valid = tstzrange(lower(valid), null) where account_id =
          (select id from access.account where login = $1)`,
        [login],
      );
    }
  });

  test('with a proof that was not made here and now: nothing', async () => {
    const client = clients[role];
    const readProof = async () => {
      await client.query('begin');
      await client.query('select access.enter($1)', [played.tokens.iryna]);
      const { rows } =
        await client.query(`select current_setting('oneroof.standing', true) as standing,
        current_setting('oneroof.proof', true) as seal`);
      await client.query('commit');
      return { standing: String(rows[0].standing ?? ''), seal: String(rows[0].seal ?? '') };
    };
    const { standing, seal } = await readProof();
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const forged = [
      [standing, seal], // of an earlier transaction
      [standing, standing],
      [standing, sha256(standing)],
      [standing.replace('network-welcome', 'network-legal'), seal],
      [standing, '0'.repeat(64)],
      [standing, 'x'],
      [standing, ''],
      ['', seal],
    ];
    for (const [told = '', proof = ''] of forged) {
      const context = [
        [`select set_config('oneroof.standing', $1, true)`, [told]],
        [`select set_config('oneroof.proof', $1, true)`, [proof]],
      ] as const;
      await expect(rowsSeen(client, context), `${proof} ${told}`).resolves.toEqual({});
    }
    for (const read of [
      'select last_value from access.seal',
      `select currval('access.seal')`,
      'select lastval()',
      `select setval('access.seal', 7)`,
      `select nextval('access.seal')`,
      'select access.look_up($$x$$)',
    ]) {
      await expect(client.query(read), read).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|42P01|42883|55000)$/),
      });
    }
  });

  test('cannot become another role, or write where it has no business', async () => {
    const client = clients[role];
    const attempts = [
      'set role oneroof_owner',
      'set session authorization oneroof_owner',
      'alter table people.person no force row level security',
      'alter table people.person disable row level security',
      'drop policy enforcement on people.person',
      'create policy mine on people.person using (true)',
      'create table people.copy as select * from people.person',
      'create temporary table copy (a text)',
      'truncate visits.visit cascade',
      'delete from log.event',
      'update log.event set person_id = null',
      `insert into log.command (account_id, id, name, body_mac, outcome, session_id, occurred_at)
         values (uuidv7(), uuidv7(), 'x', '', '{}', uuidv7(), now())`,
      `insert into log.read values (uuidv7(), uuidv7(), 'x', 'x', now(), uuidv7(), '{}', now())`,
      `insert into access.membership (account_id, unit_id, role) values (uuidv7(), 'iss', 'unit-officer')`,
      `update access.session set revoked_at = null`,
      `insert into access.session (account_id, token_hash, kind, method, expires_at)
         select id, sha256('x'), 'browser', 'password', 'infinity' from access.account limit 1`,
      'select token_hash from access.session',
      'select verifier from access.password',
      `insert into access.presentation select unit_id, person_id, visit_id, '[,)' from visits.stop`,
      `update visits.visit set code = '0000'`,
      `update visits.visit set wrong_codes = 0`,
      `update visits.visit set person_id = uuidv7()`,
      `update visits.stop set person_id = uuidv7()`,
      `update meta.setting set value = '"demonstration"'`,
    ];
    for (const attempt of attempts) {
      // Refused outright; or, where somebody proved may write it, without effect for whoever is not.
      const refused = await client.query(attempt).then(
        ({ rowCount }) => (attempt.startsWith('update') && rowCount === 0 ? '42501' : 'done'),
        (error: pg.DatabaseError) => error.code,
      );
      expect(refused, attempt).toBe('42501');
    }
    // What managers of accounts may write, the application finds no row of for anybody else.
    for (const attempt of [
      `update access.membership set valid = tstzrange(now(), null)`,
      `update access.account set disabled_at = null`,
      `update access.proposal set outcome = 'dropped'`,
    ]) {
      const touched = client.query(attempt).then(
        ({ rowCount }) => rowCount,
        ({ code }: { code: string }) => code,
      );
      expect(await touched, attempt).toBe(role === 'app' ? 0 : '42501');
    }
  });
});

// ACC-10, by hand: who receives or serves. All others of the very same unit, at its door or at its
// desks, with a grant in their hands, get no row about anybody from the database itself.
const REACHING = [
  'unit-officer',
  'support-technician',
  'mediator',
  'local-technician',
  'reception-mediator',
  'centre-coordinator',
];
const OTHERS = [
  'interpreter',
  'hotline-operator',
  'network-manager',
  'researcher',
  'data-protection-officer',
  'custodian',
  'unit-lead',
  'security-guard',
  'device',
  'administrator',
];
const FENCED = 'aima-residence';

describe('ACC-10: the second lock by role', () => {
  /** Somebody of a unit, with one role there and a grant for somebody whom the unit knows. */
  async function oneOf(unit: string, role: string, personId: string): Promise<string> {
    const { token } = await somebody(played.house, role, {
      unitId: unit,
      centreId: 'cnaim-lisboa',
    });
    await asOwner(
      `insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
       select $1, account_id, $2, '{spine}', 'referral', tstzrange($3, null), uuidv7()
       from access.session where token_hash = $4`,
      [unit, personId, played.house.clock.now().subtract({ hours: 1 }).toString(), hashOf(token)],
    );
    return token;
  }
  /** Tables that tell who a person is. */
  const aboutPeople = async () =>
    (
      await asOwner(
        `select polrelid::regclass::text as name from pg_policy where polname = 'enforcement'`,
      )
    ).rows.map(({ name }) => name as string);

  test('the two lists are all roles of people and devices', async () => {
    const { rows } = await asOwner(
      `select pg_get_constraintdef(oid) as def from pg_constraint where conname = 'membership_role_check'`,
    );
    const roles = [...String(rows[0].def).matchAll(/'([a-z-]+)'/g)].map(([, role]) => role);
    expect(new Set([...REACHING, ...OTHERS, 'worker', 'statistics'])).toEqual(new Set(roles));
  });

  test.each(OTHERS)('%s: no row about anybody', async (role) => {
    const tables = await aboutPeople();
    for (const unit of ['network-welcome', 'iss', FENCED]) {
      const seen = await rowsSeen(clients.app, [
        enter(await oneOf(unit, role, played.ana.personId)),
      ]);
      expect(
        Object.keys(seen).filter((table) => tables.includes(table)),
        unit,
      ).toEqual([]);
    }
  });

  test.each(REACHING)('%s: those of her unit', async (role) => {
    const seen = await rowsSeen(clients.app, [
      enter(await oneOf('network-welcome', role, played.ana.personId)),
    ]);
    expect(seen).toMatchObject({
      'people.person': expect.any(Number),
      'visits.visit': expect.any(Number),
    });
  });

  test('behind the fence a coordinator looks after no queue', async () => {
    const tables = await aboutPeople();
    const of = (role: string) =>
      oneOf(FENCED, role, played.nour.personId).then((token) =>
        rowsSeen(clients.app, [enter(token)]),
      );
    expect(await of('unit-officer')).toHaveProperty('visits.stop');
    const seen = await of('centre-coordinator');
    expect(Object.keys(seen).filter((table) => tables.includes(table))).toEqual([]);
  });

  test('whoever only looks after a house still sees colleagues, and writes about nobody', async () => {
    const token = await oneOf('network-welcome', 'network-manager', played.ana.personId);
    const seen = await rowsSeen(clients.app, [enter(token)]);
    expect(seen).toHaveProperty('rosters.shift');
    expect(seen).toHaveProperty('access.account');
    await clients.app.query('begin');
    await clients.app.query('select access.enter($1)', [token]);
    for (const attempt of [
      `insert into people.person (id, unit_id, name) values (uuidv7(), 'network-welcome', 'x')`,
      `insert into casefiles.note (id, person_id, unit_id, account_id, body) select uuidv7(), uuidv7(), 'network-welcome', access.me(), 'x'`,
    ]) {
      await clients.app.query('savepoint one');
      await expect(clients.app.query(attempt), attempt).rejects.toMatchObject({ code: '42501' });
      await clients.app.query('rollback to savepoint one');
    }
    await clients.app.query('rollback');
  });
});

test('a token of a person is worth nothing to the worker and the statistics, nor theirs to each other', async () => {
  const worker = processToken(SECRET, 'worker');
  const statistics = processToken(SECRET, 'statistics');
  await expect(rowsSeen(clients.jobs, [enter(played.tokens.iryna)])).resolves.toEqual({});
  await expect(rowsSeen(clients.stats, [enter(played.tokens.iryna)])).resolves.toEqual({});
  await expect(rowsSeen(clients.jobs, [enter(statistics)])).resolves.toEqual({});
  await expect(rowsSeen(clients.stats, [enter(worker)])).resolves.toEqual({});
  await expect(rowsSeen(clients.app, [enter(worker)])).resolves.toEqual({});
  await expect(rowsSeen(clients.app, [enter(statistics)])).resolves.toEqual({});
  // With their own they do their work, and see nothing else.
  expect(Object.keys(await rowsSeen(clients.jobs, [enter(worker)]))).toEqual(['log.event']);
  expect(Object.keys(await rowsSeen(clients.stats, [enter(statistics)])).sort()).toEqual([
    'statistics.act',
    'statistics.arrival',
    'statistics.chosen_call',
    'statistics.departure',
    'statistics.missed_booking',
    'statistics.package',
    'statistics.referral',
  ]);
});

test('a context ends with its transaction, so that a connection carries nobody over', async () => {
  expect(await rowsSeen(clients.app, [enter(played.tokens.iryna)])).toHaveProperty('people.person');
  await clients.app.query('begin');
  await clients.app.query('select access.enter($1)', [played.tokens.iryna]);
  await clients.app.query('commit');
  await expect(rowsSeen(clients.app)).resolves.toEqual({});
});
