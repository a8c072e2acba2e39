// Households of somebody who has several files, over a real database: she stands in each of them once, what
// is done under one number is done to all, and taken apart each file stands where it stood.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '#platform/session/enter.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { findHousehold, listHouseholds } from '../people/household-queries.ts';
import { findRelatives } from '../people/search-queries.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const done = (name: string, input: object, token = scene.tokens.iryna) =>
  scene.house.done(token, name, input);
const file = async () => (await scene.known()).personId;
const read = async <T>(ask: Parameters<typeof asActor<T>>[2]): Promise<T> => {
  const found = await asActor(scene.house.services.database, scene.tokens.iryna, ask);
  if (found === 'unauthenticated') throw new Error('not signed in');
  return found as T;
};
const start = async (...personIds: string[]) =>
  String(
    (
      await done('household.start', {
        members: personIds.map((personId, at) => ({
          personId,
          role: at === 0 ? 'adult' : 'child',
        })),
      })
    )['householdId'],
  );
/** Two colleagues say so, since they stand in one household as two. */
async function merge(personId: string, otherId: string): Promise<string> {
  await done('person.merge', { personId, otherId });
  const second = await done('person.merge', { personId, otherId }, scene.tokens.youssef);
  return String(second['mergeId']);
}
const membersOf = async (id: string) =>
  (await read((tx) => findHousehold(tx, id)))?.members.map(({ personId }) => personId).toSorted();

describe('PEO-45: files that are one person stand in a household once', () => {
  test('two of them in one household are one member there, who leaves as one and comes back as two', async () => {
    const [one, other, child] = [await file(), await file(), await file()];
    const id = await start(one, other, child);
    const act = await merge(one, other);
    expect(await membersOf(id)).toEqual([one, child].toSorted());
    const [home] = await read((tx) => listHouseholds(tx, child));
    expect(home?.others.map(({ personId }) => personId)).toEqual([one]);
    expect((await read((tx) => findRelatives(tx, [child]))).map((found) => found.personId)).toEqual(
      [one],
    );
    await done('person.unmerge', { mergeId: act });
    expect(await membersOf(id)).toEqual([one, other, child].toSorted());
    // Whoever left under one number has left under all of them, also after they are two again.
    const again = await merge(other, one);
    await done('household.leave', { householdId: id, personId: other });
    expect(await membersOf(id)).toEqual([child]);
    await done('person.unmerge', { mergeId: again });
    expect(await membersOf(id)).toEqual([child]);
  });

  test('a command that comes late for the other number lands on her who counts, and adds nobody twice', async () => {
    const [one, other, child, brother] = [await file(), await file(), await file(), await file()];
    const id = await start(one, child);
    const theirs = await start(brother, other);
    const { mergeId } = await done('person.merge', { personId: one, otherId: other });
    const late = { householdId: id, personId: other, role: 'partner' };
    const { answer } = await scene.run(scene.tokens.iryna, 'household.add', late);
    expect(answer).toMatchObject({ problem: { code: 'in-household-already' } });
    await done('household.change-role', { ...late, role: 'parent' });
    const homes = await read((tx) => listHouseholds(tx, other));
    expect(homes.map((home) => home.id)).toEqual([id, theirs]);
    await done('person.unmerge', { mergeId });
    // What was written meanwhile stays where it landed.
    expect(await read((tx) => listHouseholds(tx, one))).toMatchObject([{ id, role: 'parent' }]);
    expect(await read((tx) => listHouseholds(tx, other))).toMatchObject([
      { id: theirs, role: 'child' },
    ]);
  });

  test('a family that parts takes all her files along', async () => {
    const [one, other, child, father] = [await file(), await file(), await file(), await file()];
    const id = await start(one, other, child, father);
    await merge(one, other);
    const split = { householdId: id, goIds: [other], bothIds: [child] };
    const there = String((await done('household.split', split))['householdId']);
    expect(await membersOf(id)).toEqual([child, father].toSorted());
    expect(await membersOf(there)).toEqual([one, child].toSorted());
  });

  test('whoever left long ago is no longer two by it: nothing of the bond is told by a refusal', async () => {
    const [one, other, child] = [await file(), await file(), await file()];
    const id = await start(one, other, child);
    await done('household.leave', { householdId: id, personId: other });
    expect(await done('person.merge', { personId: one, otherId: other })).toMatchObject({
      review: false,
    });
  });
});
