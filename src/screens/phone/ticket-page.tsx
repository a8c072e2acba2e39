// The ticket on her phone: number, people ahead, an honest range, her route; what she may ask for.
// Never a name, a subject or what a desk wrote.
import type { Child } from 'hono/jsx';
import { directionOf, languageOf, UI_LANGUAGES } from '#base/languages.ts';
import { Button } from '#platform/ui/button.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { RangeBar } from '#platform/ui/meter.tsx';
import { RouteSteps } from '#platform/ui/timeline.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import type { Words } from '#platform/words/words.ts';
import type { PageBase } from '../page.ts';
import { liveWords } from '../staff-bar.tsx';
import { PhoneDocument } from './phone-document.tsx';
import type { SaidTicket } from './said-ticket.ts';

/** Minutes for which the age of what is shown is said. */
const AGES = [0, 1, 2, 3, 5, 10, 15, 30, 60, 120];

interface Props {
  readonly page: PageBase;
  readonly said: SaidTicket;
  /** The address of this page with the language that was chosen by hand. */
  readonly here: string;
}

export function TicketPage({ page, said, here }: Props) {
  const { w, commandId, attempt } = page;
  return (
    <PhoneDocument
      page={page}
      title={`${said.number} · ${said.place}`}
      place={said.place}
      reloads
      headEnd={
        <button type="button" class="phone-listen" data-listen hidden>
          <Icon name="volume-2" /> {w('phone.listen')}
        </button>
      }
      foot={
        <>
          {said.delaysLeft > 0 ? (
            <form class="phone-delay" method="post" action={here}>
              <input type="hidden" name="commandId" value={commandId} />
              <Button icon="hourglass" wide size="large">
                {w('phone.delay')}
              </Button>
              <small>{w('phone.delay.left', { count: said.delaysLeft })}</small>
            </form>
          ) : null}
          <a class="button" data-size="large" data-wide href={leaveFrom(here)}>
            <Icon name="log-out" />
            {w('phone.leave')}
          </a>
        </>
      }
    >
      {attempt ? (
        <p class="phone-problem" role="alert">
          {problemText(w.language, attempt.problem)}
        </p>
      ) : null}
      <p class="phone-lost" role="status" data-lost hidden>
        <b>{w('phone.lost')}</b> <span data-age />
      </p>
      <div
        id="now"
        data-src={here.replace('/my-ticket', '/my-ticket/now')}
        data-live={here.replace('/my-ticket', '/my-ticket/live')}
        data-ages={JSON.stringify(Object.fromEntries(AGES.map((at) => [at, liveWords(w).age(at)])))}
      >
        <TicketNow w={w} said={said} />
      </div>
      <p>
        <a class="phone-reload" href={here}>
          <Icon name="refresh-cw" /> {w('phone.reload')}
        </a>
      </p>
      <p>
        <a class="phone-reload" href={here.replace('/my-ticket', '/my-ticket/another')}>
          <Icon name="users-round" /> {w('apart.phone.link')}
        </a>
      </p>
      <nav class="phone-languages" aria-label={w('app.language')}>
        {UI_LANGUAGES.filter((tag) => tag !== w.language).map((tag) => (
          <a href={`/my-ticket?lang=${tag}`} lang={tag} dir={directionOf(tag)}>
            {languageOf(tag)?.endonym}
          </a>
        ))}
      </nav>
    </PhoneDocument>
  );
}

function leaveFrom(here: string): string {
  return here.replace('/my-ticket', '/my-ticket/leave');
}

/** What is fetched anew; holds no form. `data-call`: said aloud once. `body`: made before. */
export function TicketNow({ w, said, body }: { w: Words; said: SaidTicket; body?: Child }) {
  return (
    <div class="phone-now" data-calls={said.call}>
      <div class="phone-number">
        <h1>{w('slip.your-number')}</h1>
        <p>
          <b dir="ltr">{said.number}</b>
          <small data-updated>{said.updated}</small>
        </p>
      </div>
      {body ?? <TicketBody w={w} said={said} />}
    </div>
  );
}

/** All that a page says but its number and the time: the same for everyone of whom the same is true. */
export function TicketBody({
  w,
  said,
}: {
  w: Words;
  said: Omit<SaidTicket, 'number' | 'updated'>;
}) {
  const range = said.first?.wait;
  const most = range && range.to > 45 ? Math.ceil(range.to / 60) * 60 : 45;
  return (
    <>
      {said.call ? (
        <section class="phone-call" role="status">
          <h2>{w('phone.call', { desk: said.call })}</h2>
          <p>{w('phone.call.hint')}</p>
        </section>
      ) : null}
      {said.state ? <p class="phone-state">{said.state}</p> : null}
      {said.first ? (
        <section class="phone-wait">
          <h2>{said.first.ahead}</h2>
          <p>{range ? w('app.duration.range', { ...range }) : w('phone.no-desk')}</p>
          {range ? (
            <RangeBar
              from={range.from}
              to={range.to}
              max={most}
              label={w('app.duration.range', { ...range })}
              ticks={[0, most / 3, (most / 3) * 2, most].map((at) => ({
                at,
                text: at ? String(at) : w('app.now'),
              }))}
            />
          ) : null}
        </section>
      ) : null}
      {said.free ? <p class="phone-free">{said.free}</p> : null}
      {said.leaving ? (
        <p class={said.leaving.sure ? 'phone-closing' : 'phone-closing phone-closing-soon'}>
          <Icon name={said.leaving.sure ? 'check' : 'clock'} /> <span>{said.leaving.text}</span>
        </p>
      ) : null}
      {said.closing ? (
        <p class={said.closing.sure ? 'phone-closing' : 'phone-closing phone-closing-soon'}>
          <Icon name="clock" /> <span>{said.closing.text}</span>
        </p>
      ) : null}
      <h2>{w('slip.your-route')}</h2>
      <RouteSteps label={w('slip.your-route')} steps={said.steps} />
    </>
  );
}

/** She is asked once. */
export function LeavePage({ page, place, here }: { page: PageBase; place: string; here: string }) {
  const { w, commandId, attempt } = page;
  return (
    <PhoneDocument page={page} title={w('phone.leave.title')} place={place}>
      <h1>{w('phone.leave.title')}</h1>
      {attempt ? (
        <p class="phone-problem" role="alert">
          {problemText(w.language, attempt.problem)}
        </p>
      ) : null}
      <p>{w('phone.leave.text')}</p>
      <form class="phone-choice" method="post" action={leaveFrom(here)}>
        <input type="hidden" name="commandId" value={commandId} />
        <Button wide size="large">
          {w('phone.leave.yes')}
        </Button>
        <a class="button" data-kind="primary" data-size="large" data-wide href={here}>
          {w('phone.leave.no')}
        </a>
      </form>
    </PhoneDocument>
  );
}

/** The link has ended, or this phone never had one. */
export function NoTicketPage({ page }: { page: PageBase }) {
  const { w } = page;
  return (
    <PhoneDocument page={page} title={w('exit.page.gone')} place={w('app.name')}>
      <h1>{w('exit.page.gone')}</h1>
      <p>{w('phone.gone.hint')}</p>
    </PhoneDocument>
  );
}
