// An act that was recorded wrongly: what may be corrected, and what follows. Pure.
//
// ATT-10: an act is corrected or voided, with a reason, by whoever did it or by the coordinator of the
// house; for everybody else it does not exist. What was written first stays as it was.
// ATT-11: what is corrected after the month was signed is a revision: the signed number stays beside it.
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type { NeedState } from '../casefiles/schema.ts';
import { refuseAct } from './rules.ts';
import type { ActOutcome, CorrectionInput, Interpreter, Mode } from './schema.ts';

/** What an act says, and may be corrected in. */
export interface ActSaid {
  readonly serviceId: string;
  readonly mode: Mode;
  readonly outcome: ActOutcome;
  /** Null for whoever may not read it; then it stays as it is. */
  readonly detail: string | null;
  readonly nextOn: Temporal.PlainDate | null;
  readonly language: string;
  readonly interpreter: Interpreter;
  readonly minutes: number;
}

/** An act as it stands, with what a correction must know. */
export interface CorrectableAct extends ActSaid {
  readonly id: string;
  readonly visitId: string;
  readonly personId: string;
  readonly stopId: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly hostUnitId: string;
  readonly day: Temporal.PlainDate;
  readonly occurredAt: Temporal.Instant;
  readonly forwardedTo: string | null;
  /** Something was written freely, whether one may read it or not. */
  readonly hasDetail: boolean;
  /** How often it was corrected. */
  readonly rank: number;
  readonly voided: boolean;
  /** Its month was signed. */
  readonly signed: boolean;
  /** The asking account did it. */
  readonly own: boolean;
  /** The need of the stop stands as this act says. */
  readonly settles: boolean;
  /** That need was found at this visit. */
  readonly needHere: boolean | null;
  /** The outcome of another act at the same stop, which counts when this one is voided. */
  readonly beforeIt: ActOutcome | null;
  readonly visitClosed: boolean;
  readonly needs: number;
  readonly solved: number;
  /** The office offers the service that is said now. */
  readonly offered: boolean;
}

/** A correction, ready to be written. */
export interface Correction {
  readonly act: CorrectableAct;
  readonly said: ActSaid;
  readonly voided: boolean;
  readonly reason: string;
  /** How the need stands afterwards; null where it stays. */
  readonly needState: NeedState | null;
}

/**
 * The correction that is asked for.
 * ATT-13: what was sent on to another office stays sent on; only the rest of it is corrected.
 * ATT-14: a correction changes something, and what was voided is not corrected any more.
 */
export function correctAct(act: CorrectableAct, input: CorrectionInput): Correction | Problem {
  if (act.voided) return problem('conflict', 'act-voided');
  const said = saidNow(act, input);
  if (act.forwardedTo && said.outcome !== act.outcome)
    return problem('invalid', 'invalid', { fields: { outcome: 'sent-on-stays' } });
  if (!act.offered)
    return problem('invalid', 'invalid', { fields: { serviceId: 'service-not-here' } });
  const hidden = act.hasDetail && said.detail === null && said.outcome === act.outcome;
  const refused = refuseAct(
    {
      ...said,
      detail: said.detail ?? (hidden ? '—' : undefined),
      nextOn: said.nextOn?.toString(),
    },
    act.forwardedTo !== null,
    act.day,
  );
  if (refused) return refused;
  if (isSame(act, said)) return problem('invalid', 'nothing-changed');
  return {
    act,
    said,
    voided: false,
    reason: input.reason,
    needState: needAfter(act, said.outcome),
  };
}

/** Takes an act back altogether: it was recorded for the wrong person, or twice. */
export function voidAct(act: CorrectableAct, reason: string): Correction | Problem {
  if (act.voided) return problem('conflict', 'act-voided');
  return {
    act,
    said: act,
    voided: true,
    reason,
    needState: needAfter(act, act.beforeIt ?? 'open'),
  };
}

function saidNow(act: CorrectableAct, input: CorrectionInput): ActSaid {
  const outcome = input.outcome ?? act.outcome;
  const nextOn = input.nextOn ? Temporal.PlainDate.from(input.nextOn) : act.nextOn;
  return {
    serviceId: input.serviceId ?? act.serviceId,
    mode: input.mode ?? act.mode,
    outcome,
    detail: outcome === 'solved' && !act.forwardedTo ? null : (input.detail ?? act.detail),
    // A date is of a next step: what is solved or not possible has none.
    nextOn: outcome === 'in-progress' ? nextOn : null,
    language: input.language ?? act.language,
    interpreter: input.interpreter ?? act.interpreter,
    minutes: input.minutes ?? act.minutes,
  };
}

function isSame(act: ActSaid, said: ActSaid): boolean {
  return (
    act.serviceId === said.serviceId &&
    act.mode === said.mode &&
    act.outcome === said.outcome &&
    act.detail === said.detail &&
    String(act.nextOn) === String(said.nextOn) &&
    act.language === said.language &&
    act.interpreter === said.interpreter &&
    act.minutes === said.minutes
  );
}

/**
 * ATT-15: the need follows only when this act was the last word on it: it ended its stop, and no later
 * stop took the need up.
 */
function needAfter(act: CorrectableAct, state: NeedState): NeedState | null {
  return act.settles && state !== act.outcome ? state : null;
}

/** What happened: what was counted before and what is now, so that counts follow from the event alone. */
export function correctionEvent(correction: Correction): NewEvent {
  const { act, said, voided, needState } = correction;
  const solved =
    act.solved +
    (needState !== null && act.needHere
      ? Number(needState === 'solved') - Number(act.outcome === 'solved')
      : 0);
  const counted = (from: ActSaid) => ({
    serviceId: from.serviceId,
    mode: from.mode,
    outcome: from.outcome,
    language: from.language,
    minutes: from.minutes,
  });
  return {
    kind: voided ? 'attendance.voided' : 'attendance.corrected',
    centreId: act.centreId,
    officeId: act.officeId,
    unitId: act.unitId,
    visitId: act.visitId,
    personId: act.personId,
    data: {
      attendanceId: act.id,
      stopId: act.stopId,
      hostUnitId: act.hostUnitId,
      day: act.day.toString(),
      rank: act.rank + 1,
      revision: act.signed,
      was: counted(act),
      ...(!voided && { now: counted(said) }),
      ...(act.visitClosed &&
        solved !== act.solved && { needs: act.needs, wasSolved: act.solved, solved }),
    },
  };
}
