// What the pages for everybody have alike: the head with the mark of a demonstration, and at the
// foot the languages, light or dark, and what is kept of whoever comes.
import type { Child } from 'hono/jsx';
import { Document } from '#platform/ui/document.tsx';
import { PublicPage } from '#platform/ui/public-page.tsx';
import type { PageBase } from '../page.ts';
import { QuickExit } from '../quick-exit.tsx';
import { PreferenceForm } from '../staff-bar.tsx';

/** A whole document. `back` is where a change of language returns to, when it isn't this address. */
export function PublicShell({
  page,
  title,
  band,
  wide,
  back = page.path,
  exit,
  children,
}: {
  page: PageBase;
  title: string;
  band?: number | undefined;
  wide?: boolean | undefined;
  back?: string;
  /** Somebody who comes here reads it, perhaps with somebody else beside her. */
  exit?: boolean;
  children: Child;
}) {
  const { w, theme, assets, demo } = page;
  return (
    <Document
      lang={w.tag}
      dir={w.direction}
      title={`${title} · ${w('app.name')}`}
      kind="public"
      theme={theme}
      assets={assets}
    >
      <PublicPage
        home="/"
        place={<b>{w('app.name')}</b>}
        mark={demo ? w('app.demo-banner') : undefined}
        skip={w('app.skip-to-content')}
        band={band}
        wide={wide}
        headEnd={exit ? <QuickExit w={w} /> : undefined}
        footNote={
          <footer class="portal-foot">
            <PreferenceForm {...page} path={back} />
            <a href="/privacy">{w('portal.privacy-link')}</a>
            <a href="/figures">{w('history.link')}</a>
          </footer>
        }
      >
        {children}
      </PublicPage>
    </Document>
  );
}
