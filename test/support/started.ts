// A process of the product as it is built, started by a test beside its own: what it printed, when it ended.
import { type ChildProcess, fork } from 'node:child_process';
import { inCheckout } from '#platform/checkout.ts';

export interface Started {
  readonly child: ChildProcess;
  /** The code it ended with; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** All it printed so far. */
  said(): string;
}

/** Starts a file of `dist/main` with settings beside those of the machine. */
export function started(file: string, env: Record<string, string | undefined>): Started {
  const child = fork(inCheckout('dist', 'main', file), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part) => {
      text += part;
    });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  return { child, ended, said: () => text };
}

/** What an address answers first, as JSON. @throws Error with what the process said, if it ended before */
export async function firstAnswer(url: string, main: Started): Promise<unknown> {
  let over = false;
  void main.ended.then(() => {
    over = true;
  });
  for (;;) {
    if (over) throw new Error(`it ended: ${main.said()}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return answer.json();
    await new Promise((go) => setTimeout(go, 20));
  }
}
