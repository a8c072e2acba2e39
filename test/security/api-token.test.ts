// Bearer tokens of machines: what one opens, where it opens nothing, and that it is dead at once.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '#base/ids.ts';
import { webApp } from '#main/app.tsx';
import { issueMachineToken, revokeMachineTokens } from '#main/machine-token.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { hashOf } from '#platform/session/token.ts';
import { type House, openHouse } from '../support/house.ts';

let house: House;
const QUEUE = '/api/v1/offices/cnaim-lisboa.legal/queue';
const DESK = { deskId: 'cnaim-lisboa.d12' };
const VISIT = {
  centreId: 'cnaim-lisboa',
  language: 'pt',
  name: 'Oksana Kovalenko',
  subjectIds: ['work-rights.legal-labour'],
};

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

interface Machine {
  readonly name: string;
  readonly token: string;
}

/** A machine of the legal office of Lisbon, unless told otherwise. */
async function machine(
  of: { unitId?: string; role?: string; days?: number } = {},
): Promise<Machine> {
  const name = `machine ${newId()}`;
  const token = await issueMachineToken(house.database.urls.owner, {
    name,
    unitId: 'network-legal',
    centreId: 'cnaim-lisboa',
    role: 'support-technician',
    days: 90,
    ...of,
  });
  return { name, token };
}

const asOwner = (text: string, values: unknown[]) =>
  withClient(house.database.urls.owner, (client) => client.query(text, values));
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const read = (headers: Record<string, string>, path = QUEUE) =>
  house.app.request(path, { headers });
