// leaf.take-back: a text of a compartment is destroyed with all its wordings; who wrote it when stays. With a
// count goes its number, which only the leaf itself knows.
import { dayOf } from '#base/dates.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { goesWithLeaf } from '../count-rules.ts';
import type { Written } from '../protocol-rules.ts';
import { findLeaf, listLeaves, lockCompartment } from '../queries.ts';
import { type Compartment, type Leaf, mayTakeBack, refuseChange } from '../rules.ts';
import { takeBackLeafInput } from '../schema.ts';
import { formsOf } from '../sealed-form.ts';

interface Facts {
  readonly held: Compartment;
  readonly leaf: Leaf;
  /** What it counted; undefined: it is no count, or is damaged, and then its number stays. */
  readonly counted: Written<'count'> | undefined;
}

export const takeBackLeaf = command({
  name: 'leaf.take-back',
  summary: 'Destroys a text of a compartment and its earlier wordings.',
  input: takeBackLeafInput,
  async load(
    tx,
    { compartmentId, leafId },
    _actor,
    _now,
    _ahead,
    { vault },
  ): Promise<Facts | Problem> {
    const held = await lockCompartment(tx, compartmentId);
    if (isProblem(held)) return held;
    const leaf = await findLeaf(tx, compartmentId, leafId);
    if (!leaf) return problem('not-found');
    if (leaf.form !== 'count' || leaf.takenBack) return { held, leaf, counted: undefined };
    const counted = await findCount(tx, vault, compartmentId, leafId);
    return isProblem(counted) ? counted : { held, leaf, counted };
  },
  may: (actor, { held, leaf }) => mayTakeBack(held, leaf, actor.accountId),
  decide({ leaf, counted }, { compartmentId, leafId }, _actor, now) {
    const goes = counted && goesWithLeaf(counted.month, dayOf(now, NETWORK_ZONE));
    return (
      refuseChange(leaf) ?? {
        change: { compartmentId, leafId, form: leaf.form, counted: goes ? counted : undefined },
        events: [],
        result: { leafId },
      }
    );
  },
  apply(tx, { compartmentId, leafId, form, counted }) {
    const done =
      form === 'count'
        ? tx.text('select compartments.take_back_count($1, $2, $3, $4)', [
            leafId,
            compartmentId,
            counted?.month ?? null,
            counted?.choiceIds ?? null,
          ])
        : tx.text('select compartments.take_back($1, $2)', [leafId, compartmentId]);
    done.catch(() => {});
  },
});

/** A problem while the key is away: what it counted would stay for ever. */
async function findCount(
  tx: Transaction,
  vault: Vault,
  compartmentId: string,
  leafId: string,
): Promise<Written<'count'> | undefined | Problem> {
  const leaves = await listLeaves(tx, vault, compartmentId);
  const leaf = leaves.find(({ id }) => id === leafId);
  if (leaf?.unopened === 'locked') return problem('too-late', 'compartment-locked');
  return formsOf(leaves, 'count').find((one) => one.leafId === leafId);
}
