// pair.answer: somebody looked at two files that may be one person, and says that they are not, or that
// she can't tell. Nothing of either file changes.
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { digestOf, findPairFacts } from '../../people/likeness-queries.ts';
import { loadMerge } from '../merge-queries.ts';
import { decidePairAnswer, type MergeFacts, type PairAnswer } from '../merge-rules.ts';
import { pairAnswerInput } from '../schema.ts';

type Facts = MergeFacts & { readonly compared: string };

export const answerPair = command({
  name: 'pair.answer',
  summary: 'Says of two files that they are not one person, or that it can’t be told.',
  input: pairAnswerInput,
  async load(tx, { personId, otherId }, actor): Promise<Facts | Problem> {
    if (!reachesPeople(actor) || isFenced(actor)) return problem('not-found');
    const facts = await loadMerge(tx, personId, otherId);
    if (!facts) return problem('not-found');
    const compared = await findPairFacts(tx, personId, otherId);
    return { ...facts, compared: compared ? digestOf(compared) : '' };
  },
  may: (actor, { one, other }) =>
    [one, other].every(({ unitId }) => mayAct(actor, { roles: WELCOME, units: [unitId] })),
  decide: (facts, { answer }) => decidePairAnswer(facts, answer, facts.compared),
  apply(tx, { oneId, otherId, unitId, answer, compared }: PairAnswer, now, actor) {
    tx.write(sql`
      insert into people.pair (one_id, other_id, unit_id, state, account_id, compared, changed_at)
      values (${oneId}, ${otherId}, ${unitId}, ${answer}, ${actor.accountId}, ${compared},
        ${now.toString()})
      on conflict (one_id, other_id) do update set state = ${answer},
        account_id = ${actor.accountId}, compared = ${compared}, changed_at = ${now.toString()}`);
  },
});
