// Who keeps the register of minors, when somebody is of age, how long an entry holds, and what is handed out, as pure
// rules; and that the data of every network say it in five languages.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UI_LANGUAGES } from '#base/languages.ts';
import { isProblem } from '#base/problem.ts';
import { readData } from '#main/seed/read-data.ts';
import { actorWith } from '#platform/session/actor.fixture.ts';
import type { EnforcementLink } from '#platform/session/actor.ts';
import {
  adultOn,
  bornThatCounts,
  countedOf,
  declarationCode,
  type Entry,
  keepsRegister,
  refuseDeclaration,
  refuseEnding,
  refuseEntry,
  refuseRenewal,
  standingOf,
  validUntil,
} from './rules.ts';
import { PURPOSES } from './schema.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const codeOf = (answer: unknown) => {
  if (!isProblem(answer)) return 'fine';
  return Object.values(answer.fields ?? {}).join() || answer.code;
};
const actor = (role: string, link: EnforcementLink = 'none') => actorWith([{ role, link }]);
const ENTRY: Entry = {
  id: 'e',
  personId: 'p',
  officeId: 'house.family',
  purposes: ['school'],
  validUntil: day('2027-03-09'),
  adultOn: day('2033-04-02'),
  endedOn: null,
};
const TODAY = day('2026-03-09');

test('MIN-1: whoever serves where it is kept; nobody else, and nobody behind the fence', () => {
  expect(keepsRegister(actor('support-technician'), ['house.family'])).toBe(true);
  expect(keepsRegister(actor('support-technician'), [])).toBe(false);
  for (const role of ['administrator', 'custodian', 'centre-coordinator', 'security-guard'])
    expect(keepsRegister(actor(role), ['house.family']), role).toBe(false);
  expect(keepsRegister(actor('unit-officer', 'direct'), ['house.family'])).toBe(false);
});

test('MIN-2: of what is known in part, the last day that it may be', () => {
  expect(adultOn('2015-04-02')?.toString()).toBe('2033-04-02');
  expect(adultOn('2015-04')?.toString()).toBe('2033-04-30');
  expect(adultOn('2015')?.toString()).toBe('2033-12-31');
  expect(adultOn('2015~')?.toString()).toBe('2035-12-31');
  expect(adultOn('2008-02-29')?.toString()).toBe('2026-03-01');
  expect(adultOn(null)).toBeUndefined();
  expect(adultOn('')).toBeUndefined();
});

test('MIN-9: of several files the birth by which she is of age last, as precise as it is known', () => {
  expect(bornThatCounts([])).toBeUndefined();
  expect(bornThatCounts(['', '2015'])).toBe('2015');
  expect(bornThatCounts(['2017-05-02', '2015'])).toBe('2017-05-02');
  expect(bornThatCounts(['2015-04-02', '2016'])).toBe('2016');
  // To the same day.
  expect(bornThatCounts(['2015', '2015-12', '2015-12-31'])).toBe('2015-12-31');
  expect(bornThatCounts(['2015~', '2017'])).toBe('2017');
  expect(bornThatCounts(['2015~', '2015'])).toBe('2015~');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('2015', '2015~', '2017', '2016-02-29', '2017-12')),
      (files) => {
        const last = files
          .flatMap((born) => adultOn(born) ?? [])
          .toSorted(Temporal.PlainDate.compare);
        expect(adultOn(bornThatCounts(files) ?? null)).toEqual(last.at(-1));
      },
    ),
  );
});

test('MIN-3: never on the day on which she is of age, nor longer than the law says', () => {
  expect(validUntil(TODAY, 12, day('2033-04-02')).toString()).toBe('2027-03-09');
  expect(validUntil(TODAY, 12, day('2026-03-10')).toString()).toBe('2026-03-09');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6000 }),
      fc.integer({ min: 1, max: 60 }),
      (ahead, months) => {
        const adult = TODAY.add({ days: ahead });
        const until = validUntil(TODAY, months, adult);
        expect(Temporal.PlainDate.compare(until, adult)).toBe(-1);
        expect(Temporal.PlainDate.compare(until, TODAY)).toBeGreaterThanOrEqual(0);
        expect(Temporal.PlainDate.compare(until, TODAY.add({ months }))).toBeLessThanOrEqual(0);
      },
    ),
  );
});

