// Conferences over a real database: every command in five ways; what is opened, to whom, for how long; and
// how it ends before its hour.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
const accounts: Record<string, string> = {};
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  for (const name of ['Iryna', 'Duarte', 'Paulo', 'Marta', 'Samira'])
    accounts[name.toLowerCase()] = await scene.accountOf(name);
});
afterEach(async () => {
  await scene.sweep();
  await scene.owner(`update access."grant" set valid = tstzrange(lower(valid), lower(valid) + interval '1 second')
    where purpose = 'conference'`);
  await scene.owner(`update conferences.conference set outcome = 'called-off', ended_at = called_at,
    ended_by = called_by where outcome is null`);
  scene.nextMorning();
});
afterAll(() => scene?.close());

const agree = async (personId: string, more: object = {}) => {
  const { consentId } = await scene.house.done(scene.tokens.iryna, 'consent.record', {
    personId,
    toUnitId: 'act',
    purpose: 'work',
    sections: ['needs'],
    until: today().add({ months: 2 }).toString(),
    language: 'ar',
    ...more,
  });
  return String(consentId);
};
const here = () => scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon');
const today = () => here().toPlainDate();
const clock = (minutes: number) =>
  here().add({ minutes }).toPlainTime().toString({ smallestUnit: 'minute' });
const toCall = async (more: object = {}) => {
  const { personId } = await scene.known();
  const consentId = await agree(personId);
  return { personId, consentId, input: { ...asked(personId), ...more } };
};
const asked = (personId: string) => ({
  personId,
  accountIds: [accounts['duarte'] ?? ''],
  purpose: 'work',
  sections: ['needs'],
  day: today().toString(),
  from: clock(0),
  to: clock(60),
  question: 'Quem escreve ao patrão?',
});
const call = async (input: object) => {
  const { conferenceId } = await scene.house.done(scene.tokens.iryna, 'conference.call', input);
  scene.house.wait(1);
  return String(conferenceId);
};
const called = async () => ({ conferenceId: await call((await toCall()).input) });
const end = (conferenceId: string, attended = [accounts['duarte'], accounts['iryna']]) => ({
  conferenceId,
  attended,
  record: 'A ACT escreve até sexta-feira.',
});
const codeOf = async (token: string, name: string, input: unknown) => {
  const { answer } = await scene.run(token, name, input);
  return answer.ok
    ? 'done'
    : JSON.stringify(answer.problem.fields ?? answer.problem.code).replaceAll('"', '');
};
const page = async (token: string, path: string) => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
};
const status = async (token: string, path: string) => (await page(token, path)).status;

const STRANGERS = {
  paulo: 'not-found',
  marta: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
  augusto: 'not-found',
  lurdes: 'not-found',
} as const;
const ROWS: Readonly<Record<string, Row>> = {
  'conference.call': {
    by: 'iryna',
    before: async () => (await toCall()).input,
    events: ['conference.called'],
    others: { ...STRANGERS, duarte: 'not-found' },
    broken: [() => ({ sections: ['needs', 'contact'] }), 'invalid'],
    twice: 'both',
  },
  'conference.end': {
    by: 'iryna',
    before: async () => end((await called()).conferenceId),
    events: ['conference.ended'],
    others: { ...STRANGERS, duarte: 'not-allowed' },
    broken: [
      ({ conferenceId }: { conferenceId: string }) =>
        scene.house.done(scene.tokens.iryna, 'conference.call-off', { conferenceId }),
      'conference-over',
    ],
    twice: 'conference-over',
  },
  'conference.call-off': {
    by: 'iryna',
    before: called,
    events: ['conference.called-off'],
    others: { ...STRANGERS, duarte: 'not-allowed' },
    broken: [
      ({ conferenceId }: { conferenceId: string }) =>
        scene.house.done(scene.tokens.iryna, 'conference.end', end(conferenceId)),
      'conference-over',
    ],
    twice: 'conference-over',
  },
};
testFiveWays(['src/modules/conferences/'], ROWS, () => scene);

