// Commands about accounts over a real database: what works, what is refused by rule and by row
// security, the same id again, two at once, and what dies with the last role.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { asActor } from '#platform/session/enter.ts';
import { type House, openHouse } from '../../../test/support/house.ts';
import {
  anInvitation,
  byTwo,
  heldBy,
  liveRoles,
  query,
  sha256,
  somebody,
  told,
  type Somebody,
} from '../../../test/support/somebody.ts';
import { expectStandingsKept } from '../../../test/support/standings.ts';

let house: House;
let ines: Somebody; // administrator
let rui: Somebody; // the second
let lead: Somebody; // leads iss

beforeAll(async () => {
  house = await openHouse();
  ines = await somebody(house, 'administrator', { unitId: 'aima-network' });
  rui = await somebody(house, 'administrator', { unitId: 'aima-network' });
  lead = await somebody(house, 'unit-lead', { centreId: null });
});
afterAll(() => house.close());
// Whatever a command did, what is kept of each account says the same as its tables.
afterEach(() => expectStandingsKept(house.database.urls.owner));

const officer = () => somebody(house, 'unit-officer');
const run = (who: Somebody, name: string, input: unknown, id?: string) =>
  told(house, who, name, input, id);
const live = (accountId: string) => liveRoles(house, accountId);
const held = (accountId: string) => heldBy(house, accountId);

describe('account.invite', () => {
  test('opens an account with its role; the log holds neither the address nor the token', async () => {
    const input = anInvitation();
    const { accountId } = await house.done(lead.token, 'account.invite', input);
    expect(await live(accountId ?? '')).toEqual(['unit-officer']);
    const [invitation] = await query<{ made_by: string }>(
      house,
      `select made_by from access.invitation where account_id = $1 and expires_at > now() + interval '6 days'`,
      [accountId],
    );
    expect(invitation?.made_by).toBe(lead.id);
    const logged = await query<{ text: string }>(
      house,
      `select coalesce(outcome::text, '') || coalesce((select string_agg(e.data::text, '') from log.event e
         where e.command_id = c.id), '') as text from log.command c where name = 'account.invite'`,
    );
    expect(JSON.stringify(logged)).not.toContain(input.login);
    expect(JSON.stringify(logged)).not.toContain(input.tokenHash);
    expect(JSON.stringify(logged)).not.toContain('Rosa');
  });
  test('ACC-4: an officer invites nobody, a lead nobody elsewhere and no manager of the network', async () => {
    const paulo = await officer();
    expect(await run(paulo, 'account.invite', anInvitation())).toBe('not-allowed');
    expect(await run(lead, 'account.invite', anInvitation({ unitId: 'health' }))).toBe('not-found');
    expect(await run(lead, 'account.invite', anInvitation({ unitId: 'no-such' }))).toBe(
      'not-found',
    );
    expect(await run(lead, 'account.invite', anInvitation({ role: 'network-manager' }))).toBe(
      'not-found',
    );
  });
  test('an address that is taken is said, and so is one that is none', async () => {
    const input = anInvitation();
    expect(await run(ines, 'account.invite', input)).toBe(true);
    expect(await run(ines, 'account.invite', anInvitation({ login: input.login }))).toBe(
      '{"login":"login-taken"}',
    );
    expect(await run(ines, 'account.invite', anInvitation({ login: 'rosa' }))).toBe(
      '{"login":"not-an-email"}',
    );
  });
  test('the same id is the same act; two at once open one account', async () => {
    const [input, id] = [anInvitation(), newId()];
    expect(await Promise.all([1, 2].map(() => run(ines, 'account.invite', input, id)))).toEqual([
      true,
      true,
    ]);
    expect(await run(ines, 'account.invite', anInvitation(), id)).toBe('repeated-id');
    const twice = anInvitation();
    const answers = await Promise.all(
      [sha256('a'), sha256('b')].map((tokenHash) =>
        run(ines, 'account.invite', { ...twice, tokenHash }),
      ),
    );
    expect(answers.map(String).sort()).toEqual(['true', '{"login":"login-taken"}'].sort());
  });
  test('whoever did not prove herself lately does so first', async () => {
    await query(
      house,
      `update access.session set stepped_up_at = now() - interval '11 minutes' where account_id = $1`,
      [rui.id],
    );
    expect(await run(rui, 'account.invite', anInvitation())).toBe('prove-again');
    await query(house, 'update access.session set stepped_up_at = now() where account_id = $1', [
      rui.id,
    ]);
  });
  test('a new link only for those without keys', async () => {
    const { accountId } = await house.done(lead.token, 'account.invite', anInvitation());
    expect(await run(ines, 'invitation.renew', { accountId, tokenHash: sha256(newId()) })).toBe(
      true,
    );
    const open = await query<{ made_by: string }>(
      house,
      'select made_by from access.invitation where account_id = $1 and expires_at > now()',
      [accountId],
    );
    expect(open).toEqual([{ made_by: ines.id }]); // the first link, which her lead made, counts no more
    const ready = await officer();
    expect(
      await run(ines, 'invitation.renew', { accountId: ready.id, tokenHash: sha256(newId()) }),
    ).toBe('has-keys-already');
    const stranger = await somebody(house, 'unit-officer', { unitId: 'health' });
    expect(
      await run(lead, 'invitation.renew', { accountId: stranger.id, tokenHash: sha256(newId()) }),
    ).toBe('not-found');
  });
});

