// The readers of the log that the worker runs: live screens of other processes, reactions, counts
// by day. Each has a cursor of its own and is behind the acts, never on their path.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Database, DatabaseUnavailable } from '#platform/db/database.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { type LoggedEvent, readOnce } from '#platform/event-log/reader.ts';
import { relayPokes } from '#platform/live/relay.ts';
import { topicsOf } from './live-topics.ts';
import { REACTIONS } from './reactions.ts';

type Reader = (tx: Transaction, events: readonly LoggedEvent[]) => Promise<void>;

export const READERS: Readonly<Record<string, Reader>> = {
  /** Tells web processes what others did. */
  live: (tx, events) =>
    relayPokes(
      tx,
      events.map((event) => ({ commandId: event.commandId, topics: topicsOf(event) })),
    ),

  /** Enqueues what follows, once for each event. */
  async reactions(tx, events) {
    for (const event of events) {
      for (const { job, payload } of REACTIONS[event.kind]?.(event) ?? []) {
        await tx.text(`select jobs.add_job($1, payload := $2::json, job_key := $3)`, [
          job,
          JSON.stringify(payload),
          `${event.id}:${job}`,
        ]);
      }
    }
  },

  /** Counts acts by day, centre and office. */
  async figures(tx, events) {
    const acts = events.flatMap(changeOfCounts);
    if (acts.length === 0) return;
    const rows = new Map<
      string,
      { day: string; centre: string; office: string; acts: number; minutes: number }
    >();
    for (const { day, centreId, officeId, acts: more, minutes } of acts) {
      const key = `${day} ${officeId}`;
      const row = rows.get(key) ?? { day, centre: centreId, office: officeId, acts: 0, minutes: 0 };
      rows.set(key, {
        ...row,
        acts: row.acts + more,
        minutes: row.minutes + minutes,
      });
    }
    await tx.all(
      build
        .insertInto('statistics.daily')
        .values(
          [...rows.values()].map((row) => ({
            day: Temporal.PlainDate.from(row.day),
            centre_id: row.centre,
            office_id: row.office,
            acts: row.acts,
            minutes: row.minutes,
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(['day', 'centre_id', 'office_id']).doUpdateSet({
            acts: sql`statistics.daily.acts + excluded.acts`,
            minutes: sql`statistics.daily.minutes + excluded.minutes`,
          }),
        ),
    );
  },
};

/** What an event adds to the counts of a day, or takes from them. */
function changeOfCounts({ kind, centreId = '', officeId = '', data }: LoggedEvent) {
  const minutesOf = (said: unknown) =>
    Number((said as { minutes?: number } | undefined)?.minutes ?? 0);
  const place = { day: String(data?.['day']), centreId, officeId };
  const was = minutesOf(data?.['was']);
  if (kind === 'attendance.recorded') return [{ ...place, acts: 1, minutes: minutesOf(data) }];
  if (kind === 'attendance.corrected')
    return [{ ...place, acts: 0, minutes: minutesOf(data?.['now']) - was }];
  return kind === 'attendance.voided' ? [{ ...place, acts: -1, minutes: -was }] : [];
}

/** Reads everything that waits, for all readers. @returns how many events were handed out */
export async function drain(database: Database, token: string): Promise<number> {
  let total = 0;
  for (const [name, reader] of Object.entries(READERS)) {
    for (let read = 1; read > 0; total += read)
      read = await readOnce(database, token, name, reader);
  }
  return total;
}

/** Keeps reading until `signal` says stop; rests a little when there is nothing, and when the database is away. */
export async function keepReading(
  database: Database,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    Object.entries(READERS).map(async ([name, reader]) => {
      while (!signal.aborted) {
        try {
          if ((await readOnce(database, token, name, reader)) === 0)
            await sleep(150, undefined, { signal }).catch(() => {});
        } catch (error) {
          if (!(error instanceof DatabaseUnavailable))
            console.error(`reader ${name}: ${(error as Error).name}`);
          await sleep(1000, undefined, { signal }).catch(() => {});
        }
      }
    }),
  );
}
