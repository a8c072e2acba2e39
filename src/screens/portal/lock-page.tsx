// The lock screen of a shared workstation: nothing of what was open, only the names of those who
// signed in here today. Who has a PIN is back with it in two movements.
import type { Problem } from '#base/problem.ts';
import type { StationPerson } from '#platform/session/station.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import type { PageBase } from '../page.ts';
import { FormProblem } from './form-problem.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { PublicShell } from './public-shell.tsx';

export interface Lock {
  readonly people: readonly StationPerson[];
  /** Who is chosen already; the one who was last there when not given. */
  readonly chosen?: string | undefined;
  /** The sealed way back of the one who locked. */
  readonly back?: string | undefined;
  readonly problem?: Problem | undefined;
  /** Options for asking for a passkey. */
  readonly passkey?: string | undefined;
}

export function LockPage({ page, lock }: { page: PageBase; lock: Lock }) {
  const { w } = page;
  const { people, chosen = people[0]?.accountId, back, problem } = lock;
  return (
    <PublicShell page={page} title={w('security.lock.title')} band={72} back="/lock">
      <div class="lock-head">
        <Icon name="lock" size={24} />
        <h1>{w('security.lock.title')}</h1>
      </div>
      <FormProblem page={page} problem={problem} field="pin" />
      <form class="form lock" method="post" action="/lock/open" novalidate data-turbo="false">
        {back ? <input type="hidden" name="back" value={back} /> : null}
        <fieldset class="lock-people">
          <legend>{w('security.lock.who')}</legend>
          {people.map(({ accountId, name, hasPin, persona }) => (
            <label class="choice lock-person">
              <input
                type="radio"
                name="accountId"
                value={accountId}
                checked={accountId === chosen}
                data-then-type="pin"
              />
              <span class="choice-text">
                <bdi>{name}</bdi>
                {hasPin || persona ? null : (
                  <span class="choice-hint">{w('security.lock.no-pin')}</span>
                )}
              </span>
            </label>
          ))}
        </fieldset>
        <TextField
          name="pin"
          label={w('security.pin')}
          type="password"
          inputmode="numeric"
          autocomplete="off"
          dir="ltr"
          maxlength={6}
          width="short"
          big
          autofocus
        />
        <Button kind="primary" size="large" wide>
          {w('security.lock.open')}
        </Button>
      </form>
      <PasskeyForm
        page={page}
        action="/sign-in/passkey"
        options={lock.passkey}
        label={w('security.passkey.sign-in')}
      />
      <ButtonLink href="/sign-in" icon="log-in">
        {w('security.lock.other')}
      </ButtonLink>
    </PublicShell>
  );
}
