// The call board, read from ten metres: number, arrow, desk; then the next few; never a name.
import type { Child } from 'hono/jsx';
import { Clock } from './clock.tsx';
import { HouseLogo } from './house-logo.tsx';
import { Icon } from './icon.tsx';
import { Plaque } from './plaque.tsx';
import { TicketNumber } from './ticket-number.tsx';

export type BoardCall = {
  id: string;
  number: number | string;
  desk: string;
  deskSpoken: string;
  /** When it was called, as an ISO instant: an old call is not announced after a cut. */
  since?: string;
  /** What a voice says, where the browser has one for the language. */
  spoken?: readonly { lang: string; text: string }[];
};

/** One language's words on the board. */
export type BoardPhrase = { lang: string; dir: 'ltr' | 'rtl'; text: string };

/**
 * `called` is the latest call, with "your turn" in the board's language and the ticket's; `earlier`
 * the ones before, newest first. `quiet` shows when nobody was called yet.
 */
export function BoardCalls({
  place,
  clock,
  called,
  turn,
  earlierTitle,
  earlier,
  quiet,
  status,
  silent,
  notices = [],
  slides = [],
  stale = [],
  now,
}: {
  place: string;
  clock: { text: string; zone: string };
  called?: BoardCall | undefined;
  turn: readonly BoardPhrase[];
  earlierTitle: string;
  earlier: readonly BoardCall[];
  quiet: string;
  /** LiveStatus, or another word on the age of the data. */
  status?: Child;
  /** Neither chime nor voice. */
  silent?: boolean;
  /** Closed queues, and what the coordinator says; there from `from` until `until`, ISO instants. */
  notices?: readonly {
    phrases: readonly BoardPhrase[];
    from?: string | undefined;
    until?: string | undefined;
  }[];
  /** What turns by the clock, one at a time. */
  slides?: readonly BoardPhrase[];
  /** Instead of calls that may no longer be true, when the link has been down for long. */
  stale?: readonly BoardPhrase[];
  /** When this was drawn, as an ISO instant. */
  now?: string | undefined;
}) {
  return (
    <div class="board-calls" data-silent={silent ? '' : undefined}>
      <header class="board-head">
        <HouseLogo />
        <h1>{place}</h1>
        {status}
        <span class="board-clock">
          <Clock {...clock} />
        </span>
      </header>
      <main class="board-now" id="content" aria-live="assertive">
        {called ? (
          <div
            class="board-call"
            id={called.id}
            data-since={called.since}
            data-speak={called.spoken ? JSON.stringify(called.spoken) : undefined}
          >
            <p class="board-turn">
              {turn.map((phrase) => (
                <span lang={phrase.lang} dir={phrase.dir}>
                  {phrase.text}
                </span>
              ))}
            </p>
            <p class="board-line">
              <TicketNumber number={called.number} />
              <Icon name="arrow-right" size={116} />
              <Plaque label={called.desk} spoken={called.deskSpoken} size="board" />
            </p>
          </div>
        ) : (
          <p class="board-quiet">{quiet}</p>
        )}
        <Phrases phrases={stale} class="board-stale" />
      </main>
      <section class="board-earlier" aria-label={earlierTitle}>
        <h2>{earlierTitle}</h2>
        <ol>
          {earlier.map((call) => (
            <li id={call.id} class="board-line">
              <TicketNumber number={call.number} />
              <Icon name="arrow-right" size={38} />
              <Plaque label={call.desk} spoken={call.deskSpoken} size="board" />
            </li>
          ))}
        </ol>
      </section>
      {notices.length > 0 || slides.length > 0 ? (
        <aside class="board-words">
          {notices.map(({ phrases, from, until }) => (
            <Phrases phrases={phrases} class="board-notice" from={from} until={until} now={now} />
          ))}
          {slides.map((slide, index) => (
            <p class="board-slide" data-slide lang={slide.lang} dir={slide.dir} hidden={index > 0}>
              {slide.text}
            </p>
          ))}
        </aside>
      ) : null}
    </div>
  );
}

/** The same in several languages, side by side. */
function Phrases({
  phrases,
  from,
  until,
  now,
  ...rest
}: {
  phrases: readonly BoardPhrase[];
  class: string;
  from?: string | undefined;
  until?: string | undefined;
  now?: string | undefined;
}) {
  const early = from !== undefined && now !== undefined && Date.parse(now) < Date.parse(from);
  return (
    <div {...rest} data-from={from} data-until={until} hidden={early}>
      {phrases.map((phrase) => (
        <p lang={phrase.lang} dir={phrase.dir}>
          {phrase.text}
        </p>
      ))}
    </div>
  );
}

/** The line under it: what to do, in each language in turn (script turns; without it, the first stays). */
export function BoardFoot({
  phrases,
}: {
  phrases: readonly (BoardPhrase & { autonym: string })[];
}) {
  return (
    <footer class="board-foot" data-rotate="8">
      <div class="board-hints">
        {phrases.map((phrase, index) => (
          <p lang={phrase.lang} dir={phrase.dir} data-rotated hidden={index > 0}>
            {phrase.text}
          </p>
        ))}
      </div>
      <ul class="board-languages" aria-hidden="true">
        {phrases.map((phrase, index) => (
          <li lang={phrase.lang} data-rotated-name aria-current={index === 0 ? 'true' : undefined}>
            {phrase.autonym}
          </li>
        ))}
      </ul>
    </footer>
  );
}
