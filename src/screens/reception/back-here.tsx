// Whom a desk sent back to reception, with why: at the head of who is here, and on her trip.
import { timeOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { SentBack } from '#modules/visits/sent-back-queries.ts';
import { Note } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { formatTime, inLanguage } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { languageName } from './reception-words.ts';

/** The list, part of the live region; nothing when nobody was sent back. */
export function BackHere({
  page,
  centre,
  back,
}: {
  page: PageRequest;
  centre: Centre;
  back: readonly SentBack[];
}) {
  const { w } = page;
  if (back.length === 0) return null;
  return (
    <section aria-labelledby="back-title" class="expected">
      <SectionHeading id="back-title" title={w('onward.back')} aside={String(back.length)} />
      <ul class="household-list">
        {back.map((one) => (
          <li id={`back-${one.id}`}>
            <a href={`/visits/${one.visitId}`}>
              <TicketNumber number={one.number} spoken={w('app.ticket')} />{' '}
              <bdi>{one.name ?? w('reception.without-name')}</bdi>
            </a>{' '}
            <span class="hint">
              {languageName(w, one.language)}
              {' · '}
              {whyWords(page, centre, one)}
            </span>
            {one.note ? (
              <p>
                <bdi>{one.note}</bdi>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** On her own trip: who sent her back and why, beside the button that lets her go on. */
export function WhyBack({
  page,
  centre,
  back,
}: {
  page: PageRequest;
  centre: Centre;
  back: SentBack;
}) {
  const { w } = page;
  return (
    <Note
      title={
        <>
          {w('onward.back-from')} <bdi>{back.author}</bdi>
        </>
      }
    >
      <p>{whyWords(page, centre, back)}</p>
      {back.note ? (
        <p>
          <bdi>{back.note}</bdi>
        </p>
      ) : null}
    </Note>
  );
}

function whyWords({ w, directory }: PageRequest, centre: Centre, one: SentBack) {
  const office = directory.offices.get(one.officeId);
  return w('onward.back-line', {
    why: w(`onward.why.${one.why}`),
    office: office ? inLanguage(office.shortName, w.language).toString() : one.officeId,
    time: formatTime(w.language, timeOf(one.sentAt, centre.zone)),
  });
}
