// When, how and with which words somebody may be reached: every message, call-back and number asks this.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { readAvoided, readHours } from './contact-reading.ts';
import {
  CONTACT_WAYS,
  type ContactFacts,
  decideContact,
  reachOf,
  refuseCallOn,
  UNASKED,
} from './contact-rules.ts';
import { CONTACT_RULES } from './schema.ts';

const LISBON = 'Europe/Lisbon';
const at = (clock: string) => Temporal.ZonedDateTime.from(`${clock}[${LISBON}]`).toInstant();
/** A Wednesday. */
const NOON = at('2026-07-01T12:00');
const says = (...files: Partial<ContactFacts>[]) =>
  reachOf(files.map((file) => ({ ...UNASKED, ...file })));
const call = (files: Partial<ContactFacts>[], now = NOON, to?: string) =>
  decideContact(says(...files), { way: 'call', zone: LISBON, ...(to && { to }) }, now);

describe('PEO-50: each of her files binds', () => {
  test('the strictest rule, the hours and days that all allow, every number, no post', () => {
    const reach = says(
      {
        rule: 'open',
        hours: '09:00 18:00',
        days: '1 2 3',
        avoid: '911 111 111',
        cover: 'da escola',
      },
      {
        rule: 'messages-only',
        hours: '17:00 20:00',
        days: '3 4',
        avoid: '922 222 222',
        post: 'no',
      },
      {},
    );
    expect(reach).toMatchObject({
      rule: 'messages-only',
      days: [3],
      cover: ['da escola'],
      avoid: ['911 111 111', '922 222 222'],
      post: false,
    });
    expect([reach.from, reach.until].map(String)).toEqual(['17:00:00', '18:00:00']);
  });
  test('where nobody asked, from eight to nine in the evening; her own hours may be others', () => {
    expect(call([], at('2026-07-01T07:59'))).toMatchObject({ may: 'later' });
    expect(call([{}], at('2026-07-01T20:59'))).toEqual({ may: 'now' });
    expect(call([{ hours: '06:00 07:00' }], at('2026-07-01T06:30'))).toEqual({ may: 'now' });
  });
});

