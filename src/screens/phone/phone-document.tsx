// The page around a ticket's pages: the phone's own letters, one small style sheet and one small
// script, so that it is there on a bad network. Without the script it asks anew by itself.
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { HouseLogo } from '#platform/ui/house-logo.tsx';
import type { PageBase } from '../page.ts';
import { QuickExit } from '../quick-exit.tsx';

/** How often a page without a script asks anew. */
const RELOAD_SECONDS = 30;

export function PhoneDocument({
  page,
  title,
  place,
  foot,
  headEnd,
  reloads,
  children,
}: {
  page: PageBase;
  title: string;
  place: string;
  /** What she may do, in reach of a thumb. */
  foot?: Child;
  headEnd?: Child;
  /** Asks anew by itself, where no script does. */
  reloads?: boolean;
  children: Child;
}) {
  const { w, theme, assets, demo } = page;
  const files = assets.phone ?? { css: [], js: [] };
  return (
    <>
      {raw('<!doctype html>\n')}
      <html
        lang={w.tag}
        dir={w.direction}
        data-kind="phone"
        data-theme={theme === 'auto' ? undefined : theme}
      >
        <head>
          <meta charset="utf-8" />
          <title>{title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
          <meta name="robots" content="noindex, nofollow" />
          <meta name="referrer" content="no-referrer" />
          <meta name="format-detection" content="telephone=no" />
          {reloads ? (
            <noscript>
              <meta http-equiv="refresh" content={String(RELOAD_SECONDS)} />
            </noscript>
          ) : null}
          {files.css.map((href) => (
            <link rel="stylesheet" href={href} />
          ))}
          {files.js.map((src) => (
            <script type="module" src={src} />
          ))}
        </head>
        <body>
          <header class="phone-head">
            <span>
              <HouseLogo size={26} />
              {place}
            </span>
            {demo ? <small>{w('app.demo-banner')}</small> : null}
            {headEnd}
            <QuickExit w={w} />
          </header>
          <main>{children}</main>
          {foot ? <footer class="phone-foot">{foot}</footer> : null}
        </body>
      </html>
    </>
  );
}
