// What needs a look on the floor, without a database.
import { expect, test } from 'vitest';
import {
  type AtWork,
  listAttention,
  minutesWaited,
  missingLanguages,
  type OfficeFloor,
  type OpenDesk,
} from './floor-rules.ts';

const now = Temporal.Instant.from('2026-03-09T10:00:00Z');

function office(
  officeId: string,
  minutes: number | undefined,
  languages: string[] = [],
): OfficeFloor {
  return {
    officeId,
    waiting: minutes === undefined ? 0 : Math.max(1, languages.length),
    waitingSince: minutes === undefined ? null : now.subtract({ seconds: minutes * 60 }),
    called: 0,
    serving: 0,
    parked: 0,
    languages,
  };
}
function desk(officeId: string, accountId: string, languages = ['pt']): OpenDesk {
  return { officeId, accountId, languages };
}
function person(name: string, officeId: string, speaks = ['pt']): AtWork {
  return { accountId: name, name, officeId, speaks };
}

test('FLO-1: people who wait where no desk is open come first, however short their wait', () => {
  const found = listAttention([office('a', 90), office('b', 2)], [desk('a', 'Ana')], [], now);
  expect(found).toMatchObject([
    { kind: 'no-desk', office: { officeId: 'b' } },
    { kind: 'long-wait', office: { officeId: 'a' } },
  ]);
});

test('FLO-2: half an hour of waiting needs a look, a minute less does not; the longest first', () => {
  const desks = ['a', 'b', 'c'].map((id) => desk(id, `officer of ${id}`));
  const found = listAttention(
    [office('a', 30), office('b', 29.9), office('c', 41)],
    desks,
    [],
    now,
  );
  expect(found).toMatchObject([{ office: { officeId: 'c' } }, { office: { officeId: 'a' } }]);
  expect(found).toHaveLength(2);
});

test('FLO-3: a language is missing when no open desk of the office speaks it', () => {
  const desks = [desk('a', 'Ana', ['pt', 'en']), desk('b', 'Bina', ['pt', 'bn'])];
  expect(missingLanguages(office('a', 5, ['bn', 'en', 'pt-BR']), desks)).toEqual(['bn']);
  expect(missingLanguages(office('c', 5, ['bn']), desks)).toEqual([]);
});

test('FLO-4: who has no desk could open one; who speaks the language could help with it', () => {
  const staff = [person('Ana', 'a'), person('Rui', 'a'), person('Bina', 'b', ['pt', 'bn'])];
  const [wait, language] = listAttention([office('a', 50, ['bn'])], [desk('a', 'Ana')], staff, now);
  expect(wait).toMatchObject({ kind: 'long-wait', minutes: 50, helpers: ['Rui'] });
  expect(language).toMatchObject({ kind: 'language', language: 'bn', helpers: ['Bina'] });
});

test('nobody waits: nothing needs a look', () => {
  expect(listAttention([office('a', undefined)], [], [person('Rui', 'a')], now)).toEqual([]);
  expect(minutesWaited(office('a', undefined), now)).toBe(0);
});
