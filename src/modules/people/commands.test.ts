// The commands on a person and on households in five ways, over a real database, as those of a visit.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const STRANGERS = {
  paulo: 'not-found',
  marta: 'not-found',
  duarte: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;
const again = (name: string) => (input: object) =>
  scene.house.done(scene.tokens.iryna, name, input);

/** A mother and her child, in a household. */
async function family() {
  const [mother, child] = [await scene.known(), await scene.known()];
  const { householdId } = await scene.house.done(scene.tokens.iryna, 'household.start', {
    members: [
      { personId: mother.personId, role: 'adult' },
      { personId: child.personId, role: 'child' },
    ],
  });
  scene.house.wait(1);
  return { householdId: String(householdId), mother: mother.personId, child: child.personId };
}

/** Who has just left which household. */
let left = {};

const rows: Readonly<Record<string, Row>> = {
  'person.correct': {
    by: 'iryna',
    before: async () => ({
      personId: (await scene.known()).personId,
      changes: [{ field: 'born', was: null, now: '1987' }],
    }),
    events: ['person.corrected'],
    others: STRANGERS,
    broken: [
      () => ({ changes: [{ field: 'born', was: '1970', now: '1987' }] }),
      'changed-meanwhile',
    ],
    twice: 'both',
  },
  'household.start': {
    by: 'iryna',
    before: async () => ({
      members: [
        { personId: (await scene.known()).personId, role: 'adult' },
        { personId: (await scene.known()).personId, role: 'child' },
      ],
    }),
    events: ['household.joined', 'household.joined'],
    others: STRANGERS,
    broken: [({ members: [one] }: { members: object[] }) => ({ members: [one, one] }), 'invalid'],
    twice: 'both',
  },
  'household.leave': {
    by: 'iryna',
    before: async () => {
      const { householdId, mother } = await family();
      return { householdId, personId: mother, because: 'moved' };
    },
    events: ['household.left'],
    others: STRANGERS,
    broken: [again('household.leave'), 'not-a-member'],
    twice: 'not-a-member',
  },
  'household.take-back-leaving': {
    by: 'iryna',
    before: async () => {
      const { householdId, mother } = await family();
      const { leavingId } = await scene.house.done(scene.tokens.iryna, 'household.leave', {
        householdId,
        personId: mother,
      });
      left = { householdId, personId: mother };
      return { leavingId };
    },
    events: ['household.leaving-taken-back'],
    others: { ...STRANGERS, helena: 'not-found' },
    broken: [() => again('household.add')({ ...left, role: 'adult' }), 'changed-meanwhile'],
    twice: 'not-found',
  },
  'household.change-role': {
    by: 'iryna',
    before: async () => {
      const { householdId, child } = await family();
      return { householdId, personId: child, role: 'sibling' };
    },
    events: ['household.role-changed'],
    others: STRANGERS,
    broken: [again('household.change-role'), 'same-role'],
    twice: 'same-role',
  },
  'household.split': {
    by: 'iryna',
    before: async () => {
      const { householdId, mother } = await family();
      return { householdId, goIds: [mother] };
    },
    events: ['household.left', 'household.joined'],
    others: STRANGERS,
    broken: [again('household.split'), 'not-a-member'],
    twice: 'not-a-member',
  },
};

testFiveWays(['src/modules/people/commands'], rows, () => scene);
