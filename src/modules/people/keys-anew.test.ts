// Keys made anew by the worker over a real database, when the method has another version.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareJobs } from '#main/jobs.ts';
import { keyAnew } from '#main/key-anew.ts';
import { Database } from '#platform/db/database.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { asActor } from '#platform/session/enter.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { LEARNED } from './names/weights.ts';
import { KEYS_VERSION, nameKeys } from './search-keys.ts';
import { marksOf } from './search-marks.ts';
import { searchPeople } from './search-queries.ts';

let scene: Scene;
let worker: Database;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 4 }));
  await prepareJobs(scene.house.database.urls);
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

const NEXT = KEYS_VERSION + 1;
/** The next version has one key more for each name. */
const next = {
  version: NEXT,
  keysOf: (names: readonly string[]) => [...nameKeys(names, LEARNED), 'znext'],
};
const receive = async (name: string) => {
  const got = await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'pt',
    name,
    subjectIds: ['social-security'],
  });
  return String(got['personId']);
};
const found = async (typed: string) => {
  const ranked = await asActor(scene.house.services.database, scene.tokens.iryna, (tx) =>
    searchPeople(tx, typed),
  );
  if (ranked === 'unauthenticated') throw new Error('not signed in');
  return ranked.map(({ candidate }) => candidate.name);
};
const versions = () =>
  scene.owner<{ version: number; people: number }>(
    `select keys_version as version, count(*)::int as people from people.person group by 1 order by 1`,
  );
const keysOf = (personId: string) =>
  scene.owner<{ key: string }>(
    'select key from people.name_key where person_id = $1 order by key',
    [personId],
  );

describe('PEO-31: keys are made anew when the method changes', () => {
  test('for everybody, in batches; interrupted, it goes on where it was', async () => {
    const people = [];
    for (let n = 0; n < 3; n++) people.push(await receive(`Quitéria ${'abc'[n]}lves`));
    await scene.owner(
      `insert into people.person (id, unit_id, name, language, registered_at, keys_version)
       select uuidv7(), 'network-welcome', 'Zulmira ' || n, 'pt', now(), 0 from generate_series(1, 120) n`,
    );
    expect(await found('zulmira')).toEqual([]);
    // A batch that fails changes nobody of it; those before it have new keys.
    let left = 60;
    const tired = () => {
      if (left-- === 0) throw new Error('the power is gone');
      return ['znext'];
    };
    await expect(
      keyAnew(worker, scene.tokens.worker, { version: NEXT, keysOf: tired }),
    ).rejects.toThrow('power');
    expect(await versions()).toContainEqual({ version: NEXT, people: 50 });
    // Both versions are found meanwhile.
    expect(await found('quiteria')).toHaveLength(3);
    expect(await keyAnew(worker, scene.tokens.worker, next)).toBeGreaterThan(70);
    expect((await versions()).map(({ version }) => version)).toEqual([NEXT]);
    expect(await found('quiteria alves')).toEqual(['Quitéria alves']);
    for (const id of people) expect(await keysOf(id)).toContainEqual({ key: 'znext' });
    // And everybody is compared with those who had other keys then, once, behind all other work.
    const { rows } = await withClient(scene.house.database.urls.jobs, (client) =>
      client.query(
        `select count(*)::int as jobs, count(distinct key)::int as people, min(priority) as priority from jobs.jobs
         where task_identifier = 'compare-files'`,
      ),
    );
    const everybody = (await versions())[0]?.people;
    expect(rows).toEqual([{ jobs: everybody, people: everybody, priority: 100 }]);
    // Done twice, nothing is left to do.
    expect(await keyAnew(worker, scene.tokens.worker, next)).toBe(0);
  });

  test('an older program leaves newer keys alone', async () => {
    const before = await scene.owner('select count(*)::int as n from people.name_key');
    expect(
      await keyAnew(worker, scene.tokens.worker, { version: KEYS_VERSION, keysOf: () => ['zold'] }),
    ).toBe(0);
    expect(await scene.owner('select count(*)::int as n from people.name_key')).toEqual(before);
  });

  test('a name that is put right while its keys are thought out keeps the keys of the new name', async () => {
    const id = await receive('Etelvina');
    const meanwhile = {
      version: NEXT,
      keysOf: (names: readonly string[]) => next.keysOf(names),
    };
    const [row] = await scene.owner<{ had: string[] }>('select people.names_of($1) as had', [id]);
    await scene.house.done(scene.tokens.iryna, 'person.correct', {
      personId: id,
      changes: [{ field: 'name', was: 'Etelvina', now: 'Albertina' }],
    });
    const changed = await worker.transaction(async (tx) => {
      tx.text('select access.enter($1)', [scene.tokens.worker]).catch(() => {});
      const keys = meanwhile.keysOf(row?.had ?? []);
      return tx.text('select people.key_anew($1, $2::smallint, $3, $4, $5::bit(256)) as changed', [
        id,
        NEXT,
        row?.had ?? [],
        keys,
        marksOf(keys),
      ]);
    });
    expect(changed).toEqual([{ changed: false }]);
    expect(await found('albertina')).toEqual(['Albertina']);
    expect(await found('etelvina')).toEqual([]);
  });

  test('nobody else makes keys, or learns names by it', async () => {
    for (const text of [
      'select * from people.to_key_anew(99::smallint, 10)',
      `select people.key_anew(uuidv7(), 99::smallint, '{}', '{}', B'0')`,
    ]) {
      const asked = asActor(scene.house.services.database, scene.tokens.iryna, (tx) =>
        tx.text(text),
      );
      await expect(asked, text).rejects.toMatchObject({ code: '42501' });
    }
  });
});