describe('what is opened', () => {
  test('CNF-1: from its hour to its hour, the sections that were agreed and no other', async () => {
    const { personId, input } = await toCall({ from: clock(30), to: clock(90) });
    const { duarte } = scene.tokens;
    const id = await call(input);
    // He knows that he is invited; the file is closed.
    expect(await status(duarte, `/conferences/${id}`)).toBe(200);
    expect((await page(duarte, '/conferences')).text).not.toContain('Nour');
    expect(await status(duarte, `/people/${personId}`)).toBe(404);
    scene.house.wait(29);
    const file = await page(duarte, `/people/${personId}`);
    expect(file.status).toBe(200);
    expect(file.text).toContain('Nour');
    const sees = await scene.house.services.database.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [duarte]);
      const seen: string[] = [];
      for (const table of [
        'casefiles.need',
        'people.contact',
        'casefiles.document',
        'visits.visit',
      ])
        if ((await tx.text(`select 1 from ${table} where person_id = $1`, [personId])).length > 0)
          seen.push(table);
      return seen;
    });
    expect(sees).toEqual(['casefiles.need']);
    const list = await page(scene.tokens.iryna, `/people/${personId}/readings?lang=en`);
    expect(list.text).toMatch(/ACT|Trabalho/);
    scene.house.wait(60);
    expect(await status(duarte, `/people/${personId}`)).toBe(404);
    expect(await status(duarte, `/conferences/${id}`)).toBe(200);
  });

  test('to those who are named, not to their colleagues', async () => {
    const { personId, input } = await toCall();
    const id = await call(input);
    const celeste = await scene.house.tokenOfLogin('celeste.semedo@oneroof.example');
    expect(await status(celeste, `/people/${personId}`)).toBe(404);
    expect(await status(celeste, `/conferences/${id}`)).toBe(404);
    expect(await codeOf(celeste, 'conference.call-off', { conferenceId: id })).toBe('not-found');
  });

  test('CNF-6: ended early it closes at once; who came reads what was agreed', async () => {
    const { personId, input } = await toCall();
    const id = await call(input);
    const { duarte, iryna } = scene.tokens;
    expect(await status(duarte, `/people/${personId}`)).toBe(200);
    await scene.house.done(iryna, 'conference.end', end(id));
    expect(await status(duarte, `/people/${personId}`)).toBe(404);
    expect((await page(duarte, `/conferences/${id}`)).text).toContain('A ACT escreve');
    const other = await call((await toCall()).input);
    await scene.house.done(iryna, 'conference.end', end(other, [accounts['iryna']]));
    const seen = await page(duarte, `/conferences/${other}`);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toContain('A ACT escreve');
  });

  test('CNF-7: called off before its hour, it never opens', async () => {
    const { personId, input } = await toCall({ from: clock(30), to: clock(90) });
    const id = await call(input);
    await scene.house.done(scene.tokens.iryna, 'conference.call-off', { conferenceId: id });
    scene.house.wait(35);
    expect(await status(scene.tokens.duarte, `/people/${personId}`)).toBe(404);
  });

  test('when she takes it back, file, question and record are gone with the same commit', async () => {
    const { personId, consentId, input } = await toCall();
    const id = await call(input);
    const later = await call({ ...input, from: clock(120), to: clock(180) });
    const { duarte, iryna } = scene.tokens;
    expect(await status(duarte, `/people/${personId}`)).toBe(200);
    await scene.house.done(iryna, 'consent.withdraw', { consentId });
    expect(await status(duarte, `/people/${personId}`)).toBe(404);
    const missing = await page(duarte, `/conferences/${newId()}`);
    for (const one of [id, later])
      expect(await page(duarte, `/conferences/${one}`)).toEqual(missing);
    scene.house.wait(125);
    expect(await status(duarte, `/people/${personId}`)).toBe(404);
    expect(await codeOf(iryna, 'conference.call', asked(personId))).toBe(
      '{accountIds:not-agreed-for-all}',
    );
  });

  test('called and taken back in the same moment: one comes before the other', async () => {
    const { personId, consentId, input } = await toCall();
    const [answer] = await Promise.all([
      scene.run(scene.tokens.iryna, 'conference.call', input),
      scene.house.done(scene.tokens.iryna, 'consent.withdraw', { consentId }),
    ]);
    // What was opened in this very moment is closed with the next one, and time stands still here.
    scene.house.wait(1);
    expect(await status(scene.tokens.duarte, `/people/${personId}`)).toBe(404);
    expect([true, false]).toContain(answer.answer.ok);
  });
});

