// An invitation's link opens no session: it counts once, and leads to a password and a second factor.
// One that an administrator made opens with a code besides, which another one handed over (ACC-60).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { cleanInvitationCode, newInvitationCode } from '#platform/session/invitation-code.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import { type House, openHouse } from '../support/house.ts';
import { anInvitation, query, type Somebody, somebody, told } from '../support/somebody.ts';
import {
  codeAt,
  enrol,
  giveFirstFactor,
  makeStaff,
  pretending,
  visitor,
} from '../support/visitor.ts';

let house: House;
const PASSWORD = 'barco verde no telhado';

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function invited(days = 7) {
  const staff = { login: `${newId()}@oneroof.example`, password: PASSWORD };
  const accountId = await makeStaff(house, staff);
  const link = newToken();
  await withClient(house.database.urls.owner, (client) =>
    client.query(
      `insert into access.invitation (token_hash, account_id, expires_at) values ($1, $2, now() + make_interval(days => $3))`,
      [hashOf(link), accountId, days],
    ),
  );
  return { staff, accountId, link };
}
const isIn = async (who: ReturnType<typeof visitor>) =>
  (await who.get('/account/security')).status === 200;

test('a link leads to a password, then to a second factor, then in; and counts once', async () => {
  const { staff, link } = await invited();
  const who = visitor(house);
  for (let look = 0; look < 3; look++)
    expect((await who.get(`/invitation/${link}`)).status).toBe(200);
  expect((await who.get(`/invitation?token=${link}`)).status).toBe(200);
  expect(who.cookies.size, 'looking gives nothing').toBe(0);
  const swapped = await who.post('/invitation', { link });
  expect(swapped.headers.get('location')).toBe('/sign-in/password');
  expect(await isIn(who)).toBe(false);
  expect((await who.get('/sign-in/second')).headers.get('location')).toBe('/sign-in/password');
  expect((await who.get('/sign-in/enrol')).headers.get('location')).toBe('/sign-in/password');
  expect((await who.post('/sign-in/password', { password: 'curta' })).status).toBe(422);
  expect((await who.post('/sign-in/password', { password: 'Benfica123456!' })).status).toBe(422);
  const chosen = 'uma frase que ninguém adivinha';
  await who.post('/sign-in/password', { password: chosen });
  expect(await isIn(who), 'the password is not enough').toBe(false);
  expect(await isIn(pretending(house, who)), 'half a session as a whole one').toBe(false);
  const page = await (await who.get('/sign-in/enrol')).text();
  const secret = /class="secret"[^>]*>([A-Z2-7 ]+)</.exec(page)?.[1] ?? '';
  await who.post('/sign-in/enrol', { code: codeAt(house, secret) });
  expect(await isIn(who)).toBe(true);

  const late = visitor(house);
  expect((await late.get(`/invitation/${link}`)).status).toBe(404);
  expect((await late.post('/invitation', { link })).status).toBe(404);
  expect((await giveFirstFactor(visitor(house), staff)).status, 'the password before').toBe(403);
});

test('a link to an account that has a second factor resets the password and still asks for the factor', async () => {
  const { staff, link } = await invited();
  const before = visitor(house);
  const { secret } = await enrol(house, before, staff);
  const who = visitor(house);
  await who.post('/invitation', { link });
  await who.post('/sign-in/password', { password: 'outra frase bem comprida' });
  expect(await isIn(who)).toBe(false);
  expect((await who.get('/sign-in/enrol')).headers.get('location')).toBe('/sign-in/second');
  expect(await isIn(before), 'sessions from before the reset').toBe(false);
  house.wait(1);
  await who.post('/sign-in/second', { code: codeAt(house, secret) });
  expect(await isIn(who)).toBe(true);
});

test('two at once use a link up once; one that ended, was made up, or leads to a leaver is worth nothing', async () => {
  const { link } = await invited();
  const answers = await Promise.all(
    [visitor(house), visitor(house)].map((who) => who.post('/invitation', { link })),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 404]);
  const over = await invited(-1);
  const left = await invited();
  await withClient(house.database.urls.owner, (client) =>
    client.query('update access.account set disabled_at = now() where id = $1', [left.accountId]),
  );
  const made = await visitor(house).post('/invitation', { link: newToken() });
  const bodies = [];
  for (const { link: dead } of [over, left]) {
    const answer = await visitor(house).post('/invitation', { link: dead });
    expect(answer.status).toBe(404);
    bodies.push(await answer.text());
  }
  const plain = (body: string) => body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
  expect(new Set([...bodies, await made.text()].map(plain)).size, 'one answer for all').toBe(1);
});

const codeHashOf = (code: string) => hashOf(cleanInvitationCode(code)).toString('hex');
const linkHashOf = (link: string) => hashOf(link).toString('hex');
const administrator = () => somebody(house, 'administrator', { unitId: 'aima-network' });
const opens = async (link: string, code = '') =>
  (await visitor(house).post('/invitation', { link, code })).status;

/** One administrator invites, the second agrees and has the code. */
async function invitedByTwo(confirmed: { codeHash?: string } | 'later' = {}) {
  const [ines, rui] = [await administrator(), await administrator()];
  const [link, code] = [newToken(), newInvitationCode()];
  const made = await house.done(
    ines.token,
    'account.invite',
    anInvitation({ unitId: 'health', tokenHash: linkHashOf(link) }),
  );
  const accountId = made['accountId'] ?? '';
  const { proposalId } = made;
  if (confirmed !== 'later')
    await house.done(rui.token, 'proposal.confirm', {
      proposalId,
      codeHash: codeHashOf(code),
      ...confirmed,
    });
  return { ines, rui, link, code, accountId, proposalId };
}
const renew = (who: Somebody, accountId: string, link: string) =>
  told(house, who, 'invitation.renew', { accountId, tokenHash: linkHashOf(link) });
