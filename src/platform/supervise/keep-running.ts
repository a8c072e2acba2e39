// Keeps one process of Oneroof running: started again when it dies, with longer pauses while that fails.
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { REFUSED } from './child.ts';

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5000;
/** How often a process may die before it was ever ready. */
const ATTEMPTS = 5;
/** A process that lived this long died of something new. */
const HEALTHY = 10_000;
/** How long a process may take to end when it is told. */
const PATIENCE = 10_000;

export type KeptOptions = {
  name: string;
  /** The built file to run. */
  file: string;
  /** Its environment, asked for at each start: the database may have moved. */
  env: () => Record<string, string | undefined>;
  log: (line: string) => void;
};

export type KeptProcess = {
  /** Settles when the process first says that it is ready; fails when it can't or must not run. */
  ready: Promise<void>;
  /** Ends the process; it is started again at once. */
  restart(): void;
  /** Ends the process for good: politely, then by force. */
  stop(): Promise<void>;
};

/** Starts the process and keeps it running until `stop`. `onGivenUp` hears that this is in vain. */
export function keepRunning(options: KeptOptions, onGivenUp: () => void): KeptProcess {
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  let child: ChildProcess | undefined;
  let stopping = false;
  let everReady = false;

  const runOnce = () =>
    new Promise<number | string>((ended) => {
      child = fork(options.file, {
        env: options.env(),
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      child.on('message', (message) => {
        if (message !== 'ready') return;
        everReady = true;
        resolve();
      });
      child.on('error', (error) => ended(error.message));
      child.on('exit', (code, signal) => ended(code ?? signal ?? 'unknown'));
    });

  const keep = async () => {
    let pause = FIRST_PAUSE;
    let failures = 0;
    while (!stopping) {
      const started = performance.now();
      const how = await runOnce();
      if (stopping) return;
      if (how === REFUSED || (!everReady && ++failures === ATTEMPTS)) {
        const verb = how === REFUSED ? 'refuses to run' : 'does not start';
        reject(new Error(`${options.name} ${verb}.`));
        onGivenUp();
        return;
      }
      if (performance.now() - started > HEALTHY) pause = FIRST_PAUSE;
      options.log(`${options.name} ended (${how}): starting it again`);
      await sleep(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  };
  const keeping = keep();

  return {
    ready,
    restart: () => void child?.kill('SIGTERM'),
    async stop() {
      stopping = true;
      const force = setTimeout(() => child?.kill('SIGKILL'), PATIENCE);
      child?.kill('SIGTERM');
      await keeping;
      clearTimeout(force);
    },
  };
}
