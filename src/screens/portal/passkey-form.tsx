// A form that a device fills in: pressed, the browser asks for the passkey and sends what was signed.
// Hidden until the script finds that this browser can.
import { Button } from '#platform/ui/button.tsx';
import type { PageBase } from '../page.ts';
import { NextField } from './next-path.tsx';

export function PasskeyForm({
  page,
  action,
  make = false,
  options,
  label,
  next,
}: {
  page: PageBase;
  action: string;
  /** A new passkey is made; otherwise one is asked for. */
  make?: boolean;
  /** Options for the browser, as JSON. */
  options: string | undefined;
  label: string;
  next?: string | undefined;
}) {
  const { w } = page;
  if (!options) return null;
  return (
    <form
      class="form passkey"
      method="post"
      action={action}
      data-turbo="false"
      data-passkey={make ? 'make' : 'ask'}
      data-options={options}
      data-failed={w('security.passkey.failed')}
      hidden
    >
      <NextField path={next} />
      <input type="hidden" name="response" />
      <Button icon="key-round" wide>
        {label}
      </Button>
      <p class="hint" role="status" />
    </form>
  );
}
