// The register of minors over a real database: for everybody but the offices that keep it there is none, byte for
// byte; an entry follows the family to another office; a declaration can be checked and says nothing else; what is
// counted has no way back; what is over goes.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import {
  asked,
  checks,
  child,
  codeOf,
  declare,
  entered,
  FAMILY,
  openScene,
  opensTo,
  page,
  scene,
} from './minors.fixture.ts';

beforeAll(openScene);
afterEach(async () => {
  await scene.sweep();
  scene.nextMorning();
});
afterAll(() => scene?.close());

const noIds = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');

test('with an entry or without, everybody else reads the same bytes; the office that keeps it reads it', async () => {
  const input = await asked();
  const { personId } = input;
  await opensTo(personId, 'iss');
  const paths = [
    '/',
    `/people/${personId}`,
    `/people/${personId}/minors`,
    `/people/${personId}/readings`,
    '/minors',
    '/counts',
    '/figures/cnaim-lisboa',
    '/compartments',
  ];
  const looks = [
    'iryna',
    'samira',
    'paulo',
    'helena',
    'ines',
    'augusto',
    'baltazar',
    'marta',
  ] as const;
  // Once before: that somebody read stands on her list from then on.
  const readAll = async () => {
    const seen: Record<string, string> = {};
    for (const who of looks)
      for (const path of paths) {
        const { status, text } = await page(scene.tokens[who], `${path}?lang=en`);
        seen[`${who} ${path}`] = `${status} ${noIds(text)}`;
        if (path.endsWith('/minors')) expect(status, `${who} ${path}`).toBe(404);
        expect(text, `${who} ${path}`).not.toContain('Register of minors</');
      }
    return seen;
  };
  await readAll();
  const without = await readAll();
  const { entryId } = await scene.house.done(scene.tokens.mariama, 'minor-entry.make', input);
  expect(await readAll()).toEqual(without);
  for (const who of looks)
    expect((await page(scene.tokens[who], `/minors/${entryId}`)).status, who).toBe(404);
  const { mariama } = scene.tokens;
  for (const path of ['/minors', `/minors/${entryId}`, `/people/${personId}/minors`]) {
    const { status, text } = await page(mariama, `${path}?lang=en`);
    expect(status, path).toBe(200);
    expect(text, path).toContain('Canária');
  }
  expect((await page(mariama, '/?lang=en')).text).toContain('/minors');
  // That she was looked for there stands on no list of hers.
  const readings = await page(scene.tokens.iryna, `/people/${personId}/readings?lang=en`);
  expect(readings.text).not.toContain('Mariama');
  // Neither in a log, a job nor an event: ids of hers that lead to the register.
  const [found] = await scene.owner<{ n: string }>(
    `select (select count(*) from log.event e where e::text like $1)
       + (select count(*) from log.command c where c::text ~ 'health.*school|for-school|age-6') as n`,
    [`%${String(entryId)}%`],
  );
  expect(found?.n).toBe('0');
});

test('a unit that polices is kept out even when its office is named, and by SQL of its own', async () => {
  const { personId, entryId } = await entered();
  const { marta } = scene.tokens;
  await opensTo(personId, 'aima-residence');
  await scene.owner(
    `insert into directory.office_service (office_id, service_id, rank) values ('cnaim-lisboa.aima', 'minors-register', 90)
     on conflict do nothing`,
  );
  const as = (token: string, text: string, values: readonly unknown[]) =>
    scene.house.services.database
      .transaction(async (tx) => {
        await tx.text('select access.enter($1)', [token]);
        return (await tx.text(text, values)).length;
      })
      .catch((error: Error) => error.message);
  const reads: readonly (readonly [text: string, values: readonly unknown[]])[] = [
    ['select * from minors.kept(9)', []],
    ['select * from minors.of_person($1)', [personId]],
    ['select * from minors.one($1)', [entryId]],
    ['select * from minors.hold($1)', [entryId]],
  ];
  for (const [text, values] of reads) {
    expect(await as(marta, text, values), text).toBe(0);
    expect(await as(scene.tokens.mariama, text, values), text).toBeGreaterThan(0);
  }
  expect(await as(marta, 'select from minors.entry', [])).toMatch(/permission denied/);
  expect(await as(scene.tokens.mariama, 'select from minors.entry', [])).toMatch(
    /permission denied/,
  );
  expect(await as(marta, `select minors.finish($1, 'mistake')`, [entryId])).toMatch(
    /no such entry/,
  );
  expect(
    await as(
      marta,
      `select minors.renew($1, 'cnaim-lisboa.aima', '{school}', '2026-12-01', '2033-01-01')`,
      [entryId],
    ),
  ).toMatch(/no such entry/);
  expect(await as(marta, `select minors.hand_out(sha256('x'), $1, 'school')`, [entryId])).toMatch(
    /no such entry/,
  );
  expect((await page(marta, '/minors')).status).toBe(404);
  await scene.owner(`delete from directory.office_service where rank = 90`);
});

