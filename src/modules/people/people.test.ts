// People over a real database: finding them within reach only, putting right what is written down, and
// the plans by which PostgreSQL finds a name under row security.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import type { Outcome } from '#platform/run-command/command.ts';
import { asActor } from '#platform/session/enter.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { LEARNED } from './names/weights.ts';
import { nameKeys } from './search-keys.ts';
import { searchPeople } from './search-queries.ts';

let scene: Scene;
let oksana: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  const received = await receive({
    language: 'uk',
    name: 'Oksana',
    fullName: 'Oksana Kovalenko',
    originalName: 'Оксана Коваленко',
    born: '1987',
    nationality: 'UA',
  });
  oksana = String(received['personId']);
});
afterAll(() => scene?.close());

const receive = (person: { readonly language: string; readonly [fact: string]: string }) =>
  scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    subjectIds: ['social-security'],
    ...person,
  });

async function search(typed: string, token = scene.tokens.iryna) {
  const found = await asActor(scene.house.services.database, token, (tx) =>
    searchPeople(tx, typed),
  );
  if (found === 'unauthenticated') throw new Error('not signed in');
  return found.map(({ candidate, fit }) => `${candidate.name}: ${fit}`);
}

describe('finding somebody', () => {
  test.each([
    ['kovalenko oks', 'begins'],
    ['коваленко', 'exact'],
    ['Oxana Covalenco', 'sounds'],
    ['kovalneko', 'sounds'],
    ['kovalenbo', 'near'],
  ])('by %s', async (typed, fit) => expect(await search(typed)).toEqual([`Oksana: ${fit}`]));

  test('in another script than the one that was written down', async () => {
    await receive({ language: 'ar', name: 'يوسف إبراهيم' });
    expect(await search('Ibrahim Youssef')).toEqual(['يوسف إبراهيم: script']);
    expect(await search('Петренко')).toEqual([]);
  });

  test('by one word, when the other is spelt in that script as no key tells', async () => {
    await receive({ language: 'ru', name: 'Мика Койонкоски' });
    expect(await search('Kojonkoski')).toEqual([]);
    expect(await search('Mika Kojonkoski')).toEqual(['Мика Койонкоски: script']);
    expect(await search('Mika Vieillot')).toEqual([]);
  });

  test('is for those within whose reach she is; all others find nobody', async () => {
    for (const who of ['paulo', 'marta', 'duarte', 'catarina', 'ines'] as const)
      expect(await search('kovalenko', scene.tokens[who]), who).toEqual([]);
  });

  test('asks PostgreSQL for indexes alone, under row security, however many are known', async () => {
    await scene.owner(
      `insert into people.person (id, unit_id, name, language, registered_at)
       select uuidv7(), 'network-welcome', 'Ana', 'pt', now() from generate_series(1, 4000)`,
    );
    await scene.owner(
      `insert into people.name_key (key, person_id, unit_id)
       select k, id, unit_id from people.person p,
         lateral (values ('wana' || left(md5(p.id::text), 8)), ('s' || left(md5(p.id::text), 5))) v (k)
       where name = 'Ana'`,
    );
    await scene.owner('analyze people.name_key; analyze people.person');
    const plan = await asActor(scene.house.services.database, scene.tokens.iryna, (tx) =>
      tx.text<{ 'QUERY PLAN': string }>(
        `explain select person_id from people.name_key where key >= $1 and key < $2
         union all select person_id from people.name_key where key = $3`,
        ['wkovalenko', 'wkovalenko\u{10FFFF}', 'skvlnk'],
      ),
    );
    const text = JSON.stringify(plan);
    expect(text).toContain('Index Cond');
    expect(text).toMatch(/name_key_pkey/);
    expect(text).not.toContain('Seq Scan on name_key');
    expect(await search('kovalenko')).toEqual(['Oksana: exact']);
  });
});

