// A passkey is a whole way in, and only for who holds it: another origin, another site, another
// challenge, an answer given twice, a device that verified nobody, a copied key: each is refused.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { type House, openHouse } from '../support/house.ts';
import { type Lies, SoftwareDevice } from '../support/software-device.ts';
import { enrol, giveFirstFactor, makeStaff, type Visitor, visitor } from '../support/visitor.ts';

let house: House;
const ORIGIN = 'http://localhost';
const PASSWORD = 'barco verde no telhado';

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** The options that a page holds for the browser. */
async function optionsOn(who: Visitor, path: string, action: string): Promise<string> {
  const page = await (await who.get(path)).text();
  const form =
    page
      .split('<form')
      .find((part) => part.includes(`action="${action}"`) && part.includes('data-options')) ?? '';
  return (/data-options="([^"]*)"/.exec(form)?.[1] ?? '').replaceAll('&quot;', '"');
}
async function newStaff() {
  const staff = { login: `${newId()}@oneroof.example`, password: PASSWORD };
  return { ...staff, accountId: await makeStaff(house, staff) };
}
/** An account whose second factor is a passkey. */
async function withPasskey() {
  const staff = await newStaff();
  const device = new SoftwareDevice(ORIGIN);
  const browser = visitor(house);
  await giveFirstFactor(browser, staff);
  const options = await optionsOn(browser, '/sign-in/enrol', '/sign-in/enrol-passkey');
  const done = await browser.post('/sign-in/enrol-passkey', { response: device.make(options) });
  expect(done.status).toBe(200);
  expect(await done.text()).toContain('recovery-codes');
  return { staff, device, browser };
}
async function signIn(who: Visitor, device: SoftwareDevice, lies: Lies = {}) {
  const options = await optionsOn(who, '/sign-in', '/sign-in/passkey');
  return who.post('/sign-in/passkey', { response: device.ask(options, lies) });
}
const isIn = async (who: Visitor) => (await who.get('/account/security')).status === 200;

test('a passkey enrolled at the first sign-in is a whole way in afterwards, without a password', async () => {
  const { device, browser, staff } = await withPasskey();
  expect(await isIn(browser)).toBe(true);
  const who = visitor(house);
  expect((await signIn(who, device)).headers.get('location')).toBe('/');
  expect(await isIn(who)).toBe(true);
  const half = visitor(house);
  await giveFirstFactor(half, staff);
  expect((await half.get('/sign-in/enrol')).headers.get('location'), 'no second enrolment').toBe(
    '/sign-in/second',
  );
});

const LIES: Record<string, Lies> = {
  'another origin': { origin: 'https://oneroof.example.evil' },
  'another port of ours': { origin: 'http://localhost:8080' },
  'another site': { rpId: 'evil.example' },
  'a challenge of its own': { challenge: Buffer.alloc(56, 7).toString('base64url') },
  'a device that verified nobody': { userVerified: false },
  'the signature of an enrolment': { type: 'webauthn.create' },
};
for (const [what, lies] of Object.entries(LIES)) {
  test(`refused: ${what}`, async () => {
    const { device } = await withPasskey();
    const who = visitor(house);
    expect((await signIn(who, device, lies)).status).toBe(403);
    expect(await isIn(who)).toBe(false);
    expect((await signIn(who, device)).status, 'the truth, afterwards').toBe(303);

    const staff = await newStaff();
    const half = visitor(house);
    await giveFirstFactor(half, staff);
    if (lies.type) return;
    const options = await optionsOn(half, '/sign-in/enrol', '/sign-in/enrol-passkey');
    const response = new SoftwareDevice(ORIGIN).make(options, lies);
    expect((await half.post('/sign-in/enrol-passkey', { response })).status).toBe(403);
    expect(await isIn(half)).toBe(false);
  });
}

