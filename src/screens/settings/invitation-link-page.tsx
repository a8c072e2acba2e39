// The link of an invitation, shown once to whoever invited.
import { ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { Notice } from '#platform/ui/note.tsx';
import type { PageBase } from '../page.ts';
import { PublicShell } from '../portal/public-shell.tsx';

export function InvitationLinkPage({
  page,
  link,
  accountId,
  byTwo,
}: {
  page: PageBase;
  link: string;
  accountId: string;
  /** The role waits for a second administrator. */
  byTwo: boolean;
}) {
  const { w } = page;
  return (
    <PublicShell page={page} title={w('settings.link.title')} band={72} back="/settings/accounts">
      <div class="stack-tight">
        <h1>{w('settings.link.title')}</h1>
        <p class="lead">{w('settings.link.hint')}</p>
      </div>
      {byTwo ? <Notice>{w('settings.link.by-two')}</Notice> : null}
      <p class="invitation-link" dir="ltr">
        <code>{link}</code>
      </p>
      <ButtonRow>
        <ButtonLink href={`/settings/accounts/${accountId}`} kind="primary" size="large">
          {w('settings.link.done')}
        </ButtonLink>
      </ButtonRow>
    </PublicShell>
  );
}
