// Tables, queue, facts, steps; and what is drawn: meters, ranges, curves, figures.
import { nameOfLanguage } from '#base/languages.ts';
import { BilingualRow } from '#platform/ui/bilingual-row.tsx';
import { DayCurve } from '#platform/ui/day-curve.tsx';
import { FactList } from '#platform/ui/fact-list.tsx';
import { LanguageName } from '#platform/ui/language-dot.tsx';
import { CompareBars, DeskPips, Figure, Meter, RangeBar, Steps } from '#platform/ui/meter.tsx';
import { QueueList } from '#platform/ui/queue-list.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Measure, Table } from '#platform/ui/table.tsx';
import { Tabs } from '#platform/ui/tabs.tsx';
import { words, type Words } from '#platform/words/words.ts';
import { namingLanguage, otherLanguage, subjectName } from './sample-data.ts';

export function ListParts({ w }: { w: Words }) {
  const naming = namingLanguage(w.language);
  const other = otherLanguage(w.language);
  const subject = (id: string) => subjectName(id, w.language);
  return (
    <section class="design-part">
      <SectionHeading title={w('design.tables')} ruled />
      <Table
        caption={w('desk.waiting-list')}
        columns={[
          { label: w('app.ticket'), heads: true },
          { label: w('app.language') },
          { label: w('reception.needs') },
          { label: w('coordination.longest'), align: 'end' },
        ]}
        rows={[
          {
            cells: [
              352,
              nameOfLanguage('ar', naming),
              subject('housing'),
              w('app.duration.minutes', { minutes: 31 }),
            ],
            chosen: true,
          },
          {
            cells: [
              355,
              nameOfLanguage('pt', naming),
              subject('nationality'),
              w('app.duration.minutes', { minutes: 24 }),
            ],
            changed: true,
          },
          {
            cells: [
              349,
              nameOfLanguage('en', naming),
              subject('family'),
              <Measure value={38} unit="min" tone="attention" />,
            ],
            attention: true,
          },
        ]}
        note={w('slip.times-approximate')}
      />
      <div class="two-columns">
        <QueueList
          label={w('desk.waiting-list')}
          rows={[
            {
              id: 'q352',
              number: 352,
              language: (
                <LanguageName bridge="telephone" meaning={w('desk.legend.phone')}>
                  {nameOfLanguage('ar', naming)}
                </LanguageName>
              ),
              wait: w('app.duration.minutes', { minutes: 31 }),
              need: subject('housing'),
              note: w('desk.next-up'),
              chosen: true,
            },
            {
              id: 'q355',
              number: 355,
              language: (
                <LanguageName bridge="own" meaning={w('desk.legend.me')}>
                  {nameOfLanguage('pt', naming)}
                </LanguageName>
              ),
              wait: w('app.duration.minutes', { minutes: 24 }),
              need: subject('nationality'),
            },
          ]}
        />
        <FactList
          facts={[
            {
              label: w('desk.subject'),
              value: subject('work-rights'),
              source: w('app.place.reception'),
            },
            {
              label: w('app.language'),
              value: <b>{nameOfLanguage('uk', naming)}</b>,
              source: '10:12',
            },
          ]}
        />
      </div>
      <BilingualRow
        first={{ text: w('design.sample.sentence'), lang: w.tag, dir: w.direction }}
        second={{
          text: words(other)('design.sample.sentence'),
          lang: other,
          dir: words(other).direction,
        }}
        note="Iryna"
      />
      <Tabs
        label={w('app.menu')}
        tabs={[
          { href: '#needs', label: w('reception.needs'), note: '3', current: true },
          { href: '#person', label: w('reception.who'), note: w('app.optional') },
          {
            href: '#subject',
            label: w('reception.papers'),
            note: w('reception.papers.missing', { count: 1, total: 4 }),
            tone: 'attention',
          },
        ]}
      />
    </section>
  );
}

const CURVE = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour, index) => ({
  at: hour * 60,
  value: [2, 12, 18, 20, 24, 26, 25, 20, 14, 8][index] ?? 0,
  low: [2, 12, 18, 18, 20, 21, 19, 14, 8, 3][index],
  high: [2, 12, 18, 22, 28, 32, 31, 27, 20, 14][index],
}));

export function MeasureParts({ w }: { w: Words }) {
  return (
    <section class="design-part">
      <SectionHeading title={w('app.place.figures')} ruled />
      <div class="figures">
        <Figure label={w('coordination.people-in-house')} value={187} />
        <Figure label={w('coordination.median-wait')} value={14} unit="min" />
        <Figure label={w('coordination.one-trip')} value={71} unit="%" />
      </div>
      <div class="two-columns">
        <Meter value={102} max={180} label={w('reception.what-brings-you-today')} text="1:42" />
        <Steps done={2} now={1} total={4} text={w('app.count-of', { count: 2, total: 4 })} />
        <DeskPips
          open={3}
          paused={1}
          closed={2}
          text={w('coordination.desks-open-count', { open: 3, total: 6 })}
        />
        <RangeBar
          from={10}
          to={20}
          max={45}
          label={w('app.duration.range', { from: 10, to: 20 })}
          ticks={[0, 15, 30, 45].map((at) => ({ at, text: at ? String(at) : w('app.now') }))}
        />
        <CompareBars
          label={w('coordination.longest-wait')}
          bars={[
            {
              label: w('app.now'),
              value: 38,
              text: w('app.duration.minutes', { minutes: 38 }),
              tone: 'attention',
            },
            {
              label: w('app.next'),
              value: 24,
              text: w('app.duration.minutes', { minutes: 24 }),
              tone: 'done',
            },
          ]}
        />
        <DayCurve
          points={CURVE}
          from={480}
          to={1050}
          now={638}
          max={36}
          label={w('coordination.waiting')}
          size="large"
        />
      </div>
    </section>
  );
}
