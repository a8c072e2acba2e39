// Who gives which role to whom, in words and by properties.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { actorWith } from '#platform/session/actor.fixture.ts';
import type { EnforcementLink } from '#platform/session/actor.ts';
import {
  givesByTwo,
  type Held,
  managesSomething,
  mayManage,
  needsTwo,
  overlap,
  type Proposal,
  refuseToCarryOut,
  refuseToGive,
  refuseToManage,
  rolesToGive,
  type Seat,
  type Span,
  type Subject,
} from './account-rules.ts';
import {
  DUE_DAY,
  monthName,
  reconciliationState,
  refuseToReconcile,
} from './reconciliation-rules.ts';
import { PERSON_ROLES } from './schema.ts';

const T0 = Temporal.Instant.from('2026-03-09T09:00:00Z');
const day = (n: number) => T0.add({ hours: 24 * n });
const UNITS = ['iss', 'health', 'aima-residence'];
const CENTRES = ['cnaim-lisboa', 'cnaim-norte'];
const linkOf = (unitId: string): EnforcementLink =>
  unitId === 'aima-residence' ? 'direct' : 'none';

const actor = (accountId: string, ...seats: Seat[]) =>
  actorWith(
    seats.map((one) => ({ ...one, link: linkOf(one.unitId) })),
    { accountId },
  );
const seat = (role: string, unitId = 'iss', centreId: string | null = null): Seat => ({
  role,
  unitId,
  centreId,
});
const held = (role: string, unitId = 'iss', span: Span = { from: T0, until: null }): Held => ({
  id: `${role}-${unitId}`,
  ...seat(role, unitId),
  ...span,
  link: linkOf(unitId),
});
const subject = (...all: Held[]): Subject => ({ accountId: 'her', disabled: false, held: all });

const seats = fc.record({
  role: fc.constantFrom(...PERSON_ROLES),
  unitId: fc.constantFrom(...UNITS),
  centreId: fc.constantFrom(...CENTRES, null),
});
const spans = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }))
  .map(
    ([from, length]): Span => ({
      from: day(from),
      until: length === null ? null : day(from + length),
    }),
  );
const helds = fc.tuple(seats, spans).map(([one, span]) => held(one.role, one.unitId, span));

describe('ACC-4: an administrator manages every unit, a lead her own unit and centre in its own roles, nobody else anything', () => {
  test('a lead gives the roles of her unit, and none that reaches beyond it', () => {
    const lead = actor('lead', seat('unit-lead'));
    expect(mayManage(lead, seat('unit-officer', 'iss', 'cnaim-norte'))).toBe(true);
    expect(mayManage(lead, seat('unit-officer', 'health'))).toBe(false);
    for (const role of ['administrator', 'network-manager', 'centre-coordinator', 'custodian'])
      expect(mayManage(lead, seat(role))).toBe(false);
    expect(rolesToGive(lead)).not.toContain('network-manager');
  });
  test('a lead at one centre gives nothing at another, nor at all of them', () => {
    const lead = actor('lead', seat('unit-lead', 'iss', 'cnaim-lisboa'));
    expect(mayManage(lead, seat('mediator', 'iss', 'cnaim-lisboa'))).toBe(true);
    expect(mayManage(lead, seat('mediator', 'iss', 'cnaim-norte'))).toBe(false);
    expect(mayManage(lead, seat('mediator', 'iss', null))).toBe(false);
  });
  test('whoever is neither manages nothing, and nobody gives what machines are', () => {
    fc.assert(
      fc.property(fc.array(seats), seats, (own, wanted) => {
        const who = actor('a', ...own);
        const some = own.some(({ role }) => role === 'administrator' || role === 'unit-lead');
        expect(managesSomething(who)).toBe(some);
        if (!some) expect(mayManage(who, wanted)).toBe(false);
        for (const role of ['worker', 'statistics', 'device'])
          expect(mayManage(who, { ...wanted, role })).toBe(false);
        if (mayManage(who, wanted) && !own.some(({ role }) => role === 'administrator'))
          expect(own.some((one) => one.role === 'unit-lead' && one.unitId === wanted.unitId)).toBe(
            true,
          );
      }),
    );
  });
  test('a lead touches no administrator', () => {
    const lead = actor('lead', seat('unit-lead'));
    const both = subject(held('administrator'), held('unit-officer'));
    expect(refuseToManage(lead, both, [seat('unit-officer')])?.problem).toBe('not-allowed');
  });
});

test('ACC-5: nobody gives, moves or ends a role of her own, whatever she is', () => {
  fc.assert(
    fc.property(fc.array(seats), fc.array(seats), (own, wanted) => {
      const refused = refuseToManage(actor('her', ...own), subject(), wanted);
      expect(refused?.code).toBe('not-for-yourself');
    }),
  );
});

