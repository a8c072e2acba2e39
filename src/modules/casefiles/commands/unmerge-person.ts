// person.unmerge: two files that were joined are two again, each as it was.
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { findMerge, lockMerges } from '../merge-queries.ts';
import { decideUnmerge, type Joined } from '../merge-rules.ts';
import { unmergeInput } from '../schema.ts';

export const unmergePerson = command({
  name: 'person.unmerge',
  summary: 'Takes apart two files that were joined; each is again what it was.',
  input: unmergeInput,
  async load(tx, { mergeId }, actor): Promise<Joined | Problem> {
    if (!reachesPeople(actor) || isFenced(actor)) return problem('not-found');
    lockMerges(tx);
    return (await findMerge(tx, mergeId)) ?? problem('not-found');
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: WELCOME, units: [unitId] }),
  decide: decideUnmerge,
  apply(tx, { mergeId }) {
    tx.write(sql`select people.unmerge(${mergeId})`);
  },
});
