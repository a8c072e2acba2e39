// Who belongs to a household, and how that changes: the rules alone, and whatever order of acts is tried.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import {
  chooseHousehold,
  decideAdd,
  decideLeave,
  decideTakeBack,
  mayBeTakenBack,
  TAKE_BACK_MINUTES,
  decideRole,
  decideSplit,
  decideStart,
  type Household,
  HOUSEHOLD_MAX,
  type HouseholdChange,
  type Member,
} from './household-rules.ts';

const home = (...members: readonly Member[]): Household => ({
  id: 'h',
  unitId: 'welcome',
  members,
});
const amal: Member = { personId: 'amal', role: 'adult' };
const karim: Member = { personId: 'karim', role: 'partner' };
const omar: Member = { personId: 'omar', role: 'child' };
const family = home(amal, karim, omar);

/** What it is refused for: the code, or that of the field. */
function codeOf(decided: object): string | undefined {
  if (!isProblem(decided)) return 'done';
  return Object.values(decided.fields ?? {})[0] ?? decided.code;
}

describe('PEO-40: somebody stands in a household once at a time, and may come back', () => {
  test('is begun by two people at least, each once', () => {
    const start = (...members: Member[]) => decideStart({ id: 'n', unitId: 'welcome' }, members);
    expect(codeOf(start(amal, karim))).toBe('done');
    expect(codeOf(start(amal))).toBe('two-at-least');
    expect(codeOf(start(amal, { ...amal, role: 'parent' }))).toBe('in-household-already');
  });
  test('nobody is added twice, and no household grows without end', () => {
    expect(codeOf(decideAdd(family, { personId: 'amal', role: 'parent' }))).toBe(
      'in-household-already',
    );
    const full = Array.from({ length: HOUSEHOLD_MAX }, (_, at) => ({
      ...omar,
      personId: `c${at}`,
    }));
    expect(codeOf(decideAdd(home(...full), amal))).toBe('household-full');
    expect(codeOf(decideAdd(home(...full.slice(1)), amal))).toBe('done');
  });
  test('whoever is something else to the others ends as one and begins as the other', () => {
    expect(decideRole(family, { personId: 'omar', role: 'adult' })).toMatchObject({
      change: {
        ended: { personIds: ['omar'], because: 'role' },
        begun: { householdId: 'h', isNew: false, members: [{ personId: 'omar', role: 'adult' }] },
      },
    });
    expect(codeOf(decideRole(family, omar))).toBe('same-role');
    expect(codeOf(decideRole(family, { ...omar, personId: 'nobody' }))).toBe('not-a-member');
  });
});

describe('PEO-41: whoever leaves is gone, and nothing tells where to or why', () => {
  test('what is written in the log names nobody else, no household and no reason', () => {
    const decided = decideLeave(family, 'amal', 'moved', 'l');
    if (isProblem(decided)) throw new Error(decided.code);
    expect(decided.events).toEqual([
      { kind: 'household.left', unitId: 'welcome', personId: 'amal' },
    ]);
    expect(decided.result).toEqual({ personId: 'amal', leavingId: 'l' });
    expect(codeOf(decideLeave(home(karim, omar), 'amal', 'moved', 'l'))).toBe('not-a-member');
  });
});

describe('PEO-46: a leaving that was recorded by mistake', () => {
  const leftAt = Temporal.Instant.from('2026-03-09T10:00:00Z');
  const leaving = {
    householdId: 'h',
    personId: 'amal',
    role: 'adult',
    leftAt,
    followed: false,
  } as const;
  const after = (minutes: number) => leftAt.add({ seconds: minutes * 60 });
  test('is taken back for a quarter of an hour, and the log names nobody else', () => {
    expect(decideTakeBack(family, leaving, 'l', after(TAKE_BACK_MINUTES))).toEqual({
      change: { unitId: 'welcome', takenBack: 'l' },
      events: [
        {
          kind: 'household.leaving-taken-back',
          unitId: 'welcome',
          personId: 'amal',
          data: { role: 'adult' },
        },
      ],
      result: { personId: 'amal' },
    });
    expect(codeOf(decideTakeBack(family, leaving, 'l', after(TAKE_BACK_MINUTES + 0.1)))).toBe(
      'too-late',
    );
  });
  test('stands once anything followed; the screen offers what the rule allows', () => {
    const followed = { ...leaving, followed: true };
    expect(codeOf(decideTakeBack(family, followed, 'l', after(1)))).toBe('changed-meanwhile');
    expect(mayBeTakenBack(followed, after(1))).toBe(false);
    expect(mayBeTakenBack(leaving, after(1))).toBe(true);
    expect(mayBeTakenBack(leaving, after(16))).toBe(false);
  });
});

