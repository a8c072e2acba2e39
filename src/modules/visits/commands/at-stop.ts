// What the commands at a stop share: who may act there, and how the change is written.
import type { z } from 'zod';
import type { Problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Command, Decision } from '#platform/run-command/command.ts';
import type { Actor } from '#platform/session/actor.ts';
import { applyVisitChange } from '../apply-change.ts';
import { mayServe } from '../at-desk.ts';
import type { Stop, VisitChange } from '../facts.ts';

interface StopCommand<Input, Facts extends { readonly stop: Stop }, Ahead> {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  ahead?(tx: Transaction, input: Input): Promise<Ahead>;
  load(
    tx: Transaction,
    input: Input,
    actor: Actor,
    now: Temporal.Instant,
    ahead: Ahead,
  ): Promise<Facts | Problem>;
  /** The desk's own unit, unless another rule is named. */
  readonly may?: (actor: Actor, facts: { readonly stop: Stop }) => boolean;
  decide(
    facts: Facts,
    input: Input,
    actor: Actor,
    now: Temporal.Instant,
  ): Decision<VisitChange> | Problem;
  readonly refusals?: Readonly<Record<string, Problem>>;
}

/** A command about one stop. */
export function stopCommand<Input, Facts extends { readonly stop: Stop }, Ahead = undefined>(
  spec: StopCommand<Input, Facts, Ahead>,
): Command<Input, Facts, VisitChange, Ahead> {
  return { ...spec, may: spec.may ?? mayServe, apply: applyVisitChange };
}
