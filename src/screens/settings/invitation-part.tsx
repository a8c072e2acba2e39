// The invitation of somebody who has no keys yet: a new link, or a new code beside it, each by whoever
// did not make the other.
import { isAdministrator } from '#modules/access/account-rules.ts';
import { type InvitationMakers, refuseCode, refuseLink } from '#modules/access/invitation-rules.ts';
import { newInvitationCode } from '#platform/session/invitation-code.ts';
import { newToken } from '#platform/session/token.ts';
import { Button } from '#platform/ui/button.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import type { PageRequest } from '../page.ts';

/** The tokens are made here, so that the same form sent twice gives the same link. */
export function InvitationPart({
  page,
  accountId,
  made,
}: {
  page: PageRequest;
  accountId: string;
  made: InvitationMakers;
}) {
  const { w, actor, commandId } = page;
  const base = `/settings/accounts/${accountId}`;
  const byTwo = made.linkByTwo || isAdministrator(actor);
  return (
    <section class="stack">
      <SectionHeading title={w('invitation.title')} />
      {byTwo ? <p class="hint">{w('invitation.by-two')}</p> : null}
      {refuseLink(made, actor) ? (
        <p class="hint">{w('problem.made-the-code')}</p>
      ) : (
        <form method="post" action={`${base}/invitation`} class="end-act" data-turbo="false">
          <input type="hidden" name="commandId" value={commandId} />
          <input type="hidden" name="token" value={newToken()} />
          <p class="hint">{w('settings.renew.hint')}</p>
          <Button>{w('settings.renew')}</Button>
        </form>
      )}
      {refuseCode(made, actor) ? null : (
        <form method="post" action={`${base}/code`} class="end-act" data-turbo="false">
          <input type="hidden" name="commandId" value={commandId} />
          <input type="hidden" name="code" value={newInvitationCode()} />
          <p class="hint">{w('invitation.renew-code.hint')}</p>
          <Button>{w('invitation.renew-code')}</Button>
        </form>
      )}
    </section>
  );
}
