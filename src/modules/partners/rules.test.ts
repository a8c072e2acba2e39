// What may become of a package, without a database; and over any row of acts: delivered or opened is never
// accepted, and an act that was done does not change anything a second time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import type { ReferralState } from '../referrals/schema.ts';
import {
  isLinkLive,
  refuseOpening,
  refusePartnerAnswer,
  refuseReceiving,
  stepOf,
  UNOPENED_DAYS,
} from './rules.ts';
import { PARTNER_ANSWERS, type PartnerAnswer } from './schema.ts';

const TODAY = Temporal.PlainDate.from('2026-03-09');
const NOW = Temporal.Instant.from('2026-03-09T09:00:00Z');
const fresh = {
  openedAt: null as Temporal.Instant | null,
  receivedAt: null as Temporal.Instant | null,
  state: 'requested' as ReferralState,
  expiresOn: TODAY.add({ days: 10 }),
};

describe('PAR-1, PAR-2: opened once, received once', () => {
  test('what nobody opened was received by nobody', () => {
    expect(refuseReceiving(fresh)?.code).toBe('package-unopened');
    expect(refuseReceiving({ ...fresh, openedAt: NOW })).toBeUndefined();
    expect(refuseReceiving({ openedAt: NOW, receivedAt: NOW })?.code).toBe('package-received');
  });
  test('it opens once', () => {
    expect(refuseOpening(fresh)).toBeUndefined();
    expect(refuseOpening({ openedAt: NOW })?.code).toBe('package-opened');
  });
});

describe('PAR-3: only the partner’s own word', () => {
  const opened = { ...fresh, openedAt: NOW };
  test.each<[PartnerAnswer, string | undefined, ReferralState, string | undefined]>([
    ['accepted', undefined, 'requested', undefined],
    ['accepted', undefined, 'accepted', 'referral-answered'],
    ['accepted', 'no-room', 'requested', 'invalid'],
    ['declined', 'no-room', 'requested', undefined],
    ['declined', undefined, 'requested', 'invalid'],
    ['declined', 'not-reached', 'requested', 'invalid'],
    ['declined', 'no-room', 'accepted', 'referral-answered'],
    ['done', undefined, 'accepted', undefined],
    ['done', undefined, 'requested', 'referral-answered'],
    ['not-possible', 'not-reached', 'accepted', undefined],
    ['not-possible', 'no-room', 'accepted', 'invalid'],
    ['not-possible', undefined, 'accepted', 'invalid'],
  ])('%s because %s of one that is %s: %s', (answer, reason, state, code) => {
    const said = { answer, reason: reason as 'no-room' | undefined };
    expect(refusePartnerAnswer({ ...opened, state }, said, TODAY)?.code).toBe(code);
  });
  test('nobody answers what was not opened, or accepts what has run out', () => {
    const said = { answer: 'accepted' as const };
    expect(refusePartnerAnswer(fresh, said, TODAY)?.code).toBe('package-unopened');
    const over = { ...opened, expiresOn: TODAY.subtract({ days: 1 }) };
    expect(refusePartnerAnswer(over, said, TODAY)?.code).toBe('referral-over');
  });
});

test('PAR-5, PAR-6: a link lives while it is the last one, its referral is open, and for fourteen days unopened', () => {
  const sent = { endedAt: null, endsAt: NOW.add({ hours: 24 * 90 }), openedAt: null, madeAt: NOW };
  const later = NOW.add({ hours: 24 * UNOPENED_DAYS });
  expect(isLinkLive(sent, 'requested', NOW)).toBe(true);
  expect(isLinkLive(sent, 'requested', later)).toBe(false);
  expect(isLinkLive({ ...sent, openedAt: NOW }, 'accepted', later)).toBe(true);
  expect(isLinkLive({ ...sent, endedAt: NOW }, 'requested', NOW)).toBe(false);
  expect(isLinkLive({ ...sent, endsAt: NOW }, 'requested', NOW)).toBe(false);
  for (const state of ['declined', 'withdrawn', 'done', 'not-possible'] as const)
    expect(isLinkLive(sent, state, NOW)).toBe(false);
});

type Act =
  | { readonly act: 'deliver' | 'open' | 'receive' }
  | { readonly act: 'answer'; readonly answer: PartnerAnswer; readonly reason: string | undefined };

const acts = fc.array(
  fc.oneof(
    fc.constantFrom<Act>({ act: 'deliver' }, { act: 'open' }, { act: 'receive' }),
    fc.record({
      act: fc.constant('answer' as const),
      answer: fc.constantFrom(...PARTNER_ANSWERS),
      reason: fc.constantFrom(undefined, 'no-room', 'not-reached'),
    }),
  ),
  { maxLength: 12 },
);

/** What an act makes of a package; the same package where it is refused. */
function after(before: typeof fresh & { mail: 'delivered' | null }, act: Act): typeof before {
  switch (act.act) {
    case 'deliver':
      return { ...before, mail: 'delivered' };
    case 'open':
      return refuseOpening(before) ? before : { ...before, openedAt: NOW };
    case 'receive':
      return refuseReceiving(before) ? before : { ...before, receivedAt: NOW };
    case 'answer': {
      const { answer, reason } = act;
      const said = { answer, reason: reason as 'no-room' | undefined };
      return isProblem(refusePartnerAnswer(before, said, TODAY))
        ? before
        : { ...before, state: answer, receivedAt: before.receivedAt ?? NOW };
    }
  }
}

test('PAR-3: over any row of acts the referral moves by an answer alone, and twice changes nothing', () => {
  fc.assert(
    fc.property(acts, (row) => {
      let one: Parameters<typeof after>[0] = { ...fresh, mail: null };
      for (const act of row) {
        const next = after(one, act);
        if (act.act !== 'answer') expect(next.state).toBe(one.state);
        if (next.state !== one.state) expect(next.openedAt).not.toBeNull();
        if (next.receivedAt) expect(next.openedAt).not.toBeNull();
        expect(after(next, act)).toEqual(next);
        expect(['sent', 'delivered', 'opened', 'received']).toContain(stepOf(next));
        one = next;
      }
      const answered = row.some((act) => act.act === 'answer' && act.answer === 'accepted');
      if (!answered) expect(['requested', 'declined']).toContain(one.state);
    }),
    { numRuns: 2000 },
  );
});
