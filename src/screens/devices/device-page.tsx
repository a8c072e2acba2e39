// What a browser shows that wants to be a device: its code, large, until somebody types it.
import { Notice } from '#platform/ui/note.tsx';
import { spacedCode } from '#modules/access/device-rules.ts';
import type { PageBase } from '../page.ts';
import { PublicShell } from '../portal/public-shell.tsx';

/** `code`: none when too many browsers ask at once. `off`: it was a device until now. */
export function DevicePage({
  page,
  code,
  off,
}: {
  page: PageBase;
  code: string | undefined;
  off: boolean;
}) {
  const { w } = page;
  return (
    <PublicShell page={page} title={w('devices.show.title')} band={72}>
      {off ? <Notice>{w('devices.show.off')}</Notice> : null}
      <h1>{w('devices.show.title')}</h1>
      {code ? (
        <>
          <p>{w('devices.show.text')}</p>
          <p class="device-code" dir="ltr">
            {spacedCode(code)}
          </p>
          <p class="muted">{w('devices.show.waits')}</p>
        </>
      ) : (
        <Notice>{w('devices.show.busy')}</Notice>
      )}
    </PublicShell>
  );
}
