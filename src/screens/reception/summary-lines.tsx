// The lines of the summary, each in two languages. What a desk wrote for her stands in quotes as it
// was written, since nobody has translated it.
import type { Directory } from '#modules/directory/schema.ts';
import type { SummaryAct, UnservedStop, VisitSummary } from '#modules/visits/summary-rules.ts';
import type { SummaryLine, SummaryPart } from '#platform/ui/summary-sheet.tsx';
import { formatDate, inLanguage } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import { deskRange } from '../desk-range.ts';

interface View {
  readonly directory: Directory;
  readonly hers: Words;
  readonly house: Words;
}

/** What was done and what is left; an honest line where either is empty. */
export function partsOf(summary: VisitSummary, view: View): SummaryPart[] {
  const { hers, house } = view;
  // Where one line begins with a date, the others leave room for one.
  const room = summary.next ? '\u00a0' : undefined;
  const left = [
    ...summary.left.map((act) => leftLine(act, view)),
    ...summary.unserved.map((stop) => unservedLine(stop, view)),
  ].map((line) => ({ ...line, when: line.when ?? room }));
  const said = (key: 'summary.nothing-done' | 'summary.nothing-left'): SummaryLine[] => [
    { text: hers(key), second: house(key) },
  ];
  const done: SummaryPart[] = [
    {
      title: hers('summary.done'),
      secondTitle: house('summary.done.staff'),
      lines:
        summary.done.length > 0
          ? summary.done.map((act) => doneLine(act, view))
          : said('summary.nothing-done'),
    },
  ];
  // While she is still expected somewhere, that nothing is done yet is no news.
  const underWay = summary.done.length === 0 && summary.unserved.some(({ expected }) => expected);
  return [
    ...(underWay ? [] : done),
    {
      title: hers('summary.left'),
      secondTitle: house('summary.left'),
      lines: left.length > 0 ? left : said('summary.nothing-left'),
    },
  ];
}

/** The first date on which something is to happen, with the office that said so. */
export function nextOf({ next }: VisitSummary, { directory, hers, house }: View) {
  if (!next?.nextOn) return undefined;
  const date = next.nextOn;
  const office = directory.offices.get(next.officeId);
  const desk = deskRange(office);
  const text = (w: Words) =>
    [serviceName(next.serviceId, directory, w), officeName(next.officeId, directory, w)].join(
      ' · ',
    );
  return {
    desk,
    deskSpoken: desk && `${hers('app.desk')} ${desk}`,
    title: sentence(formatDate(hers.language, date, 'weekday')),
    text: text(hers),
    second: (
      <>
        {sentence(formatDate(house.language, date, 'weekday'))}
        <br />
        {text(house)}
      </>
    ),
  };
}

function doneLine(act: SummaryAct, { directory, hers, house }: View): SummaryLine {
  const line = (w: Words) => {
    const name = serviceName(act.serviceId, directory, w);
    if (!act.forwardedTo) return name;
    return `${name}. ${w('summary.sent-on', { office: officeName(act.forwardedTo, directory, w) })}`;
  };
  return {
    text: line(hers),
    second: line(house),
    note: quoted(act),
    done: act.outcome === 'solved',
  };
}

function leftLine(act: SummaryAct, { directory, hers, house }: View): SummaryLine {
  return {
    when: act.nextOn
      ? hers('summary.until', { date: formatDate(hers.language, act.nextOn, 'short') })
      : undefined,
    text: `${serviceName(act.serviceId, directory, hers)}. ${plainOutcome(act, hers)}`,
    note: quoted(act),
    second: `${serviceName(act.serviceId, directory, house)}. ${outcome(act, house)}`,
  };
}

function unservedLine(stop: UnservedStop, { directory, hers, house }: View): SummaryLine {
  const line = (w: Words) => {
    const office = officeName(stop.officeId, directory, w);
    const name = serviceName(stop.serviceId, directory, w);
    return `${name}. ${stop.expected ? w('summary.still-today', { office }) : w('summary.not-reached', { office })}`;
  };
  return { text: line(hers), second: line(house) };
}

/** How it stands, in the house's language with the desk's own words in the sentence. */
function outcome(act: SummaryAct, w: Words): string {
  const { detail, nextOn } = act;
  if (!detail) return plainOutcome(act, w);
  if (act.outcome === 'something-missing')
    return w('summary.outcome.something-missing', { what: detail });
  if (act.outcome === 'not-possible') return w('summary.outcome.not-possible', { why: detail });
  return nextOn
    ? w('summary.outcome.in-progress', {
        step: detail,
        date: formatDate(w.language, nextOn, 'long'),
      })
    : plainOutcome(act, w);
}

/** The same without anything that was typed: for the language that nobody typed in. */
function plainOutcome({ outcome: how }: SummaryAct, w: Words): string {
  return how === 'solved' ? w('summary.outcome.solved') : w(`summary.plain.${how}`);
}

function quoted({ detail }: SummaryAct) {
  return detail ? (
    <q lang="pt" dir="auto">
      {detail}
    </q>
  ) : undefined;
}

function serviceName(id: string, directory: Directory, w: Words): string {
  const service = directory.services.get(id);
  return service ? inLanguage(service.name, w.language) : id;
}

function officeName(id: string, directory: Directory, w: Words): string {
  const office = directory.offices.get(id);
  return office ? inLanguage(office.name, w.language) : id;
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
