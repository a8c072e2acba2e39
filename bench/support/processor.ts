// How much processor time a piece of work takes, family of processes by family: on a machine that
// others use too, this says more than how fast it went. Only Linux tells it; elsewhere all is zero.
import { readdirSync, readFileSync } from 'node:fs';
import { withClient } from '#platform/embedded-postgres/roles.ts';

/** Microseconds of one tick of /proc/PID/stat. */
const TICK = 10_000;

/** The postmaster behind an address: whoever started the process that answers us. */
export function postmasterOf(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return Number(statOf(rows[0]?.pid ?? 0)[1] ?? 0);
  });
}

/** Processor time of each family, in microseconds, while `work` runs. A family is named by its first process. */
export async function usedDuring<Result>(
  families: Readonly<Record<string, number>>,
  work: () => Promise<Result>,
): Promise<{ result: Result; used: Readonly<Record<string, number>> }> {
  const before = Object.values(families).map(usedBy);
  const result = await work();
  const used = Object.entries(families).map(([name, pid], at): [string, number] => [
    name,
    usedBy(pid) - (before[at] ?? 0),
  ]);
  return { result, used: Object.fromEntries(used) };
}

/** What a process and its children used, those that have ended too. */
function usedBy(pid: number): number {
  const stat = statOf(pid);
  const ended = (Number(stat[13] ?? 0) + Number(stat[14] ?? 0)) * TICK;
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return [String(pid), ...children].reduce((sum, one) => sum + ownTime(one), ended);
}

function ownTime(pid: string): number {
  return namesIn(`/proc/${pid}/task`).reduce(
    (sum, task) =>
      sum + Number(read(`/proc/${pid}/task/${task}/schedstat`).split(' ')[0] ?? 0) / 1000,
    0,
  );
}

/** Fields of /proc/PID/stat after the name: [0] state, [1] parent, [13] and [14] time of ended children. */
function statOf(pid: number): string[] {
  return read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has just ended, or this is not Linux
  }
}
