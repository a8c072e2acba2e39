// The ticket's page on a phone as it should look.
import { Button } from '#platform/ui/button.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { RangeBar } from '#platform/ui/meter.tsx';
import { PublicPage } from '#platform/ui/public-page.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { RouteSteps } from '#platform/ui/timeline.tsx';
import type { Words } from '#platform/words/words.ts';
import { subjectName } from './sample-data.ts';

export function SamplePhone({ w }: { w: Words }) {
  const desk = (label: string) => ({ desk: label, deskSpoken: `${w('app.desk')} ${label}` });
  return (
    <PublicPage
      place="CNAIM Lisboa"
      skip={w('app.skip-to-content')}
      headEnd={
        <a href="#listen">
          <Icon name="volume-2" /> {w('app.listen')}
        </a>
      }
      foot={
        <div>
          <Button icon="hourglass" wide size="large" type="button">
            {w('desk.park')}
          </Button>
          <Button icon="phone" wide size="large" type="button">
            {w('slip.phone-help')}
          </Button>
        </div>
      }
    >
      <div>
        <h1 class="now phone-title">{w('slip.your-number')}</h1>
        <TicketNumber number={352} size="phone" tone="now" />
      </div>
      <hr class="public-rule" />
      <div class="stack">
        <div>
          <p class="public-title">
            <b>{w('reception.route.people-ahead', { count: 2 })}</b>
          </p>
          <p class="muted">{w('app.duration.range', { from: 10, to: 20 })}</p>
        </div>
        <RangeBar
          from={10}
          to={20}
          max={45}
          label={w('app.duration.range', { from: 10, to: 20 })}
          ticks={[0, 15, 30, 45].map((at) => ({ at, text: at ? String(at) : w('app.now') }))}
        />
      </div>
      <hr class="public-rule" />
      <h2>{w('slip.your-route')}</h2>
      <RouteSteps
        label={w('slip.your-route')}
        steps={[
          { title: w('app.place.reception'), note: '10:00', state: 'done' },
          {
            title: subjectName('work-rights', w.language),
            note: w('desk.interpreter.telephone'),
            ...desk('12'),
            state: 'now',
          },
          {
            title: subjectName('health', w.language),
            note: '11:15',
            ...desk('18'),
            state: 'ahead',
          },
        ]}
      />
    </PublicPage>
  );
}
