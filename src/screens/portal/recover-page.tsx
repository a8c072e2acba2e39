// Back in after two people confirmed: the link brought her here, the code was told to her.
import type { Problem } from '#base/problem.ts';
import { Button } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import type { PageBase } from '../page.ts';
import { FormProblem } from './form-problem.tsx';
import { PublicShell } from './public-shell.tsx';

export function RecoverPage({
  page,
  link,
  problem,
}: {
  page: PageBase;
  link: string;
  problem?: Problem | undefined;
}) {
  const { w } = page;
  return (
    <PublicShell
      page={page}
      title={w('security.recover.title')}
      band={72}
      back={`/recover/${link}`}
    >
      <div class="stack-tight">
        <h1>{w('security.recover.title')}</h1>
        <p class="muted">{w('security.recover.hint')}</p>
      </div>
      <FormProblem page={page} problem={problem} field="code" />
      <form class="form" method="post" action="/recover" novalidate>
        <input type="hidden" name="link" value={link} />
        <TextField
          name="code"
          label={w('security.recover.code')}
          autocomplete="off"
          dir="ltr"
          maxlength={20}
          big
          autofocus
          required
        />
        <Button kind="primary" size="large" wide>
          {w('app.continue')}
        </Button>
      </form>
    </PublicShell>
  );
}