describe('PEO-42: a family parts in one act', () => {
  const split = (goIds: string[], bothIds: string[] = []) =>
    decideSplit(family, { goIds, bothIds }, 'new');
  test('those who go stand in a new household; who belongs to both stands in each', () => {
    expect(split(['karim'], ['omar'])).toMatchObject({
      change: {
        ended: { householdId: 'h', personIds: ['karim'], because: 'not-said' },
        begun: {
          householdId: 'new',
          isNew: true,
          members: [{ personId: 'karim', role: 'adult' }, omar],
        },
      },
    });
  });
  test('somebody goes and somebody stays, each of them once', () => {
    expect(codeOf(split([]))).toBe('nobody-goes');
    expect(codeOf(split(['amal', 'karim', 'omar']))).toBe('nobody-stays');
    expect(codeOf(split(['amal'], ['karim', 'omar']))).toBe('nobody-stays');
    expect(codeOf(split(['amal'], ['amal']))).toBe('once-only');
    expect(codeOf(split(['nobody']))).toBe('not-a-member');
  });
  test('no event tells of one who goes and of another in one line', () => {
    const decided = split(['karim'], ['omar']);
    if (isProblem(decided)) throw new Error(decided.code);
    for (const { data, personId } of decided.events) {
      expect(personId).toBeDefined();
      expect(JSON.stringify(data ?? {})).not.toMatch(/amal|karim|omar|new|"h"/);
    }
  });
});

describe('PEO-43: which household is meant is said, never guessed', () => {
  test('among theirs, or a new one in so many words; nothing to say where there is none', () => {
    expect(chooseHousehold(undefined, [])).toEqual({ householdId: undefined });
    expect(chooseHousehold('new', ['a', 'b'])).toEqual({ householdId: undefined });
    expect(chooseHousehold('b', ['a', 'b'])).toEqual({ householdId: 'b' });
    for (const theirs of [['a'], ['a', 'b']])
      expect(codeOf(chooseHousehold(undefined, theirs))).toBe('which-household');
    expect(codeOf(chooseHousehold('c', ['a', 'b']))).toBe('which-household');
  });
});

test('whatever is done in whatever order: nobody stands in one household twice, and all who leave are gone', () => {
  const people = ['a', 'b', 'c', 'd', 'e'];
  const who = fc.constantFrom(...people);
  const act = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), at: fc.nat(3), who }),
    fc.record({ kind: fc.constant('leave' as const), at: fc.nat(3), who }),
    fc.record({ kind: fc.constant('role' as const), at: fc.nat(3), who }),
    fc.record({
      kind: fc.constant('split' as const),
      at: fc.nat(3),
      goIds: fc.uniqueArray(who, { maxLength: 3 }),
      bothIds: fc.uniqueArray(who, { maxLength: 2 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
      const houses = new Map<string, Member[]>([['h0', [amal, karim]]]);
      const apply = ({ ended, begun }: HouseholdChange) => {
        if (ended) {
          const left = houses.get(ended.householdId) ?? [];
          const stay = left.filter(({ personId }) => !ended.personIds.includes(personId));
          expect(stay).toHaveLength(left.length - ended.personIds.length);
          houses.set(ended.householdId, stay);
        }
        if (begun)
          houses.set(begun.householdId, [
            ...(houses.get(begun.householdId) ?? []),
            ...begun.members,
          ]);
      };
      for (const one of acts) {
        const [id = '', members = []] = [...houses][one.at % houses.size] ?? [];
        const at = { id, unitId: 'welcome', members };
        const decided =
          one.kind === 'add'
            ? decideAdd(at, { personId: one.who, role: 'child' })
            : one.kind === 'leave'
              ? decideLeave(at, one.who, 'not-said', 'l')
              : one.kind === 'role'
                ? decideRole(at, { personId: one.who, role: 'adult' })
                : decideSplit(at, one, `h${houses.size}`);
        if (isProblem(decided)) continue;
        apply(decided.change);
        for (const all of houses.values())
          expect(new Set(all.map(({ personId }) => personId)).size).toBe(all.length);
      }
    }),
  );
});
