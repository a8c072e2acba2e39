// invitation.renew: a new link for somebody who has no keys yet; the old one counts no more.
import { isProblem, problem } from '#base/problem.ts';
import { isAdministrator, refuseToManage } from '../account-rules.ts';
import { refuseLink } from '../invitation-rules.ts';
import { lockSubject, refuseUnlessManager } from '../load-account.ts';
import { findInvitationMakers, findManaged } from '../queries.ts';
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
    const [known, made] = await Promise.all([
      findManaged(tx, accountId),
      findInvitationMakers(tx, accountId),
    ]);
    if (!known || refuseToManage(actor, subject, subject.held)) return problem('not-found');
    return { subject, ready: known.ready, made };
  },
  may: (actor, { subject }) => !refuseToManage(actor, subject, subject.held),
  decide({ subject, ready, made }, { tokenHash }, actor) {
    if (subject.disabled) return problem('conflict', 'account-disabled');
    if (ready || !made) return problem('conflict', 'has-keys-already');
    const refused = refuseLink(made, actor);
    if (refused) return refused;
    const { accountId } = subject;
    return {
      change: [{ do: 'invite', accountId, tokenHash }],
      events: [{ kind: 'account.invited-again', data: { accountId } }],
      result: { accountId, ...(!isAdministrator(actor) && { alone: true }) },
    };
  },
});
