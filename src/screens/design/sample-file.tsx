// A case file as it should look: head over the whole width, story at the start, tasks on the sheet.
import { nameOfLanguage } from '#base/languages.ts';
import { Button } from '#platform/ui/button.tsx';
import { Checkbox } from '#platform/ui/choice.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Note } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Steps } from '#platform/ui/meter.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { Table } from '#platform/ui/table.tsx';
import { Timeline } from '#platform/ui/timeline.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import type { Words } from '#platform/words/words.ts';
import { namingLanguage, subjectName } from './sample-data.ts';
import { sampleBar } from './sample-bar.ts';

export function SampleFile({ w }: { w: Words }) {
  const office = subjectName('work-rights', w.language);
  const steps = (done: number, now: number) => (
    <Steps done={done} now={now} total={4} text={w('app.count-of', { count: done, total: 4 })} />
  );
  return (
    <Frame
      skip={w('app.skip-to-content')}
      bar={sampleBar(w, office, '12')}
      headLabel="Oksana Kovalenko"
      head={
        <div class="line-spread">
          <div>
            <h2 class="file-name">
              <bdi>Oksana Kovalenko</bdi>{' '}
              <bdi class="muted" lang="uk">
                Оксана Коваленко
              </bdi>
            </h2>
            <p class="muted">
              {w('casefile.speaks', {
                languages: nameOfLanguage('uk', namingLanguage(w.language)),
              })}
            </p>
          </div>
          <span class="line">
            <Icon name="eye" /> <a href="#readers">{w('casefile.who-reads.count', { count: 6 })}</a>
          </span>
        </div>
      }
      sheetLabel={w('casefile.we-do')}
      sheet={
        <div class="stack-loose">
          <div>
            <SectionHeading title={w('casefile.we-do')} />
            <div class="rows">
              <Checkbox name="ours" value="1" label={w('design.sample.hint')} end="12 jul" />
              <Checkbox
                name="ours"
                value="2"
                checked
                done
                label={w('design.sample.name')}
                end={<span class="done">{w('casefile.need.solved')}</span>}
              />
            </div>
          </div>
          <div>
            <SectionHeading title={w('casefile.person-does')} />
            <div class="rows">
              <Checkbox name="hers" value="1" label={w('design.sample.name')} end="18 jul" />
            </div>
          </div>
        </div>
      }
      sheetFoot={
        <Button kind="primary" size="large" wide shortcut="t" type="button">
          {w('casefile.new-note')}
        </Button>
      }
    >
      <div class="stack-loose">
        <Table
          caption={w('casefile.needs')}
          columns={[
            { label: w('casefile.needs'), heads: true },
            { label: w('desk.next-step'), optional: true },
            { label: w('desk.outcome') },
            { label: w('desk.outcome'), align: 'end', hidden: true },
          ]}
          rows={[
            {
              cells: [
                office,
                w('desk.next-step.by-us'),
                steps(2, 1),
                <StateWord state="now" icon={null}>
                  {w('casefile.need.being-served')}
                </StateWord>,
              ],
            },
            {
              cells: [
                subjectName('school', w.language),
                w('desk.next-step.by-person'),
                steps(2, 0),
                w('casefile.need.waiting-for-person'),
              ],
            },
            {
              cells: [
                subjectName('social-security', w.language),
                '',
                steps(4, 0),
                <StateWord state="done" icon={null}>
                  {w('casefile.need.solved')}
                </StateWord>,
              ],
            },
          ]}
        />
        <Timeline
          label={w('casefile.timeline')}
          entries={[
            {
              when: '10 jul',
              title: subjectName('school', w.language),
              aside: '10:00',
              desk: '16',
              deskSpoken: `${w('app.desk')} 16`,
              state: 'ahead',
            },
            {
              when: w('casefile.today'),
              whenNote: '3 jul',
              title: w('casefile.visit-number', { number: 3 }),
              aside: w('casefile.visit-ticket', { centre: 'CNAIM Lisboa', number: 347 }),
              state: 'now',
              lines: [
                {
                  time: '09:38',
                  text: w('desk.mode.information'),
                  source: w('app.place.reception'),
                },
                {
                  time: '10:25',
                  text: w('casefile.act-line', {
                    mode: w('desk.mode.advice'),
                    duration: w('app.duration.minutes', { minutes: 24 }),
                  }),
                  source: office,
                },
              ],
              children: (
                <Note title={w('casefile.note-of', { unit: office, name: 'Teresa Valadas' })}>
                  {w('design.sample.sentence')}
                </Note>
              ),
            },
            {
              when: '14 mai',
              whenNote: '2025',
              title: w('casefile.visit-number', { number: 2 }),
              aside: 'CLAIM Loures',
              state: 'done',
              lines: [{ time: '15:05', text: w('desk.mode.support'), source: 'CLAIM Loures' }],
            },
            {
              when: '9 mar',
              whenNote: '2024',
              title: w('casefile.visit-number', { number: 1 }),
              aside: 'CNAIM Lisboa',
              state: 'done',
              lines: [{ time: '11:40', text: w('desk.mode.information'), source: office }],
            },
          ]}
        />
      </div>
    </Frame>
  );
}
