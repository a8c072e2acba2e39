// training.give: that a colleague was trained, and until when that counts.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced } from '../../access/decide.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { givesTrainings, refuseTraining } from '../rules.ts';
import { giveTrainingInput } from '../schema.ts';
import { listTopics, listToTrain } from '../training-queries.ts';

interface Facts {
  readonly colleagues: readonly string[];
  readonly topics: readonly string[];
}

export const giveTraining = command({
  name: 'training.give',
  summary: 'Notes that a colleague was trained for compartments of a topic, and until when.',
  input: giveTrainingInput,
  async load(tx, _input, actor): Promise<Facts | Problem> {
    if (isFenced(actor) || !givesTrainings(actor)) return problem('not-found');
    const [colleagues, topics] = await Promise.all([listToTrain(tx), listTopics(tx)]);
    return {
      colleagues: colleagues.map(({ accountId }) => accountId),
      topics: topics.map(({ id }) => id),
    };
  },
  may: givesTrainings,
  decide({ colleagues, topics }, input, actor, now) {
    const today = now.toZonedDateTimeISO(NETWORK_ZONE).toPlainDate();
    const refused = refuseTraining(input, today, actor.accountId, { colleagues, topics });
    if (refused) return refused;
    const id = newId();
    return {
      change: { id, ...input },
      events: [
        {
          kind: 'training.given',
          data: { trainingId: id, accountId: input.accountId, topicId: input.topicId },
        },
      ],
      result: { trainingId: id },
    };
  },
  apply(tx, { id, accountId, topicId, from, until }) {
    tx.text('select compartments.give_training($1, $2, $3, $4, $5)', [
      id,
      accountId,
      topicId,
      from,
      until,
    ]).catch(() => {});
  },
});
