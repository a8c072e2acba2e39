// leaf.take-back: a text of a compartment is destroyed with all its wordings; who wrote it when stays.
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { findLeaf, lockCompartment } from '../queries.ts';
import { type Compartment, type Leaf, mayTakeBack, refuseChange } from '../rules.ts';
import { takeBackLeafInput } from '../schema.ts';

interface Facts {
  readonly held: Compartment;
  readonly leaf: Leaf;
}

export const takeBackLeaf = command({
  name: 'leaf.take-back',
  summary: 'Destroys a text of a compartment and its earlier wordings.',
  input: takeBackLeafInput,
  async load(tx, { compartmentId, leafId }): Promise<Facts | Problem> {
    const held = await lockCompartment(tx, compartmentId);
    if (isProblem(held)) return held;
    const leaf = await findLeaf(tx, compartmentId, leafId);
    return leaf ? { held, leaf } : problem('not-found');
  },
  may: (actor, { held, leaf }) => mayTakeBack(held, leaf, actor.accountId),
  decide: ({ leaf }, { compartmentId, leafId }) =>
    refuseChange(leaf) ?? {
      change: { compartmentId, leafId },
      events: [],
      result: { leafId },
    },
  apply(tx, { compartmentId, leafId }) {
    tx.text('select compartments.take_back($1, $2)', [leafId, compartmentId]).catch(() => {});
  },
});
