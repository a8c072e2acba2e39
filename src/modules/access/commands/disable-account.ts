// account.disable and account.enable: an account is closed at once, roles and all; two open it again.
import { isProblem, problem } from '#base/problem.ts';
import { isAdministrator, givesByTwo, needsTwo, refuseToManage } from '../account-rules.ts';
import { lockSubject, refuseUnlessAdministrator } from '../load-account.ts';
import { propose } from '../propose.ts';
import { accountInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const disableAccount = toggle('disable', 'Closes an account at once; its sessions end.');
export const enableAccount = toggle('enable', 'Proposes to open an account again that was closed.');

function toggle(kind: 'disable' | 'enable', summary: string) {
  return accountCommand({
    name: `account.${kind}`,
    summary,
    input: accountInput,
    async load(tx, { accountId }, actor, now) {
      return (
        (await refuseUnlessAdministrator(tx, actor)) ?? (await lockSubject(tx, accountId, now))
      );
    },
    may: (actor) => isAdministrator(actor),
    decide(subject, _input, actor, now) {
      const { accountId } = subject;
      const refused = refuseToManage(actor, subject, []);
      if (isProblem(refused)) return refused;
      const disabled = kind === 'disable';
      if (subject.disabled === disabled) return problem('conflict', 'already-so');
      const byTwo = disabled ? needsTwo(subject) : givesByTwo(actor, subject);
      if (byTwo) return propose({ kind, accountId }, now);
      return {
        change: [{ do: 'disable', accountId, disabled }],
        events: [{ kind: `account.${kind}d`, data: { accountId } }],
        result: { accountId },
      };
    },
  });
}
