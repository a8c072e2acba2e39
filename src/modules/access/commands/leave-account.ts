// account.leave: somebody leaves. Every role of hers ends now, and all keys with the last one.
import { isProblem, problem } from '#base/problem.ts';
import { needsTwo, refuseToManage } from '../account-rules.ts';
import { lockSubject, refuseUnlessManager } from '../load-account.ts';
import { propose } from '../propose.ts';
import { accountInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const leaveAccount = accountCommand({
  name: 'account.leave',
  summary: 'Ends every role of an account at once, and its sessions with them.',
  input: accountInput,
  async load(tx, { accountId }, actor, now) {
    const refused = await refuseUnlessManager(tx, actor);
    if (refused) return refused;
    const subject = await lockSubject(tx, accountId, now);
    if (isProblem(subject)) return subject;
    const own = accountId === actor.accountId;
    return own || !refuseToManage(actor, subject, subject.held) ? subject : problem('not-found');
  },
  may: () => true, // said by the rule, with its reason
  decide(subject, _input, actor, now) {
    const { accountId, held } = subject;
    const refused = refuseToManage(actor, subject, held);
    if (refused) return refused;
    if (held.length === 0) return problem('conflict', 'left-already');
    if (needsTwo(subject)) return propose({ kind: 'leave', accountId }, now);
    return {
      change: held.map(({ id }) => ({ do: 'end' as const, membershipId: id, at: now })),
      events: [{ kind: 'account.left', data: { accountId, roles: held.length } }],
      result: { accountId },
    };
  },
});
