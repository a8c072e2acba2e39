// The register of minors as time goes by, over a real database: what has lapsed is no proof until it is renewed, stands
// below what holds and leaves the list after a year; the database asks each condition again.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  checks,
  child,
  codeOf,
  declare,
  entered,
  FAMILY,
  openScene,
  page,
  scene,
} from './minors.fixture.ts';

beforeAll(openScene);
afterEach(async () => {
  await scene.sweep();
  scene.nextMorning();
});
afterAll(() => scene?.close());

test('the database asks again: of a minor, no longer than the law says, and nothing with one that is over', async () => {
  const { entryId } = await entered();
  const as = (text: string, values: readonly unknown[]) =>
    scene.house.services.database
      .transaction(async (tx) => {
        await tx.text('select access.enter($1)', [scene.tokens.mariama]);
        await tx.text(text, values);
        return 'done';
      })
      .catch((error: Error) => error.message);
  const today = scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
  const year = today.add({ months: 12 });
  const renew = (until: Temporal.PlainDate, adult: Temporal.PlainDate) =>
    as(`select minors.renew($1, $2, '{school}', $3, $4)`, [
      entryId,
      FAMILY,
      `${until}`,
      `${adult}`,
    ]);
  expect(await renew(year.add({ days: 1 }), year.add({ years: 3 }))).toMatch(/no such entry/);
  expect(await renew(today.subtract({ days: 1 }), today)).toMatch(/no such entry/);
  expect(await renew(year, year.add({ years: 3 }))).toBe('done');
  const other = await child();
  const register = (until: Temporal.PlainDate, adult: Temporal.PlainDate) =>
    as(
      `select minors.register(uuidv7(), $1, $2, 'ABCD-EFGH', '{school}', 'parent', $3, $4, '{for-school,age-6-14}')`,
      [other, FAMILY, `${until}`, `${adult}`],
    );
  expect(await register(year.add({ days: 1 }), year.add({ years: 3 }))).toMatch(/no such entry/);
  expect(await register(today, today)).toMatch(/no such entry/);
  expect(await register(year, year.add({ years: 3 }))).toBe('done');
  // Of age meanwhile, and her birth was put right since.
  await scene.owner('update minors.entry set valid_until = $2, adult_on = $3 where id = $1', [
    entryId,
    `${today}`,
    `${today.add({ days: 1 })}`,
  ]);
  scene.house.wait(60 * 24 * 2);
  expect(await renew(year, year.add({ years: 3 }))).toMatch(/no such entry/);
  expect(await as(`select minors.finish($1, 'left')`, [entryId])).toMatch(/no such entry/);
  const renewal = { entryId, officeId: FAMILY, purposes: ['school'] };
  expect(await codeOf(scene.tokens.mariama, 'minor-entry.renew', renewal)).toBe('minor-grown-up');
});

test('a lapsed one is no proof and hands out none until it is renewed', async () => {
  const { entryId } = await entered();
  const { mariama } = scene.tokens;
  const codeOn = async () => {
    const [entry] = await scene.owner<{ until: string }>(
      `select to_char(valid_until, 'YYMMDD') as until from minors.entry where id = $1`,
      [entryId],
    );
    return `${entry?.until}-K7M2-XQ4P`;
  };
  expect((await declare(entryId)).status).toBe(200);
  const first = await codeOn();
  expect(await checks(first)).toBe(true);
  scene.house.wait(60 * 24 * 366);
  expect(await checks(first)).toBe(false);
  expect((await declare(entryId)).status).toBe(409);
  const renewal = { entryId, officeId: FAMILY, purposes: ['school'] };
  expect(await codeOf(mariama, 'minor-entry.renew', renewal)).toBe('done');
  expect(await checks(first)).toBe(false);
  expect((await declare(entryId)).status).toBe(200);
  expect(await checks(await codeOn())).toBe(true);
});

test('what lapsed stands below what holds, and for a year; more than are shown is said', async () => {
  const { entryId } = await entered();
  const { mariama } = scene.tokens;
  const list = async () => (await page(mariama, '/minors?lang=en')).text;
  scene.house.wait(60 * 24 * 371);
  const { entryId: holds } = await entered();
  const both = await list();
  expect(both.indexOf(holds)).toBeGreaterThan(0);
  expect(both.indexOf(holds)).toBeLessThan(both.indexOf(entryId));
  expect(both).not.toContain('entries are shown');
  scene.house.wait(60 * 24 * 361);
  const later = await list();
  expect(later).toContain(holds);
  expect(later).not.toContain(entryId);
  await scene.owner(
    `with p as (insert into people.person (id, unit_id, language, registered_at)
       select uuidv7(), 'network-family', 'ar', now() from generate_series(1, 501) returning id),
     numbered as (select id, lpad(row_number() over ()::text, 4, '0') as n from p)
     insert into minors.entry (id, person_id, office_id, number, purposes, asked_by, registered_on, registered_by,
       valid_until, adult_on)
     select uuidv7(), n.id, e.office_id, 'ZZZZ-' || n.n, e.purposes, e.asked_by, e.registered_on, e.registered_by,
       e.valid_until, e.adult_on from numbered n, minors.entry e where e.id = $1`,
    [holds],
  );
  const cut = await list();
  expect(cut).toContain('500 entries are shown; there are more.');
  expect(cut.match(/href="\/minors\/[0-9a-f-]{36}"/g)).toHaveLength(500);
});