test('MIN-4: valid, soon over, lapsed, ended, of age', () => {
  const on = (text: string, of: Partial<Entry> = {}) => standingOf({ ...ENTRY, ...of }, day(text));
  expect(on('2026-03-09')).toBe('valid');
  expect(on('2027-03-09')).toBe('ends-soon');
  expect(on('2027-03-10')).toBe('lapsed');
  expect(on('2033-04-01')).toBe('lapsed');
  expect(on('2033-04-02')).toBe('grown-up');
  expect(on('2026-03-09', { endedOn: day('2026-03-01') })).toBe('ended');
});

describe('MIN-5: an entry is made once, of a minor, where it is kept', () => {
  const known = { offices: ['house.family'], adultOn: day('2033-04-02'), entries: [] };
  const made = (more: object, office = 'house.family') =>
    codeOf(refuseEntry(office, { ...known, ...more }, TODAY));
  test('where, whom, and how often', () => {
    expect(made({})).toBe('fine');
    expect(made({}, 'house.iss')).toBe('unknown-choice');
    expect(made({ adultOn: undefined })).toBe('minor-born-unknown');
    expect(made({ adultOn: TODAY })).toBe('minor-grown-up');
    expect(made({ adultOn: TODAY.add({ days: 1 }) })).toBe('fine');
    expect(made({ entries: [ENTRY] })).toBe('minor-already');
    // One that has lapsed is renewed.
    expect(made({ entries: [{ ...ENTRY, validUntil: day('2026-01-01') }] })).toBe('minor-already');
    expect(made({ entries: [{ ...ENTRY, endedOn: day('2026-01-01') }] })).toBe('fine');
  });
});

test('MIN-6: renewed while she is a minor, at an office that keeps the register', () => {
  const known = { offices: ['house.family'], adultOn: day('2033-04-02') };
  const renewed = (of: Partial<Entry>, more: object = {}, office = 'house.family') =>
    codeOf(refuseRenewal({ ...ENTRY, ...of }, office, { ...known, ...more }, TODAY));
  expect(renewed({})).toBe('fine');
  expect(renewed({ validUntil: day('2026-01-01') })).toBe('fine');
  expect(renewed({ endedOn: day('2026-01-01') })).toBe('minor-ended');
  expect(renewed({}, {}, 'house.iss')).toBe('unknown-choice');
  // Her birth was put right since: what is known that day counts, but opens none that is over.
  expect(renewed({}, { adultOn: TODAY })).toBe('minor-grown-up');
  expect(renewed({ adultOn: TODAY })).toBe('minor-grown-up');
  expect(codeOf(refuseEnding(ENTRY, TODAY))).toBe('fine');
  expect(codeOf(refuseEnding({ ...ENTRY, endedOn: TODAY }, TODAY))).toBe('minor-ended');
});

test('MIN-7: a declaration for what the entry is for, while it holds; its code begins with its last day', () => {
  const given = (purpose: 'health' | 'school', on: string, of: Partial<Entry> = {}) =>
    codeOf(refuseDeclaration({ ...ENTRY, ...of }, purpose, day(on)));
  expect(given('school', '2027-03-09')).toBe('fine');
  expect(given('health', '2027-03-09')).toBe('unknown-choice');
  expect(given('school', '2027-03-10')).toBe('minor-lapsed');
  expect(given('school', '2033-04-02')).toBe('minor-ended');
  expect(given('school', '2026-03-09', { endedOn: day('2026-03-09') })).toBe('minor-ended');
  expect(declarationCode(day('2027-03-09'), 'K7M2XQ4P')).toBe('270309-K7M2-XQ4P');
});

test('MIN-8: only what for and in which of three ages; each is an answer of the sheet that the data name', () => {
  const ages = (years: number, days = 0) =>
    countedOf(['school'], TODAY.subtract({ years }).add({ years: 18, days }), TODAY).at(-1);
  expect(ages(5)).toBe('age-0-5');
  expect(ages(6)).toBe('age-6-14');
  expect(ages(6, 1)).toBe('age-0-5');
  expect(ages(14)).toBe('age-6-14');
  expect(ages(15)).toBe('age-15-17');
  expect(ages(17)).toBe('age-15-17');
  const sheets = readData('count-sheets.json');
  for (const { sheet, service } of readData('minor-register.json')) {
    expect(readData('services.json').map(({ id }) => id)).toContain(service);
    const answers = sheets
      .find(({ id }) => id === sheet)
      ?.questions.flatMap(({ choices }) => choices);
    const known = answers?.map(({ id }) => id) ?? [];
    for (const each of [...PURPOSES.map((one) => `for-${one}`), ages(3), ages(9), ages(16)])
      expect(known).toContain(each);
    for (const { text } of answers ?? []) expect(Object.keys(text)).toEqual([...UI_LANGUAGES]);
  }
});
