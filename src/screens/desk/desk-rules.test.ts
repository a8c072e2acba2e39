// The desk's own pure pieces: the order in which it names people, how a language is bridged, and
// what its one form stands for.
import { expect, test } from 'vitest';
import type { Office } from '#modules/directory/schema.ts';
import type { StaffedShift } from '#modules/rosters/schema.ts';
import type { QueueLine } from '#modules/visits/queries.ts';
import { minutesOf, type Standing } from '#modules/visits/queue-queries.ts';
import { readActForm } from './act-form.ts';
import { bridgeTo, speakersAt } from './bridges.ts';
import { nextOf, orderLines } from './queue-order.ts';

const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');

function line(number: number, language: string, minutes: number): QueueLine {
  return {
    stopId: `stop-${number}`,
    number,
    language,
    serviceId: 'labour-advice',
    subjectId: 'work-rights',
    state: 'waiting',
    misses: 0,
    queuedAt: NOW.subtract({ minutes }),
    calledAt: null,
    servedAt: null,
    deskId: null,
  };
}

function standing(one: QueueLine, doing: Standing['doing'] = 'waiting'): Standing {
  const { stopId, number, language, serviceId, queuedAt } = one;
  const queued = minutesOf(queuedAt ?? NOW);
  const facts = {
    priority: 0,
    priorityRun: 0,
    queued,
    arrived: queued,
    served: null,
    stopsLeft: 0,
  };
  return { stopId, number, language, serviceId, doing, ...facts };
}

test('VIS-100: the screen names people in the order in which they will be called', () => {
  const lines = [line(1, 'uk', 20), line(2, 'pt', 5), line(3, 'ar', 25), line(4, 'pt', 17)];
  const waiting = orderLines(
    lines,
    lines.map((one) => standing(one)),
    ['pt', 'en'],
    NOW,
  );
  expect(waiting.map(({ number }) => number)).toEqual([4, 3, 1, 2]);
  expect(nextOf({ waiting })?.number).toBe(4);
});

test('of a long queue those who come next are put in order, and the others follow as they came', () => {
  const lines = Array.from({ length: 60 }, (_, at) => line(at + 1, at % 2 ? 'uk' : 'pt', at));
  const standings = lines.map((one) => standing(one));
  const whole = orderLines(lines, standings, ['uk'], NOW);
  const first = orderLines(lines, standings, ['uk'], NOW, 10);
  expect(first.slice(0, 10)).toEqual(whole.slice(0, 10));
  expect(first).toHaveLength(60);
  const rest = first.slice(10).map(({ number }) => number);
  expect(rest).toEqual(rest.toSorted((one, other) => other - one));
});

test('VIS-101: who is elsewhere or away stands behind, and is never the next', () => {
  const lines = [line(1, 'pt', 40), line(2, 'pt', 30), line(3, 'pt', 3)];
  const doing = ['serving', 'parked', 'waiting'] as const;
  const waiting = orderLines(
    lines,
    lines.map((one, at) => standing(one, doing[at])),
    ['pt'],
    NOW,
  );
  expect(waiting.map(({ number, kept }) => [number, kept])).toEqual([
    [3, undefined],
    [1, 'elsewhere'],
    [2, 'away'],
  ]);
  expect(nextOf({ waiting: waiting.slice(1) })).toBeUndefined();
});

const OFFICES = new Map([
  ['c.welcome', { kind: 'welcome' } as Office],
  ['c.iss', { kind: 'agency' } as Office],
]);

function shift(name: string, speaks: string[], more: Partial<StaffedShift> = {}): StaffedShift {
  return {
    accountId: name,
    name,
    speaks,
    centreId: 'c',
    officeId: 'c.welcome',
    date: Temporal.PlainDate.from('2026-03-09'),
    works: { from: Temporal.PlainTime.from('09:00'), to: Temporal.PlainTime.from('17:00') },
    ...more,
  };
}

test('a language is bridged by the desk, else by a mediator at work, else by telephone', () => {
  const shifts = [
    shift('Olena', ['pt', 'uk']),
    shift('Paulo', ['pt', 'ar'], { officeId: 'c.iss', deskId: 'c.d4' }),
    shift('Nasrin', ['pt', 'bn'], {
      works: { from: Temporal.PlainTime.from('14:00'), to: Temporal.PlainTime.from('17:00') },
    }),
  ];
  const speakers = speakersAt(['pt', 'en'], shifts, OFFICES, 'Europe/Lisbon', NOW);
  expect(bridgeTo('en', speakers)).toEqual({ bridge: 'own' });
  expect(bridgeTo('uk', speakers)).toEqual({ bridge: 'mediator', mediator: 'Olena' });
  // Paulo sits at a desk of his own, and Nasrin has not come yet.
  expect(bridgeTo('ar', speakers)).toEqual({ bridge: 'telephone' });
  expect(bridgeTo('bn', speakers)).toEqual({ bridge: 'telephone' });
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

test('detail and date are those of the chosen outcome: what was typed under another is left out', () => {
  const typed = {
    'detail-in-progress': 'carta',
    'detail-not-possible': 'não tem direito',
    nextOn: '2026-03-16',
    to: '',
  };
  expect(readActForm(form({ ...typed, outcome: 'not-possible' }))).toEqual({
    forward: undefined,
    fields: { outcome: 'not-possible', detail: 'não tem direito' },
  });
  expect(readActForm(form({ ...typed, outcome: 'in-progress' })).fields).toEqual({
    outcome: 'in-progress',
    detail: 'carta',
    nextOn: '2026-03-16',
  });
  expect(readActForm(form({ ...typed, outcome: 'solved' })).fields).toEqual({ outcome: 'solved' });
});

test('going on elsewhere is an act in progress with an office and a service', () => {
  const chosen = form({ outcome: 'forward', to: 'c.iss|pay-record', 'detail-in-progress': 'x' });
  expect(readActForm(chosen)).toEqual({
    forward: { toOfficeId: 'c.iss', toServiceId: 'pay-record' },
    fields: { outcome: 'in-progress' },
  });
  expect(readActForm(form({ outcome: 'forward', to: '' })).forward).toEqual({});
});
