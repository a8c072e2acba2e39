// Who makes which half of an invitation. Pure; the database checks the same once more
// (0120-a-code-beside-the-link.sql).
//
// ACC-60: a link that an administrator made opens only with a code that another administrator handed
// over; whoever made the one makes not the other. The link of a unit's lead opens by itself.
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isAdministrator } from './account-rules.ts';

/** Who made the newest link and the newest code of an account; null: nobody, or at the server. */
export interface InvitationMakers {
  readonly linkBy: string | null;
  /** The link asks for a code. */
  readonly linkByTwo: boolean;
  readonly codeBy: string | null;
}

/** Why the actor may not make a new link, or undefined. */
export function refuseLink(made: InvitationMakers, actor: Actor): Problem | undefined {
  return isAdministrator(actor) && made.codeBy === actor.accountId
    ? problem('not-allowed', 'made-the-code')
    : undefined;
}

/** Why the actor may not make a new code, or undefined. */
export function refuseCode(made: InvitationMakers, actor: Actor): Problem | undefined {
  if (!isAdministrator(actor)) return problem('not-allowed');
  if (made.linkBy === actor.accountId) return problem('not-allowed', 'made-the-link');
  // Without any link, the code waits for one.
  const alone = made.linkBy !== null && !made.linkByTwo;
  return alone ? problem('conflict', 'link-opens-alone') : undefined;
}
