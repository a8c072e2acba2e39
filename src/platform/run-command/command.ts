// What a command is: how its input looks, what it must know, who may, what the rule decides, and
// which rows follow. One file each under modules/<module>/commands/.
import type { z } from 'zod';
import type { Problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import type { NewEvent, Plain } from '../event-log/events.ts';
import type { Transaction } from '../db/transaction.ts';
import type { UploadedFiles } from '../uploads/uploads.ts';
import type { Signer } from '../vault/signer.ts';
import type { Vault } from '../vault/vault.ts';

/** What an acknowledged command answers: ids and codes only, kept for ever beside the command. */
export type Outcome =
  | { readonly ok: true; readonly result: Readonly<Record<string, Plain>> }
  | { readonly ok: false; readonly problem: Problem };

/** What a command may ask beside the database. */
export interface Ports {
  /** Wraps the keys by which texts of compartments, and files, are sealed before they reach the database. */
  readonly vault: Vault;
  /** Signs what leaves the house. */
  readonly signer: Signer;
  /** Files that came with the request: an input names them by their fingerprint. */
  readonly uploads: UploadedFiles;
}

/** What a rule decided: the change to the tables of now, what happened, and the answer. */
export interface Decision<Change> {
  readonly change: Change;
  readonly events: readonly NewEvent[];
  readonly result: Readonly<Record<string, Plain>>;
}

export interface Command<Input, Facts, Change, Ahead = undefined> {
  /** `noun.verb`, such as `stop.call-next`; the file is called after the verb: call-next.ts. */
  readonly name: string;
  /** One sentence for the API's description. */
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  /**
   * What can be read and locked without knowing who asks, sent in the same round trip as steps 2
   * and 3. Row security holds all the same: the session was proved one statement earlier.
   */
  ahead?(tx: Transaction, input: Input): Promise<Ahead>;
  /**
   * Step 4: reads and locks what the rule must know, locks in id order. `not-found` when something
   * named doesn't exist or may not be seen; both look the same.
   */
  load(
    tx: Transaction,
    input: Input,
    actor: Actor,
    now: Temporal.Instant,
    ahead: Ahead,
    ports: Ports,
  ): Promise<Facts | Problem>;
  /** Step 5: may this actor do this to these facts? */
  may(actor: Actor, facts: Facts, input: Input): boolean;
  /** Step 6: pure. */
  decide(
    facts: Facts,
    input: Input,
    actor: Actor,
    now: Temporal.Instant,
  ): Decision<Change> | Problem;
  /** Step 7: sends the writes by `tx.write`; the runner waits for them. */
  apply(tx: Transaction, change: Change, now: Temporal.Instant, actor: Actor): void;
  /** Constraints that may refuse in step 7, and the problem that each stands for. */
  readonly refusals?: Readonly<Record<string, Problem>>;
}

/** A command of whatever shape, as the catalogue holds it. */
export type AnyCommand = Command<unknown, unknown, unknown, unknown>;

/** Helps inference: the object is returned as it is. */
export function command<Input, Facts, Change, Ahead = undefined>(
  spec: Command<Input, Facts, Change, Ahead>,
): Command<Input, Facts, Change, Ahead> {
  return spec;
}
