// Forms for one's own PIN, recovery codes and password. Each asks for a fresh proof when it is sent.
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import type { OwnKeys } from '#platform/session/own-keys.ts';
import { fieldText } from '#platform/words/problem-text.ts';
import type { PageRequest } from '../page.ts';

interface Part {
  readonly page: PageRequest;
  readonly keys: OwnKeys;
}

export function PinPart({ page, keys }: Part) {
  const { w } = page;
  return (
    <section class="stack-tight">
      <SectionHeading
        title={w('security.pin.title')}
        aside={keys.pin ? w('security.pin.is-set') : undefined}
      />
      <p class="muted">{w('security.pin.hint')}</p>
      <form class="form" method="post" action="/account/pin" novalidate>
        <TextField
          name="pin"
          label={w('security.pin.new')}
          type="password"
          inputmode="numeric"
          autocomplete="off"
          error={errorOf(page, 'pin')}
          dir="ltr"
          maxlength={6}
          width="short"
        />
        <ButtonRow>
          <Button>{w('security.pin.set')}</Button>
          {keys.pin ? (
            <Button kind="quiet" name="drop" value="1">
              {w('security.pin.drop')}
            </Button>
          ) : null}
        </ButtonRow>
      </form>
    </section>
  );
}

export function RecoveryPart({ page, keys }: Part) {
  const { w } = page;
  return (
    <section class="stack-tight">
      <SectionHeading title={w('security.codes.title')} />
      <p class="muted">{w('security.codes.left', { count: keys.recoveryCodes })}</p>
      <form method="post" action="/account/recovery-codes" data-turbo="false">
        <Button>{w('security.codes.make')}</Button>
      </form>
    </section>
  );
}

export function PasswordPart({ page }: Part) {
  const { w } = page;
  return (
    <section class="stack-tight">
      <SectionHeading title={w('portal.password')} />
      <form class="form" method="post" action="/account/password" novalidate>
        <TextField
          name="password"
          label={w('portal.password.new')}
          hint={w('portal.password.hint')}
          type="password"
          error={errorOf(page, 'password')}
          autocomplete="new-password"
          maxlength={200}
        />
        <ButtonRow>
          <Button>{w('security.password.change')}</Button>
        </ButtonRow>
      </form>
    </section>
  );
}

function errorOf({ w, attempt }: PageRequest, field: string): string | undefined {
  const code = attempt?.problem.fields?.[field];
  return code === undefined ? undefined : fieldText(w.language, code, attempt?.problem.params);
}
