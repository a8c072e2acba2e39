// What every benchmark shares: load generators in processes of their own, and the last line.
import { fork } from 'node:child_process';

/** One figure. `target` is what `value` (or `ratio`, when there is a baseline) is held against. */
export interface Result {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly target: string | null;
  readonly ok: boolean;
}

/** Work that runs in a process of its own, so that it takes no time from who is measured. */
// oxlint-disable-next-line typescript/no-explicit-any -- arguments are the plain JSON of each role.
export type Roles = Readonly<Record<string, (args: any) => Promise<unknown>>>;

/**
 * Runs a benchmark: `main` in this process, each role in a child of it. Prints the results as one
 * line of JSON and ends the process, non-zero when a target is missed.
 */
export async function bench(
  name: string,
  main: () => Promise<readonly Result[]>,
  roles: Roles = {},
): Promise<void> {
  if (process.argv[2] === '--role') {
    const role = roles[process.argv[3] ?? ''];
    process.once('message', (args) => {
      void role?.(args).then((answer) => process.send?.(answer ?? null, () => process.exit(0)));
    });
    process.on('disconnect', () => process.exit(1));
    process.send?.('ready');
    return;
  }
  const results = await main();
  for (const { metric, value, unit, target, ratio, ok } of results) {
    const against = ratio === null ? '' : ` · ratio ${ratio}`;
    console.log(
      `${ok ? '✓' : '✗'} ${metric}: ${value} ${unit}${against}${target ? ` (${target})` : ''}`,
    );
  }
  console.log(JSON.stringify({ bench: name, results }));
  process.exit(results.every(({ ok }) => ok) ? 0 : 1);
}

/** Runs a role of this benchmark in a process of its own and returns its answer. */
export async function inChild<Answer>(role: string, args: object): Promise<Answer> {
  const child = fork(process.argv[1] as string, ['--role', role], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise<Answer>((resolve, reject) => {
    child.on('message', (message) => {
      if (message === 'ready') child.send(args);
      else resolve(message as Answer);
    });
    child.once('exit', (code) => reject(new Error(`${role} ended (${code})`)));
  });
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value below which `percent` of the values lie (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

/** Rounded for people. */
export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

/** Where in the alternatives this machine is left alone: `--quick` shortens every measurement. */
export const quick = process.argv.includes('--quick');

/** The value of a switch such as `--profile DIR`. */
export function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : undefined;
}