test('an entry follows the family: another office that keeps the register finds it once they are there', async () => {
  const { personId, entryId } = await entered();
  const welcome = 'cnaim-lisboa.welcome';
  const { iryna, mariama } = scene.tokens;
  expect((await page(iryna, `/minors/${entryId}`)).status).toBe(404);
  await scene.owner(
    `insert into directory.office_service (office_id, service_id, rank) values ($1, 'minors-register', 90)`,
    [welcome],
  );
  // Not in her own list, which is of her own office; of somebody who is there, yes.
  expect((await page(iryna, '/minors?lang=en')).text).not.toContain('Canária');
  expect((await page(iryna, `/people/${personId}/minors?lang=en`)).text).toContain(
    `/minors/${entryId}`,
  );
  expect(await codeOf(iryna, 'minor-entry.make', { ...(await asked()), personId })).toBe(
    'unknown-choice',
  );
  const again = { personId, officeId: welcome, purposes: ['health'], askedBy: 'carer' };
  expect(await codeOf(iryna, 'minor-entry.make', again)).toBe('minor-already');
  const renewal = { entryId, officeId: welcome, purposes: ['health'] };
  expect(await codeOf(iryna, 'minor-entry.renew', { ...renewal, officeId: FAMILY })).toBe(
    'unknown-choice',
  );
  expect(await codeOf(iryna, 'minor-entry.renew', renewal)).toBe('done');
  expect((await page(iryna, '/minors?lang=en')).text).toContain(entryId);
  // No longer before the first office, it is not there for it any more.
  await scene.owner(`update access."grant" set valid = tstzrange(lower(valid), lower(valid) + interval '1 second')
    where upper_inf(valid)`);
  expect((await page(mariama, `/minors/${entryId}`)).status).toBe(404);
  expect((await page(mariama, '/minors?lang=en')).text).not.toContain(entryId);
  await scene.owner(`delete from directory.office_service where rank = 90`);
});

test('whom she keeps away finds nothing of her, though the office keeps the entry', async () => {
  const { personId, entryId } = await entered();
  const accountId = (
    await scene.owner<{ id: string }>(
      `select id from access.account where login = 'mariama.balde@oneroof.example'`,
    )
  )[0]?.id;
  await scene.house.done(scene.tokens.iryna, 'person.keep-away', { personId, accountId });
  const { mariama } = scene.tokens;
  expect((await page(mariama, `/minors/${entryId}`)).status).toBe(404);
  expect((await page(mariama, '/minors?lang=en')).text).not.toContain(entryId);
  expect(await codeOf(mariama, 'minor-entry.end', { entryId, ending: 'mistake' })).toBe(
    'not-found',
  );
});

test('an emergency opens a file and no register', async () => {
  const { personId } = await asked();
  await scene.sweep();
  const glass = newId();
  const now = scene.house.clock.now();
  await scene.owner(
    `with a as (select id from access.account where login = 'mariama.balde@oneroof.example'),
     g as (
       insert into access.glass (id, account_id, unit_id, person_id, reason, words, opened_at, ends_at, review_due_at)
       select $1, a.id, 'network-family', $2, 'health-emergency', 'Caiu e não responde.', $3::timestamptz,
         $3::timestamptz + interval '30 minutes', $3::timestamptz + interval '72 hours' from a)
     insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
     select 'network-family', a.id, $2, '{spine}', 'break-glass', tstzrange($3, null), $1 from a`,
    [glass, personId, now.subtract({ minutes: 1 }).toString()],
  );
  const { mariama } = scene.tokens;
  expect((await page(mariama, `/people/${personId}`)).status).toBe(200);
  expect((await page(mariama, `/people/${personId}/minors`)).status).toBe(404);
  const made = { ...(await asked()), personId };
  expect(await codeOf(mariama, 'minor-entry.make', made)).toBe('not-found');
});

test('that somebody came for it is sensitive: on no paper, in no package, given to no authority', async () => {
  const rows = await scene.owner<{ id: string }>(
    `select s.id from directory.subject s where s.sensitive and s.id like 'school.minor%' order by 1`,
  );
  expect(rows.map(({ id }) => id)).toEqual(['school.minor-credential', 'school.minor-register']);
});

test('a form without an answer is refused with the field, keeps what was ticked, and makes nothing', async () => {
  const { personId } = await asked();
  const { status, text } = await page(scene.tokens.mariama, `/people/${personId}/minors?lang=en`, {
    method: 'POST',
    body: new URLSearchParams({ commandId: newId(), officeId: FAMILY, purposes: 'school' }),
  });
  expect(status).toBe(422);
  expect(text).toMatch(/value="school"[^>]*checked|checked[^>]*value="school"/);
  expect(await scene.owner('select from minors.entry where person_id = $1', [personId])).toEqual(
    [],
  );
});

