// What commands about accounts have in common: the writes, and what the database may refuse.
import { problem } from '#base/problem.ts';
import { type Command, command } from '#platform/run-command/command.ts';
import { type AccountWrite, applyAccountWrites } from '../apply-account.ts';

/** A command whose rule answers with writes about accounts. */
export function accountCommand<Input, Facts>(
  spec: Omit<Command<Input, Facts, readonly AccountWrite[]>, 'apply' | 'refusals' | 'ahead'>,
): Command<Input, Facts, readonly AccountWrite[]> {
  return command({
    ...spec,
    apply: applyAccountWrites,
    refusals: {
      membership_one_side: problem('conflict', 'both-sides'),
      account_login_key: problem('invalid', 'invalid', { fields: { login: 'login-taken' } }),
      invitation_pkey: problem('conflict', 'repeated-id'),
      reconciled_once: problem('conflict', 'confirmed-already'),
      membership_account_id_unit_id_coalesce_role_valid_excl: problem(
        'conflict',
        'has-role-already',
      ),
      proposal_in_time: problem('too-late', 'proposal-expired'),
      proposal_still_there: problem('conflict', 'left-already'),
      one_administrator: problem('conflict', 'last-administrator'),
    },
  });
}