describe('PEO-51: now, later, or in person', () => {
  test('never; no call to whoever wants messages; no number on her list, however it is written', () => {
    expect(call([{ rule: 'never' }])).toEqual({ may: 'in-person', why: 'never' });
    expect(call([{ rule: 'messages-only' }])).toEqual({ may: 'in-person', why: 'messages-only' });
    const avoid = '+351 912 345 678';
    for (const number of ['912345678', '00351 912-345-678', '+351912345678'])
      expect(call([{ avoid }], NOON, number), number).toEqual({ may: 'in-person', why: 'avoided' });
    expect(call([{ avoid }], NOON, '+351 912 345 679')).toEqual({ may: 'now' });
    const by = (way: 'sms' | 'email' | 'post', file: Partial<ContactFacts>) =>
      decideContact(says(file), { way, zone: LISBON }, NOON);
    expect(by('post', { post: 'no' })).toEqual({ may: 'in-person', why: 'no-post' });
    expect(by('sms', { cover: 'da biblioteca' })).toEqual({ may: 'in-person', why: 'words' });
    expect(call([{ cover: 'da biblioteca' }])).toEqual({ may: 'now' });
  });
  test('outside her hours it waits for the next of them, over a week-end and over the change of clocks', () => {
    const file = { hours: '10:00 11:00', days: '1' };
    expect(call([file])).toEqual({
      may: 'later',
      from: at('2026-07-06T10:00'),
      why: 'hours',
    });
    // Monday, after: a week later.
    expect(call([file], at('2026-10-19T11:00'))).toMatchObject({ from: at('2026-10-26T10:00') });
    const both = [{ hours: '09:00 10:00' }, { hours: '12:00 13:00' }];
    expect(call(both)).toEqual({ may: 'in-person', why: 'no-time' });
  });
  test('whatever her files say: what is said to be possible is within all of them', () => {
    const hour = fc.integer({ min: 0, max: 22 });
    const two = (text: number) => String(text).padStart(2, '0');
    const file = fc.record({
      rule: fc.constantFrom(...CONTACT_RULES),
      hours: fc.option(
        fc
          .tuple(hour, hour)
          .map(([a, b]) => `${two(Math.min(a, b))}:00 ${two(Math.max(a, b) + 1)}:00`),
      ),
      days: fc.option(
        fc
          .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
          .map((days) => days.join(' ')),
      ),
      cover: fc.option(fc.constant('da biblioteca')),
      avoid: fc.option(fc.constantFrom('912 345 678', '+351 933 333 333')),
      post: fc.option(fc.constant('no')),
    });
    const moment = fc
      .integer({ min: 0, max: 60 * 24 * 400 })
      .map((minutes) => NOON.add({ minutes }));
    fc.assert(
      fc.property(
        fc.array(file, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...CONTACT_WAYS),
        fc.constantFrom('912345678', '00351912345678', '+351 966 666 666'),
        moment,
        (files, way, to, now) => {
          const answer = decideContact(reachOf(files), { way, to, zone: LISBON }, now);
          if (answer.may === 'in-person') return;
          const when = answer.may === 'now' ? now : answer.from;
          expect(Temporal.Instant.compare(when, now)).toBeGreaterThanOrEqual(0);
          const local = when.toZonedDateTimeISO(LISBON);
          for (const { rule, hours, days, avoid, cover, post } of files) {
            expect(rule).not.toBe('never');
            expect(way === 'call' && rule === 'messages-only').toBe(false);
            expect(avoid === '912 345 678' && to !== '+351 966 666 666').toBe(false);
            expect(way === 'post' && post === 'no').toBe(false);
            if (way === 'post') continue;
            expect(way !== 'call' && cover !== null).toBe(false);
            if (days) expect(days.split(' ')).toContain(String(local.dayOfWeek));
            const [from = '', until = ''] = hours?.split(' ') ?? ['00:00', '23:59'];
            expect(Temporal.PlainTime.compare(local, from)).toBeGreaterThanOrEqual(0);
            expect(Temporal.PlainTime.compare(local, until)).toBeLessThan(0);
          }
        },
      ),
    );
  });
});

test('PEO-52: no call is promised to whoever is not called, nor outside her hours', () => {
  const refusal = (
    file: Partial<ContactFacts>,
    due: { dueOn: string; from?: string; to?: string },
  ) => {
    const found = refuseCallOn(says(file), due);
    return found && isProblem(found) ? (found.fields ?? found.code) : undefined;
  };
  const wednesday = { dueOn: '2026-07-01' };
  expect(refusal({}, wednesday)).toBeUndefined();
  expect(refusal({ rule: 'never' }, wednesday)).toBe('no-calls');
  expect(refusal({ rule: 'messages-only' }, wednesday)).toBe('no-calls');
  expect(refusal({ days: '1 2' }, wednesday)).toEqual({ dueOn: 'not-her-hours' });
  const hours = '18:00 20:00';
  expect(refusal({ hours }, { ...wednesday, from: '18:30', to: '19:00' })).toBeUndefined();
  expect(refusal({ hours }, { ...wednesday, from: '17:30', to: '19:00' })).toEqual({
    from: 'not-her-hours',
  });
});

test('hours and addresses are read as people type them', () => {
  expect(readHours('18:00–20:00')).toBe('18:00 20:00');
  expect(readHours(' 9-12 ')).toBe('09:00 12:00');
  expect(readHours('18h00 - 20h30')).toBe('18:00 20:30');
  expect(readHours('١٨:٠٠–٢٠:٠٠')).toBe('18:00 20:00');
  for (const not of ['', '18:00', '20:00–18:00', '25:00–26:00', 'à noite', '18:00–18:00'])
    expect(readHours(not), not).toBeUndefined();
  expect(readAvoided('912 345 678; ele@example.org')).toBe('912 345 678, ele@example.org');
  for (const not of ['', ',', 'o dele', '12']) expect(readAvoided(not), not).toBeUndefined();
});
