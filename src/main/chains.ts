// The chains over the logs in the worker: laid a few seconds behind the acts; heads go out by mail.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, DatabaseUnavailable } from '#platform/db/database.ts';
import { extendChains, type WayOut } from '#platform/event-log/chain.ts';
import { lineOf } from '#platform/event-log/heads-file.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

const REST = 3000;

/** Keeps laying links until `signal` says stop. */
export async function keepChaining(
  database: Database,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await extendChains(database, token);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable))
        console.error(`chains: ${(error as Error).name}`);
    }
    await sleep(REST, undefined, { signal }).catch(() => {});
  }
}

/** The way out by mail: what the file holds, to somebody who keeps it apart. It tells of nobody. */
export function headsByMail(mailer: Mailer, to: string): WayOut {
  return {
    name: 'mail',
    async send(heads) {
      const last = heads.at(-1);
      if (!last) return;
      await mailer.send({
        id: `heads-${Date.parse(last.at)}`,
        to,
        subject: `Oneroof: heads of the logs, ${last.at.slice(0, 16)}Z`,
        language: 'en',
        text: `${heads.map(lineOf).join('\n')}\n\nKeep this. It proves later that nothing was changed in the logs: npm run admin -- audit verify FILE\n`,
      });
    },
  };
}
