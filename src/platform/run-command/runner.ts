// The one way in. Every change, from a desk, a phone, an import, a job or a van that was offline,
// passes these nine steps:
//   1 parse · 2 begin, prove the session · 3 the same id again? · 4 load and lock · 5 may · 6 decide
//   7 apply · 8 log: command, outcome, events, projections · 9 commit, then poke
// Steps 2 and 3 are one round trip, 4 is one more or goes along with them (`ahead`), 7 to 9 are one
// (two when a write's count of rows has to be looked at before the commit).
//
// A refusal by a rule is committed with its outcome. A refusal by a constraint rolls the change
// back and keeps its outcome in a second transaction: a savepoint would cost every act that
// succeeds two statements (docs/decisions/0004).
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { isId, newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Clock } from '../clock.ts';
import { type Database, refusedBy, sqlState } from '../db/database.ts';
import type { Query, Transaction } from '../db/transaction.ts';
import type { RecordedEvent } from '../event-log/events.ts';
import type { Actor } from '../session/actor.ts';
import { NO_UPLOADS, type UploadedFiles } from '../uploads/uploads.ts';
import { NO_SIGNER, type Signer } from '../vault/signer.ts';
import { NO_VAULT, type Vault } from '../vault/vault.ts';
import { invalidInput } from './invalid-input.ts';
import type { Command, Decision, Outcome, Ports } from './command.ts';

/** A pure function from an event to rows that are only ever appended. */
export type Projection = (event: RecordedEvent) => readonly Query<unknown>[];

/** What surrounds an input: who asks, under which id, since when. */
export interface Envelope {
  /** The opaque token of the session; proved by the database. */
  readonly token: string;
  /** Made by the client, so that a repeat is the same act. */
  readonly commandId: string;
  /** When it happened, if the device was offline; the present otherwise. */
  readonly occurredAt?: Temporal.Instant;
  readonly input: unknown;
}

/** `unauthenticated`: no live session. Everything else is an outcome. */
export type Answer = Outcome | 'unauthenticated';

export interface RunnerParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Key of the HMAC over a command's body; kept outside the database. */
  readonly macKey: Uint8Array;
  /** The key before it: an act that is repeated over a change of keys is still the same act. */
  readonly previousMacKey?: Uint8Array;
  readonly projections: Readonly<Record<string, Projection>>;
  /** None: commands that seal a text are refused. */
  readonly vault?: Vault;
  /** None: nothing can be sent out of the house. */
  readonly signer?: Signer;
  /** None: no file is kept. */
  readonly uploads?: UploadedFiles;
  /** Called after the commit with what happened. Must not throw. */
  readonly committed: (events: readonly RecordedEvent[]) => void;
  /** Told how a command went, for logs and benchmarks. */
  readonly observe?: (name: string, measures: { roundTrips: number; statements: number }) => void;
}

export interface CommandRunner {
  run<Input, Facts, Change, Ahead>(
    command: Command<Input, Facts, Change, Ahead>,
    envelope: Envelope,
  ): Promise<Answer>;
}

interface Begun {
  actor: Actor | null;
  stored: Outcome | null;
  same: boolean | null;
}

// Deadlock and serialization failure: nothing happened, the same again may succeed.
const AGAIN = new Set(['40001', '40P01']);
/** What the database may refuse of any command. `file_read_only`: db/migrations/0241. */
const REFUSALS: Readonly<Record<string, Problem>> = {
  file_read_only: problem('not-allowed', 'file-read-only'),
};
const CONSTRAINT = /^23/;

