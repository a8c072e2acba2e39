// The reception screen as it should look, with invented people.
import { nameOfLanguage } from '#base/languages.ts';
import { BilingualRow } from '#platform/ui/bilingual-row.tsx';
import { Button } from '#platform/ui/button.tsx';
import { Checkbox } from '#platform/ui/choice.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Meter } from '#platform/ui/meter.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Tabs } from '#platform/ui/tabs.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { TileWall } from '#platform/ui/tile-wall.tsx';
import { words, type Words } from '#platform/words/words.ts';
import { SampleSpine } from './parts-routes.tsx';
import {
  autonymOf,
  namingLanguage,
  otherLanguage,
  sampleTiles,
  subjectName,
} from './sample-data.ts';
import { sampleBar } from './sample-bar.ts';

export function SampleReception({ w }: { w: Words }) {
  const other = otherLanguage(w.language);
  const hers = words(other);
  return (
    <Frame
      skip={w('app.skip-to-content')}
      bar={sampleBar(w, w('app.place.reception'))}
      form={{ id: 'reception', action: '/_design', method: 'get' }}
      sheetLabel={w('reception.route')}
      sheetSize="wide"
      sheet={
        <div class="stack">
          <div class="line-spread">
            <div>
              <h2>{w('reception.route')}</h2>
              <p class="muted">{w('reception.route.scale', { count: 3 })}</p>
            </div>
            <TicketNumber number={347} size="large" />
          </div>
          <SampleSpine w={w} />
        </div>
      }
      sheetFoot={
        <div class="stack-tight">
          <Checkbox
            name="paper"
            checked
            label={w('reception.paper-in', {
              language: nameOfLanguage(other, namingLanguage(w.language)),
            })}
          />
          <Button kind="primary" size="large" wide shortcut="mod+enter">
            {w('reception.issue-ticket-number', { number: 347 })}
          </Button>
        </div>
      }
      workFoot={
        <>
          <span class="line">
            <Icon name="eye-off" /> {w('reception.only-for-you')}
          </span>
          <Checkbox
            name="sign"
            value="small-child"
            checked
            label={w('reception.sign.small-child')}
          />
          <Checkbox name="sign" value="hard-to-stand" label={w('reception.sign.hard-to-stand')} />
          <Checkbox name="sign" value="minor-alone" label={w('reception.sign.minor-alone')} />
          <Checkbox name="sign" value="speak-alone" label={w('reception.sign.speak-alone')} />
        </>
      }
    >
      <div class="stack">
        <div class="line-spread reception-language">
          <span class="line">
            <b class="autonym" lang={other} dir={hers.direction}>
              {autonymOf(other)}
            </b>
            <span class="muted">
              {w('reception.like-you', {
                language: nameOfLanguage(other, namingLanguage(w.language)),
                name: 'Iryna',
              })}
            </span>
            <Button kind="quiet" type="button" shortcut="l">
              {w('reception.change-language')}
            </Button>
          </span>
          <span class="line">
            <Button kind="quiet" type="button" shortcut="r">
              {w('reception.turn-screen')}
            </Button>
            <Meter
              value={102}
              max={180}
              label={w('app.time')}
              text={w('reception.time-used', { used: '1:42', target: '3 min' })}
            />
          </span>
        </div>
        <Tabs
          label={w('app.menu')}
          narrowOnly
          tabs={[
            { href: '#needs', label: w('reception.needs'), note: '3', current: true },
            { href: '#person', label: w('reception.who'), note: w('app.optional') },
            {
              href: '#papers',
              label: w('reception.papers'),
              note: w('reception.papers.missing', { count: 1, total: 4 }),
              tone: 'attention',
            },
          ]}
        />
        <BilingualRow
          heading
          first={{ text: w('reception.what-brings-you-today'), lang: w.tag, dir: w.direction }}
          second={{
            text: hers('reception.what-brings-you-today'),
            lang: other,
            dir: hers.direction,
          }}
        />
        <TileWall
          name="needs"
          legend={w('reception.needs')}
          legendHidden
          tiles={sampleTiles(w.language)}
          secondaryLang={other}
          secondaryDir={hers.direction}
        />
        <div class="two-columns">
          <div class="stack-tight">
            <SectionHeading title={w('reception.who')} aside={w('reception.if-wished')} />
            <TextField
              name="person"
              label={w('reception.name')}
              labelHidden
              icon="search"
              value="kovalenko oks"
              big
            />
          </div>
          <div>
            <SectionHeading
              title={w('reception.papers')}
              aside={
                <span class="attention">
                  {w('reception.papers.missing', { count: 1, total: 2 })}
                </span>
              }
              id="papers"
            />
            <div class="rows">
              <Checkbox
                name="papers"
                value="1"
                checked
                label={w('desk.take-home')}
                end={w('reception.papers.for-all')}
              />
              <Checkbox
                name="papers"
                value="2"
                label={w('design.sample.name')}
                end={subjectName('school', w.language)}
              />
            </div>
            <Notice>
              {w('reception.papers.without', { office: subjectName('school', w.language) })}
            </Notice>
          </div>
        </div>
      </div>
    </Frame>
  );
}
