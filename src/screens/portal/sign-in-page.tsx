// Signing in: one click as a persona of the demonstration, or e-mail and password.
import type { Problem } from '#base/problem.ts';
import type { Persona } from '#platform/session/sign-in.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { DoorButton, DoorLink, DoorList } from '#platform/ui/door.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Icon, type IconName } from '#platform/ui/icon.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import type { PageBase } from '../page.ts';
import { NextField, withNext } from './next-path.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { PublicShell } from './public-shell.tsx';

const ICONS: Readonly<Record<string, IconName>> = {
  'reception-mediator': 'hand-heart',
  mediator: 'languages',
  'unit-officer': 'landmark',
  'support-technician': 'heart-handshake',
  'local-technician': 'map-pin',
  'centre-coordinator': 'layout-grid',
  'network-manager': 'chart-column',
  'security-guard': 'shield',
  'unit-lead': 'users-round',
  administrator: 'settings',
  device: 'monitor',
};

export interface SignIn {
  readonly personas: readonly Persona[];
  /** Where to go afterwards: a path of ours. */
  readonly next?: string | undefined;
  /** The sign-in was refused: why, and the address that was typed. */
  readonly problem?: Problem | undefined;
  readonly login?: string | undefined;
  readonly signedOut?: boolean | undefined;
  /** Options for asking for a passkey; undefined where there can be none. */
  readonly passkey?: string | undefined;
  /** There is an issuer to be signed in at. */
  readonly signOn?: boolean | undefined;
  /** Somebody signed in on this browser today and may come back with a PIN. */
  readonly knownHere?: boolean | undefined;
}

export function SignInPage({ page, signIn }: { page: PageBase; signIn: SignIn }) {
  const { w } = page;
  const { personas, next, problem, signedOut } = signIn;
  const back = next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in';
  return (
    <PublicShell
      page={page}
      title={w('portal.title')}
      band={72}
      wide={personas.length > 0}
      back={back}
    >
      <div class="stack-tight">
        <h1>{w('portal.title')}</h1>
        <p class="muted">{w('portal.welcome')}</p>
      </div>
      {problem ? (
        <ErrorSummary
          title={w('portal.problem.conflict')}
          errors={[{ field: 'login', text: problemText(w.language, problem) }]}
        />
      ) : null}
      {signedOut ? <Notice tone="done">{w('portal.signed-out')}</Notice> : null}
      {signIn.knownHere ? (
        <p>
          <a class="line" href="/lock">
            <Icon name="key-round" />
            {w('security.lock.back')}
          </a>
        </p>
      ) : null}
      {personas.length > 0 ? (
        <div class="sign-in">
          <Personas page={page} signIn={signIn} />
          <section class="stack" aria-labelledby="own-account">
            <h2 id="own-account">{w('portal.sign-in.or')}</h2>
            <PasswordForm page={page} signIn={signIn} />
          </section>
        </div>
      ) : (
        <PasswordForm page={page} signIn={signIn} />
      )}
    </PublicShell>
  );
}

function Personas({ page, signIn }: { page: PageBase; signIn: SignIn }) {
  const { w, directory } = page;
  return (
    <section class="stack" aria-labelledby="personas">
      <div>
        <h2 id="personas">{w('portal.demo.title')}</h2>
        <p class="hint">{w('portal.demo.hint')}</p>
      </div>
      <form class="personas" method="post" action="/sign-in/persona">
        <NextField path={signIn.next} />
        <DoorList>
          {signIn.personas.map(({ accountId, name, persona }) => {
            const desk = directory.desks.get(persona.deskId ?? '');
            const words = {
              icon: ICONS[persona.role] ?? 'user-round',
              title: <bdi>{name}</bdi>,
              note: inLanguage(persona.line, w.language),
            };
            // A wall signs in to nothing: everyone in the room reads it.
            return persona.role === 'device' && persona.centreId ? (
              <DoorLink href={`/board/${persona.centreId}`} {...words} />
            ) : (
              <DoorButton
                {...words}
                name="accountId"
                value={accountId}
                end={desk ? <Plaque label={desk.label} size="medium" /> : <span />}
              />
            );
          })}
        </DoorList>
      </form>
    </section>
  );
}

function PasswordForm({ page, signIn }: { page: PageBase; signIn: SignIn }) {
  const { w } = page;
  return (
    <>
      <form class="form" method="post" action="/sign-in" novalidate>
        <NextField path={signIn.next} />
        <TextField
          name="login"
          label={w('portal.email')}
          type="email"
          inputmode="email"
          autocomplete="username"
          value={signIn.login}
          maxlength={120}
          required
        />
        <TextField
          name="password"
          label={w('portal.password')}
          type="password"
          autocomplete="current-password"
          maxlength={200}
          required
        />
        <Button kind="primary" size="large" wide>
          {w('portal.sign-in')}
        </Button>
        <p class="hint">{w('portal.password.forgotten')}</p>
      </form>
      {signIn.signOn ? (
        <ButtonLink href={withNext('/sign-on', signIn.next)} icon="building-2" wide>
          {w('security.sign-on')}
        </ButtonLink>
      ) : null}
      <PasskeyForm
        page={page}
        action="/sign-in/passkey"
        options={signIn.passkey}
        label={w('security.passkey.sign-in')}
        next={signIn.next}
      />
    </>
  );
}
