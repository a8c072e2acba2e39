// Printing a ticket: by the printer of the house when there is one, and always by the browser.
import { Button } from '#platform/ui/button.tsx';
import { Notice } from '#platform/ui/note.tsx';
import type { PageRequest } from '../page.ts';

interface PrintProps {
  readonly page: PageRequest;
  /** The printer of the house. */
  readonly printer: { readonly name: string } | undefined;
}

export function PrintActs({ page, printer }: PrintProps) {
  const { w, params } = page;
  const byBrowser = (
    <span class="only-script">
      <Button
        kind={printer ? 'quiet' : 'primary'}
        size={printer ? 'medium' : 'large'}
        wide
        type="button"
        shortcut={printer ? undefined : 'p'}
        icon="printer"
        data={{ print: '' }}
      >
        {printer ? w('devices.print.browser') : w('app.print')}
      </Button>
    </span>
  );
  if (!printer) return byBrowser;
  return (
    <>
      {byBrowser}
      <form
        method="post"
        action={`/reception/${params['centreId']}/ticket/${params['visitId']}/print`}
      >
        <Button kind="primary" size="large" wide shortcut="p" icon="printer">
          {w('app.print')}
        </Button>
      </form>
    </>
  );
}

/** What became of a paper that was sent to the printer. */
export function PrintNotice({ page, printer }: PrintProps) {
  const { w, query } = page;
  const print = query.get('print');
  if (print === 'sent') return <Notice tone="done">{w('devices.print.sent')}</Notice>;
  if (print !== 'off') return null;
  return <Notice tone="error">{w('devices.print.off', { name: printer?.name ?? '' })}</Notice>;
}
