// The foot of a sheet with one form: its act, and the way back.
import { Button, ButtonLink } from '#platform/ui/button.tsx';

/**
 * @param form the id of the form; none: there is nothing to do here
 * @param act what it does, in words
 * @param to where the way back leads
 */
export function SheetFoot({
  form,
  act,
  to,
  back,
}: {
  form: string | undefined;
  act: string;
  to: string;
  back: string;
}) {
  return (
    <div class="stack-tight">
      {form ? (
        <Button kind="primary" size="large" wide form={form} shortcut="mod+enter">
          {act}
        </Button>
      ) : null}
      <ButtonLink kind="quiet" wide href={to}>
        {back}
      </ButtonLink>
    </div>
  );
}
