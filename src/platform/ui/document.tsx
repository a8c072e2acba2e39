// The page around every page: head, language, direction, theme, stylesheet and script.
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

/** Hashed files of the build, from Vite's manifest; `icon` is the picture of the browser's tab. `phone`: the few of a ticket's page. */
export type Assets = {
  css: readonly string[];
  js: readonly string[];
  icon?: string | undefined;
  phone?: { readonly css: readonly string[]; readonly js: readonly string[] } | undefined;
};

export type Theme = 'light' | 'dark' | 'auto';

/** staff: frame and shortcuts · public: system fonts, works without script · board: a wall · print: paper. */
export type DocumentKind = 'staff' | 'public' | 'board' | 'print';

/**
 * The whole document as markup. `account` names the account for drafts kept in the browser (an
 * opaque id, never a name); `now` is the server's clock (ISO instant). Turbo neither prefetches
 * nor caches: a glance at a link must not count as reading a file, and after signing out nothing
 * may come back from memory.
 */
export function Document({
  lang,
  dir,
  title,
  theme = 'auto',
  kind,
  assets,
  csrf,
  account,
  now,
  browserWords,
  children,
}: {
  lang: string;
  dir: 'ltr' | 'rtl';
  title: string;
  theme?: Theme | undefined;
  kind: DocumentKind;
  assets: Assets;
  csrf?: string | undefined;
  account?: string | undefined;
  now?: string | undefined;
  /** Words that only the browser's script shows. */
  browserWords?:
    | {
        shortcuts: string;
        notSent: string;
        willSend?: string | undefined;
        sentElsewhere?: string | undefined;
      }
    | undefined;
  children: Child;
}) {
  return (
    <>
      {raw('<!doctype html>\n')}
      <html
        lang={lang}
        dir={dir}
        data-kind={kind}
        data-theme={theme === 'auto' ? undefined : theme}
        data-now={now}
      >
        <head>
          <meta charset="utf-8" />
          <title>{title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
          <meta name="robots" content="noindex, nofollow" />
          <meta name="referrer" content="no-referrer" />
          <meta name="format-detection" content="telephone=no" />
          <meta name="turbo-refresh-method" content="morph" />
          <meta name="turbo-refresh-scroll" content="preserve" />
          <meta name="turbo-prefetch" content="false" />
          <meta name="turbo-cache-control" content="no-cache" />
          {csrf ? <meta name="csrf-token" content={csrf} /> : null}
          {account ? <meta name="oneroof-account" content={account} /> : null}
          {browserWords ? <meta name="oneroof-shortcuts" content={browserWords.shortcuts} /> : null}
          {browserWords ? <meta name="oneroof-not-sent" content={browserWords.notSent} /> : null}
          {browserWords?.willSend ? (
            <meta name="oneroof-will-send" content={browserWords.willSend} />
          ) : null}
          {browserWords?.sentElsewhere ? (
            <meta name="oneroof-sent-elsewhere" content={browserWords.sentElsewhere} />
          ) : null}
          {assets.icon ? <link rel="icon" href={assets.icon} /> : null}
          {assets.css.map((href) => (
            <link rel="stylesheet" href={href} data-turbo-track="reload" />
          ))}
          {assets.js.map((src) => (
            <script type="module" src={src} data-turbo-track="reload" />
          ))}
        </head>
        <body>
          {children}
          <div id="toasts" class="toasts" role="status" aria-live="polite" />
        </body>
      </html>
    </>
  );
}
