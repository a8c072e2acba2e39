// leaf.write: a text in a compartment, or another wording of one. It is sealed here: the database gets, and
// keeps, nothing that can be read without the key outside it.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { sealAt } from '#platform/vault/seal.ts';
import { reachesPeople } from '../../access/decide.ts';
import { findLeaf, type HeldCompartment, lockCompartment } from '../queries.ts';
import { type Leaf, refuseChange } from '../rules.ts';
import { writeLeafInput } from '../schema.ts';
import { keyAbout, leafPlace } from '../sealing.ts';

interface Facts {
  readonly id: string;
  readonly held: HeldCompartment;
  readonly corrected: Leaf | undefined;
  readonly sealed: Buffer;
}

export const writeLeaf = command({
  name: 'leaf.write',
  summary: 'Writes a text in a compartment, or puts one right; its members alone read it.',
  input: writeLeafInput,
  async load(
    tx,
    { compartmentId, correctsId, body },
    _actor,
    _now,
    _ahead,
    { vault },
  ): Promise<Facts | Problem> {
    const held = await lockCompartment(tx, compartmentId);
    if (isProblem(held)) return held;
    const corrected = correctsId ? await findLeaf(tx, compartmentId, correctsId) : undefined;
    if (correctsId && corrected?.form !== 'note') return problem('not-found');
    const key = await vault.unwrap(held, keyAbout(held));
    if (key === 'locked') return problem('too-late', 'compartment-locked');
    if (key === 'damaged') return problem('conflict', 'compartment-damaged');
    const id = newId();
    const { personId, unitId, version } = held;
    const place = leafPlace({ id, compartmentId, personId, unitId, version });
    return { id, held, corrected, sealed: sealAt(key, body, place) };
  },
  may: reachesPeople,
  decide({ id, held, corrected, sealed }) {
    const refused = corrected && refuseChange(corrected);
    return (
      refused ?? {
        change: { id, firstId: corrected?.id ?? id, held, sealed },
        events: [],
        result: { leafId: corrected?.id ?? id },
      }
    );
  },
  apply(tx, { id, firstId, held, sealed }) {
    tx.text('select compartments.write_leaf($1, $2, $3, $4, $5)', [
      id,
      firstId,
      held.id,
      held.version,
      sealed,
    ]).catch(() => {});
  },
});
