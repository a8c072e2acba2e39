// The desk screen as it should look, with invented people.
import { nameOfLanguage } from '#base/languages.ts';
import { BilingualRow } from '#platform/ui/bilingual-row.tsx';
import { Button } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { FactList } from '#platform/ui/fact-list.tsx';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { Actions, Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { LanguageLegend, LanguageName, type LanguageBridge } from '#platform/ui/language-dot.tsx';
import { Quote } from '#platform/ui/note.tsx';
import { QueueList, RailHeading } from '#platform/ui/queue-list.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { words, type Words } from '#platform/words/words.ts';
import { namingLanguage, otherLanguage, subjectName } from './sample-data.ts';
import { sampleBar } from './sample-bar.ts';

const WAITING: [number, string, LanguageBridge, number, string][] = [
  [352, 'ar', 'telephone', 31, 'housing'],
  [355, 'pt', 'own', 24, 'nationality'],
  [349, 'en', 'own', 21, 'family'],
  [358, 'uk', 'mediator', 17, 'work-rights'],
  [361, 'pt', 'own', 12, 'residence'],
  [363, 'bn', 'telephone', 9, 'work-rights'],
  [366, 'en', 'own', 4, 'work-rights'],
];

export function SampleDesk({ w }: { w: Words }) {
  const naming = namingLanguage(w.language);
  const other = otherLanguage(w.language);
  const office = subjectName('work-rights', w.language);
  const minutes = (count: number) => w('app.duration.minutes', { minutes: count });
  const meaning = {
    own: w('desk.legend.me'),
    mediator: w('desk.legend.mediator'),
    telephone: w('desk.legend.phone'),
  };
  return (
    <Frame
      skip={w('app.skip-to-content')}
      bar={sampleBar(w, office, '12')}
      form={{ id: 'act', action: '/_design', method: 'get', draft: 'sample' }}
      railLabel={w('desk.waiting-list')}
      rail={
        <>
          <RailHeading
            title={w('desk.waiting-list')}
            note={w('desk.longest-wait', { duration: minutes(31) })}
          />
          <QueueList
            label={w('desk.waiting-list')}
            rows={WAITING.map(([number, language, bridge, wait, need], index) => ({
              id: `row-${number}`,
              number,
              language: (
                <LanguageName bridge={bridge} meaning={meaning[bridge]}>
                  {nameOfLanguage(language, naming)}
                </LanguageName>
              ),
              wait: minutes(wait),
              need: subjectName(need, w.language),
              note: index === 0 ? w('desk.next-up') : undefined,
              chosen: index === 0,
            }))}
          />
          <div class="rail-foot">
            <LanguageLegend {...meaning} />
          </div>
        </>
      }
      sheetLabel={w('desk.record-act')}
      sheet={
        <div class="stack">
          <Select
            name="subject"
            label={w('desk.subject')}
            options={[{ value: 'a', label: office }]}
          />
          <RadioList
            name="mode"
            legend={w('desk.mode')}
            value="advice"
            choices={(['support', 'information', 'advice', 'mediation', 'referral'] as const).map(
              (mode) => ({ value: mode, label: w(`desk.mode.${mode}`) }),
            )}
          />
          <RadioList
            name="outcome"
            legend={w('desk.outcome')}
            value="in-progress"
            choices={(['solved', 'in-progress', 'something-missing', 'not-possible'] as const).map(
              (outcome) => ({ value: outcome, label: w(`desk.outcome.${outcome}`) }),
            )}
          />
          <TextField
            name="minutes"
            type="number"
            label={w('desk.minutes')}
            hint={w('desk.minutes.hint')}
            value={7}
            width="number"
          />
        </div>
      }
      actionsLabel={w('desk.title')}
      actions={
        <Actions
          start={
            <>
              <Button kind="now" type="button" shortcut="s">
                {w('desk.serving')}
              </Button>
              <Button type="button" shortcut="p">
                {w('desk.park')}
              </Button>
              <Button type="button" shortcut="f">
                {w('desk.forward')}
              </Button>
            </>
          }
          note={w('desk.after-here', {
            office: subjectName('school', w.language),
            duration: minutes(7),
          })}
          main={
            <Button kind="primary" size="large" shortcut="n">
              {w('desk.finish-and-call', { number: 352 })}
            </Button>
          }
        />
      }
    >
      <div class="stack">
        <div class="serving-head">
          <TicketNumber number={347} size="huge" tone="now" spoken={w('app.ticket')} />
          <div>
            <h2 class="serving-name">
              <bdi>Oksana Kovalenko</bdi>
            </h2>
            <LanguageName bridge="mediator" meaning={meaning.mediator}>
              {nameOfLanguage(other, naming)}
            </LanguageName>
          </div>
          <div class="serving-time">
            <b>
              <bdi>6:12</bdi>
            </b>
            <span>{w('desk.expected-minutes', { duration: minutes(25) })}</span>
          </div>
        </div>
        <div class="serving-need">
          <SectionHeading icon="scale" title={office} />
          <Quote source="Iryna, 09:40">{w('design.sample.sentence')}</Quote>
        </div>
        <FactList
          facts={[
            { label: w('desk.subject'), value: office, source: w('app.place.reception') },
            {
              label: w('desk.language-used'),
              value: nameOfLanguage(other, naming),
              source: w('app.place.reception'),
            },
            {
              label: w('desk.next-step'),
              value: <b>{w('desk.next-step.by-us')}</b>,
              source: '10:12',
            },
          ]}
        />
        <SectionHeading
          small
          title={w('desk.note-of', { unit: office })}
          end={
            <>
              <Icon name="lock" size={16} /> {w('desk.only-unit-reads', { unit: office })}
            </>
          }
        />
        <TextArea
          name="note"
          label={w('desk.note-of', { unit: office })}
          labelHidden
          rows={5}
          value={w('design.sample.sentence')}
        />
        <SectionHeading
          small
          title={w('desk.take-home')}
          end={
            <>
              <Icon name="printer" size={16} /> {w('desk.take-home.hint')}
            </>
          }
        />
        <BilingualRow
          first={{ text: w('design.sample.sentence'), lang: w.tag, dir: w.direction }}
          second={{
            text: words(other)('design.sample.sentence'),
            lang: other,
            dir: words(other).direction,
          }}
        />
      </div>
    </Frame>
  );
}