describe('ACC-6: administrators are made, changed and ended by two', () => {
  const proposal: Proposal = {
    id: 'p',
    kind: 'grant',
    accountId: 'her',
    unitId: 'iss',
    proposedBy: 'first',
    expiresAt: day(7),
    decided: false,
  };
  const second = actor('second', seat('administrator'));
  test('the role of an administrator needs two, and so does any role of somebody who is one', () => {
    expect(needsTwo(subject(), seat('administrator'))).toBe(true);
    expect(needsTwo(subject(held('administrator')), seat('mediator'))).toBe(true);
    expect(needsTwo(subject(held('mediator')), seat('mediator'))).toBe(false);
  });
  test('a second one carries it out, once, in seven days', () => {
    expect(refuseToCarryOut(proposal, second, day(1))).toBeUndefined();
    expect(refuseToCarryOut({ ...proposal, decided: true }, second, day(1))?.code).toBe(
      'proposal-decided',
    );
    expect(refuseToCarryOut(proposal, second, day(7))?.code).toBe('proposal-expired');
  });
  test('who proposed is never the second, nor is who is given the role, nor who is no administrator', () => {
    const first = actor('first', seat('administrator'));
    expect(refuseToCarryOut(proposal, first, day(1))?.code).toBe('second-administrator');
    const her = actor('her', seat('administrator'));
    expect(refuseToCarryOut(proposal, her, day(1))?.code).toBe('not-for-yourself');
    fc.assert(
      fc.property(
        fc.constantFrom('grant', 'move', 'end', 'leave', 'disable', 'enable', 'link'),
        fc.constantFrom('first', 'second', 'her'),
        fc.constantFrom('first', 'second', 'her'),
        fc.constantFrom<string>('administrator', 'administrator', 'unit-lead', 'network-manager'),
        (kind, who, about, role) => {
          const asked = { ...proposal, kind: kind as Proposal['kind'], accountId: about };
          const refused = refuseToCarryOut(asked, actor(who, seat(role)), day(1));
          const gives = ['grant', 'move', 'enable'].includes(kind);
          const allowed =
            role === 'administrator' &&
            who !== 'first' &&
            !(gives && [who, 'first'].includes(about));
          expect(isProblem(refused)).toBe(!allowed);
        },
      ),
    );
  });
});

describe('ACC-50: an administrator alone gives nobody a role', () => {
  test('whatever else she is, and whoever is given what; a lead gives alone what is her unit’s', () => {
    fc.assert(
      fc.property(fc.array(seats), seats, fc.array(helds), (own, wanted, has) => {
        const who = actor('a', ...own);
        const her = subject(...has);
        const administrators = [...own, wanted, ...has].some(
          ({ role }) => role === 'administrator',
        );
        expect(givesByTwo(who, her, wanted)).toBe(administrators);
      }),
    );
  });
});

describe('ACC-7: nobody is on both sides of the firewall at a time', () => {
  test('one role after the other is fine, both at once are not', () => {
    const wanted = {
      ...seat('mediator', 'aima-residence'),
      from: day(2),
      until: null,
      link: 'direct' as const,
    };
    expect(refuseToGive(subject(held('mediator')), wanted)?.code).toBe('both-sides');
    const ended = held('mediator', 'iss', { from: T0, until: day(2) });
    expect(refuseToGive(subject(ended), wanted)).toBeUndefined();
    expect(refuseToGive(subject(held('mediator')), wanted, held('mediator'))).toBeUndefined();
  });
  test('whatever is given, what she then holds is on one side at each moment', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(seats, spans), { maxLength: 8 }), (wishes) => {
        let now: Held[] = [];
        for (const [wish, span] of wishes) {
          const wanted = { ...wish, ...span, link: linkOf(wish.unitId) };
          if (!refuseToGive(subject(...now), wanted))
            now = [...now, { id: `${now.length}`, ...wanted }];
        }
        for (const a of now)
          for (const b of now)
            if (overlap(a, b)) expect(a.link === 'direct').toBe(b.link === 'direct');
      }),
    );
  });
});

test('a role that she has is not given twice for the same time, a closed account is given none, an end comes after its beginning', () => {
  fc.assert(
    fc.property(helds, (one) => {
      const again = { ...one, link: one.link };
      const refused = refuseToGive(subject(one), again)?.code;
      const empty = one.until !== null && one.until.equals(one.from);
      expect(refused).toBe(empty ? 'invalid' : 'has-role-already');
    }),
  );
  const closed = { ...subject(), disabled: true };
  expect(refuseToGive(closed, held('mediator'))?.code).toBe('account-disabled');
});

describe('ACC-9: a month’s list is confirmed as it was read', () => {
  const today = Temporal.PlainDate.from('2026-03-09');
  const read = { month: '2026-03', membershipIds: ['a', 'b'] };
  test('the same list of this month, once', () => {
    const list = { membershipIds: ['b', 'a'], confirmed: false };
    expect(refuseToReconcile(list, read, today)).toBeUndefined();
    expect(refuseToReconcile({ ...list, confirmed: true }, read, today)?.code).toBe(
      'confirmed-already',
    );
    expect(refuseToReconcile(list, { ...read, month: '2026-02' }, today)?.code).toBe(
      'another-month',
    );
  });
  test('a list with one more, one less or another is read again', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.uniqueArray(fc.string()), (is, shown) => {
        const refused = refuseToReconcile(
          { membershipIds: is, confirmed: false },
          { month: '2026-03', membershipIds: shown },
          today,
        );
        const same =
          [...is].sort().join('\0') === [...shown].sort().join('\0') && is.length === shown.length;
        expect(refused?.code).toBe(same ? undefined : 'list-changed');
      }),
    );
  });
  test('it is overdue after the tenth', () => {
    expect(monthName(today)).toBe('2026-03');
    expect(reconciliationState(true, today.with({ day: 28 }))).toBe('confirmed');
    expect(reconciliationState(false, today.with({ day: DUE_DAY }))).toBe('due');
    expect(reconciliationState(false, today.with({ day: DUE_DAY + 1 }))).toBe('overdue');
  });
});
