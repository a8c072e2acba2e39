// member.end: a member of a compartment goes, by herself or by the custodian; from then on it is not there
// for her.
import type { Problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { lockCompartment } from '../queries.ts';
import { type Compartment, refuseLeaving } from '../rules.ts';
import { memberInput } from '../schema.ts';

export const endMember = command({
  name: 'member.end',
  summary: 'Ends that a colleague, or oneself, reads and writes in a compartment.',
  input: memberInput,
  load: (tx, { compartmentId }): Promise<Compartment | Problem> =>
    lockCompartment(tx, compartmentId),
  may: (actor, held, { accountId }) =>
    actor.accountId === held.custodianId || actor.accountId === accountId,
  decide: (held, { compartmentId, accountId }, actor) =>
    refuseLeaving(held, accountId) ?? {
      change: { compartmentId, accountId },
      events: [],
      result: { compartmentId, own: accountId === actor.accountId },
    },
  apply(tx, { compartmentId, accountId }) {
    tx.text('select compartments.end_member($1, $2)', [compartmentId, accountId]).catch(() => {});
  },
});
