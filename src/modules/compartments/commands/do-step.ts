// step.do: a step of the protocol is done, or need not be. It is sealed in the compartment; no event tells of it.
import { isProblem, type Problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { reachesPeople } from '../../access/decide.ts';
import { loadProtocol, type ProtocolFacts } from '../protocol-facts.ts';
import { type Done, refuseStep, type Written } from '../protocol-rules.ts';
import { doStepInput } from '../protocol-schema.ts';
import { listLeaves } from '../queries.ts';
import { actsOf, formsOf, sealForm, writeForm } from '../sealed-form.ts';

interface Facts extends ProtocolFacts {
  readonly written: readonly Written<'step'>[];
  readonly acts: readonly Done[];
}

export const doStep = command({
  name: 'step.do',
  summary: 'Notes that a step of the protocol is done, or need not be; its members alone see it.',
  input: doStepInput,
  async load(tx, input, _actor, _now, _ahead, { vault }): Promise<Facts | Problem> {
    const { compartmentId, protocolId } = input;
    const facts = await loadProtocol(tx, vault, compartmentId, protocolId);
    if (isProblem(facts)) return facts;
    const leaves = await listLeaves(tx, vault, compartmentId);
    return { ...facts, written: formsOf(leaves, 'step'), acts: actsOf(leaves) };
  },
  may: reachesPeople,
  decide(facts, { protocolId, stepId, outcome, note }, actor) {
    const isCustodian = facts.held.custodianId === actor.accountId;
    const refused = refuseStep(
      facts.protocol,
      { stepId, outcome, note },
      { written: facts.written, acts: facts.acts, isCustodian },
    );
    if (refused) return refused;
    const form = sealForm(facts, { form: 'step', protocolId, stepId, outcome, note });
    return { change: form, events: [], result: { leafId: form.id } };
  },
  apply: writeForm,
});
