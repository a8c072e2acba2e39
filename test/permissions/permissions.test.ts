// Every address, command and query of the product against the table: each role, on what is her own,
// what a grant opens, what is another's and what does not exist.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '#main/commands.ts';
import { QUERIES } from '#main/queries.ts';
import { webApp } from '#main/app.tsx';
import { fill } from './addresses.ts';
import { ask, ASKED_COMMANDS } from './asking.ts';
import { Cast, type Things } from './cast.ts';
import { bringAbout } from './bring-about.ts';
import { DOORS, ENDS, FOR_ALL, OWN_KEYS, TOPICS } from './open-ways.ts';
import { PHONES } from './phones.ts';
import { type Line, type Relation, type RoleName, ROLES } from './roles.ts';
import { TABLE } from './table.ts';

const ALL = Object.keys(ROLES) as RoleName[];
const PERSONAL = ['visit', 'person', 'stop', 'appointment', 'task'];
const MANAGED = ['account', 'membership'];

let cast: Cast;
let before: Record<string, string>;
beforeAll(async () => {
  cast = await Cast.open();
  await cast.sql(PHONES);
  before = await cast.digest();
}, 60_000);
afterAll(() => cast?.close());

/** The relations that a line's thing can have. */
function relationsOf({ about }: Line): readonly Relation[] {
  if (about === 'nothing') return ['own'];
  if (PERSONAL.includes(about)) return ['own', 'granted', 'foreign'];
  return MANAGED.includes(about) ? ['own', 'foreign', 'self'] : ['own', 'foreign'];
}

const mayBe = (line: Line, relation: Relation, role: RoleName) =>
  line[relation]?.includes(role) ?? false;

function send(path: string, init: RequestInit, token: string): Promise<Response> {
  const headers = new Headers(init.headers);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  return Promise.resolve(cast.house.app.request(path, { ...init, headers }));
}

interface Answer {
  readonly status: number;
  readonly to: string;
  /** Everything that is answered, without what no two answers have alike. */
  readonly bytes: string;
}

/** Asks, and takes out of the answer the moment, the ids that were asked for, and made-up ones. */
async function answerTo(line: Line, of: Things, role: RoleName): Promise<Answer> {
  const own = cast.things(role, 'own') as Things;
  const seat = { desk: own.desk, centre: own.centre };
  const things = line.about === 'centre' ? of : { ...of, centre: own.centre };
  const { path, init } = ask(line, things, seat);
  const answer = await send(path, init, cast.token(role));
  const headers = [...answer.headers]
    .filter(([name]) => !['date', 'x-request-id'].includes(name))
    .map(([name, value]) => `${name}: ${value}`);
  let bytes = [answer.status, ...headers, await answer.text()].join('\n');
  const asked = line.about === 'nothing' ? '' : of[line.about];
  if (asked)
    bytes = bytes.replaceAll(new RegExp(`(?<=%2F|[^\\w-])${asked}(?![\\w-])`, 'g'), 'ASKED');
  bytes = bytes
    // In addresses that are quoted in an address, too.
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ASKED')
    .replaceAll(/value="[\w-]{43}"/g, 'value="TOKEN"');
  return { status: answer.status, to: answer.headers.get('location') ?? '', bytes };
}

function isRefusal({ status, to }: Pick<Answer, 'status' | 'to'>): boolean {
  return [401, 403, 404].includes(status) || (status === 303 && to.startsWith('/sign-in'));
}

const isRead = (line: Line) => line.way.startsWith('GET ');

