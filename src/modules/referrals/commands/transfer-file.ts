// file.transfer: another unit is asked to carry a person’s case from now on. Who carries it changes when
// the addressee accepts, and not before.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { RESTRICTED_MEANWHILE } from '../../access/restriction.ts';
import { applyReferral } from '../apply-change.ts';
import { sendReferralInput } from '../schema.ts';
import { decideSending, loadSending } from '../sending.ts';
import { referringUnits } from '../who-may.ts';

export const transferFile = command({
  name: 'file.transfer',
  summary: 'Asks another unit to carry the case of a person, as far as she agreed to it.',
  input: sendReferralInput,
  // REF-11: a case is handed over by the unit that carries it, and accepted while that unit carries it
  async load(tx, input, actor) {
    const facts = await loadSending(tx, input, actor);
    return 'problem' in facts || facts.carries ? facts : problem('not-found');
  },
  may: (actor, { fromUnitId }) => referringUnits(actor).includes(fromUnitId),
  decide: (facts, input, actor, now) => decideSending('transfer', facts, input, actor, now),
  apply: applyReferral,
  refusals: RESTRICTED_MEANWHILE,
});
