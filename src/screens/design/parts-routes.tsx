// Routes and stories: the spine to time scale, a file's timeline, the route on a phone.
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Spine, SpineLegend } from '#platform/ui/spine.tsx';
import { RouteSteps, Timeline } from '#platform/ui/timeline.tsx';
import type { Words } from '#platform/words/words.ts';
import { subjectName } from './sample-data.ts';

export function RouteParts({ w }: { w: Words }) {
  const subject = (id: string) => subjectName(id, w.language);
  return (
    <section class="design-part">
      <SectionHeading title={w('design.route')} ruled />
      <div class="two-columns">
        <div>
          <SampleSpine w={w} />
        </div>
        <div>
          <RouteSteps
            label={w('slip.your-route')}
            steps={[
              { title: w('app.place.reception'), note: '10:00', state: 'done' },
              {
                title: subject('work-rights'),
                note: w('desk.interpreter.telephone'),
                desk: '12',
                state: 'now',
              },
              { title: subject('health'), note: '11:15', desk: '18', state: 'ahead' },
            ]}
          />
          <Timeline
            label={w('casefile.timeline')}
            entries={[
              { when: '10 jul', title: subject('school'), desk: '16', state: 'ahead' },
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
                ],
              },
              { when: '14 mai', title: w('casefile.visit-number', { number: 2 }), state: 'done' },
            ]}
          />
        </div>
      </div>
    </section>
  );
}

/** Three stops and the way out, as in the reception's sheet. */
export function SampleSpine({ w }: { w: Words }) {
  const subject = (id: string) => subjectName(id, w.language);
  const line = (wait: number, service: number) =>
    w('reception.route.wait-and-service', { wait, service });
  return (
    <>
      <Spine
        label={w('reception.route')}
        start={{ time: '09:38', title: w('app.now'), waitMinutes: 12 }}
        stops={[
          {
            time: '09:50',
            title: subject('social-security'),
            lines: [line(12, 14)],
            desk: '4–8',
            state: 'ahead',
            serviceMinutes: 14,
            waitAfterMinutes: 20,
          },
          {
            time: '10:24',
            title: subject('work-rights'),
            lines: [line(20, 25), w('slip.with-mediator')],
            desk: '12',
            state: 'ahead',
            serviceMinutes: 25,
            waitAfterMinutes: 7,
          },
          {
            time: '10:56',
            title: subject('school'),
            lines: [line(7, 10)],
            desk: '16',
            state: 'ahead',
            serviceMinutes: 10,
            waitAfterMinutes: 4,
          },
        ]}
        end={{ time: '11:10', title: w('reception.route.exit') }}
      />
      <SpineLegend
        wait={w('reception.route.wait-total', {
          duration: w('app.duration.minutes', { minutes: 39 }),
        })}
        service={w('reception.route.service-total', {
          duration: w('app.duration.minutes', { minutes: 49 }),
        })}
        total={w('app.duration.hours', { hours: 1, minutes: 32 })}
      />
    </>
  );
}
