// The second step of signing in: six digits of the authenticator, or one of the recovery codes.
import type { Problem } from '#base/problem.ts';
import { Button } from '#platform/ui/button.tsx';
import type { PageBase } from '../page.ts';
import { FactorField } from './factor-field.tsx';
import { FormProblem } from './form-problem.tsx';
import { NextField, withNext } from './next-path.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { PublicShell } from './public-shell.tsx';

export interface SecondStep {
  readonly name: string;
  readonly next?: string | undefined;
  readonly problem?: Problem | undefined;
  /** Options for asking for a passkey. */
  readonly passkey?: string | undefined;
}

export function SecondPage({ page, step }: { page: PageBase; step: SecondStep }) {
  const { w } = page;
  const { name, next, problem } = step;
  return (
    <PublicShell
      page={page}
      title={w('security.second.title')}
      band={72}
      back={withNext('/sign-in/second', next)}
    >
      <div class="stack-tight">
        <h1>{w('security.second.title')}</h1>
        <p class="muted">{w('security.second.hint', { name })}</p>
      </div>
      <FormProblem page={page} problem={problem} field="code" />
      <form class="form" method="post" action="/sign-in/second" novalidate>
        <NextField path={next} />
        <FactorField page={page} />
        <Button kind="primary" size="large" wide>
          {w('portal.sign-in')}
        </Button>
      </form>
      <PasskeyForm
        page={page}
        action="/sign-in/passkey"
        options={step.passkey}
        label={w('security.passkey.sign-in')}
        next={next}
      />
      <p>
        <a href={withNext('/sign-in', next)}>{w('security.start-over')}</a>
      </p>
    </PublicShell>
  );
}
