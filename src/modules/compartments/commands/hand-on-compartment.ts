// compartment.hand-on: another member is its custodian from now on.
import type { Problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockCompartment } from '../queries.ts';
import { type Compartment, mayHandOn, refuseHandingOn } from '../rules.ts';
import { memberInput } from '../schema.ts';

export const handOnCompartment = command({
  name: 'compartment.hand-on',
  summary: 'Makes another member the custodian of a compartment.',
  input: memberInput,
  load: (tx, { compartmentId }): Promise<Compartment | Problem> =>
    lockCompartment(tx, compartmentId),
  may: (actor, held, { accountId }) => mayHandOn(held, actor.accountId, accountId),
  decide: (held, { compartmentId, accountId }) =>
    refuseHandingOn(held, accountId) ?? {
      change: { compartmentId, accountId },
      events: [],
      result: { compartmentId },
    },
  apply(tx, { compartmentId, accountId }) {
    tx.text('select compartments.hand_on($1, $2)', [compartmentId, accountId]).catch(() => {});
  },
});
