// line.call: a warm hand-over. A line was called with her beside it; who took it over, how it came out, and what
// was told: no more than the protocol allows for that line.
import { isProblem, type Problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { reachesPeople } from '../../access/decide.ts';
import { loadProtocol, type ProtocolFacts } from '../protocol-facts.ts';
import { listHelplines } from '../protocol-queries.ts';
import { refuseCall } from '../protocol-rules.ts';
import { callLineInput, type Helpline } from '../protocol-schema.ts';
import { sealForm, writeForm } from '../sealed-form.ts';

interface Facts extends ProtocolFacts {
  readonly line: Helpline | undefined;
}

export const callLine = command({
  name: 'line.call',
  summary: 'Notes a call to a support line with her beside it: who took over, and what was told.',
  input: callLineInput,
  async load(
    tx,
    { compartmentId, protocolId, lineId },
    _actor,
    _now,
    _ahead,
    { vault },
  ): Promise<Facts | Problem> {
    const facts = await loadProtocol(tx, vault, compartmentId, protocolId);
    if (isProblem(facts)) return facts;
    const lines = await listHelplines(tx);
    return { ...facts, line: lines.find(({ id }) => id === lineId) };
  },
  may: reachesPeople,
  decide(facts, { protocolId, lineId, told, outcome, takenOverBy, note }) {
    const refused = refuseCall(facts.protocol, facts.line, { told, outcome, takenOverBy });
    if (refused) return refused;
    const form = sealForm(facts, {
      form: 'call',
      protocolId,
      lineId,
      told,
      outcome,
      takenOverBy,
      note,
    });
    return { change: form, events: [], result: { leafId: form.id } };
  },
  apply: writeForm,
});
