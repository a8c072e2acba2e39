// The first page of an empty network: the one-time code that the server printed makes the first
// administrator.
import type { Problem } from '#base/problem.ts';
import { Button } from '#platform/ui/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { PageBase } from '../page.ts';
import { PublicShell } from './public-shell.tsx';

/** What was typed; the password is never sent back. */
export interface FirstTyped {
  readonly code?: string | undefined;
  readonly name?: string | undefined;
  readonly login?: string | undefined;
}

export function FirstPage({
  page,
  typed = {},
  problem,
}: {
  page: PageBase;
  typed?: FirstTyped;
  problem?: Problem | undefined;
}) {
  const { w } = page;
  const errorOf = (field: string) => {
    const code = problem?.fields?.[field];
    return code === undefined ? undefined : fieldText(w.language, code, problem?.params);
  };
  const wrong = Object.keys(problem?.fields ?? {});
  return (
    <PublicShell page={page} title={w('portal.first.title')} band={72} back="/first">
      <div class="stack-tight">
        <h1>{w('portal.first.title')}</h1>
        <p class="muted">{w('portal.first.hint')}</p>
      </div>
      {problem ? (
        <ErrorSummary
          title={w('app.error-summary.title', { count: Math.max(1, wrong.length) })}
          errors={
            wrong.length > 0
              ? wrong.map((field) => ({ field, text: errorOf(field) ?? '' }))
              : [{ field: 'code', text: problemText(w.language, problem) }]
          }
        />
      ) : null}
      <form class="form" method="post" action="/first" novalidate>
        <TextField
          name="code"
          label={w('portal.first.code')}
          value={typed.code}
          error={errorOf('code')}
          autocomplete="one-time-code"
          dir="ltr"
          maxlength={100}
          required
        />
        <TextField
          name="name"
          label={w('portal.first.name')}
          value={typed.name}
          error={errorOf('name')}
          autocomplete="name"
          maxlength={120}
          required
        />
        <TextField
          name="login"
          label={w('portal.email')}
          type="email"
          inputmode="email"
          value={typed.login}
          error={errorOf('login')}
          autocomplete="username"
          maxlength={120}
          required
        />
        <TextField
          name="password"
          label={w('portal.password.new')}
          hint={w('portal.password.hint')}
          type="password"
          error={errorOf('password')}
          autocomplete="new-password"
          maxlength={200}
          required
        />
        <Button kind="primary" size="large" wide>
          {w('portal.first.create')}
        </Button>
      </form>
    </PublicShell>
  );
}
