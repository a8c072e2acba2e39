// The first sign-in with an account of one's own: an authenticator app becomes the second factor.
import type { Problem } from '#base/problem.ts';
import type { Offer } from '#platform/session/half-session.ts';
import { Button } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Qr } from '#platform/ui/qr.tsx';
import type { PageBase } from '../page.ts';
import { FormProblem } from './form-problem.tsx';
import { NextField, withNext } from './next-path.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { PublicShell } from './public-shell.tsx';

export interface Enrolment {
  readonly offer: Offer;
  readonly next?: string | undefined;
  readonly problem?: Problem | undefined;
  /** Options for making a passkey instead. */
  readonly passkey?: string | undefined;
}

export function EnrolPage({ page, enrolment }: { page: PageBase; enrolment: Enrolment }) {
  const { w } = page;
  const { offer, next, problem } = enrolment;
  return (
    <PublicShell
      page={page}
      title={w('security.enrol.title')}
      band={72}
      back={withNext('/sign-in/enrol', next)}
    >
      <div class="stack-tight">
        <h1>{w('security.enrol.title')}</h1>
        <p class="muted">{w('security.enrol.why')}</p>
      </div>
      <FormProblem page={page} problem={problem} field="code" />
      <div class="enrol">
        <Qr text={offer.uri} label={w('security.enrol.qr')} size={192} />
        <div class="stack-tight">
          <p>{w('security.enrol.scan')}</p>
          <p class="hint">{w('security.enrol.key')}</p>
          <p class="secret" dir="ltr">
            {offer.spaced}
          </p>
        </div>
      </div>
      <form class="form" method="post" action="/sign-in/enrol" novalidate data-turbo="false">
        <NextField path={next} />
        <TextField
          name="code"
          label={w('security.enrol.code')}
          inputmode="numeric"
          autocomplete="one-time-code"
          dir="ltr"
          maxlength={20}
          big
          required
        />
        <Button kind="primary" size="large" wide>
          {w('security.enrol.submit')}
        </Button>
      </form>
      <PasskeyForm
        page={page}
        action="/sign-in/enrol-passkey"
        make
        options={enrolment.passkey}
        label={w('security.passkey.enrol')}
        next={next}
      />
    </PublicShell>
  );
}
