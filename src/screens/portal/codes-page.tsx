// Ten recovery codes, shown once: to print or write down.
import { Button, ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import type { PageBase } from '../page.ts';
import { PublicShell } from './public-shell.tsx';

export function CodesPage({
  page,
  codes,
  next,
}: {
  page: PageBase;
  codes: readonly string[];
  next: string;
}) {
  const { w } = page;
  return (
    <PublicShell page={page} title={w('security.codes.title')} band={72} back="/">
      <div class="stack-tight">
        <h1>{w('security.codes.title')}</h1>
        <p class="lead">{w('security.codes.hint')}</p>
      </div>
      <ul class="recovery-codes" dir="ltr">
        {codes.map((code) => (
          <li>{code}</li>
        ))}
      </ul>
      <ButtonRow>
        <ButtonLink href={next} kind="primary" size="large">
          {w('security.codes.continue')}
        </ButtonLink>
        <Button type="button" icon="printer" size="large" data={{ print: '' }}>
          {w('app.print')}
        </Button>
      </ButtonRow>
    </PublicShell>
  );
}
