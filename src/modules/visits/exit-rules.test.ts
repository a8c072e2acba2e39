// The papers of the way out, without a database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  attendedAt,
  certificateCode,
  certificateProof,
  LINK_DAYS,
  LINK_DAYS_MOST,
  linkExpiry,
  summaryLinkOf,
} from './exit-rules.ts';

const now = Temporal.Instant.from('2026-03-09T10:35:00Z');
const today = Temporal.PlainDate.from('2026-03-09');
const at = (time: string) => Temporal.Instant.from(`2026-03-09T${time}:00Z`);
const daysOf = (until: Temporal.Instant) => now.until(until).total('hours') / 24;

test('ATT-1: a link lives thirty days, or until a week after the next date', () => {
  expect(daysOf(linkExpiry(now, today, null))).toBe(30);
  expect(daysOf(linkExpiry(now, today, today.add({ days: 5 })))).toBe(30);
  expect(daysOf(linkExpiry(now, today, today.add({ days: 50 })))).toBe(57);
  expect(daysOf(linkExpiry(now, today, today.add({ days: 400 })))).toBe(120);
});

test('ATT-1: no link lives for ever, whatever the next date is', () => {
  fc.assert(
    fc.property(fc.option(fc.integer({ min: -3000, max: 3000 })), (days) => {
      const lives = daysOf(linkExpiry(now, today, days === null ? null : today.add({ days })));
      expect(lives).toBeGreaterThanOrEqual(LINK_DAYS);
      expect(lives).toBeLessThanOrEqual(LINK_DAYS_MOST);
    }),
  );
});

const attended = {
  day: today,
  from: Temporal.PlainTime.from('09:00'),
  to: Temporal.PlainTime.from('10:35'),
};

test('ATT-3: another day or hour on the sheet is another code', () => {
  expect(certificateCode(attended, 'K7M2XQ4P')).toBe('260309-0900-1035-K7M2-XQ4P');
  const others = [
    { ...attended, day: today.add({ days: 1 }) },
    { ...attended, from: Temporal.PlainTime.from('08:00') },
    { ...attended, to: Temporal.PlainTime.from('12:35') },
  ];
  const codes = new Set([attended, ...others].map((one) => certificateCode(one, 'K7M2XQ4P')));
  expect(codes.size).toBe(4);
});

test('ATT-4: a copied code and name prove the same; another sign or name does not', () => {
  const proof = certificateProof('260309-0900-1035-K7M2-XQ4P', 'Олександра Łuczak');
  expect(certificateProof(' 26030909001035k7m2xq4p ', 'олександра  LUCZAK')).toBe(proof);
  expect(certificateProof('260309-0900-1035-K7M2-XQ4R', 'Олександра Łuczak')).not.toBe(proof);
  expect(certificateProof('260309-0900-1035-K7M2-XQ4P', 'Олександр Łuczak')).not.toBe(proof);
});

test('ATT-5: an open visit is certified until the sheet was asked for, a closed one until its end', () => {
  const visit = { day: today, arrivedAt: at('09:00'), closedAt: null };
  const zone = 'Europe/Lisbon';
  expect(attendedAt(visit, zone, at('10:30'), now).to.toString()).toBe('10:30:00');
  expect(attendedAt(visit, zone, at('23:00'), now).to.toString()).toBe('10:35:00');
  const closed = { ...visit, closedAt: at('10:05') };
  expect(attendedAt(closed, zone, at('10:30'), now).to.toString()).toBe('10:05:00');
  const early = attendedAt(visit, zone, at('07:00'), now);
  expect(early.to).toEqual(early.from);
});

test('VIS-174: the code of a summary is read as an address or alone, and nothing else is taken for one', () => {
  const link = fc.stringMatching(/^[\w-]{22}$/);
  fc.assert(
    fc.property(
      link,
      fc.constantFrom('', 'https://oneroof.example/s/', ' http://h:3100/s/'),
      (own, before) => {
        expect(summaryLinkOf(`${before}${own} `)).toBe(own);
      },
    ),
  );
  for (const typed of [
    '',
    '347',
    'K7M2-XQ4P',
    'Oksana Kovalenko',
    `x/${'k7'.repeat(11)}`,
    'k7'.repeat(12),
  ])
    expect(summaryLinkOf(typed), typed).toBeUndefined();
});
