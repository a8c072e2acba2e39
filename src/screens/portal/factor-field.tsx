// Where the second factor is typed, at the second step and when somebody proves herself again.
import { TextField } from '#platform/ui/field.tsx';
import type { PageBase } from '../page.ts';

/** Six digits of the authenticator, or one of the recovery codes. */
export function FactorField({ page: { w } }: { page: PageBase }) {
  return (
    <TextField
      name="code"
      label={w('security.second.code')}
      hint={w('security.second.recovery')}
      inputmode="text"
      autocomplete="one-time-code"
      dir="ltr"
      maxlength={40}
      big
      autofocus
      required
    />
  );
}
