// What is already known when she sits down, so that nothing is asked twice: her other needs and
// how they stand, what this office did and noted before. What is not known is left out.
import { dayOf } from '#base/dates.ts';
import type { Need } from '#modules/casefiles/queries.ts';
import { asOne } from '#modules/visits/continue-rules.ts';
import type { InHand, PersonStop } from '#modules/visits/desk-queries.ts';
import { FactList } from '#platform/ui/fact-list.tsx';
import { Note } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate, formatMoment } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { comma, directoryNames, inOneLine, outcomeWords } from './desk-words.tsx';
import type { DeskFacts } from './load-desk.ts';
import type { KnownPerson } from '../casefile/load-person.ts';
import { NeedState } from '../casefile/need-state.tsx';

/** Most lines before the note, so that the note stays in sight. */
const NEEDS_SHOWN = 4;

export function KnownFacts({
  page,
  facts,
  hand,
  known,
}: {
  page: PageRequest;
  facts: DeskFacts;
  hand: InHand;
  known: KnownPerson;
}) {
  const { w, directory, language } = page;
  const name = directoryNames(directory, language);
  const others = asOne(known.needs)
    .filter((need) => !need.ids.includes(hand.needId ?? ''))
    .filter((need) => need.visitId === hand.visitId || !['solved', 'dropped'].includes(need.state))
    .slice(-NEEDS_SHOWN);
  const last = known.acts[0];
  const rows = [
    ...others.map((need) => ({
      label: name.tile(need.subjectId),
      value: (
        <>
          {name.subject(need.subjectId)}
          {comma(w)}
          <NeedState w={w} state={need.state} />
        </>
      ),
      source: sourceOf(page, facts, need, known.stops),
    })),
    ...(last
      ? [
          {
            label: w('desk.last-here'),
            value: inOneLine(w, [
              name.service(last.serviceId),
              outcomeWords(w, last.outcome),
              last.detail,
              last.nextOn && formatDate(w.language, last.nextOn, 'short'),
            ]),
            source: (
              <>
                {inOneLine(w, [last.author, moment(page, facts, last.occurredAt)])}
                {last.accountId === page.actor.accountId ? (
                  <>
                    {' '}
                    <a href={`/acts/${last.id}`}>{w('correction.do')}</a>
                  </>
                ) : null}
              </>
            ),
          },
        ]
      : []),
  ];
  const count = known.visits.length;
  const [note] = known.notes;
  return (
    <>
      {facts.fenced ? <p class="hint">{w('desk.only-presented')}</p> : null}
      {count > 0 ? (
        <SectionHeading
          title={w('desk.known-before')}
          aside={count === 1 ? w('desk.first-visit') : w('desk.visit-count', { count })}
          end={<a href={`/people/${hand.personId}`}>{w('desk.see-file')}</a>}
        />
      ) : null}
      {rows.length > 0 ? <FactList facts={rows} /> : null}
      {note ? (
        <Note
          title={
            <>
              <bdi>{note.author}</bdi>
              {comma(w)}
              {moment(page, facts, note.writtenAt)}
            </>
          }
        >
          {note.body}
        </Note>
      ) : null}
    </>
  );
}

/** Where a need was taken up last, and when: the office that served it, or the day it was found. */
function sourceOf(
  page: PageRequest,
  facts: DeskFacts,
  need: Need & { readonly ids: readonly string[] },
  stops: readonly PersonStop[],
): string {
  const name = directoryNames(page.directory, page.language);
  const served = stops.findLast(
    (stop) => need.ids.includes(stop.needId ?? '') && stop.endedAt !== null,
  );
  if (served?.endedAt)
    return inOneLine(page.w, [name.office(served.officeId), moment(page, facts, served.endedAt)]);
  const ahead = stops.findLast((stop) => need.ids.includes(stop.needId ?? ''));
  if (ahead) return name.office(ahead.officeId);
  return moment(page, facts, need.foundAt);
}

/** The time of day today, else the date. */
function moment(page: PageRequest, { centre }: DeskFacts, at: Temporal.Instant): string {
  const { w, now } = page;
  const day = dayOf(at, centre.zone);
  return day.equals(dayOf(now, centre.zone))
    ? `${w('app.today')} ${formatMoment(w.language, at, centre.zone)}`
    : formatDate(w.language, day);
}
