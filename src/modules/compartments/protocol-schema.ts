// Words of protocols: what is done when somebody is hurt or exploited, in which steps; whom to call; what may be
// told to whom. Data of every network (data/protocols.json, data/helplines.json), dated, for a country.
import { z } from 'zod';
import { idField, slugField, textField } from '#base/fields.ts';
import type { Names } from '../directory/schema.ts';
import { FACETS, type Facet } from './facets.ts';
import type { Guardian } from './guardian-schema.ts';

/** Who may be told something at all; whoever is none of them is told nothing. */
export const GROUPS = ['emergency', 'support', 'shelter', 'health', 'child-court'] as const;
export type Group = (typeof GROUPS)[number];

/** Where something stands, and when somebody of ours read it there; never, when that is not said. */
export interface Source {
  readonly title: string;
  /** What it does not say: the network's own. */
  readonly own?: Names | undefined;
  readonly url: string;
  readonly readOn?: string | undefined;
}

/** Acts in a compartment that do a step by themselves; each is a form that is written there. */
export const STEP_ACTS = ['danger', 'count', 'guardian'] as const;
export type StepAct = (typeof STEP_ACTS)[number];

export interface Step {
  readonly id: string;
  readonly who: 'member' | 'custodian';
  /** Counted from the opening of the compartment. */
  readonly withinHours?: number | undefined;
  readonly mandatory: boolean;
  /** The act that does it; by hand it is noted done only where there is none. */
  readonly doneBy?: StepAct | undefined;
  readonly text: Names;
}

/** Questions about danger, as somebody published them. The number of answers is a help, never a verdict. */
export interface Danger {
  readonly id: string;
  readonly source: Source;
  readonly items: readonly { readonly id: string; readonly text: Names }[];
  /** From so many answers “yes” on. */
  readonly bands: readonly { readonly from: number; readonly text: Names }[];
}

/** A protocol of one kind of compartment, as it is from a day on. */
export interface Protocol {
  readonly id: string;
  readonly kindId: string;
  readonly from: Temporal.PlainDate;
  readonly name: Names;
  readonly source: Source;
  readonly steps: readonly Step[];
  readonly danger?: Danger | undefined;
  readonly tell: Readonly<Partial<Record<Group, readonly Facet[]>>>;
}

/** A line to call. */
export interface Helpline {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly group: Group;
  readonly kinds: readonly string[];
  /** `always`, or days of the week and hours of the network's clock: `1 2 3 4 5 08:00 22:00`; unknown without. */
  readonly hours?: string | undefined;
  /** Where it is meant for; everywhere when none are named. */
  readonly municipalities: readonly string[];
  readonly source: Source;
}

/** Named instead of a step: the whole protocol does not apply to her. */
export const ALL_STEPS = 'all';
export const STEP_OUTCOMES = ['done', 'not-needed'] as const;
export const ANSWERS = ['yes', 'no', 'not-said'] as const;
export const CALL_OUTCOMES = ['taken-over', 'call-again', 'not-reached', 'declined'] as const;

/** Longest note of a step or a call, in characters as readers count them. */
export const NOTE_MAX = 1000;

const note = textField({ max: NOTE_MAX, multiline: true }).optional();

export const doStepInput = z.strictObject({
  compartmentId: idField(),
  protocolId: slugField(),
  stepId: slugField(),
  outcome: z.enum(STEP_OUTCOMES).default('done'),
  note,
});
export const assessDangerInput = z.strictObject({
  compartmentId: idField(),
  protocolId: slugField(),
  answers: z
    .array(z.strictObject({ itemId: slugField(), answer: z.enum(ANSWERS) }))
    .min(1)
    .max(40),
});
export const callLineInput = z.strictObject({
  compartmentId: idField(),
  protocolId: slugField(),
  lineId: slugField(),
  /** She is on the line, and agreed to it. */
  together: z.literal('yes'),
  told: z.array(z.enum(FACETS)).max(FACETS.length).default([]),
  outcome: z.enum(CALL_OUTCOMES),
  /** Who took it over, as that service says it. */
  takenOverBy: textField({ max: 120 }).optional(),
  note,
});

/** What is sealed of each, besides who wrote it and when. */
export type Form =
  | {
      readonly form: 'step';
      readonly protocolId: string;
      readonly stepId: string;
      readonly outcome: (typeof STEP_OUTCOMES)[number];
      readonly note?: string | undefined;
    }
  | {
      readonly form: 'danger';
      readonly protocolId: string;
      readonly dangerId: string;
      readonly answers: readonly {
        readonly itemId: string;
        readonly answer: (typeof ANSWERS)[number];
      }[];
    }
  | {
      readonly form: 'call';
      readonly protocolId: string;
      readonly lineId: string;
      readonly told: readonly Facet[];
      readonly outcome: (typeof CALL_OUTCOMES)[number];
      readonly takenOverBy?: string | undefined;
      readonly note?: string | undefined;
    }
  | {
      readonly form: 'count';
      readonly sheetId: string;
      /** The month in which it was counted, its first day. */
      readonly month: string;
      readonly choiceIds: readonly string[];
    }
  | ({ readonly form: 'guardian' } & Guardian);
export type FormName = Form['form'];
