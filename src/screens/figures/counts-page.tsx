// How many cases there were of what nobody is named for, for everybody: the quarters of a year that are over, a
// number only where it is large enough to tell of nobody. Works without a script, and prints.
import { dayOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { FEWEST_TOLD, quarterOf, toldOf, toldTotal } from '#modules/compartments/count-rules.ts';
import {
  type CountQuestion,
  type CountSheet,
  EVERY_CASE,
  type Tally,
} from '#modules/compartments/count-schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { formatNumber } from '#platform/words/format.ts';
import type { PageBase } from '../page.ts';
import { SourceLine } from '../compartments/protocol-words.tsx';
import { PublicShell } from '../portal/public-shell.tsx';

export interface Counts {
  readonly sheets: readonly CountSheet[];
  readonly tallies: readonly Tally[];
}

/** @param asked the year of the address; any that has no quarter that is over is the last that has */
export function CountsPage({
  page,
  counts: { sheets, tallies },
  asked,
}: {
  page: PageBase;
  counts: Counts;
  asked: string | undefined;
}) {
  const { w, language, now } = page;
  const running = quarterOf(dayOf(now, NETWORK_ZONE));
  const last = running.subtract({ months: 3 }).year;
  const first = Math.min(last, ...sheets.map(({ from }) => Temporal.PlainDate.from(from).year));
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const year = years.find((one) => String(one) === asked) ?? last;
  const quarters = [1, 4, 7, 10]
    .map((month) => Temporal.PlainDate.from({ year, month, day: 1 }))
    .filter((quarter) => Temporal.PlainDate.compare(quarter, running) < 0);
  return (
    <PublicShell page={page} title={w('count.title')} wide>
      <div class="stack-loose history">
        <header class="stack-tight">
          <h1>{w('count.title')}</h1>
          <p class="lead">{w('count.lead', { fewest: FEWEST_TOLD })}</p>
          <p>
            <a class="link-alone" href="/figures">
              {w('history.link')}
            </a>
          </p>
          {years.length > 1 ? (
            <nav class="line" aria-label={w('count.years')}>
              {years.map((one) => (
                <a href={`/counts?year=${one}`} aria-current={one === year ? 'page' : undefined}>
                  {one}
                </a>
              ))}
            </nav>
          ) : null}
        </header>
        {sheets.map((sheet) => (
          <section class="stack history-kind" aria-labelledby={`sheet-${sheet.id}`}>
            <h2 id={`sheet-${sheet.id}`}>{nameIn(sheet.name, language)}</h2>
            <div class="count-quarters">
              {quarters.map((quarter) => (
                <Quarter
                  page={page}
                  sheet={sheet}
                  quarter={quarter}
                  tallies={tallies.filter(
                    (one) => one.sheetId === sheet.id && one.quarter.equals(quarter),
                  )}
                />
              ))}
            </div>
            <SourceLine page={page} source={sheet.source} />
          </section>
        ))}
      </div>
    </PublicShell>
  );
}

function Quarter({
  page,
  sheet,
  quarter,
  tallies,
}: {
  page: PageBase;
  sheet: CountSheet;
  quarter: Temporal.PlainDate;
  tallies: readonly Tally[];
}) {
  const { w } = page;
  const casesOf = (choice: string) => tallies.find((one) => one.choice === choice)?.cases ?? 0;
  const all = casesOf(EVERY_CASE);
  const total = toldTotal(all);
  return (
    <section class="stack-tight">
      <h3>
        {w('count.quarter', { quarter: (quarter.month + 2) / 3, year: String(quarter.year) })}
      </h3>
      {total === undefined ? (
        <p class="muted">{w('count.too-few', { fewest: FEWEST_TOLD })}</p>
      ) : (
        <>
          <p>
            <b>{w('count.cases', { count: total })}</b>
          </p>
          {sheet.questions.map((question) => (
            <Question
              page={page}
              id={`${question.id}-${quarter.toString()}`}
              question={question}
              told={toldOf(question, all, casesOf)}
            />
          ))}
        </>
      )}
    </section>
  );
}

function Question({
  page,
  id,
  question,
  told,
}: {
  page: PageBase;
  /** What the table is called by. */
  id: string;
  question: CountQuestion;
  told: ReturnType<typeof toldOf>;
}) {
  const { w, language } = page;
  const title = nameIn(question.text, language);
  if (!told)
    return (
      <p class="muted">
        {title}: {w('count.not-told')}
      </p>
    );
  const rows = question[told.by].filter(({ id }) => told.cases.has(id));
  return (
    <div>
      <p class="muted" id={id}>
        {title}
      </p>
      <table class="table" aria-labelledby={id}>
        <tbody>
          {rows.map(({ id: answer, text }) => (
            <tr>
              <th scope="row">
                <bdi>{nameIn(text, language)}</bdi>
              </th>
              <td data-align="end">
                <bdi>{formatNumber(w.language, told.cases.get(answer) ?? 0)}</bdi>
              </td>
            </tr>
          ))}
          {question.many && rows.length < question.choices.length ? (
            <tr>
              <td colspan={2} class="muted">
                {w('count.others-not-told')}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}
