// The link of an invitation, or the code beside it: shown once, to whoever hands it over.
import { ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { Notice } from '#platform/ui/note.tsx';
import type { PageBase } from '../page.ts';
import { PublicShell } from '../portal/public-shell.tsx';

export function InvitationHalfPage({
  page,
  half,
  text,
  accountId,
  byTwo = false,
  alone = false,
}: {
  page: PageBase;
  half: 'link' | 'code';
  /** The link or the code itself. */
  text: string;
  accountId: string;
  /** The role waits for a second administrator. */
  byTwo?: boolean;
  /** The link opens without a code: a unit's lead made it. */
  alone?: boolean;
}) {
  const { w } = page;
  const title = w(half === 'link' ? 'settings.link.title' : 'invitation.made.title');
  return (
    <PublicShell page={page} title={title} band={72} back="/settings/accounts">
      <div class="stack-tight">
        <h1>{title}</h1>
        <p class="lead">{w(half === 'link' ? 'settings.link.hint' : 'invitation.made.hint')}</p>
      </div>
      {byTwo ? <Notice>{w('settings.link.by-two')}</Notice> : null}
      {half === 'link' && !alone ? <Notice tone="plain">{w('invitation.link-half')}</Notice> : null}
      <p class={`invitation-link invitation-${half}`} dir="ltr">
        <code>{text}</code>
      </p>
      <ButtonRow>
        <ButtonLink href={`/settings/accounts/${accountId}`} kind="primary" size="large">
          {w(half === 'link' ? 'settings.link.done' : 'invitation.made.done')}
        </ButtonLink>
      </ButtonRow>
    </PublicShell>
  );
}