test('refused: an answer given twice, in another browser, or too late', async () => {
  const { device } = await withPasskey();
  const who = visitor(house);
  const options = await optionsOn(who, '/sign-in', '/sign-in/passkey');
  const response = device.ask(options);
  const thief = visitor(house);
  await thief.get('/sign-in');
  expect((await thief.post('/sign-in/passkey', { response })).status, 'another browser').toBe(403);
  expect((await who.post('/sign-in/passkey', { response })).status).toBe(303);
  const again = visitor(house, who);
  again.cookies.delete('oneroof');
  expect((await again.post('/sign-in/passkey', { response })).status, 'twice').toBe(403);
  const signedAgain = device.ask(options);
  expect(
    (await again.post('/sign-in/passkey', { response: signedAgain })).status,
    'the same challenge, signed anew',
  ).toBe(403);
  const stale = await optionsOn(again, '/sign-in', '/sign-in/passkey');
  house.wait(16);
  expect(
    (await again.post('/sign-in/passkey', { response: device.ask(stale) })).status,
    'too late',
  ).toBe(403);
});

test('refused: a copied key, whose counter does not grow', async () => {
  const { device } = await withPasskey();
  const who = visitor(house);
  expect((await signIn(who, device, { counter: 9 })).status).toBe(303);
  expect((await signIn(visitor(house), device, { counter: 9 })).status).toBe(403);
  expect((await signIn(visitor(house), device, { counter: 3 })).status).toBe(403);
});

test('refused: another key under the same name', async () => {
  const { device } = await withPasskey();
  const forger = new SoftwareDevice(ORIGIN);
  (forger as { id: Buffer }).id = device.id;
  expect((await signIn(visitor(house), forger)).status).toBe(403);
});

test('adding and removing asks for a proof of the last minutes; the last second factor stays', async () => {
  const { browser, device } = await withPasskey();
  const id = device.id.toString('base64url');
  const last = await browser.post('/account/passkeys/remove', { passkey: id });
  expect(last.status).toBe(409);
  const second = new SoftwareDevice(ORIGIN);
  const options = await optionsOn(browser, '/account/security', '/account/passkeys');
  const added = await browser.post('/account/passkeys', { response: second.make(options) });
  expect(added.headers.get('location')).toBe('/account/security?done=passkey');
  const foreign = await withPasskey();
  await foreign.browser.post('/account/passkeys/remove', { passkey: id });
  expect((await signIn(visitor(house), device)).status, 'nobody removes another’s').toBe(303);
  const removed = await browser.post('/account/passkeys/remove', { passkey: id });
  expect(removed.headers.get('location')).toBe('/account/security?done=passkey-dropped');
  expect((await signIn(visitor(house), device)).status).toBe(403);
  expect((await signIn(visitor(house), second)).status).toBe(303);
});

test('stepping up by a passkey takes one of her own', async () => {
  const { browser, device } = await withPasskey();
  const stranger = await withPasskey();
  const options = await optionsOn(browser, '/step-up?next=/account/security', '/step-up');
  const wrong = await browser.post('/step-up', {
    response: stranger.device.ask(options),
    next: '/',
  });
  expect(wrong.headers.get('location')).toBeNull();
  const before = browser.cookies.get('oneroof');
  const right = await browser.post('/step-up', {
    response: device.ask(options),
    next: '/account/security',
  });
  expect(right.headers.get('location')).toBe('/account/security');
  expect(browser.cookies.get('oneroof')).not.toBe(before);
});

test('an account with an authenticator may not skip it by enrolling a passkey after the password alone', async () => {
  const staff = await newStaff();
  await enrol(house, visitor(house), staff);
  const fresh = await newStaff();
  const half = visitor(house);
  await giveFirstFactor(half, fresh);
  const options = await optionsOn(half, '/sign-in/enrol', '/sign-in/enrol-passkey');
  const thief = visitor(house);
  await giveFirstFactor(thief, staff);
  const response = new SoftwareDevice(ORIGIN).make(options);
  expect((await thief.post('/sign-in/enrol-passkey', { response })).status).toBe(403);
  expect(await isIn(thief)).toBe(false);
});
