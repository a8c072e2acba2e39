// The one decision function: default no, and no way to more than a membership gives.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actorWith } from '#platform/session/actor.fixture.ts';
import type { Membership } from '#platform/session/actor.ts';
import {
  COORDINATION,
  DESK,
  isFenced,
  mayAct,
  mayWorkWith,
  reachesPeople,
  type Role,
  unitsAt,
  WELCOME,
  type Wish,
} from './decide.ts';

const ROLES: readonly Role[] = [
  'reception-mediator',
  'mediator',
  'unit-officer',
  'support-technician',
  'local-technician',
  'interpreter',
  'hotline-operator',
  'centre-coordinator',
  'network-manager',
  'researcher',
  'data-protection-officer',
  'custodian',
  'unit-lead',
  'security-guard',
  'device',
  'administrator',
  'worker',
  'statistics',
];
const UNITS = ['iss', 'health', 'network-welcome', 'aima-residence'];
const CENTRES = ['cnaim-lisboa', 'cnaim-norte'];
const WITHOUT_CONTENT: readonly Role[] = ['administrator', 'device', 'worker', 'statistics'];

const member = (
  role: Role,
  unitId = 'iss',
  centreId: string | null = 'cnaim-lisboa',
): Membership => ({
  role,
  unitId,
  centreId,
  link: unitId === 'aima-residence' ? 'direct' : 'none',
});
const actor = (...memberships: Membership[]) => actorWith(memberships);

const memberships = fc.array(
  fc
    .tuple(fc.constantFrom(...ROLES), fc.constantFrom(...UNITS), fc.constantFrom(...CENTRES, null))
    .map(([role, unit, centre]) => member(role, unit, centre)),
  { maxLength: 5 },
);
const wishes: fc.Arbitrary<Wish> = fc.record(
  {
    roles: fc.subarray([...ROLES]),
    units: fc.subarray(UNITS),
    centreId: fc.constantFrom(...CENTRES),
  },
  { requiredKeys: ['roles'] },
);

describe('ACC-1: nobody acts without a live membership in a role that the act names', () => {
  test('an officer serves at a desk and does not receive at the door', () => {
    expect(mayAct(actor(member('unit-officer')), { roles: DESK })).toBe(true);
    expect(mayAct(actor(member('unit-officer')), { roles: WELCOME })).toBe(false);
    expect(
      mayAct(actor(member('researcher')), { roles: [...DESK, ...WELCOME, ...COORDINATION] }),
    ).toBe(false);
  });
  test('whoever has none may nothing, and an act that names no role may nobody', () => {
    fc.assert(
      fc.property(memberships, wishes, (some, wish) => {
        expect(mayAct(actor(), wish)).toBe(false);
        expect(mayAct(actor(...some), { ...wish, roles: [] })).toBe(false);
      }),
    );
  });
  test('a membership more never takes a right away, and one that is allowed for is enough alone', () => {
    fc.assert(
      fc.property(memberships, wishes, (some, wish) => {
        const may = mayAct(actor(...some), wish);
        expect(may).toBe(some.some((one) => mayAct(actor(one), wish)));
      }),
    );
  });
});

describe('ACC-2: a membership counts only at its unit and centre; an act that names neither is the network’s', () => {
  test('at another unit or centre it counts for nothing', () => {
    const paulo = actor(member('unit-officer'));
    expect(mayAct(paulo, { roles: DESK, units: ['iss'], centreId: 'cnaim-lisboa' })).toBe(true);
    expect(mayAct(paulo, { roles: DESK, units: ['health'], centreId: 'cnaim-lisboa' })).toBe(false);
    expect(mayAct(paulo, { roles: DESK, units: ['iss'], centreId: 'cnaim-norte' })).toBe(false);
    expect(mayAct(paulo, { roles: DESK, units: [] })).toBe(false);
  });
  test('two memberships are not put together: the role of one with the unit of the other', () => {
    const both = actor(
      member('unit-officer', 'iss'),
      member('centre-coordinator', 'network-welcome'),
    );
    expect(mayAct(both, { roles: COORDINATION, units: ['iss'] })).toBe(false);
    expect(mayAct(both, { roles: DESK, units: ['network-welcome'] })).toBe(false);
  });
  test('one without a centre counts at every centre', () => {
    expect(
      mayAct(actor(member('network-manager', 'iss', null)), {
        roles: COORDINATION,
        centreId: 'cnaim-norte',
      }),
    ).toBe(true);
  });
  test('to ask for less widely never gives more', () => {
    fc.assert(
      fc.property(memberships, wishes, (some, wish) => {
        if (mayAct(actor(...some), wish))
          expect(mayAct(actor(...some), { roles: wish.roles })).toBe(true);
      }),
    );
  });
});

describe('ACC-3: administrators and devices reach no content, whatever the act says', () => {
  test('not even by an act that names them', () => {
    const without = memberships.map((some) =>
      some.filter(({ role }) => (WITHOUT_CONTENT as string[]).includes(role)),
    );
    fc.assert(
      fc.property(without, wishes, (some, wish) => {
        expect(mayAct(actor(...some), { ...wish, roles: ROLES })).toBe(false);
        for (const centreId of CENTRES) expect(unitsAt(actor(...some), centreId)).toEqual([]);
      }),
    );
  });
});

describe('ACC-10: only a role that receives or serves reaches a person, behind the fence only a desk', () => {
  test.each(ROLES)('%s', (role) => {
    const receivesOrServes = [...DESK, ...WELCOME].includes(role);
    expect(reachesPeople(actor(member(role)))).toBe(receivesOrServes);
    expect(reachesPeople(actor(member(role, 'aima-residence')))).toBe(DESK.includes(role));
  });
});

test('ACC-11: a file that an emergency alone opens is worked with by nobody', () => {
  for (const role of ROLES) {
    expect(mayWorkWith(actor(member(role)), 'to-read'), role).toBe(false);
    expect(mayWorkWith(actor(member(role)), 'worked-with'), role).toBe(
      [...DESK, ...WELCOME].includes(role),
    );
  }
});

test('whoever belongs to a unit with a direct link is behind the fence, whatever else she belongs to', () => {
  fc.assert(
    fc.property(memberships, (some) => {
      expect(isFenced(actor(...some))).toBe(some.some(({ unitId }) => unitId === 'aima-residence'));
    }),
  );
});