const command = (headers: Record<string, string>, name: string, input: unknown, app = house.app) =>
  app.request(`/api/v1/commands/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ id: newId(), input }),
  });

/** Works, then `end` happens, then neither a question nor a command is answered. */
async function diesBy(one: Machine, end: () => Promise<unknown>): Promise<void> {
  expect((await read(bearer(one.token))).status, 'before').toBe(200);
  await end();
  const asked = await read(bearer(one.token));
  expect(asked.status, 'a question').toBe(401);
  expect(asked.headers.get('www-authenticate')).toBe('Bearer');
  expect((await command(bearer(one.token), 'desk.open', DESK)).status, 'a command').toBe(401);
}

test('a token reads and commands what its role may, and nothing more', async () => {
  const desk = bearer((await machine()).token);
  const welcome = bearer(
    (await machine({ unitId: 'network-welcome', role: 'reception-mediator' })).token,
  );
  const received = await command(welcome, 'visit.receive', VISIT);
  expect(received.status).toBe(200);
  const { visitId } = (await received.json()) as { visitId: string };
  expect((await read(welcome, `/api/v1/visits/${visitId}/ticket`)).status).toBe(200);
  expect((await read(desk, `/api/v1/visits/${visitId}/ticket`)).status).toBe(404);

  const waiting = (await (await read(desk)).json()) as { items: unknown[] };
  expect(waiting.items).toHaveLength(1);
  expect((await read(welcome)).status, 'the queue of an office').toBe(404);
  for (const office of ['cnaim-lisboa.iss', 'cnaim-norte.legal']) {
    expect((await read(desk, `/api/v1/offices/${office}/queue`)).status, office).toBe(404);
  }

  expect((await command(desk, 'desk.open', DESK)).status).toBe(200);
  const refused = [
    await command(welcome, 'desk.open', { deskId: 'cnaim-lisboa.d11' }),
    await command(desk, 'visit.receive', VISIT),
    await command(desk, 'desk.open', { deskId: 'cnaim-lisboa.d4' }),
  ];
  for (const role of ['researcher', 'security-guard', 'administrator']) {
    const other = bearer((await machine({ role })).token);
    expect((await read(other)).status, `the same unit as ${role}`).toBe(404);
    refused.push(await command(other, 'desk.open', { deskId: 'cnaim-lisboa.d11' }));
  }
  for (const answer of refused) expect([403, 404]).toContain(answer.status);
});

test('pages of people are not a machine’s, whatever its role', async () => {
  const { token } = await machine();
  for (const path of ['/desk', '/account/security', '/desk/cnaim-lisboa.d12']) {
    expect((await read(bearer(token), path)).status, path).toBe(404);
  }
});

test('as a cookie it opens nothing: no page, no question, no command, no form, no stream', async () => {
  const { token } = await machine();
  expect((await read(bearer(token))).status, 'as it is meant').toBe(200);
  for (const name of ['oneroof', '__Host-oneroof']) {
    const cookie = { Cookie: `${name}=${token}` };
    expect((await read(cookie)).status).toBe(401);
    expect((await command(cookie, 'desk.open', { deskId: 'cnaim-lisboa.d13' })).status).toBe(401);
    expect((await read(cookie, '/live?topics=queue:cnaim-lisboa.legal')).status).toBe(401);
    expect((await read(cookie, '/desk')).headers.get('location')).toContain('/sign-in');
    const form = await house.app.request('/desk/cnaim-lisboa.d13/open', {
      method: 'POST',
      headers: cookie,
      body: new URLSearchParams({ commandId: newId() }),
    });
    expect(form.headers.get('location')).toContain('/sign-in');
  }
  const unmarked = token.replace(/^machine_/, '');
  expect((await read({ Cookie: `oneroof=${unmarked}` })).status, 'without its mark').toBe(401);
  expect((await read(bearer(unmarked))).status).toBe(401);
});

test('in an address it opens nothing', async () => {
  const { token } = await machine();
  for (const name of ['token', 'access_token', 'Authorization', 'oneroof']) {
    expect((await read({}, `${QUEUE}?${name}=${token}`)).status, name).not.toBe(200);
    const live = await read({}, `/live?topics=queue:cnaim-lisboa.legal&${name}=${token}`);
    expect(live.status, name).toBe(401);
  }
  expect((await read({}, '/api/v1/centres/cnaim-lisboa/board')).status).toBe(401);
  for (const path of ['/invitation', '/recover']) {
    const page = await read({}, `${path}/${token}`);
    expect(page.headers.getSetCookie().filter((line) => line.includes(token))).toEqual([]);
  }
});

test('expired: 401', async () => {
  const one = await machine();
  await diesBy(one, () =>
    asOwner(
      `update access.session set expires_at = now() - interval '1 second' where token_hash = $1`,
      [hashOf(one.token)],
    ),
  );
});

test('revoked: 401 at the next request, and no other machine’s', async () => {
  const one = await machine();
  const other = await machine();
  await diesBy(one, async () => {
    expect(await revokeMachineTokens(house.database.urls.owner, one.name)).toBe(1);
  });
  expect((await read(bearer(other.token))).status).toBe(200);
  expect(await revokeMachineTokens(house.database.urls.owner, one.name)).toBe(0);
});

const OWN_ACCOUNT = '(select account_id from access.session where token_hash = $1)';

test('its membership ended: dead at once, and a later one does not wake it', async () => {
  const one = await machine();
  const endAt = (end: string) =>
    asOwner(
      `update access.membership set valid = tstzrange(lower(valid), ${end}) where account_id = ${OWN_ACCOUNT}`,
      [hashOf(one.token)],
    );
  await diesBy(one, () => endAt('now()'));
  await endAt('null');
  expect((await read(bearer(one.token))).status).toBe(401);
});

test('its membership runs out on its date, when nobody does anything: dead', async () => {
  const one = await machine();
  await asOwner(
    `update access.membership set valid = tstzrange(lower(valid), now() + interval '1 second')
     where account_id = ${OWN_ACCOUNT}`,
    [hashOf(one.token)],
  );
  await diesBy(one, () => new Promise((over) => setTimeout(over, 1100)));
});

test('its account disabled: dead at once, and enabled again it stays dead', async () => {
  const one = await machine();
  const disable = (at: string) =>
    asOwner(`update access.account set disabled_at = ${at} where id = ${OWN_ACCOUNT}`, [
      hashOf(one.token),
    ]);
  await diesBy(one, () => disable('now()'));
  await disable('null');
  expect((await read(bearer(one.token))).status).toBe(401);
});

test('a malformed header is 401, and no cookie stands in for it', async () => {
  const { token } = await machine();
  const cookie = await house.signIn('Iryna');
  const board = '/api/v1/centres/cnaim-lisboa/board';
  expect((await read({ Cookie: cookie }, board)).status, 'the cookie alone').toBe(200);
  for (const header of [
    'Bearer',
    'Bearer short',
    token,
    `Basic ${token}`,
    `Token ${token}`,
    `Bearer  ${token}`,
    `Bearer ${token} ${token}`,
    `Bearer ${token}, Bearer ${token}`,
    `Bearer "${token}"`,
    `Bearer ${token}%00`,
    `Bearer ${'a'.repeat(129)}`,
    `Bearer ${token.slice(0, -1)}`,
  ]) {
    const headers = { Authorization: header, Cookie: cookie };
    expect((await read(headers, board)).status, header).toBe(401);
    expect((await command(headers, 'desk.open', DESK)).status, header).toBe(401);
  }
});

test('a token is in no log line and in no body of an error, and the database keeps none', async () => {
  const lines: string[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...said) => void lines.push(said.join(' '))),
  );
  const one = await machine();
  const headers = bearer(one.token);
  const failing = webApp(
    {
      ...house.services,
      runner: {
        run: (_command, { token }) => Promise.reject(new Error(`it failed with ${token}`)),
      },
    },
    (line) => lines.push(line),
  );
  const answers = [
    await command(headers, 'desk.open', DESK, failing),
    await command(headers, 'visit.receive', VISIT),
    await command(headers, 'desk.open', { deskId: one.token }),
    await command(headers, one.token, {}),
    await read(headers, '/desk'),
    await read(headers, `/api/v1/offices/${one.token}/queue`),
    await read({ Authorization: `Basic ${one.token}` }),
    await read({ Cookie: `oneroof=${one.token}` }),
  ];
  await revokeMachineTokens(house.database.urls.owner, one.name);
  answers.push(await read(headers), await command(headers, 'desk.open', DESK));
  for (const spy of spies) spy.mockRestore();
  expect(answers[0]?.status).toBe(500);
  expect(lines.join('\n'), 'what is logged at all').toContain('server-error');
  expect(lines.join('\n')).not.toContain(one.token);
  for (const [at, answer] of answers.entries()) {
    expect(answer.status, `answer ${at}`).toBeGreaterThanOrEqual(400);
    const said = (await answer.text()) + JSON.stringify([...answer.headers]);
    expect(said, `answer ${at}`).not.toContain(one.token);
  }
  const kept = await asOwner('select s::text as row from access.session s where label = $1', [
    one.name,
  ]);
  expect(kept.rows).toHaveLength(1);
  expect(kept.rows[0].row).not.toContain(one.token);
  expect(kept.rows[0].row).toContain(hashOf(one.token).toString('hex'));
});
