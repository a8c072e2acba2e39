// What the rules of a follow-up know; `load-facts.ts` reads it.
import type { Reach } from '../people/contact-rules.ts';
import type { Span } from '../rosters/schema.ts';
import type { TaskKind, TaskOutcome, TaskState } from './schema.ts';

export interface Task {
  readonly id: string;
  readonly personId: string;
  readonly kind: TaskKind;
  readonly unitId: string;
  readonly centreId: string | null;
  readonly accountId: string | null;
  readonly dueOn: Temporal.PlainDate;
  readonly state: TaskState;
}

/** A task with the clock of its place. */
export interface TaskFacts {
  readonly task: Task;
  readonly zone: string;
  /** The named account works at the unit of the task; true when nobody is named. */
  readonly assignable: boolean;
  /** How she may be reached, as far as the asking account may know it. */
  readonly reach: Reach;
}

export interface NewTask extends Task {
  readonly title: string;
  readonly needId: string | null;
  readonly within: Span | undefined;
  readonly safeContact: string | undefined;
  readonly ownUnitOnly: boolean;
  readonly visitId: string | undefined;
  readonly actId: string | undefined;
  readonly madeBy: string;
}

/** What a command about a follow-up writes. */
export interface TaskChange {
  readonly add?: NewTask;
  readonly update?: {
    readonly id: string;
    readonly due?: { readonly on: Temporal.PlainDate; readonly within: Span | undefined };
    readonly assign?: { readonly accountId: string | null };
    readonly end?: {
      readonly state: 'done' | 'dropped';
      readonly outcome: TaskOutcome;
      readonly by: string;
    };
  };
}
