// Pages for everybody: a phone, a kiosk, signing in. One column, large words, one question a page.
import type { Child } from 'hono/jsx';
import { AzulejoBand } from './azulejo.tsx';
import { HouseLogo } from './house-logo.tsx';

/** `headEnd` holds language or listen links; `foot` the acts, always in reach of a thumb. */
export function PublicPage({
  home,
  place,
  mark,
  headEnd,
  skip,
  band,
  foot,
  footNote,
  wide,
  children,
}: {
  home?: string | undefined;
  place: Child;
  /** The mark of the demonstration. */
  mark?: string | undefined;
  headEnd?: Child;
  skip: string;
  /** The band of azulejos above: pixels. */
  band?: number | undefined;
  foot?: Child;
  footNote?: Child;
  wide?: boolean | undefined;
  children: Child;
}) {
  const brand = (
    <>
      <HouseLogo size={26} />
      <span>{place}</span>
    </>
  );
  return (
    <div class="public" data-wide={wide ? '' : undefined}>
      <a class="skip-link" href="#content">
        {skip}
      </a>
      {band ? <AzulejoBand height={band} /> : null}
      <header class="public-head">
        {home ? (
          <a class="public-brand" href={home}>
            {brand}
          </a>
        ) : (
          <span class="public-brand">{brand}</span>
        )}
        {mark ? <span class="bar-mark">{mark}</span> : null}
        {headEnd ? <div class="public-head-end">{headEnd}</div> : null}
      </header>
      <main class="public-main" id="content" tabindex={-1}>
        {children}
      </main>
      {foot ? <footer class="public-foot">{foot}</footer> : null}
      {footNote ? <div class="public-note">{footNote}</div> : null}
    </div>
  );
}
