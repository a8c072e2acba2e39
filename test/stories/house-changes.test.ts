// A house and the catalogue are changed without code: every command works, is refused to others, holds
// its rule, is one act under one id, and is one of two at once; what was is put back; every process
// that reads the directory knows it at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { applyDirectoryChanges } from '#main/jobs.ts';
import { processToken } from '#main/process-accounts.ts';
import { makeServices, type Services } from '#main/services.ts';
import { Database } from '#platform/db/database.ts';
import { openingsOn } from '#modules/directory/rules/hours.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import type { Outcome } from '#platform/run-command/command.ts';
import { type House, openHouse, SECRET } from '../support/house.ts';
import { query } from '../support/somebody.ts';

const LISBOA = 'cnaim-lisboa';
let house: House;
let helena: string;
let augusto: string;
let iryna: string;
let marta: string;

beforeAll(async () => {
  house = await openHouse({ connections: 8 });
  helena = await house.tokenOf('Helena');
  augusto = await house.tokenOf('Augusto');
  iryna = await house.tokenOf('Iryna');
  marta = await house.tokenOf('Marta');
});
afterAll(() => house.close());

const directory = () => house.services.directory.changed();
const name = (pt: string) => ({ pt, en: `${pt} (en)` });
const codeOf = (answer: unknown) => {
  const outcome = answer as Outcome;
  if (outcome.ok) return 'done';
  const { code, fields } = outcome.problem;
  return fields ? (Object.values(fields)[0] ?? code) : code;
};

/** Each command with an input that works, and one that breaks its rule. */
interface Case {
  readonly command: string;
  readonly input: Record<string, unknown>;
  readonly broken: Record<string, unknown>;
  readonly refused: string;
  /** The catalogue of the network: not the coordinator's. */
  readonly catalogue?: boolean;
}
const OFFICE = { centreId: LISBOA, code: 'library', unitId: 'network-legal', kind: 'support' };
const SERVICE = {
  subjectId: 'residence',
  modes: ['information'],
  durationMinutes: 10,
  booking: 'walk-in',
};
const CASES: readonly Case[] = [
  {
    command: 'centre.rename',
    input: { centreId: LISBOA, name: 'CNAIM Lisboa Nova' },
    broken: { centreId: LISBOA, name: 'X', from: '2026-03-01' },
    refused: 'date-past',
  },
  {
    command: 'centre.move',
    input: { centreId: LISBOA, address: 'Rua Nova, 1' },
    broken: { centreId: LISBOA, address: ' ' },
    refused: 'required',
  },
  {
    command: 'hours.set',
    input: {
      centreId: LISBOA,
      lines: [{ weekday: 1, opens: '08:00', closes: '20:00' }],
    },
    broken: {
      centreId: LISBOA,
      lines: [
        { weekday: 1, opens: '08:00', closes: '12:00' },
        { weekday: 1, nth: 2, opens: '11:00', closes: '14:00' },
      ],
    },
    refused: 'hours-overlap',
  },
  {
    command: 'closure.set',
    input: { centreId: LISBOA, on: '2026-03-20', reason: name('Formação') },
    broken: { centreId: LISBOA, on: '2026-03-01', reason: name('Formação') },
    refused: 'date-past',
  },
  {
    command: 'closure.remove',
    input: { centreId: LISBOA, on: '2026-03-20' },
    broken: { centreId: LISBOA, on: '2026-03-21' },
    refused: 'not-found',
  },
  {
    command: 'office.set',
    input: { ...OFFICE, name: name('Biblioteca'), shortName: name('Biblioteca') },
    broken: { ...OFFICE, code: 'other', name: { pt: '' }, shortName: name('X') },
    refused: 'required',
  },
  {
    command: 'desk.set',
    input: { officeId: `${LISBOA}.library`, label: '77' },
    broken: { officeId: `${LISBOA}.library`, label: '4' },
    refused: 'desk-label-used',
  },
  {
    command: 'office-service.set',
    input: { officeId: `${LISBOA}.library`, serviceId: 'general-information', rank: 3 },
    broken: { officeId: `${LISBOA}.library`, serviceId: 'general-information', rank: 0 },
    refused: 'required',
  },
  {
    command: 'desk.remove',
    input: { deskId: `${LISBOA}.d8` },
    broken: { deskId: `${LISBOA}.d77` },
    refused: 'nobody-serves',
  },
  {
    command: 'office-service.remove',
    input: { officeId: `${LISBOA}.library`, serviceId: 'general-information' },
    broken: { officeId: `${LISBOA}.library`, serviceId: 'pensions' },
    refused: 'not-found',
  },
  {
    command: 'office.close',
    input: { officeId: `${LISBOA}.library` },
    broken: { officeId: `${LISBOA}.welcome` },
    refused: 'last-host',
  },
  {
    command: 'subject.set',
    catalogue: true,
    input: { subjectId: 'residence.new', parentId: 'residence', name: name('Novo assunto') },
    broken: { subjectId: 'residence.other', parentId: 'nowhere', name: name('Outro') },
    refused: 'unknown-choice',
  },
  {
    command: 'document.set',
    catalogue: true,
    input: { documentId: 'library-card', name: name('Cartão da biblioteca') },
    broken: { documentId: 'library-card', name: { pt: '  ' } },
    refused: 'required',
  },
  {
    command: 'document.remove',
    catalogue: true,
    input: { documentId: 'library-card' },
    broken: { documentId: 'passport' },
    refused: 'document-in-use',
  },
  {
    command: 'service.set',
    catalogue: true,
    input: {
      serviceId: 'reading',
      ...SERVICE,
      name: name('Leitura'),
      bring: ['passport'],
      fee: name('Custa dois euros.'),
    },
    broken: { serviceId: 'reading', ...SERVICE, name: name('Leitura'), bring: ['nothing'] },
    refused: 'unknown-choice',
  },
  {
    command: 'holiday.set',
    catalogue: true,
    input: { holidayId: 'reading-day', scope: 'national', monthDay: '04-23', name: name('Livro') },
    broken: { holidayId: 'no-day', scope: 'national', name: name('Nada') },
    refused: 'one-day-or-easter',
  },
  {
    command: 'holiday.remove',
    catalogue: true,
    input: { holidayId: 'reading-day' },
    broken: { holidayId: 'never' },
    refused: 'not-found',
  },
];