describe('who may come', () => {
  test('CNF-3: nobody from behind the fence, nobody whom she keeps away: the same answer', async () => {
    const { personId, input } = await toCall();
    await agree(personId, { toUnitId: 'iss' });
    const { iryna } = scene.tokens;
    const invite = (name: string) =>
      codeOf(iryna, 'conference.call', { ...input, accountIds: [accounts[name]] });
    const refused = await invite('marta');
    expect(refused).toBe('{accountIds:cannot-come}');
    expect(await codeOf(iryna, 'conference.call', { ...input, accountIds: [newId()] })).toBe(
      refused,
    );
    await scene.house.done(iryna, 'person.keep-away', { personId, accountId: accounts['paulo'] });
    expect(await invite('paulo')).toBe(refused);
    const form = await page(iryna, `/people/${personId}/confer`);
    expect(form.text).toContain(`value="${accounts['duarte']}"`);
    expect(form.text).not.toContain(`value="${accounts['paulo']}"`);
  });

  test('one of a family keeps a colleague away: he knows nothing of the conference', async () => {
    const { personId, input } = await toCall();
    const id = await call(input);
    const { samira, iryna } = scene.tokens;
    expect(await status(samira, `/conferences/${id}`)).toBe(200);
    await scene.house.done(iryna, 'person.keep-away', { personId, accountId: accounts['samira'] });
    expect(await page(samira, `/conferences/${id}`)).toEqual(
      await page(samira, `/conferences/${newId()}`),
    );
    expect(await codeOf(samira, 'conference.call-off', { conferenceId: id })).toBe('not-found');
  });

  test('another article covers it as her agreement does', async () => {
    const { personId } = await scene.known();
    await agree(personId, { basis: 'gdpr-6-1-c' });
    expect(await codeOf(scene.tokens.iryna, 'conference.call', asked(personId))).toBe('done');
  });

  test('CNF-2: the database refuses the same to SQL of the application itself', async () => {
    const { personId, consentId } = await toCall();
    const { personId: stranger } = await scene.known();
    const attempt = (more: {
      person?: string;
      account?: string;
      unit?: string;
      parts?: string;
      hours?: number;
    }) =>
      scene.house.services.database
        .transaction(async (tx) => {
          await tx.text('select access.enter($1)', [scene.tokens.iryna]);
          const { person = personId, account = accounts['duarte'], unit = 'act' } = more;
          const now = scene.house.clock.now();
          await tx.text(
            `select conferences.call(uuidv7(), 'network-welcome', 'work', 'x', $1::text[], array[$2::uuid],
               $3, $4, array[uuidv7()], array[$2::uuid], array[$5::uuid], array[$6], array[$7::uuid])`,
            [
              more.parts ?? '{name,needs}',
              person,
              now.toString(),
              now.add({ hours: more.hours ?? 1 }).toString(),
              account,
              unit,
              consentId,
            ],
          );
          throw new Error('let through');
        })
        .catch((error: Error) => error.message);
    expect(await attempt({})).toBe('let through');
    const refused = /not allowed to come|check constraint/;
    expect(await attempt({ person: stranger })).toMatch(refused);
    expect(await attempt({ parts: '{name,contact}' })).toMatch(refused);
    expect(await attempt({ unit: 'iss' })).toMatch(refused);
    expect(await attempt({ account: accounts['marta'], unit: 'aima-residence' })).toMatch(refused);
    expect(await attempt({ hours: 9 })).toMatch(refused);
    await scene.house.done(scene.tokens.iryna, 'consent.withdraw', { consentId });
    expect(await attempt({})).toMatch(refused);
  });
});
