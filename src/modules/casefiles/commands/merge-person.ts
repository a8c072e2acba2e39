// person.merge: two files are one person. A link, which can be taken back: no row of either is moved.
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { refuseRestricted, restrictedSince } from '../../access/restriction.ts';
import { loadMerge, lockMerges } from '../merge-queries.ts';
import { decideMerge, type Merge, type MergeFacts } from '../merge-rules.ts';
import { mergeInput } from '../schema.ts';

interface Facts extends MergeFacts {
  /** One of the files is. */
  readonly restricted: Temporal.Instant | undefined;
}

export const mergePerson = command({
  name: 'person.merge',
  summary: 'Says that two files are one person; both numbers find her from then on.',
  input: mergeInput,
  async load(tx, { personId, otherId }, actor): Promise<Facts | Problem> {
    if (!reachesPeople(actor) || isFenced(actor)) return problem('not-found');
    lockMerges(tx);
    const facts = await loadMerge(tx, personId, otherId);
    if (!facts) return problem('not-found');
    // With both rows locked: nobody restricts either file meanwhile.
    const [one, other] = await Promise.all([
      restrictedSince(tx, personId),
      restrictedSince(tx, otherId),
    ]);
    return { ...facts, restricted: one ?? other };
  },
  may: (actor, { one, other }) =>
    [one, other].every(({ unitId }) => mayAct(actor, { roles: WELCOME, units: [unitId] })),
  decide: (facts, _input, actor) =>
    refuseRestricted(facts.restricted) ??
    decideMerge(facts, { id: newId(), accountId: actor.accountId }),
  apply(tx, { id, one, other, review }: Merge, now, actor) {
    const [first, second] = [one.personId, other.personId].toSorted();
    if (review) {
      tx.write(sql`
        insert into people.pair (one_id, other_id, unit_id, state, account_id, changed_at)
        values (${first}, ${second}, ${one.unitId}, 'review', ${actor.accountId}, ${now.toString()})
        on conflict (one_id, other_id) do update
          set state = 'review', account_id = ${actor.accountId}, changed_at = ${now.toString()}`);
      return;
    }
    tx.write(sql`select people.merge(${id}, ${first}, ${second}, ${now.toString()})`);
  },
});
