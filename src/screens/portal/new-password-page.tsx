// A new password: for whoever was invited, or comes back after two people confirmed her.
import type { Problem } from '#base/problem.ts';
import { Button } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import type { PageBase } from '../page.ts';
import { errorOf, FormProblem } from './form-problem.tsx';
import { PublicShell } from './public-shell.tsx';

export function NewPasswordPage({
  page,
  name,
  login,
  problem,
}: {
  page: PageBase;
  name: string;
  login: string;
  problem?: Problem | undefined;
}) {
  const { w } = page;
  return (
    <PublicShell
      page={page}
      title={w('security.new-password.title')}
      band={72}
      back="/sign-in/password"
    >
      <div class="stack-tight">
        <h1>{w('portal.home.hello', { name })}</h1>
        <p class="muted">{w('security.new-password.hint')}</p>
      </div>
      <FormProblem page={page} problem={problem} field="password" />
      <form class="form" method="post" action="/sign-in/password" novalidate>
        <input type="hidden" name="login" value={login} autocomplete="username" />
        <TextField
          name="password"
          label={w('portal.password.new')}
          hint={w('portal.password.hint')}
          type="password"
          error={errorOf(page, problem, 'password')}
          autocomplete="new-password"
          maxlength={200}
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
