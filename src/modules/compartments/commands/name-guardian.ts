// guardian.name: who stands for her, since when, by what; or how that stands now. Sealed in the compartment; no event
// tells of it, and nobody is written to.
import { dayOf } from '#base/dates.ts';
import { isProblem, type Problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { reachesPeople } from '../../access/decide.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { type Reach, reachOf } from '../../people/contact-rules.ts';
import { listContacts } from '../../people/queries.ts';
import { refuseGuardian } from '../guardian-rules.ts';
import { nameGuardianInput } from '../guardian-schema.ts';
import type { Written } from '../protocol-rules.ts';
import { listLeaves } from '../queries.ts';
import { formsOf, type Held, holdOpen, sealForm, writeForm } from '../sealed-form.ts';

interface Facts extends Held {
  readonly records: readonly Written<'guardian'>[];
  readonly reach: Reach;
}

export const nameGuardian = command({
  name: 'guardian.name',
  summary: 'Writes down who stands for a person, in which capacity, and what is not said to them.',
  input: nameGuardianInput,
  async load(tx, { compartmentId }, _actor, _now, _ahead, { vault }): Promise<Facts | Problem> {
    const open = await holdOpen(tx, vault, compartmentId);
    if (isProblem(open)) return open;
    const [leaves, contacts] = await Promise.all([
      listLeaves(tx, vault, compartmentId),
      listContacts(tx, open.held.personId),
    ]);
    return { ...open, records: formsOf(leaves, 'guardian'), reach: reachOf(contacts) };
  },
  may: reachesPeople,
  decide(facts, { compartmentId: _of, ...said }, _actor, now) {
    const guardian = { ...said, withheld: [...new Set(said.withheld)] };
    const refused = refuseGuardian(guardian, facts, dayOf(now, NETWORK_ZONE));
    if (refused) return refused;
    const form = sealForm(facts, { form: 'guardian', ...guardian });
    return { change: form, events: [], result: { leafId: form.id } };
  },
  apply: writeForm,
});