// In order: what one makes, a later one takes away.
describe.each(CASES)('$command', ({ command, input, broken, refused, catalogue }) => {
  const whose = () => (catalogue ? augusto : helena);

  test('DIR-20: is for nobody else, as if there were nothing', async () => {
    const strangers = [iryna, marta, await house.tokenOf('Inês'), ...(catalogue ? [helena] : [])];
    for (const token of strangers)
      expect(codeOf(await house.run(token, command, input))).toBe('not-found');
    if (catalogue) return;
    const text = JSON.stringify(input).replaceAll(LISBOA, 'cnaim-norte');
    expect(codeOf(await house.run(helena, command, JSON.parse(text)))).toBe('not-found');
  });

  test('refuses what breaks its rule, in plain words', async () => {
    expect(codeOf(await house.run(whose(), command, broken))).toBe(refused);
  });

  test('works once, whether it is asked twice under one id or by two at once', async () => {
    const id = newId();
    const [first, twin] = await Promise.all([
      house.run(whose(), command, input, id),
      house.run(whose(), command, input),
    ]);
    const codes = [codeOf(first), codeOf(twin)].toSorted();
    expect(codes).toContain('done');
    expect(codes[1] === 'done' ? codes[0] : codes[1]).not.toBe('done');
    const again = await house.run(whose(), command, input, id);
    expect(again).toEqual(first);
    expect(codeOf(await house.run(whose(), command, { ...broken }, id))).not.toBe('done');
  });
});

