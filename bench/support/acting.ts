// Desks that record acts without pause and never give up on one: whatever goes wrong on the way,
// the same command is sent again under the same id until it is answered.
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#base/ids.ts';
import { KeepAlive } from './keep-alive.ts';

export interface Desk {
  readonly token: string;
  readonly stopId: string;
}

/** An act that the service said it has. Times in milliseconds since 1970. */
export interface Acknowledged {
  readonly commandId: string;
  readonly attendanceId: string;
  /** When it was first sent, and when it was acknowledged. */
  readonly sentAt: number;
  readonly at: number;
  readonly attempts: number;
}

/** Runs in a child until the parent goes away; tells the parent what was acknowledged. */
export async function keepActing({
  origin,
  desks,
}: {
  origin: string;
  desks: Desk[];
}): Promise<never> {
  let batch: Acknowledged[] = [];
  setInterval(() => {
    if (batch.length > 0) process.send?.(batch);
    batch = [];
  }, 50);
  process.on('message', () => process.exit(0));
  await Promise.all(
    desks.map(async ({ token, stopId }) => {
      const http = new KeepAlive(origin, token);
      for (;;) {
        const commandId = newId();
        const sentAt = Date.now();
        for (let attempts = 1; ; attempts++) {
          const reply = await http
            .command('attendance.record', commandId, {
              stopId,
              mode: 'support',
              outcome: 'solved',
              minutes: 7,
            })
            .catch(() => ({ status: 0, body: '' }));
          if (reply.status === 200) {
            const { attendanceId } = JSON.parse(reply.body) as { attendanceId: string };
            batch.push({ commandId, attendanceId, sentAt, at: Date.now(), attempts });
            break;
          }
          if (reply.status >= 400 && reply.status < 500)
            throw new Error(`an act was refused: ${reply.status} ${reply.body}`);
          await sleep(30);
        }
      }
    }),
  );
  throw new Error('unreachable');
}
