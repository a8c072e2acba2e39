// The summary that she takes along, on A4: her language in large, the house's beside it row by row.
import type { Child } from 'hono/jsx';
import { AzulejoBand } from './azulejo.tsx';
import { HouseLogo } from './house-logo.tsx';
import { Icon } from './icon.tsx';
import { Plaque } from './plaque.tsx';
import { Qr } from './qr.tsx';

export type SummaryLine = {
  /** "by 10 July". */
  when?: string | undefined;
  text: Child;
  note?: Child;
  /** The same in the language of the house. */
  second: Child;
  done?: boolean | undefined;
};

export type SummaryPart = {
  /** Without a title the lines are large: advice. */
  title?: string | undefined;
  secondTitle?: string | undefined;
  lines: readonly SummaryLine[];
};

export type SummaryLanguage = { lang: string; dir: 'ltr' | 'rtl' };

export function SummarySheet({
  first,
  second,
  title,
  subtitle,
  place,
  placeNote,
  parts,
  next,
  code,
  contacts,
  band = 52,
}: {
  first: SummaryLanguage;
  second: SummaryLanguage;
  title: string;
  subtitle: string;
  place: string;
  /** In the house's language: "summary of the visit, to show to whoever helps". */
  placeNote: string;
  parts: readonly SummaryPart[];
  next?:
    | {
        desk?: string | undefined;
        deskSpoken?: string | undefined;
        title: string;
        text: Child;
        second: Child;
      }
    | undefined;
  code?: { url: string; label: string } | undefined;
  contacts?: readonly { title: string; text: Child }[];
  band?: number;
}) {
  return (
    <article class="summary" lang={first.lang} dir={first.dir} data-theme="light">
      <AzulejoBand height={band} />
      <header class="summary-head">
        <div>
          <h1>{title}</h1>
          <p class="muted">{subtitle}</p>
        </div>
        <div class="summary-place" lang={second.lang} dir={second.dir}>
          <b>
            <HouseLogo size={22} /> <span>{place}</span>
          </b>
          <p>{placeNote}</p>
        </div>
      </header>
      {parts.map((part) => (
        <section class="summary-part" data-advice={part.title ? undefined : ''}>
          {part.title ? (
            <div class="summary-row">
              <h2>{part.title}</h2>
              <p class="summary-second summary-second-title" lang={second.lang} dir={second.dir}>
                {part.secondTitle}
              </p>
            </div>
          ) : null}
          {part.lines.map((line) => (
            <div class="summary-row">
              <div class="summary-line" data-when={line.when ? '' : undefined}>
                {line.done ? <Icon name="check" /> : null}
                {line.when ? <b>{line.when}</b> : null}
                <div>
                  <p>{line.text}</p>
                  {line.note ? <p class="summary-note">{line.note}</p> : null}
                </div>
              </div>
              <p class="summary-second" lang={second.lang} dir={second.dir}>
                {line.second}
              </p>
            </div>
          ))}
        </section>
      ))}
      {next ? (
        <section class="summary-part">
          <div class="summary-row">
            <div class="summary-next">
              {next.desk ? (
                <Plaque label={next.desk} spoken={next.deskSpoken} size="large" />
              ) : null}
              <div>
                <h2>{next.title}</h2>
                <p>{next.text}</p>
              </div>
            </div>
            <p class="summary-second" lang={second.lang} dir={second.dir}>
              {next.second}
            </p>
          </div>
        </section>
      ) : null}
      {code || contacts?.length ? (
        <footer class="summary-foot">
          {code ? <Qr text={code.url} label={code.label} size={104} /> : null}
          {contacts?.map((contact) => (
            <div>
              <b>{contact.title}</b>
              <p>{contact.text}</p>
            </div>
          ))}
        </footer>
      ) : null}
    </article>
  );
}
