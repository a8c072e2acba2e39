// Somebody was invited: what will be asked, the code where two hand the invitation over, and one button
// that uses the link up.
import type { Problem } from '#base/problem.ts';
import type { InvitationWay } from '#platform/session/links.ts';
import { Button } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import type { PageBase } from '../page.ts';
import { FormProblem } from './form-problem.tsx';
import { PublicShell } from './public-shell.tsx';

export function InvitationPage({
  page,
  link,
  way,
  problem,
}: {
  page: PageBase;
  link: string;
  way: InvitationWay;
  problem?: Problem | undefined;
}) {
  const { w } = page;
  return (
    <PublicShell
      page={page}
      title={w('security.invitation.title')}
      band={72}
      back={`/invitation/${link}`}
    >
      <div class="stack-tight">
        <h1>{w('security.invitation.title')}</h1>
        <p class="lead">{w('security.invitation.hint')}</p>
      </div>
      {way === 'with-code' ? <FormProblem page={page} problem={problem} field="code" /> : null}
      <form class="form" method="post" action="/invitation" novalidate>
        <input type="hidden" name="link" value={link} />
        {way === 'with-code' ? (
          <TextField
            name="code"
            label={w('invitation.code')}
            hint={w('invitation.code.hint')}
            autocomplete="off"
            dir="ltr"
            maxlength={20}
            big
            autofocus
            required
          />
        ) : null}
        <Button kind="primary" size="large" wide>
          {w('app.continue')}
        </Button>
      </form>
    </PublicShell>
  );
}