describe('person.correct', () => {
  const correct = (changes: object[], token = scene.tokens.iryna, id = newId()) =>
    scene.house.run(token, 'person.correct', { personId: oksana, changes }, id) as Promise<Outcome>;

  test('works: what it said before stays with her, and she is found by her new name', async () => {
    const id = newId();
    const change = [
      { field: 'fullName', was: 'Oksana Kovalenko', now: 'Oksana Petrivna Kovalenko' },
    ];
    expect(await correct(change, scene.tokens.iryna, id)).toMatchObject({ ok: true });
    expect((await scene.logged(id)).events).toEqual(['person.corrected']);
    expect(await search('petrivna')).toEqual(['Oksana: exact']);
    const kept = await scene.owner(
      'select field, value from history.person_field where person_id = $1',
      [oksana],
    );
    expect(kept).toEqual([{ field: 'fullName', value: 'Oksana Kovalenko' }]);
  });

  test('is not for those who do not receive her: to them she is not there', async () => {
    const before = await scene.digest();
    for (const who of ['paulo', 'marta', 'duarte', 'catarina', 'ines'] as const)
      expect(
        await correct([{ field: 'born', was: '1987', now: '1986' }], scene.tokens[who]),
        who,
      ).toMatchObject({
        ok: false,
        problem: { problem: 'not-found' },
      });
    expect(await scene.digest()).toBe(before);
  });

  test('a broken rule changes nothing', async () => {
    const before = await scene.digest();
    const seen = [{ field: 'born', was: '1970', now: '1986' }];
    expect(await correct(seen)).toMatchObject({ problem: { code: 'changed-meanwhile' } });
    const unread = [{ field: 'born', was: '1987', now: '31/2/1987' }];
    expect(await correct(unread)).toMatchObject({ problem: { problem: 'invalid' } });
    expect(await scene.digest()).toBe(before);
  });

  test('the same id again is one correction', async () => {
    const id = newId();
    const change = [{ field: 'nationality', was: 'UA', now: 'PL' }];
    const first = await correct(change, scene.tokens.iryna, id);
    expect(await correct(change, scene.tokens.iryna, id)).toEqual(first);
    expect(
      await scene.owner(`select 1 from history.person_field where field = 'nationality'`),
    ).toHaveLength(1);
  });

  test('PEO-34: a nickname, a former name and the parts of a name find her, and stay out of lists', async () => {
    expect(
      await correct([
        { field: 'nicknames', was: null, now: 'Lenochka, Ксюша' },
        { field: 'formerNames', was: null, now: 'Olena Bondarchuk (2015)' },
        { field: 'patronymic', was: null, now: 'Vasylivna' },
        { field: 'said', was: null, now: 'ok-SAH-nah' },
      ]),
    ).toMatchObject({ ok: true });
    for (const typed of ['lenochka', 'Ксюша', 'bondarchuk olena', 'kovalenko vasylivna']) {
      const found = await asActor(scene.house.services.database, scene.tokens.iryna, (tx) =>
        searchPeople(tx, typed),
      );
      if (found === 'unauthenticated') throw new Error('not signed in');
      expect(found, typed).toMatchObject([{ byFurther: true }]);
      expect(found[0]?.candidate.names.join()).not.toMatch(/Bondarchuk|Lenochka/);
    }
    const wrong = [{ field: 'formerNames', was: 'Olena Bondarchuk (2015)', now: 'Bondar (once)' }];
    expect(await correct(wrong)).toMatchObject({ problem: { problem: 'invalid' } });
    // The worker makes the same keys of them as this correction did.
    const keys = `select array_agg(key order by key) as keys from people.name_key where person_id = $1`;
    const [row] = await scene.owner<{ names: string[] }>('select people.names_of($1) as names', [
      oksana,
    ]);
    expect(await scene.owner(keys, [oksana])).toEqual([
      { keys: nameKeys(row?.names ?? [], LEARNED).toSorted() },
    ]);
  });

  test('two at once: different fields both stay, of the same field one is told', async () => {
    const both = await Promise.all([
      correct([{ field: 'born', was: '1987', now: '1987-05' }]),
      correct([{ field: 'phone', was: null, now: '+351 910 000 000' }]),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    const [facts] = await scene.owner<{ born: string; phone: string; rule: string }>(
      `select born, phone, rule from people.identity join people.contact using (person_id) where person_id = $1`,
      [oksana],
    );
    expect(facts).toEqual({ born: '1987-05', phone: '+351 910 000 000', rule: 'discreet' });
    const same = await Promise.all([
      correct([{ field: 'name', was: 'Oksana', now: 'Ksenia' }]),
      correct([{ field: 'name', was: 'Oksana', now: 'Xana' }]),
    ]);
    expect(same.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