test('every route, command and query has a line, and every line is of one that is there', () => {
  // With an issuer, so that single sign-on has its addresses, too.
  const whole = webApp({ ...cast.house.services, signOn: {} as never });
  const routes = new Set(
    whole.routes.filter(({ method }) => method !== 'ALL').map((one) => `${one.method} ${one.path}`),
  );
  for (const { path } of QUERIES) routes.add(`GET /api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
  for (const { name } of COMMANDS) routes.add(`command ${name}`);
  routes.delete('POST /api/v1/commands/:name');
  const lines = [
    ...TABLE.map(({ way }) => way),
    ...TOPICS.map(({ way }) => way),
    ...[DOORS, ENDS, FOR_ALL, OWN_KEYS].flatMap((part) => Object.keys(part)),
  ];
  expect(
    [...routes].filter((route) => !lines.includes(route)),
    'without a line: say in test/permissions/table.ts who may',
  ).toEqual([]);
  expect(
    lines.filter((line) => !routes.has(line)),
    'a line of nothing',
  ).toEqual([]);
  expect(COMMANDS.map(({ name }) => name).filter((name) => !ASKED_COMMANDS.includes(name))).toEqual(
    [],
  );
});

describe('who may not is answered as if it did not exist, and who may read reads', () => {
  test.each(TABLE)('$way: $says', async (line) => {
    const wrong: string[] = [];
    await Promise.all(
      ALL.map(async (role) => {
        const nothing = cast.things(role, 'missing') as Things;
        const missing = line.about === 'nothing' ? undefined : await answerTo(line, nothing, role);
        const toMissing = line.missing?.includes(role) ?? false;
        if (missing && isRefusal(missing) === toMissing)
          wrong.push(`${role} is let to what does not exist`);
        for (const relation of relationsOf(line)) {
          const of = cast.things(role, relation);
          if (!of || (line.about !== 'nothing' && of[line.about] === '')) continue;
          const may = mayBe(line, relation, role);
          if (may && !isRead(line)) continue;
          const given = await answerTo(line, of, role);
          const name = `${role}, ${relation}: ${given.status} ${given.to}`;
          if (may) {
            if (isRefusal(given) || given.status >= 400) wrong.push(`${name} though she may`);
          } else if (!isRefusal(given)) wrong.push(`${name} though she may not`);
          else if (missing && given.bytes !== missing.bytes) {
            if (!line.told?.[relation]?.includes(role))
              wrong.push(`${name} differs from what does not exist: ${missing.status}`);
          }
        }
      }),
    );
    expect(wrong.toSorted()).toEqual([]);
  });

  test('none of these changed anything', async () => {
    await expect(cast.digest()).resolves.toEqual(before);
  });
});

describe('who may, does', () => {
  test.each(TABLE.filter((line) => !isRead(line)))('$way: $says', async (line) => {
    const wrong: string[] = [];
    for (const role of ALL) {
      for (const relation of relationsOf(line)) {
        const of = cast.things(role, relation);
        if (!of || !mayBe(line, relation, role)) continue;
        if (line.about !== 'nothing' && of[line.about] === '') continue;
        const { things, seat } = await bringAbout(cast, line, role, of);
        const { path, init } = ask(line, things, seat);
        const answer = await send(path, init, cast.token(role));
        const to = answer.headers.get('location') ?? '';
        const done =
          !isRefusal({ status: answer.status, to }) && !to.startsWith('/step-up') && answer.ok
            ? true
            : answer.status === 303 && !to.startsWith('/sign-in') && !to.startsWith('/step-up');
        // A house with one office has nowhere else to send her, no printer listens at that port,
        // and nobody waits for the welcome.
        const beyond =
          (answer.status === 422 && line.sends === 'stop.forward') ||
          (answer.status === 409 && line.way.endsWith('/printer')) ||
          (line.sends === 'stop.call-next' && role.endsWith('mediator'));
        if (!done && !beyond) {
          const text = (await answer.text()).replaceAll(/<[^>]*>|\s+/g, ' ');
          wrong.push(`${role}, ${relation}: ${answer.status} ${to} ${text.slice(0, 300)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('what is for everybody says the same to everybody', () => {
  test.each(Object.entries(FOR_ALL))('%s: %s', async (way) => {
    const [method = 'GET', address = ''] = way.split(' ');
    const own = cast.things('mediator', 'own') as Things;
    const statuses = await Promise.all(
      ALL.map(
        async (role) => (await send(fill(address, own), { method }, cast.token(role))).status,
      ),
    );
    expect(new Set(statuses).size).toBe(1);
    // Not ready in this test, which has no worker.
    if (address !== '/readyz') expect(statuses[0]).toBeLessThan(500);
  });
});

describe('a door opens nothing by itself', () => {
  test.each(Object.entries(DOORS))('%s: %s', async (way) => {
    const [method = 'GET', address = ''] = way.split(' ');
    const path = address.replace(/:\w+/, 'a'.repeat(32));
    const sessions = await cast.sql('select id from access.session order by id');
    const state = await cast.digest();
    for (const role of ALL) {
      const init = method === 'GET' ? {} : { method, body: new URLSearchParams({ nothing: '1' }) };
      const answer = await send(path, init, cast.token(role));
      expect(answer.status, role).toBeLessThan(500);
      const cookies = answer.headers.getSetCookie().filter((one) => /^oneroof=[^;]/.test(one));
      expect(cookies, role).toEqual([]);
    }
    await expect(cast.sql('select id from access.session order by id')).resolves.toEqual(sessions);
    await expect(cast.digest()).resolves.toEqual(state);
  });
});

describe('keys of one’s own, for whoever is signed in and for nobody else', () => {
  const machines: readonly RoleName[] = ['nobody', 'worker', 'device'];
  test.each(Object.entries(OWN_KEYS))('%s: %s', async (way) => {
    const [method = 'GET', path = ''] = way.split(' ');
    if (path === '/account/sign-on/remove') return; // only where there is an issuer
    const init = method === 'GET' ? {} : { method, body: new URLSearchParams({ nothing: '1' }) };
    const state = await cast.digest();
    for (const role of ALL) {
      const answer = await send(path, init, cast.token(role));
      const to = answer.headers.get('location') ?? '';
      const turnedAway =
        answer.status === 404 ||
        to.startsWith('/sign-in') ||
        // To prove herself again, where a device finds nothing.
        (['device', 'worker'].includes(role) && to.startsWith('/step-up'));
      expect(turnedAway, `${role}: ${answer.status} ${to}`).toBe(machines.includes(role));
    }
    await expect(cast.digest()).resolves.toEqual(state);
  });
});

test.each(Object.entries(ENDS))('%s ends the session that asks, and no other', async (way) => {
  const [method = 'POST', path = ''] = way.split(' ');
  for (const [role, account] of cast.accounts) {
    const token = await cast.openSession(account);
    await send(path, { method, body: new URLSearchParams({}) }, token);
    const after = await send('/', {}, token);
    expect(after.headers.get('location'), role).toBe('/sign-in');
    const other = await send('/', {}, cast.token(role));
    expect(other.headers.get('location') ?? '', role).not.toMatch(/^\/sign-in/);
  }
});

describe('streams', () => {
  test.each(TOPICS)('$says', async (line) => {
    const [kind] = line.says.split(':');
    const wrong: string[] = [];
    for (const role of ALL) {
      for (const relation of [...relationsOf(line), 'missing'] as const) {
        const of = cast.things(role, relation);
        const id = of && line.about !== 'nothing' ? of[line.about] : '';
        if (!id) continue;
        const may = relation !== 'missing' && mayBe(line, relation, role);
        const heard = await hears(`${kind}:${id}`, role);
        if (heard !== may) wrong.push(`${role}, ${relation}: ${heard ? 'hears it' : 'does not'}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  async function hears(topic: string, role: RoleName): Promise<boolean> {
    const end = new AbortController();
    const answer = await send(
      `/live?topics=${encodeURIComponent(topic)}`,
      { signal: end.signal },
      cast.token(role),
    );
    if (!answer.ok) return false;
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    end.abort();
    await reader?.cancel().catch(() => {});
    return new TextDecoder().decode(first?.value).includes(topic);
  }
});
