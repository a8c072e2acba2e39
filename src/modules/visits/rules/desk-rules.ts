// What may happen at a desk: its break, whom it calls out of turn, and how it changes hands.
import { type Problem, problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { StopFacts, VisitChange } from '../facts.ts';
import { elsewhere, nextPeriod, stopEvent, whoIsFree } from '../rules.ts';
import type { CallReason } from '../schema.ts';

/** Who sits at a desk, speaking what, for which of the office's services. */
export interface DeskSession {
  readonly id: string;
  readonly deskId: string;
  readonly unitId: string;
  readonly officeId: string;
  readonly centreId: string;
  readonly accountId: string;
  /** Spoken at the desk: by the officer, or by the mediator beside her. */
  readonly languages: readonly string[];
  /** Services that this desk takes today; null: all of its office. */
  readonly serviceIds: readonly string[] | null;
  /** Since when the desk takes a break, if it does. */
  readonly pausedAt: Temporal.Instant | null;
}

/** VIS-60: a desk in its break calls nobody. */
export function refuseOnBreak(desk: DeskSession): Problem | undefined {
  return desk.pausedAt ? problem('conflict', 'desk-on-break') : undefined;
}

/** VIS-61: a break begins when nobody is called or served at the desk, and ends once. */
export function refuseBreak(desk: DeskSession, busy: boolean): Problem | undefined {
  return busy ? problem('conflict', 'desk-busy') : refuseOnBreak(desk);
}

/** VIS-62: a call says whether the language is spoken at the desk, or an interpreter is needed. */
export function interpreterFor(
  desk: Pick<DeskSession, 'languages'>,
  language: string,
): 'none' | 'needed' {
  return desk.languages.includes(language) ? 'none' : 'needed';
}

/**
 * VIS-63: only who waits at the desk's own office is called out of turn: nobody parked or missed, nor
 * whoever is at another desk of the house.
 */
export function refuseChosen(
  desk: DeskSession,
  { stop, period }: Pick<StopFacts, 'stop' | 'period'>,
): Problem | undefined {
  return stop.officeId === desk.officeId &&
    stop.state === 'waiting' &&
    whoIsFree([{ doing: period.kind }]).length > 0
    ? undefined
    : problem('conflict', 'not-waiting-here');
}

/** The change of somebody's call to a desk; with a reason when it is out of turn. */
export function callTo(
  desk: DeskSession,
  next: StopFacts,
  accountId: string,
  now: Temporal.Instant,
  reason?: CallReason,
): Decision<VisitChange> {
  const { stop } = next;
  return {
    change: {
      stops: [{ id: stop.id, state: 'called', calledAt: now, deskId: desk.deskId, accountId }],
      period: nextPeriod(next, 'called', stop, desk.deskId, now),
    },
    events: [
      stopEvent('stop.called', stop, { deskId: desk.deskId, ...elsewhere(next.elsewhere) }),
      ...(reason
        ? [stopEvent('stop.chosen', stop, { deskId: desk.deskId, reason, day: `${stop.day}` })]
        : []),
    ],
    result: {
      stopId: stop.id,
      number: stop.number,
      language: stop.language,
      interpreter: interpreterFor(desk, stop.language),
    },
  };
}

/**
 * VIS-67: who was called twice and did not come is called by nobody any more; reception or the desk
 * brings her back once she is here.
 */
export function isMissedOut(stop: { readonly state: string; readonly misses: number }): boolean {
  return stop.state === 'parked' && stop.misses > 1;
}

/**
 * VIS-64: a desk is taken over from somebody else, with whoever is called or served there: desk,
 * person, clock and grant pass in one act. Whoever said from whom takes it from nobody else.
 * @param from the account that she saw at the desk, if she said so
 */
export function refuseTakeOver(
  desk: DeskSession,
  accountId: string,
  from?: string,
): Problem | undefined {
  if (desk.accountId === accountId) return problem('conflict', 'desk-yours');
  return from !== undefined && from !== desk.accountId
    ? problem('conflict', 'desk-held-by-another')
    : undefined;
}
