// Retention: lets go of what is over, night by night, whoever does it: the worker, or the start before a port is
// open. Which rows, and for how long they are kept, db/migrations/0390 and data/retention.json say. Each step is a
// transaction of its own, so that stopped anywhere it goes on from there.
import { dayOf } from '#base/dates.ts';
import { sqlState } from '#platform/db/database.ts';
import { NETWORK_ZONE } from '../access/schema.ts';
import type { Keeper } from './carry-out.ts';

// RET-1: what has been kept for as long as its kind is kept, by the period of the country that is in force that
// day, goes the following night; nothing goes of a kind that has no period
// RET-2: nothing of a person goes while one of her files is under a legal hold, of logs nothing from the first
// entry on that names her; it goes by the next night after the hold has ended
// RET-3: a file goes when nobody has had to do with her for as long as files are kept: no moment of any table about
// her is later, but for those that say why they are no dealing with her (rights.no_dealing); by an erasure, which is
// taken back if she comes again
// AUD-4: entries of logs go head by head, up to a head that left the database by then

/** Rows that go in one transaction. */
const AT_ONCE = 500;
/** What another row pointed at goes in the next turn. */
const TURNS = 5;

interface Step {
  /** Of which something went or would not go; none: nothing more is over. */
  readonly task: number | null;
  readonly gone: number;
  readonly failed: number;
  /** Perhaps there is more of it. */
  readonly more: boolean;
  /** Tasks that failed as a whole: names of tables, and codes. */
  readonly broken: readonly string[];
}

/**
 * Lets go of what is over, if the night has come.
 * @param tell told in words of a task that failed as a whole: names of tables and codes alone
 * @returns whether it had come
 */
export async function forgetDue(
  keeper: Pick<Keeper, 'text'>,
  now: Temporal.Instant,
  tell: (text: string) => void = console.error,
): Promise<boolean> {
  const [begun] = await keeper.text<{ run: string | null }>(
    'select rights.begin_retention($1::date, $2, $3::timestamptz) as run',
    [dayOf(now, NETWORK_ZONE).toString(), NETWORK_ZONE, now.toString()],
  );
  if (!begun?.run) return false;
  const { run } = begun;
  /** Rows that will not go, by task: they are tried once a night. */
  const skips: Record<string, number> = {};
  for (let turn = 0, going = true; going && turn < TURNS; turn++) {
    going = false;
    for (let from: number | undefined = 1; from !== undefined; ) {
      const steps: readonly Step[] = await keeper.text<Step>(
        'select task, gone, failed, more, broken from rights.retain($1, $2, $3, $4)',
        [run, from, AT_ONCE, JSON.stringify(skips)],
      );
      const [step] = steps;
      // What a database says of a failure may name somebody, so names of tables and codes alone are told.
      if (turn === 0) for (const what of step?.broken ?? []) tell(`retention of ${what}`);
      if (!step || step.task === null) break;
      const { task, gone, failed, more } = step;
      if (failed > 0) skips[task] = (skips[task] ?? 0) + failed;
      going ||= gone > 0;
      from = more ? task : task + 1;
    }
  }
  await countHeld(keeper, run, tell);
  await keeper.text('select rights.end_retention($1, $2::timestamptz)', [run, now.toString()]);
  return true;
}

/** What is over and held, for officers. What can't be counted keeps no night from its end. */
async function countHeld(
  keeper: Pick<Keeper, 'text'>,
  run: string,
  tell: (text: string) => void,
): Promise<void> {
  for (const { task, code } of await countTogether(keeper, run, tell))
    tell(`retention: what is held of task ${task} could not be counted (${code})`);
}

interface Uncounted {
  readonly task: number;
  readonly code: string;
}

/** All by one question; and where that takes longer than a transaction may, each by one of its own. */
async function countTogether(
  keeper: Pick<Keeper, 'text'>,
  run: string,
  tell: (text: string) => void,
): Promise<readonly Uncounted[]> {
  try {
    return await keeper.text<Uncounted>('select task, code from rights.count_held($1)', [run]);
  } catch (error) {
    tell(`retention: what is held could not be counted at once (${sqlState(error) ?? ''})`);
    return countOneByOne(keeper, run);
  }
}

async function countOneByOne(
  keeper: Pick<Keeper, 'text'>,
  run: string,
): Promise<readonly Uncounted[]> {
  const failed: Uncounted[] = [];
  for (const { n } of await keeper.text<{ n: number }>(
    'select n from rights.tasks_to_count() n',
    [],
  ))
    try {
      await keeper.text('select rights.count_held($1, $2)', [run, n]);
    } catch (error) {
      failed.push({ task: n, code: sqlState(error) ?? '' });
    }
  return failed;
}
