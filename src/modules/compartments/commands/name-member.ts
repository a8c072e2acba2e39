// member.name: the custodian names somebody who reads and writes in a compartment from now on.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { listCandidates, lockCompartment } from '../queries.ts';
import { type Compartment, refuseNaming } from '../rules.ts';
import { memberInput } from '../schema.ts';

interface Facts {
  readonly held: Compartment;
  readonly candidates: readonly string[];
}

export const nameMember = command({
  name: 'member.name',
  summary: 'Names a colleague who reads and writes in a compartment.',
  input: memberInput,
  async load(tx, { compartmentId }): Promise<Facts | Problem> {
    const held = await lockCompartment(tx, compartmentId);
    if (isProblem(held)) return held;
    const candidates = await listCandidates(tx, compartmentId);
    return { held, candidates: candidates.map(({ accountId }) => accountId) };
  },
  may: ({ accountId }, { held }) => accountId === held.custodianId,
  decide: ({ held, candidates }, { compartmentId, accountId }) =>
    refuseNaming(held, accountId, candidates) ?? {
      change: { compartmentId, accountId },
      events: [],
      result: { compartmentId },
    },
  apply(tx, { compartmentId, accountId }) {
    tx.text('select compartments.name_member($1, $2, $3)', [
      newId(),
      compartmentId,
      accountId,
    ]).catch(() => {});
  },
  refusals: { member_once: problem('conflict', 'member-already') },
});
