// Keeps PostgreSQL running: when the server dies, whoever killed it, it is started again.
import { setTimeout as sleep } from 'node:timers/promises';
import { type PostgresOptions, type RunningPostgres, startPostgres } from './start-postgres.ts';

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5000;

export type SupervisedPostgres = {
  /** The server of this moment; another one after a restart, mostly on the same port. */
  current(): RunningPostgres;
  /** Stops the server for good. */
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL and starts it again whenever it is gone, with longer pauses while that fails
 * (a full disk, say). `onMoved` hears of a server that came back under another address.
 */
export async function supervisePostgres(
  options: PostgresOptions,
  onMoved: (postgres: RunningPostgres) => void = () => {},
): Promise<SupervisedPostgres> {
  const log = options.log ?? (() => {});
  let current = await startPostgres(options);
  let stopping = false;

  const restart = async () => {
    for (let pause = FIRST_PAUSE; !stopping; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        return await startPostgres(options);
      } catch (error) {
        log(`${error instanceof Error ? error.message : error}\nTrying again.`);
        await sleep(pause);
      }
    }
    return undefined;
  };

  const keep = async () => {
    for (;;) {
      await current.gone;
      if (stopping) return;
      log('PostgreSQL is gone: starting it again');
      const next = await restart();
      if (!next) return;
      const moved = next.port !== current.port;
      current = next;
      log('PostgreSQL is back');
      if (moved) onMoved(current);
    }
  };
  const keeping = keep();

  return {
    current: () => current,
    async stop() {
      stopping = true;
      await current.stop();
      await keeping;
      await current.stop(); // the one that a restart had under way
    },
  };
}
