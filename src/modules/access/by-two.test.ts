// What two administrators do together, the monthly list, and row security, which says the same as the
// rules do: over a real database.
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

describe('ACC-6: two administrators', () => {
  const administrator = { unitId: 'aima-network', role: 'administrator' };
  test('one alone makes no administrator; the second does, once, also when she presses twice', async () => {
    const nova = await officer();
    const { proposalId } = await house.done(ines.token, 'membership.grant', {
      accountId: nova.id,
      ...administrator,
    });
    expect(await live(nova.id)).toEqual(['unit-officer']);
    expect(await run(ines, 'proposal.confirm', { proposalId })).toBe('second-administrator');
    expect(await run(lead, 'proposal.confirm', { proposalId })).toBe('not-allowed');
    const answers = await Promise.all(
      [1, 2].map(() => run(rui, 'proposal.confirm', { proposalId })),
    );
    expect(answers.map(String).sort()).toEqual(['proposal-decided', 'true']);
    expect(await live(nova.id)).toEqual(['administrator', 'unit-officer']);
    // From now on what she holds is changed by two.
    const both = await house.done(ines.token, 'account.leave', { accountId: nova.id });
    expect(await live(nova.id)).toEqual(['administrator', 'unit-officer']);
    expect(await run(rui, 'proposal.confirm', { proposalId: both['proposalId'] })).toBe(true);
    expect(await live(nova.id)).toEqual([]);
    expect(await run(nova, 'desk.open', { deskId: 'x' })).toBe('unauthenticated');
  });
  test('an invited administrator is nobody until the second agrees', async () => {
    const made = await house.done(
      ines.token,
      'account.invite',
      anInvitation({ ...administrator, centreId: undefined }),
    );
    expect(await live(made['accountId'] ?? '')).toEqual([]);
    expect(await run(rui, 'proposal.confirm', { proposalId: made['proposalId'] })).toBe(true);
    expect(await live(made['accountId'] ?? '')).toEqual(['administrator']);
  });
  test('a proposal is dropped, and expires', async () => {
    const nova = await officer();
    const ask = () =>
      house.done(ines.token, 'membership.grant', { accountId: nova.id, ...administrator });
    const dropped = await ask();
    expect(await run(ines, 'proposal.drop', { proposalId: dropped['proposalId'] })).toBe(true);
    expect(await run(rui, 'proposal.confirm', { proposalId: dropped['proposalId'] })).toBe(
      'proposal-decided',
    );
    const old = await ask();
    await query(house, `update access.proposal set expires_at = $2 where id = $1`, [
      old['proposalId'],
      house.clock.now().toString(),
    ]);
    expect(await run(rui, 'proposal.confirm', { proposalId: old['proposalId'] })).toBe(
      'proposal-expired',
    );
    expect(await run(rui, 'proposal.confirm', { proposalId: newId() })).toBe('not-found');
  });
  test('the firewall moves by two, and never over somebody’s head', async () => {
    const link = async () =>
      (
        await query<{ l: string }>(
          house,
          `select enforcement_link l from access.unit where id = 'registry'`,
        )
      )[0]?.l;
    const asked = await house.done(ines.token, 'unit.propose-link', {
      unitId: 'registry',
      link: 'direct',
    });
    expect(await link()).toBe('none');
    expect(await run(rui, 'proposal.confirm', { proposalId: asked['proposalId'] })).toBe(true);
    expect(await link()).toBe('direct');
    const both = await somebody(house, 'unit-officer', { unitId: 'health' });
    const more = { accountId: both.id, unitId: 'education', role: 'mediator' };
    expect((await byTwo(house, [ines, rui], 'membership.grant', more)).told).toBe(true);
    const other = await house.done(ines.token, 'unit.propose-link', {
      unitId: 'education',
      link: 'direct',
    });
    expect(await run(rui, 'proposal.confirm', { proposalId: other['proposalId'] })).toBe(
      'both-sides',
    );
    expect(await run(lead, 'unit.propose-link', { unitId: 'registry', link: 'none' })).toBe(
      'not-allowed',
    );
    expect(await run(ines, 'unit.propose-link', { unitId: 'registry', link: 'direct' })).toBe(
      'already-so',
    );
  });
});

