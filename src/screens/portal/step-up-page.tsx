// Proving oneself once more, before something that needs it: exports, administration, one's own keys.
import type { Problem } from '#base/problem.ts';
import { Button, ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import type { PageRequest } from '../page.ts';
import { FactorField } from './factor-field.tsx';
import { FormProblem } from './form-problem.tsx';
import { NextField, withNext } from './next-path.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { PublicShell } from './public-shell.tsx';

export interface StepUp {
  readonly next: string;
  /** Nothing to type: a persona of the demonstration. */
  readonly byClick: boolean;
  readonly problem?: Problem | undefined;
  /** Options for asking for a passkey. */
  readonly passkey?: string | undefined;
}

export function StepUpPage({ page, stepUp }: { page: PageRequest; stepUp: StepUp }) {
  const { w, actor } = page;
  const { next, byClick, problem } = stepUp;
  return (
    <PublicShell
      page={page}
      title={w('security.step-up.title')}
      band={72}
      back={withNext('/step-up', next)}
    >
      <div class="stack-tight">
        <h1>{w('security.step-up.title')}</h1>
        <p class="muted">{w('security.step-up.hint', { name: actor.name })}</p>
      </div>
      <FormProblem page={page} problem={problem} field="code" />
      <form class="form" method="post" action="/step-up" novalidate data-turbo="false">
        <NextField path={next} />
        {byClick ? null : <FactorField page={page} />}
        <ButtonRow>
          <Button kind="primary" size="large">
            {byClick ? w('security.step-up.by-click') : w('app.continue')}
          </Button>
          <ButtonLink href="/" size="large">
            {w('app.cancel')}
          </ButtonLink>
        </ButtonRow>
      </form>
      {byClick ? null : (
        <PasskeyForm
          page={page}
          action="/step-up"
          options={stepUp.passkey}
          label={w('security.passkey.confirm')}
          next={next}
        />
      )}
      <form method="post" action="/sign-out">
        <Button kind="quiet">{w('app.sign-out')}</Button>
      </form>
    </PublicShell>
  );
}
