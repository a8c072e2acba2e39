// Her ticket on the kiosk: the number, large, where to wait, and the code that takes it along on her
// phone. The paper comes out of the printer of the house, where there is one.
import type { KioskTicket } from '#modules/visits/kiosk-queries.ts';
import { Icon } from '#platform/ui/icon.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { Qr } from '#platform/ui/qr.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { deskRange } from '../desk-range.ts';
import { SendLink } from '../phone/send-link.tsx';
import { KioskFrame, type KioskProps } from './kiosk-page.tsx';

export function KioskTicketPage({
  page,
  centre,
  language,
  ticket,
  link,
  printed,
}: KioskProps & { ticket: KioskTicket; link: string; printed: boolean }) {
  const { w, directory } = page;
  return (
    <KioskFrame page={page} centre={centre} language={language}>
      <div class="kiosk-ticket">
        <div>
          <h1>{w('slip.your-number')}</h1>
          <p class="kiosk-number" dir="ltr">
            {ticket.number}
          </p>
          <p class="kiosk-hint">{w(printed ? 'kiosk.paper' : 'kiosk.no-paper')}</p>
        </div>
        <div class="kiosk-code">
          <Qr text={link} label={w('phone.scan')} size={260} />
          <div>
            <p>
              <b>{w('phone.scan')}</b>
              <br />
              {w('phone.scan.hint')}
            </p>
            <SendLink
              page={page}
              action={`/device/kiosk/ticket/${ticket.id}?lang=${language}`}
              title={w('kiosk.link.title')}
            />
          </div>
        </div>
      </div>
      <ol class="kiosk-route">
        {ticket.stops.map(({ officeId }) => {
          const office = directory.offices.get(officeId);
          const desk = deskRange(w.language, office);
          return (
            <li>
              <span>{office ? inLanguage(office.name, w.language) : officeId}</span>
              {desk ? (
                <Plaque label={desk} spoken={`${w('app.desk')} ${desk}`} size="large" />
              ) : null}
            </li>
          );
        })}
      </ol>
      <p class="kiosk-hint">{w('slip.wait-for-your-number')}</p>
      <a class="kiosk-big" href="/device/kiosk">
        <Icon name="check" size={38} />
        <b>{w('kiosk.done')}</b>
      </a>
    </KioskFrame>
  );
}
