// The settings as requests: who gets in, what a form does, and the link that is shown once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { webApp } from '#main/app.tsx';
import { type House, openHouse } from '../../../test/support/house.ts';
import { query, somebody, type Somebody } from '../../../test/support/somebody.ts';

let house: House;
let ines: Somebody;
let rui: Somebody;
let lead: Somebody;
const PAGES = ['/settings/accounts', '/settings/reconciliation', '/settings/firewall'];

beforeAll(async () => {
  house = await openHouse();
  ines = await somebody(house, 'administrator', { unitId: 'aima-network', name: 'Inês Primeira' });
  rui = await somebody(house, 'administrator', { unitId: 'aima-network', name: 'Rui Segundo' });
  lead = await somebody(house, 'unit-lead', { centreId: null, name: 'Lurdes Chefe' });
});
afterAll(() => house.close());

const get = (who: Somebody, path: string) =>
  house.app.request(path, { headers: { cookie: `oneroof=${who.token}; lang=en` } });
const post = (who: Somebody, path: string, fields: Record<string, string>) =>
  house.app.request(path, {
    method: 'POST',
    headers: { cookie: `oneroof=${who.token}; lang=en` },
    body: new URLSearchParams({ commandId: newId(), ...fields }),
  });
const statuses = async (who: Somebody) =>
  Promise.all(PAGES.map(async (path) => (await get(who, path)).status));

test('each finds what is hers: an officer nothing, a lead her accounts and list, an administrator all', async () => {
  expect(await statuses(await somebody(house, 'unit-officer'))).toEqual([404, 404, 404]);
  expect(await statuses(await somebody(house, 'network-manager', { centreId: null }))).toEqual([
    404, 200, 404,
  ]);
  expect(await statuses(lead)).toEqual([200, 200, 404]);
  expect(await statuses(ines)).toEqual([200, 200, 200]);
});

test('a lead reads the accounts of her unit and no other; a foreign one is as one that is not there', async () => {
  const list = await (await get(lead, '/settings/accounts')).text();
  expect(list).toContain('Paulo Figueira');
  expect(list).not.toContain('Marta Rebelo');
  const marta = await query<{ id: string }>(
    house,
    `select id from access.account where login like 'marta.rebelo%'`,
  );
  expect((await get(lead, `/settings/accounts/${marta[0]?.id}`)).status).toBe(404);
  expect((await get(lead, `/settings/accounts/${newId()}`)).status).toBe(404);
});

test('the list is found by name without accents, by unit and by role', async () => {
  const found = async (search: string) => (await get(ines, `/settings/accounts?${search}`)).text();
  expect(await found('q=ines+quintela')).toContain('Inês Quintela');
  expect(await found('q=ines+quintela')).not.toContain('Paulo Figueira');
  expect(await found('unit=iss')).not.toContain('Inês Quintela');
  expect(await found('role=network-manager')).toContain('Augusto Lemos');
  expect(await found('q=nobody-at-all')).toContain('Nobody matches');
});

test('who did not prove herself lately goes by the step-up and comes back', async () => {
  const late = await somebody(house, 'administrator', { unitId: 'aima-network' });
  await query(house, 'update access.session set stepped_up_at = null where account_id = $1', [
    late.id,
  ]);
  const asked = await get(late, '/settings/accounts');
  expect(asked.headers.get('location')).toBe('/step-up?next=%2Fsettings%2Faccounts');
  const sent = await post(late, '/settings/firewall', { unitId: 'health', link: 'direct' });
  expect(sent.headers.get('location')).toBe('/step-up?next=%2Fsettings%2Ffirewall');
});