describe('membership.grant, move and end', () => {
  test('gives, moves in one instant, ends', async () => {
    const paulo = await officer();
    const seat = { unitId: 'iss', centreId: 'cnaim-norte', role: 'mediator' };
    const { membershipId } = await house.done(lead.token, 'membership.grant', {
      accountId: paulo.id,
      ...seat,
    });
    expect(await live(paulo.id)).toEqual(['mediator', 'unit-officer']);
    const moved = await house.done(lead.token, 'membership.move', {
      membershipId,
      ...seat,
      role: 'interpreter',
    });
    expect(await live(paulo.id)).toEqual(['interpreter', 'unit-officer']);
    expect(await run(lead, 'membership.end', { membershipId: moved['membershipId'] })).toBe(true);
    expect(await live(paulo.id)).toEqual(['unit-officer']);
    expect(await run(lead, 'membership.end', { membershipId: moved['membershipId'] })).toBe(
      'not-found',
    );
  });
  test('a move of the only role ends no session', async () => {
    const paulo = await officer();
    const [only] = await held(paulo.id);
    expect(
      await run(lead, 'membership.move', {
        membershipId: only?.id,
        unitId: 'iss',
        centreId: 'cnaim-norte',
        role: 'unit-officer',
      }),
    ).toBe(true);
    expect(await run(paulo, 'desk.open', { deskId: 'no-such-desk' })).toBe('not-found');
  });
  test('from a day to a day: not before, not after', async () => {
    const paulo = await officer();
    const seat = { accountId: paulo.id, unitId: 'iss', centreId: 'cnaim-norte', role: 'mediator' };
    expect(
      await run(lead, 'membership.grant', { ...seat, from: '2031-05-01', until: '2031-05-31' }),
    ).toBe(true);
    expect(await live(paulo.id)).toEqual(['unit-officer']);
    const days = await query<{ f: string; u: string }>(
      house,
      `select lower(valid)::text f, upper(valid)::text u from access.membership where account_id = $1 and role = 'mediator'`,
      [paulo.id],
    );
    expect(days.map(({ f, u }) => [Date.parse(f), Date.parse(u)])).toEqual([
      [Date.parse('2031-04-30T23:00:00Z'), Date.parse('2031-05-31T23:00:00Z')],
    ]);
    expect(await run(lead, 'membership.grant', { ...seat, from: '2031-05-20' })).toBe(
      'has-role-already',
    );
    expect(
      await run(lead, 'membership.grant', { ...seat, from: '2032-05-20', until: '2032-05-01' }),
    ).toBe('{"until":"ends-before-it-begins"}');
  });
  test('ACC-5: nobody grants to herself, not even an administrator', async () => {
    const seat = { unitId: 'iss', centreId: 'cnaim-lisboa', role: 'unit-officer' };
    expect(await run(ines, 'membership.grant', { accountId: ines.id, ...seat })).toBe(
      'not-for-yourself',
    );
    expect(await run(lead, 'membership.grant', { accountId: lead.id, ...seat })).toBe(
      'not-for-yourself',
    );
  });
  test('ACC-7: no account on both sides of the firewall, said in words; and not by two at once', async () => {
    const paulo = await officer();
    const wanted = {
      accountId: paulo.id,
      unitId: 'aima-residence',
      centreId: 'cnaim-lisboa',
      role: 'unit-officer',
    };
    expect(await run(ines, 'membership.grant', wanted)).toBe('both-sides');
    const [only] = await held(paulo.id);
    const move = {
      membershipId: only?.id,
      unitId: 'aima-residence',
      centreId: 'cnaim-lisboa',
      role: 'unit-officer',
    };
    expect((await byTwo(house, [ines, rui], 'membership.move', move)).told).toBe(true);
    const fresh = await house.done(ines.token, 'account.invite', anInvitation());
    const sides = ['health', 'aima-residence'].map((unitId) =>
      byTwo(house, [ines, rui], 'membership.grant', {
        accountId: fresh['accountId'],
        unitId,
        role: 'unit-officer',
      }).then(({ told: answer }) => answer),
    );
    expect((await Promise.all(sides)).map(String).sort()).toEqual(['both-sides', 'true']);
  });
  test('a foreign membership looks as one that is not there', async () => {
    const stranger = await somebody(house, 'unit-officer', { unitId: 'health' });
    const [theirs] = await held(stranger.id);
    const foreign = await house.run(lead.token, 'membership.end', { membershipId: theirs?.id });
    expect(foreign).toEqual(
      await house.run(lead.token, 'membership.end', { membershipId: newId() }),
    );
    const paulo = await officer();
    expect(await run(paulo, 'membership.end', { membershipId: theirs?.id })).toBe('not-allowed');
  });
});