describe('what a change does', () => {
  const made = async (command: string, input: unknown, token = helena) =>
    String((await house.done(token, command, input))['changeId']);
  const undo = async (changeId: string, token = helena) =>
    codeOf(await house.run(token, 'directory.undo', { changeId }));

  test('DIR-22: is put back by an undo, once, which is a change itself', async () => {
    const input = { centreId: LISBOA, address: 'Rua de Trás, 2' };
    const address = async () => (await directory()).centres.get(LISBOA)?.address;
    const before = await address();
    const change = await made('centre.move', input);
    expect(await address()).toBe('Rua de Trás, 2');
    expect(await undo(change, iryna)).toBe('not-found');
    expect(await undo(newId())).toBe('not-found');
    const [one, two] = await Promise.all([undo(change), undo(change)]);
    expect([one, two].toSorted()).toEqual(['done', 'undone-already']);
    expect(await address()).toBe(before);
    expect(await undo(change)).toBe('undone-already');
  });

  test('DIR-22: is not put back when it was changed since or something hangs on it', async () => {
    const first = await made('centre.move', { centreId: LISBOA, address: 'Rua A' });
    const second = await made('centre.move', { centreId: LISBOA, address: 'Rua B' });
    expect(await undo(first)).toBe('changed-since');
    expect(await undo(second)).toBe('done');
    expect(await undo(first)).toBe('done');
    const office = await made('office.set', {
      ...OFFICE,
      code: 'garden',
      name: name('Jardim'),
      shortName: name('Jardim'),
    });
    const desk = await made('desk.set', { officeId: `${LISBOA}.garden`, label: '88' });
    expect(await undo(office)).toBe('in-use');
    expect(await undo(desk)).toBe('done');
    expect(await undo(office)).toBe('done');
    expect((await directory()).offices.has(`${LISBOA}.garden`)).toBe(false);
  });

  test('DIR-31: a subject of the first row has a picture of its own, which may be another later', async () => {
    const said = { subjectId: 'pets', icon: 'baby', name: name('Animais') };
    const both = { ...said, parentId: 'residence' };
    expect(codeOf(await house.run(augusto, 'subject.set', both))).toBe('picture-or-parent');
    const change = await made('subject.set', said, augusto);
    const tile = async () => (await directory()).tiles.find(({ id }) => id === 'pets');
    expect(await tile()).toMatchObject({ icon: 'baby', children: [] });
    const other = await made('subject.set', { ...said, icon: 'globe' }, augusto);
    expect((await tile())?.icon).toBe('globe');
    expect([await undo(other, augusto), await undo(change, augusto)]).toEqual(['done', 'done']);
    expect(await tile()).toBeUndefined();
  });

  test('DIR-32: what a service costs is said in words, and is free again without them', async () => {
    const fee = async () => (await directory()).services.get('singing')?.fee;
    const said = { serviceId: 'singing', ...SERVICE, name: name('Canto') };
    await made('service.set', { ...said, fee: name('Custa dois euros.') }, augusto);
    expect(await fee()).toEqual(name('Custa dois euros.'));
    await made('service.set', said, augusto);
    expect(await fee()).toBeUndefined();
  });

  test('DIR-21: waits for its day, and can be dropped before', async () => {
    const later = { centreId: LISBOA, address: 'Rua de Abril', from: '2026-04-01' };
    const kept = await made('centre.move', later);
    const dropped = await made('centre.move', { ...later, address: 'Rua de Maio' });
    expect(await undo(dropped)).toBe('done');
    const before = (await directory()).centres.get(LISBOA)?.address;
    expect(before).not.toBe('Rua de Abril');
    const worker = new Database({
      url: house.database.urls.jobs,
      connections: 1,
      applicationName: 'test',
      rehearsalClock: house.clock,
    });
    const carryOut = () => applyDirectoryChanges(worker, processToken(SECRET, 'worker'));
    await carryOut();
    expect((await directory()).centres.get(LISBOA)?.address).toBe(before);
    const now = house.clock.now();
    house.clock.moveTo(Temporal.Instant.from('2026-04-01T08:00:00Z'));
    await carryOut();
    expect((await directory()).centres.get(LISBOA)?.address).toBe('Rua de Abril');
    house.clock.moveTo(now);
    expect(await undo(kept)).toBe('done');
    await worker.close();
  });

  test('hours of a later day are those of that day only', async () => {
    const hours = [{ weekday: 2, opens: '10:00', closes: '12:00' }];
    await made('hours.set', { centreId: LISBOA, lines: hours, from: '2026-05-04' });
    const centre = (await directory()).centres.get(LISBOA);
    const on = (day: string) =>
      centre
        ? openingsOn(centre.timetable, Temporal.PlainDate.from(day)).map((one) => String(one.opens))
        : [];
    expect(on('2026-05-05')).toEqual(['10:00:00']);
    expect(on('2026-04-27')).toEqual(['08:00:00']);
    expect(on('2026-05-04')).toEqual([]);
  });

  test('VIS-90: an office with somebody waiting does not close; VIS-91, VIS-93: nobody is sent or sits down there', async () => {
    const receive = (subject: string) =>
      house.run(iryna, 'visit.receive', {
        centreId: LISBOA,
        language: 'ar',
        subjectIds: [subject],
      });
    const visit = (await receive('social-security')) as Outcome & { ok: true };
    const iss = { officeId: `${LISBOA}.iss` };
    expect(codeOf(await house.run(helena, 'office.close', iss))).toBe('people-waiting');
    await house.done(iryna, 'visit.leave', { visitId: visit.result['visitId'] });
    const [closed, sent] = await Promise.all([
      house.run(helena, 'office.close', iss),
      receive('social-security'),
    ]);
    // One of the two saw the other: nobody waits at a closed office.
    const waiting = async () =>
      await query(
        house,
        `select s.id from visits.stop s join visits.visit v on v.id = s.visit_id
         where s.office_id = '${iss.officeId}' and v.state = 'open'`,
      );
    if (codeOf(sent) === 'done') {
      expect(await waiting()).toHaveLength(codeOf(closed) === 'done' ? 0 : 1);
      const { visitId } = (sent as Outcome & { ok: true }).result;
      await house.done(iryna, 'visit.leave', { visitId });
    }
    if (codeOf(closed) !== 'done') await house.done(helena, 'office.close', iss);
    await receive('social-security');
    expect(await waiting()).toEqual([]);
    const now = await directory();
    const offered = listServicesForSubject(now, LISBOA, 'social-security');
    expect(offered.map(({ office }) => office.id)).not.toContain(iss.officeId);
    expect(now.offices.get(iss.officeId)?.name.pt).toBe('Segurança Social');
    // VIS-93: nor does anybody sit down there.
    const paulo = await house.tokenOf('Paulo');
    expect(codeOf(await house.run(paulo, 'desk.open', { deskId: `${LISBOA}.d4` }))).toBe(
      'desk-is-gone',
    );
    const names = { name: name('Segurança Social'), shortName: name('Segurança Social') };
    await house.done(helena, 'office.set', { centreId: LISBOA, code: 'iss', ...names });
    expect(codeOf(await house.run(paulo, 'desk.open', { deskId: `${LISBOA}.d4` }))).toBe('done');
    // VIS-92: and where somebody sits, the desk stays.
    expect(codeOf(await house.run(helena, 'desk.remove', { deskId: `${LISBOA}.d4` }))).toBe(
      'desk-in-use',
    );
    expect(codeOf(await house.run(helena, 'office.close', iss))).toBe('desks-open');
  });
});

