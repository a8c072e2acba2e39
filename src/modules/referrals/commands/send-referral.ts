// referral.send: one unit asks another to do something for a person who agreed to it.
import { command } from '#platform/run-command/command.ts';
import { RESTRICTED_MEANWHILE } from '../../access/restriction.ts';
import { applyReferral } from '../apply-change.ts';
import { sendReferralInput } from '../schema.ts';
import { decideSending, loadSending } from '../sending.ts';
import { referringUnits } from '../who-may.ts';

export const sendReferral = command({
  name: 'referral.send',
  summary: 'Asks another unit to do something for a person, as far as she agreed to it.',
  input: sendReferralInput,
  load: loadSending,
  // REF-1: a unit refers for itself, by what it asked her itself
  may: (actor, { fromUnitId }) => referringUnits(actor).includes(fromUnitId),
  decide: (facts, input, actor, now) => decideSending('referral', facts, input, actor, now),
  apply: applyReferral,
  refusals: RESTRICTED_MEANWHILE,
});
