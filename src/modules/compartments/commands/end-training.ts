// training.end: a training was noted wrongly, or counts no more.
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced } from '../../access/decide.ts';
import { givesTrainings } from '../rules.ts';
import { endTrainingInput } from '../schema.ts';
import { lockTraining } from '../training-queries.ts';

interface Facts {
  readonly id: string;
  readonly accountId: string;
  readonly ended: boolean;
}

export const endTraining = command({
  name: 'training.end',
  summary: 'Ends a training before its last day.',
  input: endTrainingInput,
  async load(tx, { trainingId }, actor): Promise<Facts | Problem> {
    if (isFenced(actor) || !givesTrainings(actor)) return problem('not-found');
    return lockTraining(tx, trainingId);
  },
  may: givesTrainings,
  // COM-11: a training ends once; what it opened is closed with the same commit
  decide: ({ id, accountId, ended }) =>
    ended
      ? problem('conflict', 'training-ended')
      : {
          change: { id },
          events: [{ kind: 'training.ended', data: { trainingId: id, accountId } }],
          result: { trainingId: id },
        },
  apply(tx, { id }) {
    tx.text('select compartments.end_training($1)', [id]).catch(() => {});
  },
});
