// Pairs that may be one person, over a real database: found behind the log by the worker, seen by those
// who receive both, answered by a human and remembered.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareFiles } from '#main/compare-files.ts';
import { Database } from '#platform/db/database.ts';
import { asActor } from '#platform/session/enter.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { listPairs } from '../people/likeness-queries.ts';

let scene: Scene;
let worker: Database;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 4 }));
  worker = new Database({
    url: scene.house.database.urls.jobs,
    connections: 2,
    applicationName: 'test',
    rehearsalClock: scene.house.clock,
  });
});
afterAll(async () => {
  await worker?.close();
  await scene?.close();
});

const known = async (more: object) => {
  const got = await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    subjectIds: ['social-security'],
    ...more,
  });
  await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId: got['visitId'] });
  scene.house.wait(1);
  return String(got['personId']);
};
const compare = (personId: string) => compareFiles(worker, scene.tokens.worker, personId);
const pairs = async (token = scene.tokens.iryna) => {
  const found = await asActor(scene.house.services.database, token, (tx) => listPairs(tx));
  if (found === 'unauthenticated') throw new Error('not signed in');
  return found;
};
/** Somebody twice, in two scripts, and who only has her name. */
const twice = async (surname: string, native: string, born: string) => {
  const one = await known({ name: `Oksana ${surname}`, born, nationality: 'UA' });
  const other = await known({ name: `Оксана ${native}`, born, nationality: 'UA' });
  return [one, other] as const;
};
const of = async (one: string, token = scene.tokens.iryna) =>
  (await pairs(token)).filter(({ oneId, otherId }) => oneId === one || otherId === one);
const answer = (personId: string, otherId: string, said = 'not-same') =>
  scene.house.done(scene.tokens.iryna, 'pair.answer', { personId, otherId, answer: said });

describe('a pair', () => {
  test('is found with what speaks for it, for those who receive both and for nobody else', async () => {
    const [one, other] = await twice('Kovalenko', 'Коваленко', '1987-05-12');
    await compare(other);
    const [pair] = await of(one);
    expect(pair).toMatchObject({
      state: 'probable',
      evidence: ['born-day', 'name-alike', 'nationality'],
    });
    for (const who of ['paulo', 'duarte', 'catarina', 'ines', 'helena'] as const)
      expect(await of(one, scene.tokens[who]), who).toEqual([]);
    await compare(one);
    expect(await of(one)).toHaveLength(1);
  });

  test('is no pair across two houses that don’t share their files', async () => {
    const there = await scene.house.done(scene.tokens.catarina, 'visit.receive', {
      centreId: 'claim-odemira',
      language: 'uk',
      name: 'Oksana Melnyk',
      born: '1980-02-03',
      subjectIds: ['residence'],
    });
    await known({ name: 'Oksana Melnyk', born: '1980-02-03' });
    await compare(String(there['personId']));
    expect(await of(String(there['personId']), scene.tokens.catarina)).toEqual([]);
  });

  test('PEO-26: "not the same" is remembered, until what was compared has changed', async () => {
    const [one, other] = await twice('Bondar', 'Бондар', '1979-03-04');
    await compare(one);
    await answer(one, other);
    await compare(one);
    expect(await of(one)).toEqual([]);
    await scene.house.done(scene.tokens.iryna, 'person.correct', {
      personId: other,
      changes: [{ field: 'phone', was: null, now: '+351 910 000 077' }],
    });
    await compare(other);
    expect(await of(one)).toHaveLength(1);
  });

  test('goes when it is joined, and when nothing speaks for it any more', async () => {
    const [one, other] = await twice('Shevchenko', 'Шевченко', '1966-07-08');
    await compare(one);
    const { mergeId } = await scene.house.done(scene.tokens.iryna, 'person.merge', {
      personId: one,
      otherId: other,
    });
    expect(await of(one)).toEqual([]);
    await scene.house.done(scene.tokens.iryna, 'person.unmerge', { mergeId });
    await scene.house.done(scene.tokens.iryna, 'person.correct', {
      personId: other,
      changes: [{ field: 'born', was: '1966-07-08', now: '1990' }],
    });
    await compare(other);
    expect(await of(one)).toEqual([]);
  });
});