describe('ACC-50: an administrator alone gives nobody a role', () => {
  const content = { unitId: 'health', centreId: 'cnaim-lisboa', role: 'unit-officer' };
  test('whom she invites is nobody, with a dead link, until the second agrees', async () => {
    const wanted = anInvitation({ ...content });
    const made = await house.done(ines.token, 'account.invite', wanted);
    const accountId = made['accountId'] ?? '';
    expect(await live(accountId)).toEqual([]);
    expect(await run(ines, 'proposal.confirm', { proposalId: made['proposalId'] })).toBe(
      'second-administrator',
    );
    expect(await run(rui, 'proposal.confirm', { proposalId: made['proposalId'] })).toBe(true);
    expect(await live(accountId)).toEqual(['unit-officer']);
  });
  test('nor by one more role, nor by a move, nor by opening a closed account again', async () => {
    const paulo = await officer();
    await house.done(ines.token, 'membership.grant', { accountId: paulo.id, ...content });
    const [only] = await heldBy(house, paulo.id);
    const moved = { membershipId: only?.id, unitId: 'iss', role: 'custodian' };
    const move = await house.done(ines.token, 'membership.move', moved);
    expect(await live(paulo.id)).toEqual(['unit-officer']);
    expect(await run(rui, 'proposal.confirm', { proposalId: move['proposalId'] })).toBe(true);
    expect(await live(paulo.id)).toEqual(['custodian']);
    await house.done(ines.token, 'account.disable', { accountId: paulo.id });
    await house.done(ines.token, 'account.enable', { accountId: paulo.id });
    const closed = () =>
      query<{ closed: boolean }>(
        house,
        'select disabled_at is not null as closed from access.account where id = $1',
        [paulo.id],
      );
    expect(await closed()).toEqual([{ closed: true }]);
  });
  test('taking away is done by one, at once, whoever gave', async () => {
    const paulo = await officer();
    const [only] = await heldBy(house, paulo.id);
    expect(await run(ines, 'membership.end', { membershipId: only?.id })).toBe(true);
    expect(await live(paulo.id)).toEqual([]);
    const nova = await officer();
    expect(await run(rui, 'account.leave', { accountId: nova.id })).toBe(true);
    expect(await live(nova.id)).toEqual([]);
  });
  test('who left or was closed since is not brought back by what was asked before', async () => {
    for (const gone of ['account.leave', 'account.disable']) {
      const paulo = await officer();
      const input = { accountId: paulo.id, ...content };
      const { proposalId } = await house.done(ines.token, 'membership.grant', input);
      expect(await run(rui, gone, { accountId: paulo.id })).toBe(true);
      expect(await run(rui, 'proposal.confirm', { proposalId }), gone).toBe('left-already');
    }
    const paulo = await officer();
    const [only] = await heldBy(house, paulo.id);
    const move = await house.done(ines.token, 'membership.move', {
      membershipId: only?.id,
      ...content,
    });
    await house.done(lead.token, 'membership.grant', {
      accountId: paulo.id,
      unitId: 'iss',
      role: 'mediator',
    });
    await house.done(lead.token, 'membership.end', { membershipId: only?.id });
    expect(await run(rui, 'proposal.confirm', { proposalId: move['proposalId'] })).toBe(
      'left-already',
    );
    expect(await live(paulo.id)).toEqual(['mediator']);
  });
  test('the days that were asked for are those that are given, and a role is not given twice', async () => {
    const paulo = await officer();
    const seat = { accountId: paulo.id, unitId: 'iss', centreId: 'cnaim-norte', role: 'mediator' };
    const dated = { ...seat, from: '2031-05-01', until: '2031-05-31' };
    expect((await byTwo(house, [ines, rui], 'membership.grant', dated)).told).toBe(true);
    expect(await live(paulo.id)).toEqual(['unit-officer']);
    const [row] = await query<{ days: boolean }>(
      house,
      `select valid = '[2031-04-30T23:00:00Z,2031-05-31T23:00:00Z)' as days
       from access.membership where account_id = $1 and role = 'mediator'`,
      [paulo.id],
    );
    expect(row?.days).toBe(true);
    const { proposalId } = await house.done(ines.token, 'membership.grant', {
      ...seat,
      from: '2032-01-01',
    });
    await house.done(lead.token, 'membership.grant', { ...seat, from: '2032-02-01' });
    expect(await run(rui, 'proposal.confirm', { proposalId })).toBe('has-role-already');
  });
  test('who administers and leads a unit gives alone as little as any administrator', async () => {
    const both = await somebody(house, 'administrator', { unitId: 'aima-network' });
    await query(
      house,
      `insert into access.membership (account_id, unit_id, role, valid)
       values ($1, 'iss', 'unit-lead', '[2004-01-01T00:00:00Z,)')`,
      [both.id],
    );
    const made = await house.done(both.token, 'account.invite', anInvitation());
    expect(await live(made['accountId'] ?? '')).toEqual([]);
  });
});

