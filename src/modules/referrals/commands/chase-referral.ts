// referral.chase: what waits beyond its time is overdue, and later told to those who answer for it. The
// worker does it, and sees no person.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isWorker } from '../../access/decide.ts';
import { applyReferral } from '../apply-change.ts';
import { lockDue } from '../load-facts.ts';
import { chaseStep, referralEvent } from '../rules.ts';
import { chaseReferralInput } from '../schema.ts';

export const chaseReferral = command({
  name: 'referral.chase',
  summary: 'Marks a waiting referral as overdue, then as escalated; the worker alone does it.',
  input: chaseReferralInput,
  async load(tx, { referralId }, actor) {
    if (!isWorker(actor)) return problem('not-found');
    return (await lockDue(tx, referralId)) ?? problem('not-found');
  },
  may: isWorker,
  decide(referral, _input, _actor, now) {
    const step = chaseStep(referral, now);
    if (!step) return problem('conflict', 'referral-not-due');
    const { kind, chased, dueAt } = step;
    return {
      change: { chase: { id: referral.id, chased, dueAt } },
      events: [referralEvent(kind, referral)],
      result: { referralId: referral.id },
    };
  },
  apply: applyReferral,
});