describe('ACC-8: who leaves', () => {
  test('has no role, no session, no token and no open page at the next request', async () => {
    const paulo = await officer();
    const cookie = { cookie: `oneroof=${paulo.token}` };
    const page = () => house.app.request('/desk', { headers: cookie });
    expect((await page()).status).toBe(200);
    expect(await run(lead, 'account.leave', { accountId: paulo.id })).toBe(true);
    expect(await live(paulo.id)).toEqual([]);
    expect((await page()).status).toBe(303);
    expect(await run(paulo, 'desk.open', { deskId: 'x' })).toBe('unauthenticated');
    expect(await asActor(house.services.database, paulo.token, () => Promise.resolve(1))).toBe(
      'unauthenticated',
    );
    const left = await query(
      house,
      `select 1 from access.session where account_id = $1 and revoked_at is null`,
      [paulo.id],
    );
    expect(left).toEqual([]);
    expect(await run(lead, 'account.leave', { accountId: paulo.id })).toBe('left-already');
  });
  test('her invitation counts no more', async () => {
    const { accountId } = await house.done(lead.token, 'account.invite', anInvitation());
    await house.done(ines.token, 'account.leave', { accountId });
    expect(
      await query(
        house,
        'select 1 from access.invitation where account_id = $1 and expires_at > now()',
        [accountId],
      ),
    ).toEqual([]);
  });
  test('a lead ends nobody who also works elsewhere; an officer nobody', async () => {
    const paulo = await officer();
    const elsewhere = { accountId: paulo.id, unitId: 'health', role: 'mediator' };
    expect((await byTwo(house, [ines, rui], 'membership.grant', elsewhere)).told).toBe(true);
    expect(await run(lead, 'account.leave', { accountId: paulo.id })).toBe('not-found');
    expect(await run(paulo, 'account.leave', { accountId: lead.id })).toBe('not-allowed');
  });
  test('a closed account is dead at once; two open it again', async () => {
    const paulo = await officer();
    expect(await run(lead, 'account.disable', { accountId: paulo.id })).toBe('not-allowed');
    expect(await run(ines, 'account.disable', { accountId: paulo.id })).toBe(true);
    expect(await run(paulo, 'desk.open', { deskId: 'x' })).toBe('unauthenticated');
    expect(await run(ines, 'account.disable', { accountId: paulo.id })).toBe('already-so');
    const asked = await byTwo(house, [ines, rui], 'account.enable', { accountId: paulo.id });
    expect(asked.told).toBe(true);
    expect(await run(ines, 'account.enable', { accountId: paulo.id })).toBe('already-so');
    expect(await run(paulo, 'desk.open', { deskId: 'x' })).toBe('unauthenticated'); // that session stays dead
  });
});