/** Builds the function that runs commands against one database. */
export function commandRunner(parts: RunnerParts): CommandRunner {
  const { database, clock, projections } = parts;
  const ports: Ports = {
    vault: parts.vault ?? NO_VAULT,
    signer: parts.signer ?? NO_SIGNER,
    uploads: parts.uploads ?? NO_UPLOADS,
  };
  const macKey = createSecretKey(parts.macKey);
  const macKeyBefore = parts.previousMacKey && createSecretKey(parts.previousMacKey);

  async function once<Input, Facts, Change, Ahead>(
    command: Command<Input, Facts, Change, Ahead>,
    input: Input,
    [mac, macBefore]: readonly [Buffer, Buffer | undefined],
    envelope: Envelope,
    refused: Problem | undefined,
  ): Promise<{ answer: Answer; events: readonly RecordedEvent[] }> {
    return database.transaction(async (tx, ending) => {
      const asked = tx.text<Begun>('select * from log.begin_command($1, $2, $3)', [
        envelope.token,
        envelope.commandId,
        mac,
      ]);
      const ahead = refused ? undefined : command.ahead?.(tx, input);
      ahead?.catch(() => {}); // looked at only when it is used
      const [begun] = await asked;
      const actor = begun?.actor;
      // Whoever has left is nobody here, as for pages (session/enter.ts).
      if (!begun || !actor || actor.memberships.length === 0) {
        ending('drop');
        return { answer: 'unauthenticated', events: [] };
      }
      if (begun.stored) {
        ending('drop');
        const same =
          begun.same || (macBefore && (await hadBody(tx, envelope.commandId, macBefore)));
        const answer: Outcome = same
          ? begun.stored
          : { ok: false, problem: problem('conflict', 'repeated-id') };
        return { answer, events: [] };
      }
      const now = clock.now();
      const occurredAt = envelope.occurredAt ?? now;
      const decided =
        refused ?? (await decide(tx, command, input, actor, now, (await ahead) as Ahead, ports));
      const events = isProblem(decided) ? [] : record(decided, envelope, actor, occurredAt);
      const outcome: Outcome = isProblem(decided)
        ? { ok: false, problem: decided }
        : { ok: true, result: decided.result };
      if (!isProblem(decided)) {
        command.apply(tx, decided.change, now, actor);
        for (const event of events) {
          for (const query of projections[event.kind]?.(event) ?? []) tx.write(query, 'any');
        }
      }
      const said = [envelope.commandId, command.name, mac, JSON.stringify(outcome), occurredAt];
      const logged = logEnd(tx, said, events);
      await Promise.all([logged, tx.commit()]);
      parts.observe?.(command.name, {
        roundTrips: tx.roundTrips,
        statements: tx.statements,
      });
      return { answer: outcome, events };
    });
  }

  async function run<Input, Facts, Change, Ahead>(
    command: Command<Input, Facts, Change, Ahead>,
    envelope: Envelope,
  ): Promise<Answer> {
    const parsed = command.input.safeParse(envelope.input);
    if (!parsed.success) return { ok: false, problem: invalidInput(parsed.error) };
    if (!isId(envelope.commandId)) {
      return {
        ok: false,
        problem: problem('invalid', 'page-expired', { fields: { commandId: 'invalid' } }),
      };
    }
    const body = `${command.name}\0${JSON.stringify(parsed.data)}`;
    const macs = [macOf(macKey, body), macKeyBefore && macOf(macKeyBefore, body)] as const;
    let refused: Problem | undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        const { answer, events } = await once(command, parsed.data, macs, envelope, refused);
        if (events.length > 0) parts.committed(events);
        return answer;
      } catch (error) {
        const state = sqlState(error) ?? '';
        const constraint = refusedBy(error);
        const known = constraint && (command.refusals?.[constraint] ?? REFUSALS[constraint]);
        if (CONSTRAINT.test(state) && known) {
          refused = known;
        } else if (!AGAIN.has(state) || attempt >= 4) {
          throw error;
        }
      }
    }
  }

  return { run };
}

function macOf(key: KeyObject, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest();
}

async function hadBody(tx: Transaction, commandId: string, mac: Buffer): Promise<boolean> {
  const [row] = await tx.text<{ had: boolean }>('select log.had_body($1, $2) as had', [
    commandId,
    mac,
  ]);
  return row?.had ?? false;
}

async function decide<Input, Facts, Change, Ahead>(
  tx: Transaction,
  command: Command<Input, Facts, Change, Ahead>,
  input: Input,
  actor: Actor,
  now: Temporal.Instant,
  ahead: Ahead,
  ports: Ports,
): Promise<Decision<Change> | Problem> {
  const facts = await command.load(tx, input, actor, now, ahead, ports);
  if (isProblem(facts)) return facts;
  if (!command.may(actor, facts as Facts, input)) return problem('not-allowed');
  return command.decide(facts as Facts, input, actor, now);
}

function record<Change>(
  decided: Decision<Change>,
  envelope: Envelope,
  actor: Actor,
  occurredAt: Temporal.Instant,
): RecordedEvent[] {
  return decided.events.map((event) => ({
    ...event,
    id: newId(),
    commandId: envelope.commandId,
    accountId: actor.accountId,
    occurredAt,
  }));
}

/** Writes the command, its outcome and its events; one event, as nearly always, goes without JSON around it. */
function logEnd(
  tx: Transaction,
  said: readonly unknown[],
  events: readonly RecordedEvent[],
): Promise<unknown> {
  const [event, ...more] = events;
  if (!event || more.length > 0) {
    const rows = JSON.stringify(events.map(row));
    return tx.text('select log.end_command($1, $2, $3, $4, $5, $6)', [...said, rows]);
  }
  return tx.text(END_OF_ONE, [
    ...said,
    event.id,
    event.kind,
    event.centreId ?? null,
    event.officeId ?? null,
    event.unitId ?? null,
    event.visitId ?? null,
    event.personId ?? null,
    event.data === undefined ? null : JSON.stringify(event.data),
  ]);
}

const END_OF_ONE =
  'select log.end_command_of_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)';

function row(event: RecordedEvent): object {
  return {
    id: event.id,
    kind: event.kind,
    centre_id: event.centreId,
    office_id: event.officeId,
    unit_id: event.unitId,
    visit_id: event.visitId,
    person_id: event.personId,
    data: event.data,
  };
}
