// How a language is bridged: I speak it (full), a mediator does (half), by telephone (hollow).
import type { Child } from 'hono/jsx';

export type LanguageBridge = 'own' | 'mediator' | 'telephone';

/** The dot with the language's name always beside it; `meaning` is for readers and on hover. */
export function LanguageName({
  bridge,
  meaning,
  children,
}: {
  bridge: LanguageBridge;
  meaning: string;
  children: Child;
}) {
  return (
    <span class="language-name" title={meaning}>
      <LanguageDot bridge={bridge} />
      <span>{children}</span>
      <span class="aside-voice">, {meaning}</span>
    </span>
  );
}

/** The dot alone: only in a legend, beside its words. */
export function LanguageDot({ bridge }: { bridge: LanguageBridge }) {
  return (
    <svg
      class="language-dot"
      data-bridge={bridge}
      viewBox="0 0 12 12"
      width="10"
      height="10"
      aria-hidden="true"
    >
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="2" />
      {bridge === 'own' ? <circle cx="6" cy="6" r="4.6" fill="currentColor" /> : null}
      {bridge === 'mediator' ? <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2Z" fill="currentColor" /> : null}
    </svg>
  );
}

/** What the three dots mean, under a list. */
export function LanguageLegend({ own, mediator, telephone }: Record<LanguageBridge, string>) {
  const item = (bridge: LanguageBridge, text: string) => (
    <li>
      <LanguageDot bridge={bridge} /> {text}
    </li>
  );
  return (
    <ul class="language-legend">
      {item('own', own)}
      {item('mediator', mediator)}
      {item('telephone', telephone)}
    </ul>
  );
}
