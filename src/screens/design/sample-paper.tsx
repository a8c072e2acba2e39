// The slip and the summary as they should look on paper.
import { Slip } from '#platform/ui/slip.tsx';
import { SummarySheet } from '#platform/ui/summary-sheet.tsx';
import { words, type Words } from '#platform/words/words.ts';
import { subjectName } from './sample-data.ts';

export function SampleSlip({ w }: { w: Words }) {
  const house = words('pt');
  const stop = (time: string, id: string, desk: string) => ({
    time,
    title: subjectName(id, w.language),
    second: w.language === 'pt' ? undefined : subjectName(id, 'pt'),
    secondLang: house.tag,
    desk,
    deskSpoken: `${w('app.desk')} ${desk}`,
  });
  return (
    <main>
      <Slip
        place="CNAIM Lisboa"
        when="09:40"
        numberTitle={w('slip.your-number')}
        number={347}
        how={w('slip.wait-for-your-number')}
        routeTitle={w('slip.your-route')}
        stops={[
          stop('09:50', 'social-security', '4–8'),
          stop('10:24', 'work-rights', '12'),
          stop('10:56', 'school', '16'),
        ]}
        leave={w('slip.leave-about', { time: '11:10' })}
        code={{
          url: 'https://oneroof.example/t/7Q2F',
          typed: '7Q2F',
          title: w('slip.how-long'),
          text: w('slip.how-long.hint'),
          label: w('slip.code'),
        }}
        free={w('slip.free')}
        helpLabel={w('slip.phone-help')}
        help="800 000 347"
      />
    </main>
  );
}

export function SampleSummary({ w }: { w: Words }) {
  const house = words(w.language === 'pt' ? 'en' : 'pt');
  const both = (id: string) => ({
    text: subjectName(id, w.language),
    second: subjectName(id, house.language),
  });
  return (
    <main>
      <SummarySheet
        first={{ lang: w.tag, dir: w.direction }}
        second={{ lang: house.tag, dir: house.direction }}
        title={w('summary.title')}
        subtitle="347"
        place="CNAIM Lisboa"
        placeNote={house('summary.for-helper')}
        parts={[
          {
            title: w('summary.done'),
            secondTitle: house('summary.done'),
            lines: ['social-security', 'work-rights', 'school'].map((id) => ({
              ...both(id),
              done: true,
            })),
          },
          {
            lines: [{ text: w('design.sample.sentence'), second: house('design.sample.sentence') }],
          },
          {
            title: w('summary.you-do'),
            secondTitle: house('summary.you-do'),
            lines: [
              { when: '10/07', ...both('health') },
              { when: '18/07', ...both('work-rights') },
            ],
          },
          {
            title: w('summary.we-do'),
            secondTitle: house('summary.we-do'),
            lines: [{ when: '12/07', ...both('school') }],
          },
        ]}
        next={{
          desk: '16',
          deskSpoken: `${w('app.desk')} 16`,
          title: '10/07, 10:00',
          text: subjectName('school', w.language),
          second: subjectName('school', house.language),
        }}
        code={{ url: 'https://oneroof.example/s/7Q2F', label: w('summary.questions') }}
        contacts={[
          { title: w('summary.questions'), text: w('summary.questions.hint') },
          { title: w('summary.complaint'), text: w('summary.complaint.hint') },
        ]}
      />
    </main>
  );
}