test('an invitation shows its link once; the link opens, and its token is in no table', async () => {
  const page = await (await get(lead, '/settings/accounts')).text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
  expect(token).toMatch(/^[\w-]{43}$/);
  const fields = {
    commandId: newId(),
    token,
    name: 'Rosa Nova',
    login: `${newId()}@oneroof.example`,
    role: 'unit-officer',
    unitId: 'iss',
    centreId: 'cnaim-lisboa',
    language: 'pt',
  };
  const answer = await post(lead, '/settings/accounts', fields);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([
    200,
    expect.stringContaining('no-store'),
  ]);
  expect(await answer.text()).toContain(`/invitation/${token}`);
  // Where people reach us is set: whatever a request says that it was addressed to, the link leads there.
  const set = webApp({ ...house.services, origin: 'https://oneroof.example' });
  const misled = await set.request('/settings/accounts', {
    method: 'POST',
    headers: { cookie: `oneroof=${lead.token}; lang=en`, host: 'evil.example' },
    body: new URLSearchParams(fields),
  });
  const shown = await misled.text();
  expect(shown).toContain(`https://oneroof.example/invitation/${token}`);
  expect(shown).not.toContain('evil.example');
  // The same form twice is one act and the same link.
  expect(await (await post(lead, '/settings/accounts', fields)).text()).toContain(
    `/invitation/${token}`,
  );
  const rows = await query<{ n: string }>(
    house,
    `select count(*) n from access.invitation where token_hash = sha256(convert_to($1, 'UTF8'))`,
    [token],
  );
  expect(Number(rows[0]?.n)).toBe(1);
  const refused = await post(lead, '/settings/accounts', {
    ...fields,
    commandId: newId(),
    login: 'rosa',
  });
  const again = await refused.text();
  expect(refused.status).toBe(422);
  expect(again).toContain('Write an e-mail address');
  expect(again).toContain('value="Rosa Nova"');
});

test('give, move, end and leave from the page of one account', async () => {
  const paulo = await somebody(house, 'unit-officer', { name: 'Paulo Novo' });
  const home = `/settings/accounts/${paulo.id}`;
  const given = await post(lead, `${home}/grant`, {
    role: 'mediator',
    unitId: 'iss',
    centreId: 'cnaim-norte',
  });
  expect(given.headers.get('location')).toBe(`${home}?done=grant`);
  const page = await (await get(lead, home)).text();
  expect(page).toContain('Desk officer');
  const membershipId = /name="membershipId" value="([^"]+)"/.exec(page)?.[1] ?? '';
  expect((await post(lead, `${home}/end`, { membershipId })).headers.get('location')).toBe(
    `${home}?done=end`,
  );
  expect((await post(lead, `${home}/leave`, {})).headers.get('location')).toBe(
    `${home}?done=leave`,
  );
  expect((await get(paulo, '/desk')).status).toBe(303);
  const own = await get(ines, `/settings/accounts/${ines.id}`);
  expect(await own.text()).not.toContain('id="grant"');
});

test('the firewall: one proposes, the other sees it and carries it out', async () => {
  const asked = await post(ines, '/settings/firewall', { unitId: 'registry', link: 'direct' });
  expect(asked.headers.get('location')).toBe('/settings/firewall?done=proposed');
  const [own, other] = await Promise.all(
    [ines, rui].map(async (who) => (await get(who, '/settings/firewall')).text()),
  );
  expect(own).not.toContain('/settings/proposals/confirm');
  expect(other).toContain('Proposed by Inês Primeira');
  const proposalId = /name="proposalId" value="([^"]+)"/.exec(other ?? '')?.[1] ?? '';
  const done = await post(rui, '/settings/proposals/confirm', { proposalId });
  expect(done.headers.get('location')).toBe('/settings/firewall?done=carried-out');
});

test('a lead confirms her month from the page that she read', async () => {
  const page = await (await get(lead, '/settings/reconciliation')).text();
  const body = new URLSearchParams({ commandId: newId(), unitId: 'iss', month: '2026-03' });
  for (const [, id = ''] of page.matchAll(/name="membershipIds" value="([^"]+)"/g))
    body.append('membershipIds', id);
  const answer = await house.app.request('/settings/reconciliation', {
    method: 'POST',
    headers: { cookie: `oneroof=${lead.token}` },
    body,
  });
  expect(answer.headers.get('location')).toBe('/settings/reconciliation?done=confirmed');
  house.wait(60 * 24 * 5);
  const late = await (await get(ines, '/settings/reconciliation')).text();
  expect(late).toContain('Confirmed by Lurdes Chefe');
  expect(late).toContain('Overdue');
});
