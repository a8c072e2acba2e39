// The person who is being served: her number, name and language, what she came for, what is known,
// and this unit's own note.
import { INTERPRETERS } from '#modules/visits/schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { InHand } from '#modules/visits/desk-queries.ts';
import { RadioList } from '#platform/ui/choice.tsx';
import { Elapsed } from '#platform/ui/clock.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Icon, iconNamed } from '#platform/ui/icon.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { formatMinutes } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { directoryNames, Spoken, stopwatchText } from './desk-words.tsx';
import { NeedPart } from './need-part.tsx';
import { KnownFacts } from './known-facts.tsx';
import type { DeskFacts } from './load-desk.ts';
import type { KnownPerson } from '../casefile/load-person.ts';
import { type MediatorFacts, MediatorRegion } from './mediator-part.tsx';
import type { SheetValues } from './outcome-fields.tsx';

export function ServingWork({
  page,
  facts,
  hand,
  known,
  values,
  mediator,
}: {
  page: PageRequest;
  facts: DeskFacts;
  hand: InHand;
  known: KnownPerson;
  values: SheetValues;
  mediator: MediatorFacts | undefined;
}) {
  const { w, directory, language, now } = page;
  const name = directoryNames(directory, language);
  const unit = nameIn(facts.office.name, language);
  const expected = directory.services.get(hand.serviceId)?.durationMinutes;
  const since = hand.servedAt ?? now;
  const service = name.service(hand.serviceId);
  const subject = name.subject(hand.subjectId);
  return (
    <div class="serving">
      <div class="serving-head">
        <TicketNumber number={hand.number} size="huge" tone="now" spoken={w('app.ticket')} />
        <div class="serving-who">
          <h2>
            {known.person?.name ? (
              <bdi>{known.person.name}</bdi>
            ) : (
              <span class="muted">{w('casefile.no-name')}</span>
            )}
          </h2>
          <p>
            <Spoken
              page={page}
              tag={hand.language}
              speakers={facts.speakers}
              beside={mediator?.request?.joinedAt ? mediator.request.mediator : null}
              named
            />
          </p>
        </div>
        <p class="serving-time">
          <b>
            <Elapsed since={since.toString()} text={stopwatchText(since, now)} format="stopwatch" />
          </b>
          {expected ? (
            <span>
              {w('desk.expected-minutes', { duration: formatMinutes(w.language, expected) })}
            </span>
          ) : null}
        </p>
      </div>
      <div class="serving-need">
        <Icon name={iconNamed(name.icon(hand.subjectId) ?? '')} size={24} />
        <div>
          <h2>{service}</h2>
          {!facts.fenced && subject !== service ? <p class="muted">{subject}</p> : null}
        </div>
      </div>
      <KnownFacts page={page} facts={facts} hand={hand} known={known} />
      {facts.fenced ? null : (
        <p class="serving-files">
          <Icon name="paperclip" size={16} />
          <a href={`/people/${hand.personId}/files`}>{w('files.desk-link')}</a>
        </p>
      )}
      <NeedPart page={page} facts={facts} values={values} />
      <div class="serving-note">
        <SectionHeading
          title={w('desk.note-of', { unit })}
          end={
            <>
              <Icon name="lock" size={16} /> {w('desk.only-unit-reads', { unit })}
            </>
          }
        />
        <TextArea
          name="note"
          label={w('desk.note-of', { unit })}
          labelHidden
          hint={w('desk.note.hint')}
          rows={5}
          value={values.value('note')}
          error={values.error('note')}
        />
      </div>
      <RadioList
        name="interpreter"
        legend={w('desk.language-how')}
        value={values.value('interpreter')}
        error={values.error('interpreter')}
        inline
        choices={INTERPRETERS.map((how) => ({ value: how, label: w(`desk.interpreter.${how}`) }))}
      />
      {mediator ? (
        <MediatorRegion page={page} facts={facts} hand={hand} mediator={mediator} />
      ) : null}
    </div>
  );
}