test('every process knows of a change within a second, without being asked', async () => {
  const own = house.services;
  const parts = { appUrl: house.database.urls.app, clock: house.clock, secret: SECRET };
  const other: Services = await makeServices({
    ...parts,
    rehearsal: true,
    assets: { css: [], js: [] },
    connections: 2,
    relay: true,
  });
  const worker = new Database({
    url: house.database.urls.jobs,
    connections: 1,
    applicationName: 'test',
    rehearsalClock: house.clock,
  });
  const seen = (services: Services) => services.directory.get().centres.get(LISBOA)?.address;
  await expect.poll(() => seen(other)).toBe(seen(own));
  await house.done(helena, 'centre.move', { centreId: LISBOA, address: 'Rua do Segundo, 1' });
  await expect.poll(() => seen(own), { timeout: 1000 }).toBe('Rua do Segundo, 1');
  const { readOnce } = await import('#platform/event-log/reader.ts');
  const { READERS } = await import('#main/readers.ts');
  const token = processToken(SECRET, 'worker');
  // The log is read below the oldest transaction of the whole server, which other stories use too.
  const readAndSee = async () => {
    while ((await readOnce(worker, token, 'live', READERS['live'] as never)) > 0);
    return seen(other);
  };
  await expect.poll(readAndSee, { timeout: 10_000 }).toBe('Rua do Segundo, 1');
  await worker.close();
  await other.close();
});
