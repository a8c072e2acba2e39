// invitation.renew-code: a new code beside the link of an invitation, by an administrator who did not
// make the link; the old one counts no more.
import { isProblem, problem } from '#base/problem.ts';
import { isAdministrator, refuseToManage } from '../account-rules.ts';
import { refuseCode } from '../invitation-rules.ts';
import { lockSubject, refuseUnlessAdministrator } from '../load-account.ts';
import { findInvitationMakers, findManaged } from '../queries.ts';
import { codeInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const renewCode = accountCommand({
  name: 'invitation.renew-code',
  summary:
    'Makes a new code beside an invitation’s link, which an administrator who did not make the link hands over.',
  input: codeInput,
  async load(tx, { accountId }, actor, now) {
    const refused = await refuseUnlessAdministrator(tx, actor);
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
  may: (actor) => isAdministrator(actor),
  decide({ subject, ready, made }, { codeHash }, actor) {
    if (subject.disabled) return problem('conflict', 'account-disabled');
    if (ready || !made) return problem('conflict', 'has-keys-already');
    const refused = refuseCode(made, actor);
    if (refused) return refused;
    const { accountId } = subject;
    return {
      change: [{ do: 'code', accountId, codeHash }],
      events: [{ kind: 'account.code-made', data: { accountId } }],
      result: { accountId },
    };
  },
});
