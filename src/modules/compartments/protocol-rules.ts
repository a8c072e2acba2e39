// The steps of a protocol and when they are due, what answers about danger say, and what is told to whom. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Facet } from './facets.ts';
import {
  ALL_STEPS,
  type Danger,
  type Form,
  type Helpline,
  type Protocol,
  type Step,
  type StepAct,
} from './protocol-schema.ts';

/** A form as it was written, and by whom. */
export type Written<Name extends Form['form']> = Extract<Form, { readonly form: Name }> & {
  readonly leafId: string;
  readonly author: string;
  readonly writtenAt: Temporal.Instant;
};

/** The protocols of a kind on a day: of each the last that is in force. */
// COM-12: a protocol is as it was on the day on which the compartment was opened; a later one does not move the
// deadlines of whoever was helped before
export function protocolsOn(
  all: readonly Protocol[],
  kindId: string,
  day: Temporal.PlainDate,
): Protocol[] {
  const inForce = all
    .filter((one) => one.kindId === kindId && Temporal.PlainDate.compare(one.from, day) <= 0)
    .toSorted((a, b) => Temporal.PlainDate.compare(b.from, a.from));
  return [...new Set(inForce.map(({ id }) => id))].flatMap(
    (id) => inForce.find((one) => one.id === id) ?? [],
  );
}

/** An act that was done in the compartment, and of which protocol, where it is of one alone. */
export type Done = Pick<Written<'step'>, 'leafId' | 'author' | 'writtenAt'> & {
  readonly form: StepAct;
  readonly protocolId?: string | undefined;
};

export interface StepStand {
  readonly step: Step;
  readonly state: 'done' | 'not-needed' | 'open' | 'overdue';
  readonly dueAt: Temporal.Instant | undefined;
  readonly written: Written<'step'> | undefined;
  /** The act that did it; what was noted by hand before it counts first. */
  readonly act: Done | undefined;
}

/** How each step stands now. */
// COM-13: a step is due so many hours after the compartment was opened, and overdue from then on until it is
// done; what need not be done at all is never overdue
// COM-22: a step that an act does is done by that act, the first of them, and open again once it is taken back
export function standOf(
  protocol: Protocol,
  {
    written,
    acts,
  }: { readonly written: readonly Written<'step'>[]; readonly acts: readonly Done[] },
  openedAt: Temporal.Instant,
  now: Temporal.Instant,
): StepStand[] {
  const noted = written.filter(({ protocolId }) => protocolId === protocol.id);
  const none = noted.find(({ stepId }) => stepId === ALL_STEPS);
  return protocol.steps.map((step) => {
    const done = noted.find(({ stepId }) => stepId === step.id) ?? none;
    const act = done ? undefined : actOf(protocol, step, acts);
    const dueAt =
      step.withinHours === undefined ? undefined : openedAt.add({ hours: step.withinHours });
    const isLate =
      step.mandatory && dueAt !== undefined && Temporal.Instant.compare(now, dueAt) > 0;
    const state = done ? done.outcome : act ? 'done' : isLate ? 'overdue' : 'open';
    return { step, state, dueAt, written: done, act };
  });
}

/** The first act that does a step of this protocol; undefined: none did, or it is noted by hand. */
function actOf(protocol: Protocol, step: Step, acts: readonly Done[]): Done | undefined {
  return acts
    .filter(
      ({ form, protocolId }) => form === step.doneBy && (protocolId ?? protocol.id) === protocol.id,
    )
    .toSorted((a, b) => Temporal.Instant.compare(a.writtenAt, b.writtenAt))[0];
}

const refuse = (field: string, code: string) =>
  problem('invalid', 'invalid', { fields: { [field]: code } });

/** Why a step is not noted, or nothing. */
// COM-14: a step is noted once, until that is taken back; a custodian's by the custodian; that a mandatory one is
// not needed is said with the reason
// COM-23: nobody notes by hand that a step is done which an act does; that it is not needed may be noted
export function refuseStep(
  protocol: Protocol | undefined,
  asked: {
    readonly stepId: string;
    readonly outcome: 'done' | 'not-needed';
    readonly note?: string | undefined;
  },
  known: {
    readonly written: readonly Written<'step'>[];
    readonly acts: readonly Done[];
    readonly isCustodian: boolean;
  },
): Problem | undefined {
  if (protocol && asked.stepId === ALL_STEPS) return refuseWhole(protocol, asked, known.written);
  const step = protocol?.steps.find(({ id }) => id === asked.stepId);
  if (!protocol || !step) return refuse('stepId', 'unknown-choice');
  if (step.who === 'custodian' && !known.isCustodian) return refuse('stepId', 'for-the-custodian');
  const isNoted = known.written.some(
    (one) => one.protocolId === protocol.id && [step.id, ALL_STEPS].includes(one.stepId),
  );
  if (isNoted || actOf(protocol, step, known.acts)) return problem('conflict', 'step-noted');
  if (step.doneBy && asked.outcome === 'done') return refuse('stepId', 'done-by-act');
  return asked.outcome === 'not-needed' && step.mandatory && asked.note === undefined
    ? refuse('note', 'required')
    : undefined;
}

