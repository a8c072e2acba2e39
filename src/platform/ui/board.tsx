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
}) {
  return (
    <div class="board-calls">
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
          <div class="board-call" id={called.id}>
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
