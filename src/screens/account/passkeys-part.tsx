// One's own passkeys: which there are, one more, one less.
import { Button } from '#platform/ui/button.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import type { OwnPasskey } from '#platform/session/passkeys.ts';
import type { PageRequest } from '../page.ts';
import { PasskeyForm } from '../portal/passkey-form.tsx';
import { momentOf } from './moment.ts';

export function PasskeysPart({
  page,
  passkeys,
  options,
}: {
  page: PageRequest;
  passkeys: readonly OwnPasskey[];
  /** Options for a new one; undefined where this address can have none. */
  options: string | undefined;
}) {
  const { w } = page;
  return (
    <section class="stack-tight">
      <SectionHeading title={w('security.passkey.title')} />
      <p class="muted">{w('security.passkey.enrol-hint')}</p>
      {passkeys.length > 0 ? (
        <form method="post" action="/account/passkeys/remove">
          <ul class="session-list">
            {passkeys.map(({ credential_id: id, made_at: madeAt }) => (
              <li>
                <span>
                  <b>{w('security.method.passkey')}</b>
                  <small class="muted">
                    {w('security.passkey.since', { moment: momentOf(page, madeAt.toString()) })}
                  </small>
                </span>
                <Button name="passkey" value={id} size="small">
                  {w('security.passkey.drop')}
                </Button>
              </li>
            ))}
          </ul>
        </form>
      ) : (
        <p>{w('security.passkey.none')}</p>
      )}
      <PasskeyForm
        page={page}
        action="/account/passkeys"
        make
        options={options}
        label={w('security.passkey.add')}
      />
    </section>
  );
}