describe('ACC-9: the monthly list', () => {
  test('her lead confirms what she read, once', async () => {
    const head = await somebody(house, 'unit-lead', { unitId: 'act', centreId: null });
    const now = await query<{ id: string }>(
      house,
      `select m.id from access.membership m join access.account a on a.id = m.account_id and a.kind = 'person'
       where unit_id = 'act' and valid @> $1::timestamptz`,
      [house.clock.now().toString()],
    );
    const read = { unitId: 'act', month: '2026-03', membershipIds: now.map(({ id }) => id) };
    expect(await run(head, 'reconciliation.confirm', { ...read, membershipIds: [] })).toBe(
      'list-changed',
    );
    expect(await run(lead, 'reconciliation.confirm', read)).toBe('not-found');
    expect(await run(ines, 'reconciliation.confirm', read)).toBe('not-found');
    const answers = await Promise.all([1, 2].map(() => run(head, 'reconciliation.confirm', read)));
    expect(answers.map(String).sort()).toEqual(['confirmed-already', 'true']);
  });
});

describe('row security says the same without the rules', () => {
  const as = (who: Somebody, text: string, values: unknown[]) =>
    asActor(house.services.database, who.token, (tx) => tx.text(text, values)).then(
      () => 'done',
      (error: Error) => error.message,
    );
  const give = `insert into access.membership (account_id, unit_id, role) values ($1, $2, $3)`;
  test.each([
    ['an officer gives', () => officer(), 'iss', 'mediator'],
    ['a lead gives elsewhere', () => lead, 'health', 'mediator'],
    ['a lead gives beyond her unit', () => lead, 'iss', 'network-manager'],
    ['an administrator alone makes an administrator', () => ines, 'aima-network', 'administrator'],
    ['an administrator alone gives a role of content', () => ines, 'health', 'unit-officer'],
  ])('%s nothing', async (_name, who, unit, role) => {
    const paulo = await officer();
    expect(await as(await who(), give, [paulo.id, unit, role])).toMatch(/row-level security/);
  });
  test('an administrator alone opens no closed account', async () => {
    const paulo = await officer();
    await house.done(ines.token, 'account.disable', { accountId: paulo.id });
    const open = 'update access.account set disabled_at = null where id = $1';
    expect(await as(ines, open, [paulo.id])).toMatch(/row-level security/);
  });
  test('nor to herself, nor from a proposal of her own', async () => {
    expect(await as(ines, give, [ines.id, 'iss', 'mediator'])).toMatch(/row-level security/);
    const nova = await officer();
    const { proposalId } = await house.done(ines.token, 'membership.grant', {
      accountId: nova.id,
      unitId: 'aima-network',
      role: 'administrator',
    });
    const carry = 'select access.carry_out($1, $2)';
    const now = house.clock.now().toString();
    expect(await as(ines, carry, [proposalId, now])).toMatch(/not a proposal/);
    expect(await as(lead, carry, [proposalId, now])).toMatch(/not a proposal/);
    expect(await as(lead, 'update access.unit set enforcement_link = $1', ['none'])).toMatch(
      /permission denied/,
    );
  });
  test('accounts are read by those who manage them, and by nobody else', async () => {
    const read = (who: Somebody) =>
      asActor(house.services.database, who.token, (tx) =>
        tx.text<{ login: string }>('select login from access.read_accounts()'),
      ).then((rows) => (rows === 'unauthenticated' ? -1 : rows.length));
    expect(await read(await officer())).toBe(0);
    const [all, own] = [await read(ines), await read(lead)];
    expect(own).toBeGreaterThan(3);
    expect(all).toBeGreaterThan(own * 3);
  });
});
