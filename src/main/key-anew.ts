// The worker makes the keys of names anew when the method's version has changed: a few people at a time, each
// batch a short transaction, so that it can stop and go on at any point and no act waits for it. Until it has
// passed, a person has the keys of the older version, all of them, and is found by what both have in common.
import type { Database } from '#platform/db/database.ts';
import { LEARNED } from '#modules/people/names/weights.ts';
import { KEYS_VERSION, nameKeys } from '#modules/people/search-keys.ts';
import { marksOf } from '#modules/people/search-marks.ts';

/** How keys are made. */
export interface Method {
  readonly version: number;
  readonly keysOf: (names: readonly string[]) => readonly string[];
}

const PRESENT: Method = { version: KEYS_VERSION, keysOf: (names) => nameKeys(names, LEARNED) };

/** The queue's own count: all that is enqueued for somebody who waits comes before. */
const BEHIND = 100;
/** People of one transaction: a few hundred rows, far below a second. */
const BATCH = 50;
/** Less than the ten minutes after which the calendar asks again, milliseconds. */
const MOST_TIME = 4 * 60_000;

/**
 * PEO-31: when the method by which names are found changes, everybody's keys are made anew behind all other
 * work; who is registered or put right meanwhile has the new ones at once. Whoever has new keys is compared
 * anew, behind all other work, too: with those whose older ones were others.
 *
 * @returns how many people have new keys
 */
export async function keyAnew(
  database: Database,
  token: string,
  { version, keysOf }: Method = PRESENT,
  until = performance.now() + MOST_TIME,
): Promise<number> {
  let done = 0;
  while (performance.now() < until) {
    const people = await database.transaction((tx) => {
      tx.text('select access.enter($1)', [token]).catch(() => {});
      return tx.text<{ person_id: string; names: string[] }>(
        'select person_id, names from people.to_key_anew($1::smallint, $2)',
        [version, BATCH],
      );
    });
    // Thought out while nothing is locked.
    const made = people.map(({ person_id, names }) => ({ person_id, names, keys: keysOf(names) }));
    const changed = await database.transaction(async (tx) => {
      tx.text('select access.enter($1)', [token]).catch(() => {});
      const answers = await Promise.all(
        made.map(({ person_id, names, keys }) =>
          tx.text<{ changed: boolean }>(
            'select people.key_anew($1, $2::smallint, $3, $4, $5::bit(256)) as changed',
            [person_id, version, names, [...keys], marksOf(keys)],
          ),
        ),
      );
      const anew = made.filter((_, place) => answers[place]?.[0]?.changed);
      await tx.text(
        `select jobs.add_job('compare-files', json_build_object('personId', id), priority := $2,
           job_key := format('key-anew:%s:%s', $3::int, id))
         from unnest($1::uuid[]) id`,
        [anew.map(({ person_id }) => person_id), BEHIND, version],
      );
      return anew.length;
    });
    done += changed;
    // All of them are being put right at this moment, or nobody is left: the calendar comes again.
    if (changed === 0) return done;
  }
  return done;
}
