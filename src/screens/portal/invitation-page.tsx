// Somebody was invited: what will be asked, and one button that uses the link up.
import { Button } from '#platform/ui/button.tsx';
import type { PageBase } from '../page.ts';
import { PublicShell } from './public-shell.tsx';

export function InvitationPage({ page, link }: { page: PageBase; link: string }) {
  const { w } = page;
  return (
    <PublicShell page={page} title={w('security.invitation.title')} band={72}>
      <div class="stack-tight">
        <h1>{w('security.invitation.title')}</h1>
        <p class="lead">{w('security.invitation.hint')}</p>
      </div>
      <form class="form" method="post" action="/invitation">
        <input type="hidden" name="link" value={link} />
        <Button kind="primary" size="large" wide>
          {w('app.continue')}
        </Button>
      </form>
    </PublicShell>
  );
}
