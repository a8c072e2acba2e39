// The lines of the summary, each in two languages, for the screen, the sheet and her phone. What a desk
// wrote for her is told apart as it was written, since nobody has translated it.
import type { Directory } from '#modules/directory/schema.ts';
import { receives } from '#modules/visits/host-unit.ts';
import type { SummaryAct, UnservedStop, VisitSummary } from '#modules/visits/summary-rules.ts';
import { formatDate, formatParts, inLanguage } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import { deskRange } from '../desk-range.ts';

/** The directory, and the two languages. */
export interface SummaryView {
  readonly directory: Directory;
  readonly hers: Words;
  readonly house: Words;
}

export interface SaidLine {
  /** "by 10 July". */
  readonly when?: string | undefined;
  /** The day that `when` says; lines stand in the order of their days. */
  readonly on?: Temporal.PlainDate | undefined;
  readonly text: string;
  /** What a desk wrote, in its own language. */
  readonly quote?: string | undefined;
  /** The same line in the house's language. */
  readonly second: string;
  readonly done?: boolean | undefined;
}

export interface SaidPart {
  readonly title: string;
  readonly secondTitle: string;
  readonly lines: readonly SaidLine[];
}

/** The next time: where, when, and what to bring. */
export interface SaidNext {
  readonly desk: string | undefined;
  readonly deskSpoken: string | undefined;
  readonly title: string;
  readonly text: string;
  readonly secondTitle: string;
  readonly second: string;
  readonly bring: readonly { readonly text: string; readonly second: string }[];
  /** The same in one line; empty for nothing. */
  readonly bringLine: { readonly text: string; readonly second: string };
}

/** What was done and what is left; an honest line where either is empty. */
export function partsOf(
  summary: VisitSummary,
  view: SummaryView,
  ahead: readonly SaidLine[] = [],
): SaidPart[] {
  const { hers, house } = view;
  const left = [
    ...summary.left.map((act) => leftLine(act, view)),
    ...summary.unserved.map((stop) => unservedLine(stop, view)),
    ...ahead,
  ].toSorted(byDay);
  const said = (key: 'summary.nothing-done' | 'summary.nothing-left'): SaidLine[] => [
    { text: hers(key), second: house(key) },
  ];
  const done: SaidPart[] = [
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

/** What comes next: where, on which day, and the words of it. */
export interface NextTime {
  readonly on: Temporal.PlainDate;
  readonly officeId: string;
  readonly serviceId: string;
  readonly title: string;
  readonly secondTitle: string;
}

/** The first date that an act named. */
export function nextOfActs(
  { next }: VisitSummary,
  { hers, house }: SummaryView,
): NextTime | undefined {
  if (!next?.nextOn) return undefined;
  const on = next.nextOn;
  const title = (w: Words) => sentence(formatDate(w.language, on, 'weekday'));
  const { officeId, serviceId } = next;
  return { on, officeId, serviceId, title: title(hers), secondTitle: title(house) };
}

/** The next time with where it is and what to bring. */
export function sayNext(next: NextTime, { directory, hers, house }: SummaryView): SaidNext {
  const office = directory.offices.get(next.officeId);
  const desk = deskRange(hers.language, office);
  // What the desk can't go on without; what would help is asked there.
  const bring = (directory.services.get(next.serviceId)?.documents ?? [])
    .filter(({ needed }) => needed)
    .map(({ name }) => ({
      text: inLanguage(name, hers.language),
      second: inLanguage(name, house.language),
    }));
  return {
    desk,
    deskSpoken: desk && `${hers('app.desk')} ${desk}`,
    title: next.title,
    text: placeOf(next, directory, hers),
    secondTitle: next.secondTitle,
    second: placeOf(next, directory, house),
    bring,
    bringLine: {
      text: formatParts(
        hers.language,
        bring.map(({ text }) => text),
      ),
      second: formatParts(
        house.language,
        bring.map(({ second }) => second),
      ),
    },
  };
}

/** What she comes for, and where. */
export function placeOf(
  { serviceId, officeId }: { readonly serviceId: string; readonly officeId: string },
  directory: Directory,
  w: Words,
): string {
  return [serviceName(serviceId, directory, w), officeName(officeId, directory, w)].join(' · ');
}

/** What has no day comes last, as it was said. */
function byDay({ on: a }: SaidLine, { on: b }: SaidLine): number {
  return a && b ? Temporal.PlainDate.compare(a, b) : Number(!a) - Number(!b);
}

function doneLine(act: SummaryAct, { directory, hers, house }: SummaryView): SaidLine {
  const line = (w: Words) => {
    const name = serviceName(act.serviceId, directory, w);
    if (!act.forwardedTo) return name;
    return `${name}. ${w('summary.sent-on', { office: placeName(act.forwardedTo, directory, w) })}`;
  };
  return {
    text: line(hers),
    second: line(house),
    quote: act.detail ?? undefined,
    done: act.outcome === 'solved',
  };
}

function leftLine(act: SummaryAct, { directory, hers, house }: SummaryView): SaidLine {
  return {
    on: act.nextOn ?? undefined,
    when: act.nextOn
      ? hers('summary.until', { date: formatDate(hers.language, act.nextOn, 'short') })
      : undefined,
    text: `${serviceName(act.serviceId, directory, hers)}. ${plainOutcome(act, hers)}`,
    quote: act.detail ?? undefined,
    second: `${serviceName(act.serviceId, directory, house)}. ${outcome(act, house)}`,
  };
}

function unservedLine(stop: UnservedStop, { directory, hers, house }: SummaryView): SaidLine {
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

function serviceName(id: string, directory: Directory, w: Words): string {
  const service = directory.services.get(id);
  return service ? inLanguage(service.name, w.language) : id;
}

function officeName(id: string, directory: Directory, w: Words): string {
  const office = directory.offices.get(id);
  return office ? inLanguage(office.name, w.language) : id;
}

/** Where she was sent on to: an office of the house, or another house by its own name. */
function placeName(id: string, directory: Directory, w: Words): string {
  const office = directory.offices.get(id);
  const house = office && receives(office) && directory.centres.get(office.centreId);
  return house ? house.name : officeName(id, directory, w);
}

export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
