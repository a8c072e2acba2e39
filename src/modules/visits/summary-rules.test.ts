// What the paper lists as done, as left, and as not reached.
import { describe, expect, test } from 'vitest';
import { type SummaryAct, summariseVisit } from './summary-rules.ts';

const act = (stopId: string, more: Partial<SummaryAct> = {}): SummaryAct => ({
  stopId,
  officeId: 'iss',
  serviceId: 'record',
  outcome: 'solved',
  detail: null,
  nextOn: null,
  forwardedTo: null,
  ...more,
});
const stop = (stopId: string, state: 'done' | 'withdrawn' | 'waiting' | 'parked') => ({
  stopId,
  officeId: 'iss',
  serviceId: 'record',
  state,
});
const ids = (list: readonly { stopId: string }[]) => list.map(({ stopId }) => stopId);

describe('the paper that she takes along', () => {
  test('VIS-21: what was solved or sent on is done, all else is left, the earliest date first', () => {
    const summary = summariseVisit(
      [
        act('a'),
        act('b', { outcome: 'not-possible' }),
        act('c', { outcome: 'in-progress', nextOn: Temporal.PlainDate.from('2026-03-20') }),
        act('d', { outcome: 'in-progress', forwardedTo: 'legal' }),
        act('e', { outcome: 'something-missing', nextOn: Temporal.PlainDate.from('2026-03-12') }),
      ],
      [],
    );
    expect(ids(summary.done)).toEqual(['a', 'd']);
    expect(ids(summary.left)).toEqual(['e', 'c', 'b']);
    expect(summary.next?.stopId).toBe('e');
  });

  test('VIS-21: a stop that was not reached is named, with whether she is still expected', () => {
    const { unserved, next } = summariseVisit(
      [act('a')],
      [stop('a', 'done'), stop('b', 'withdrawn'), stop('c', 'waiting'), stop('d', 'parked')],
    );
    expect(unserved.map(({ stopId, expected }) => [stopId, expected])).toEqual([
      ['b', false],
      ['c', true],
      ['d', true],
    ]);
    expect(next).toBeUndefined();
  });
});