test('a declaration is a sheet for one purpose; its code says valid or not, and holds no longer than the entry', async () => {
  const { entryId } = await entered();
  const made = await declare(entryId);
  expect(made.status).toBe(200);
  expect(made.type).toBe('application/pdf');
  const [entry] = await scene.owner<{ until: string }>(
    `select to_char(valid_until, 'YYMMDD') as until from minors.entry where id = $1`,
    [entryId],
  );
  const code = `${entry?.until}-K7M2-XQ4P`;
  expect(await checks(code)).toBe(true);
  expect(await checks(code, 'Outra Pessoa')).toBe(false);
  const rows = await scene.owner<{ row: string }>(
    'select row_to_json(d)::text as row from minors.declaration d',
  );
  expect(rows.map(({ row }) => row).join()).not.toMatch(/Can|K7M2/);
  const faults: readonly Record<string, string>[] = [
    { name: ' ' },
    { purpose: 'police' },
    { random: 'short' },
    { language: 'xx' },
  ];
  for (const wrong of faults)
    expect((await declare(entryId, wrong)).status, JSON.stringify(wrong)).toBeGreaterThanOrEqual(
      400,
    );
  await scene.house.done(scene.tokens.mariama, 'minor-entry.renew', {
    entryId,
    officeId: FAMILY,
    purposes: ['health'],
  });
  // No longer for school.
  expect(await checks(code)).toBe(false);
  expect((await declare(entryId)).status).toBe(422);
  await scene.house.done(scene.tokens.mariama, 'minor-entry.renew', {
    entryId,
    officeId: FAMILY,
    purposes: ['health', 'school'],
  });
  expect(await checks(code)).toBe(true);
  await scene.house.done(scene.tokens.mariama, 'minor-entry.end', { entryId, ending: 'left' });
  expect(await checks(code)).toBe(false);
});

test('a declaration without a name is refused at its field, open, with what was chosen', async () => {
  const { entryId } = await entered();
  const { status, text } = await declare(entryId, { name: ' ', language: 'fr', purpose: 'health' });
  expect(status).toBe(422);
  expect(text.match(/<details open/g)).toHaveLength(1);
  const form = /<details open(?:(?!<\/details>).)*/s.exec(text)?.[0] ?? '';
  expect(form).toContain('id="name-health-error"');
  expect(form).toMatch(/<option value="fr" selected|<option selected[^>]* value="fr"/);
  const late = await declare(entryId, { name: 'Aicha B.', random: 'short' });
  expect(late.status).toBe(422);
  expect(late.text).toMatch(
    /id="name-school"[^>]*value="Aicha B\."|value="Aicha B\."[^>]*id="name-school"/,
  );
});

test('at eighteen it is over by itself', async () => {
  const born = scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
  const { entryId } = await entered(born.subtract({ years: 17, months: 11 }).toString());
  const { mariama } = scene.tokens;
  const read = async () => (await page(mariama, `/minors/${entryId}?lang=en`)).text;
  expect(await read()).toContain('Ends soon');
  scene.house.wait(60 * 24 * 40);
  expect(await read()).toContain('Of age now');
  const renewal = { entryId, officeId: FAMILY, purposes: ['school'] };
  expect(await codeOf(mariama, 'minor-entry.renew', renewal)).toBe('minor-grown-up');
  expect(await codeOf(mariama, 'minor-entry.make', await asked('1990'))).toBe('minor-grown-up');
  const unknown = await child('2015');
  await scene.owner('update people.identity set born = null where person_id = $1', [unknown]);
  expect(await codeOf(mariama, 'minor-entry.make', { ...(await asked()), personId: unknown })).toBe(
    'minor-born-unknown',
  );
});

test('an entry raises numbers of the month and nothing that leads back; erased, she stays counted', async () => {
  await scene.owner('delete from compartments.tally');
  const { personId } = await entered();
  const numbers = async () =>
    Object.fromEntries(
      (
        await scene.owner<{ choice: string; cases: number }>(
          `select choice, cases from compartments.tally where sheet_id = 'minor-register' and cases > 0`,
        )
      ).map(({ choice, cases }) => [choice, cases]),
    );
  expect(await numbers()).toEqual({ all: 1, 'for-health': 1, 'for-school': 1, 'age-6-14': 1 });
  const [xmins] = await scene.owner<{ n: string }>(
    'select count(distinct xmin::text) as n from compartments.tally',
  );
  expect(xmins?.n).toBe('1');
  await scene.sweep();
  const [erasure] = await scene.owner<{ id: string }>(
    `insert into rights.erasure (id, cause, person_id, due_at) values (uuidv7(), 'ledger', $1, now()) returning id`,
    [personId],
  );
  await scene.owner('select * from rights.begin_erasure($1)', [erasure?.id]);
  await scene.owner('select rights.erase_rows($1, now())', [erasure?.id]);
  const [left] = await scene.owner<{ n: string }>(
    'select count(*) as n from minors.entry where person_id = $1',
    [personId],
  );
  expect(left?.n).toBe('0');
  expect((await numbers())['all']).toBe(1);
  const counts = await scene.house.app.request('/counts?lang=en');
  expect(await counts.text()).toContain('Register of minors for health and school: entries');
});