const recode = (who: Somebody, accountId: string, code: string, id?: string) =>
  told(house, who, 'invitation.renew-code', { accountId, codeHash: codeHashOf(code) }, id);

test('ACC-60: an administrator’s link alone opens nothing; with the second one’s code, once, as it was typed', async () => {
  const { link, code } = await invitedByTwo();
  expect(await opens(link)).toBe(422);
  expect(await opens(link, newInvitationCode())).toBe(422);
  const who = visitor(house);
  const page = await (await who.get(`/invitation/${link}`)).text();
  expect(page).toContain('name="code"');
  const refused = await who.post('/invitation', { link, code: 'k3mp-92xz' });
  expect(await refused.text()).toContain('name="code"');
  expect(who.cookies.has('oneroof-half')).toBe(false);
  const typed = ` ${code.toUpperCase().replaceAll('-', ' ')} `;
  const done = await who.post('/invitation', { link, code: typed });
  expect(done.headers.get('location')).toBe('/sign-in/password');
  expect(await opens(link, code), 'twice').toBe(404);
});

test('ACC-60: nobody makes both: not at the start, not by renewing, not before the second agreed', async () => {
  const { ines, rui, accountId } = await invitedByTwo();
  expect(await recode(ines, accountId, newInvitationCode())).toBe('made-the-link');
  expect(await renew(rui, accountId, newToken())).toBe('made-the-code');
  const eva = await administrator();
  const [link, code] = [newToken(), newInvitationCode()];
  expect(await renew(eva, accountId, link)).toBe(true);
  expect(await recode(eva, accountId, code)).toBe('made-the-link');
  expect(await recode(ines, accountId, code)).toBe(true);
  expect(await opens(link, code)).toBe(303);

  // Whoever makes the link anew before she agrees gets no code by agreeing.
  const late = await invitedByTwo('later');
  const own = newToken();
  expect(await renew(late.rui, late.accountId, own)).toBe(true);
  const { proposalId } = late;
  const agreed = { proposalId, codeHash: codeHashOf(late.code) };
  const done = await house.done(late.rui.token, 'proposal.confirm', agreed);
  expect(done['codeFor']).toBeUndefined();
  expect(await opens(own, late.code)).toBe(422);
  expect(await recode(late.rui, late.accountId, late.code)).toBe('made-the-link');
  expect(await recode(late.ines, late.accountId, late.code)).toBe(true);
  expect(await opens(own, late.code)).toBe(303);
});

test('a new code takes the place of the old one; repeated, at once, for nobody’s account, for one with keys', async () => {
  const { rui, link, code, accountId } = await invitedByTwo();
  const [next, id] = [newInvitationCode(), newId()];
  expect(await recode(rui, accountId, next, id)).toBe(true);
  expect(await recode(rui, accountId, next, id), 'the same act again').toBe(true);
  expect(await opens(link, code)).toBe(422);
  expect(await opens(link, next)).toBe(303);
  const both = await invitedByTwo();
  const [one, two] = [newInvitationCode(), newInvitationCode()];
  expect(
    await Promise.all([one, two].map((each) => recode(both.rui, both.accountId, each))),
  ).toEqual([true, true]);
  const statuses = [await opens(both.link, one), await opens(both.link, two)];
  expect(statuses.filter((status) => status === 303)).toHaveLength(1);
  expect(await recode(rui, newId(), next)).toBe('not-found');
  const lead = await somebody(house, 'unit-lead', { unitId: 'health', centreId: null });
  expect(await recode(lead, accountId, next)).toBe('not-allowed');
  expect(await recode(await administrator(), rui.id, next)).toBe('has-keys-already');
});

test('a lead’s link opens by itself, until two administrators gave its owner more than a lead gives', async () => {
  const lead = await somebody(house, 'unit-lead', { centreId: null });
  const [ines, rui] = [await administrator(), await administrator()];
  const [first, second] = [newToken(), newToken()];
  const invite = (link: string) =>
    house.done(lead.token, 'account.invite', anInvitation({ tokenHash: linkHashOf(link) }));
  await invite(first);
  expect(await opens(first)).toBe(303);
  const { accountId = '' } = await invite(second);
  expect(await recode(rui, accountId, newInvitationCode())).toBe('link-opens-alone');
  const more = { accountId, unitId: 'aima-network', role: 'researcher' };
  const { proposalId } = await house.done(ines.token, 'membership.grant', more);
  expect(await told(house, rui, 'proposal.confirm', { proposalId })).toBe(true);
  expect(await opens(second), 'the lead alone').toBe(422);
});

test('ACC-60: the database by itself gives no administrator both, whatever a statement says', async () => {
  const { ines, accountId, link } = await invitedByTwo();
  const code = newInvitationCode();
  // As the owner, past every rule: a code of the same hand as the link is no code.
  await query(
    house,
    `insert into access.invitation_code (account_id, code_hash, made_by) values ($1, $2, $3)`,
    [accountId, hashOf(cleanInvitationCode(code)), ines.id],
  );
  expect(await opens(link, code)).toBe(422);
});
