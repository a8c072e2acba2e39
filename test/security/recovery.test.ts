// Lost keys come back by two people: the code of the first and the link of the second, together, once.
// What they open is the way to a new password and a new second factor, never a session.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  codeAt,
  enrol,
  giveFirstFactor,
  makeStaff,
  pretending,
  type Visitor,
  visitor,
} from '../support/visitor.ts';

let house: House;
const PASSWORD = 'barco verde no telhado';
const HERE = '/account/recoveries';

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function staffAs(role: string, unitId = 'network-welcome') {
  const staff = { login: `${newId()}@oneroof.example`, password: PASSWORD, role, unitId };
  const accountId = await makeStaff(house, staff);
  const browser = visitor(house);
  const keys = await enrol(house, browser, staff);
  return { staff, accountId, browser, ...keys };
}
const shownIn = async (answer: Response) =>
  /class="secret"[^>]*>([^<]+)</.exec(await answer.text())?.[1]?.trim() ?? '';
const ask = async (by: Visitor, login: string) => shownIn(await by.post(HERE, { login }));
async function confirm(by: Visitor): Promise<string> {
  const page = await (await by.get(HERE)).text();
  const id = /name="recovery" value="([^"]+)"/.exec(page)?.[1] ?? newId();
  return (
    (await shownIn(await by.post(`${HERE}/confirm`, { recovery: id }))).split('/').at(-1) ?? ''
  );
}
const isIn = async (who: Visitor) => (await who.get('/account/security')).status === 200;

test('the code and the link together lead to a new password and a new second factor; the old keys end', async () => {
  const lost = await staffAs('reception-mediator');
  const lead = await staffAs('unit-lead');
  const coordinator = await staffAs('centre-coordinator');
  const code = await ask(lead.browser, lost.staff.login);
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const listed = await (await coordinator.browser.get(HERE)).text();
  const id = /name="recovery" value="([^"]+)"/.exec(listed)?.[1] ?? '';
  const twice = await lead.browser.post(`${HERE}/confirm`, { recovery: id });
  expect(await twice.text(), 'the first is not the second').not.toContain('/recover/');
  const link = await confirm(coordinator.browser);
  expect(link).toMatch(/^[\w-]{43}$/);
  expect(await isIn(lost.browser), 'nothing has ended yet').toBe(true);

  const who = visitor(house);
  expect((await who.get(`/recover/${link}`)).status).toBe(200);
  expect((await who.post('/recover', { link, code: 'AAAA-AAAA' })).status, 'the link alone').toBe(
    403,
  );
  expect((await who.post('/recover', { link: newId(), code })).status, 'the code alone').toBe(403);
  const begun = await who.post('/recover', { link, code: code.toLowerCase() });
  expect(begun.headers.get('location')).toBe('/sign-in/password');
  expect(await isIn(who)).toBe(false);
  expect(await isIn(lost.browser), 'sessions from before').toBe(false);
  expect((await visitor(house).post('/recover', { link, code })).status, 'twice').toBe(403);

  await who.post('/sign-in/password', { password: 'outra frase bem comprida' });
  expect(await isIn(who), 'the new password is not enough').toBe(false);
  expect(await isIn(pretending(house, who)), 'half a session as a whole one').toBe(false);
  expect((await who.get('/sign-in/second')).headers.get('location')).toBe('/sign-in/enrol');
  const page = await (await who.get('/sign-in/enrol')).text();
  const secret = /class="secret"[^>]*>([A-Z2-7 ]+)</.exec(page)?.[1] ?? '';
  await who.post('/sign-in/enrol', { code: codeAt(house, secret) });
  expect(await isIn(who)).toBe(true);

  const old = visitor(house);
  expect((await giveFirstFactor(old, lost.staff)).status, 'the old password').toBe(403);
  house.wait(1);
  await giveFirstFactor(old, { ...lost.staff, password: 'outra frase bem comprida' });
  await old.post('/sign-in/second', { code: codeAt(house, lost.secret) });
  expect(await isIn(old), 'the old authenticator').toBe(false);
});

test('nobody confirms herself, somebody of another unit, or an administrator without being one', async () => {
  const lead = await staffAs('unit-lead');
  const elsewhere = await staffAs('support-technician', 'network-legal');
  const administrator = await staffAs('administrator');
  const mediator = await staffAs('reception-mediator');
  const login = (one: typeof lead) => one.staff.login;
  expect(await ask(lead.browser, login(lead))).toBe('');
  expect(await ask(lead.browser, login(elsewhere))).toBe('');
  expect(await ask(lead.browser, login(administrator))).toBe('');
  expect(await ask(mediator.browser, login(lead))).toBe('');
  expect(await ask(lead.browser, 'nobody@oneroof.example')).toBe('');
  expect(await ask(lead.browser, login(mediator))).not.toBe('');
  expect(await ask(administrator.browser, login(elsewhere))).not.toBe('');
  const stranger = await staffAs('unit-lead', 'network-legal');
  const page = await (await stranger.browser.get(HERE)).text();
  expect(page).not.toContain(login(mediator));
});

test('the fifth wrong code ends the link, and one without a second confirmation opens nothing', async () => {
  const lost = await staffAs('reception-mediator');
  const lead = await staffAs('unit-lead');
  const administrator = await staffAs('administrator');
  const code = await ask(lead.browser, lost.staff.login);
  expect((await visitor(house).post('/recover', { link: '', code })).status).toBe(403);
  const page = await (await administrator.browser.get(HERE)).text();
  const part = page.split('<li>').find((one) => one.includes(lost.staff.login)) ?? '';
  const id = /name="recovery" value="([^"]+)"/.exec(part)?.[1] ?? '';
  const link =
    (await shownIn(await administrator.browser.post(`${HERE}/confirm`, { recovery: id })))
      .split('/')
      .at(-1) ?? '';
  for (let turn = 0; turn < 5; turn++)
    await visitor(house).post('/recover', { link, code: 'AAAA-AAAA' });
  expect((await visitor(house).post('/recover', { link, code })).status).toBe(403);
  expect(await isIn(lost.browser), 'nothing of hers has ended').toBe(true);
});

test('whoever came in by PIN, or long ago, proves herself first', async () => {
  const lead = await staffAs('unit-lead');
  const lost = await staffAs('reception-mediator');
  await lead.browser.post('/account/pin', { pin: '2749' });
  await lead.browser.post('/lock', {});
  await lead.browser.post('/lock/open', { accountId: lead.accountId, pin: '2749' });
  expect((await lead.browser.get(HERE)).headers.get('location')).toBe(
    `/step-up?next=${encodeURIComponent(HERE)}`,
  );
  const answer = await lead.browser.post(HERE, { login: lost.staff.login });
  expect(answer.headers.get('location')).toBe(`/step-up?next=${encodeURIComponent(HERE)}`);
});
