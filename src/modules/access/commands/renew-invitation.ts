// invitation.renew: a new link for somebody who has no keys yet; the old one counts no more.
import { isProblem, problem } from '#base/problem.ts';
import { refuseToManage } from '../account-rules.ts';
import { lockSubject, refuseUnlessManager } from '../load-account.ts';
import { findManaged } from '../queries.ts';
import { renewInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const renewInvitation = accountCommand({
  name: 'invitation.renew',
  summary: 'Makes a new invitation link for an account that has no keys yet.',
  input: renewInput,
  async load(tx, { accountId }, actor, now) {
    const refused = await refuseUnlessManager(tx, actor);
    if (refused) return refused;
    const subject = await lockSubject(tx, accountId, now);
    if (isProblem(subject)) return subject;
    const known = await findManaged(tx, accountId);
    if (!known || refuseToManage(actor, subject, subject.held)) return problem('not-found');
    return { subject, ready: known.ready };
  },
  may: (actor, { subject }) => !refuseToManage(actor, subject, subject.held),
  decide({ subject, ready }, { tokenHash }) {
    if (subject.disabled) return problem('conflict', 'account-disabled');
    if (ready) return problem('conflict', 'has-keys-already');
    const { accountId } = subject;
    return {
      change: [{ do: 'invite', accountId, tokenHash }],
      events: [{ kind: 'account.invited-again', data: { accountId } }],
      result: { accountId },
    };
  },
});
