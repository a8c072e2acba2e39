// danger.assess: what she answered to the questions about danger, sealed in the compartment. Each time anew: how
// it was before stays beside it.
import type { Problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { reachesPeople } from '../../access/decide.ts';
import { loadProtocol, type ProtocolFacts } from '../protocol-facts.ts';
import { refuseAnswers } from '../protocol-rules.ts';
import { assessDangerInput } from '../protocol-schema.ts';
import { sealForm, writeForm } from '../sealed-form.ts';

export const assessDanger = command({
  name: 'danger.assess',
  summary: 'Keeps the answers about danger in a compartment; a help, never a verdict.',
  input: assessDangerInput,
  load: (
    tx,
    { compartmentId, protocolId },
    _actor,
    _now,
    _ahead,
    { vault },
  ): Promise<ProtocolFacts | Problem> => loadProtocol(tx, vault, compartmentId, protocolId),
  may: reachesPeople,
  decide(facts, { protocolId, answers }) {
    const danger = facts.protocol?.danger;
    const refused = refuseAnswers(danger, answers);
    if (refused) return refused;
    const dangerId = danger?.id ?? '';
    const form = sealForm(facts, { form: 'danger', protocolId, dangerId, answers });
    return { change: form, events: [], result: { leafId: form.id } };
  },
  apply: writeForm,
});