/** Why it is not said that a protocol does not apply to her, or nothing. */
// COM-18: where a kind has several protocols, one that does not apply to her is set aside with the reason, by any
// member, once; then nothing of it is due
function refuseWhole(
  protocol: Protocol,
  asked: { readonly outcome: 'done' | 'not-needed'; readonly note?: string | undefined },
  written: readonly Written<'step'>[],
): Problem | undefined {
  if (asked.outcome !== 'not-needed') return refuse('stepId', 'unknown-choice');
  if (asked.note === undefined) return refuse('note', 'required');
  return written.some((one) => one.protocolId === protocol.id && one.stepId === ALL_STEPS)
    ? problem('conflict', 'step-noted')
    : undefined;
}

/** Why answers about danger are not kept, or nothing. */
// COM-15: every question has an answer, and that it was not said is one
export function refuseAnswers(
  danger: Danger | undefined,
  answers: readonly { readonly itemId: string }[],
): Problem | undefined {
  if (!danger) return refuse('answers', 'unknown-choice');
  const asked = danger.items.map(({ id }) => id);
  const given = new Set(answers.map(({ itemId }) => itemId));
  const isWhole =
    given.size === answers.length &&
    given.size === asked.length &&
    asked.every((id) => given.has(id));
  return isWhole ? undefined : refuse('answers', 'answer-each');
}

/** How many were answered “yes”, how many were not said, and what was published of that many. */
// COM-16: what is not said is no “no”: it is told beside the number, and no number says that there is no danger
export function readDanger(
  danger: Danger,
  answers: readonly { readonly itemId: string; readonly answer: 'yes' | 'no' | 'not-said' }[],
): {
  readonly yes: number;
  readonly notSaid: number;
  readonly band: Danger['bands'][number] | undefined;
} {
  const yes = answers.filter(({ answer }) => answer === 'yes').length;
  const notSaid = answers.filter(({ answer }) => answer === 'not-said').length;
  return { yes, notSaid, band: danger.bands.findLast(({ from }) => yes >= from) };
}

/** What a line may be told. */
export function mayBeTold(protocol: Protocol, line: Pick<Helpline, 'group'>): readonly Facet[] {
  return protocol.tell[line.group] ?? [];
}

/** Why a call is not noted as a hand-over, or nothing. */
// COM-17: she is on the line herself; a line is told what the protocol says that its group may be told, and
// nothing else; that somebody took it over is said with who
export function refuseCall(
  protocol: Protocol | undefined,
  line: Helpline | undefined,
  asked: {
    readonly told: readonly Facet[];
    readonly outcome: string;
    readonly takenOverBy?: string | undefined;
  },
): Problem | undefined {
  if (!protocol) return refuse('protocolId', 'unknown-choice');
  if (!line || !line.kinds.includes(protocol.kindId)) return refuse('lineId', 'unknown-choice');
  const may = mayBeTold(protocol, line);
  if (asked.told.some((facet) => !may.includes(facet))) return refuse('told', 'not-to-be-told');
  return asked.outcome === 'taken-over' && asked.takenOverBy === undefined
    ? refuse('takenOverBy', 'required')
    : undefined;
}

/** Lines of a kind: those of a municipality first, then those of the whole country; others last. */
export function linesFor(
  all: readonly Helpline[],
  kindId: string,
  municipality: string | undefined,
): { readonly near: Helpline[]; readonly elsewhere: Helpline[] } {
  const lines = all.filter(({ kinds }) => kinds.includes(kindId));
  const isNear = ({ municipalities }: Helpline) =>
    municipalities.length === 0 ||
    (municipality !== undefined && municipalities.includes(municipality));
  const first = (line: Helpline) => (line.municipalities.length > 0 ? 0 : 1);
  return {
    near: lines.filter(isNear).toSorted((a, b) => first(a) - first(b)),
    elsewhere: lines.filter((line) => !isNear(line)),
  };
}

/** Whether somebody answers now; undefined where nobody published the hours. */
export function isLineOpen(
  { hours }: Pick<Helpline, 'hours'>,
  zone: string,
  now: Temporal.Instant,
): boolean | undefined {
  if (hours === undefined || hours === 'always') return hours === undefined ? undefined : true;
  const parts = hours.split(' ');
  const [from = '', until = ''] = parts.slice(-2);
  const local = now.toZonedDateTimeISO(zone);
  return (
    parts.slice(0, -2).includes(String(local.dayOfWeek)) &&
    Temporal.PlainTime.compare(local, from) >= 0 &&
    Temporal.PlainTime.compare(local, until) < 0
  );
}
