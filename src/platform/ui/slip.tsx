// The ticket on 80 mm paper, in her language: number, route, what to bring, code, "free". No name.
import type { Child } from 'hono/jsx';
import { HouseLogo } from './house-logo.tsx';
import { Plaque } from './plaque.tsx';
import { Qr } from './qr.tsx';
import { TicketNumber } from './ticket-number.tsx';

export type SlipStop = {
  time?: string | undefined;
  title: string;
  /** In the language of the house, so that anyone there can point the way. */
  second?: Child;
  secondLang?: string | undefined;
  desk?: string | undefined;
  deskSpoken?: string | undefined;
};

/** A time that is promised: when, where, under which number. */
export type SlipBooking = { title: string; text: string; number: string };

/** `code` leads to the ticket's page; `bring` are dates not to forget. Without a number nobody waits. */
export function Slip({
  lang,
  dir,
  place,
  when,
  numberTitle,
  number,
  how,
  routeTitle,
  stops,
  leave,
  bring,
  code,
  phone,
  free,
  helpLabel,
  help,
}: {
  /** The language of the paper, when it is not the page's. */
  lang?: string | undefined;
  dir?: 'ltr' | 'rtl' | undefined;
  place: string;
  when: string;
  numberTitle: string;
  number?: number | string | undefined;
  /** Look at the screen, go to the plaque with this number. */
  how: string;
  routeTitle?: string | undefined;
  stops: readonly SlipStop[];
  leave?: Child;
  bring?: readonly SlipBooking[] | undefined;
  code?:
    | {
        url?: string | undefined;
        typed?: string | undefined;
        title: string;
        text: string;
        label: string;
      }
    | undefined;
  /** Leads to the ticket's page, by a camera. */
  phone?: { url: string; title: string; text: string } | undefined;
  /** Everything here is free; nobody may ask for money. */
  free: string;
  helpLabel?: string | undefined;
  help?: string | undefined;
}) {
  return (
    <article class="slip" data-theme="light" lang={lang} dir={dir}>
      <header class="slip-head">
        <HouseLogo size={20} />
        <span>{place}</span>
        <time>{when}</time>
      </header>
      <h1 class="slip-title">{numberTitle}</h1>
      {number === undefined ? null : (
        <p class="slip-number" data-digits={String(number).length}>
          <TicketNumber number={number} />
        </p>
      )}
      <p>{how}</p>
      {routeTitle ? (
        <section class="slip-part" data-rule="solid">
          <h2>{routeTitle}</h2>
          <ol>
            {stops.map((stop) => (
              <li class="slip-stop" data-timed={stop.time ? '' : undefined}>
                {stop.time ? <time>{stop.time}</time> : null}
                <div>
                  <b>{stop.title}</b>
                  {stop.second ? (
                    <span class="slip-second" lang={stop.secondLang} dir="auto">
                      {stop.second}
                    </span>
                  ) : null}
                </div>
                {stop.desk ? (
                  <Plaque label={stop.desk} spoken={stop.deskSpoken} size="medium" />
                ) : null}
              </li>
            ))}
          </ol>
          {leave ? <p>{leave}</p> : null}
        </section>
      ) : null}
      {bring?.map((booking) => (
        <section class="slip-part">
          <div class="slip-box">
            <b>{booking.title}</b>
            <br />
            {booking.text}
            <br />
            {booking.number}
          </div>
        </section>
      ))}
      {code ? (
        <section class="slip-part slip-code">
          {code.url ? <Qr text={code.url} label={code.label} size={110} /> : null}
          <div>
            <h2>{code.title}</h2>
            {code.typed ? (
              <p class="slip-typed">
                <bdi>{code.typed}</bdi>
              </p>
            ) : null}
            <p>{code.text}</p>
          </div>
        </section>
      ) : null}
      {phone ? (
        <section class="slip-part slip-code">
          <Qr text={phone.url} label={phone.title} size={120} />
          <div>
            <h2>{phone.title}</h2>
            <p>{phone.text}</p>
          </div>
        </section>
      ) : null}
      <p class="slip-free">{free}</p>
      {help ? (
        <footer class="slip-foot">
          <span>{helpLabel}</span>
          <b>
            <bdi>{help}</bdi>
          </b>
        </footer>
      ) : null}
    </article>
  );
}
