// Words and small pieces that several parts of the desk share.
import { nameOfLanguage } from '#base/languages.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { receives } from '#modules/visits/host-unit.ts';
import type { Directory } from '#modules/directory/schema.ts';
import { Elapsed } from '#platform/ui/clock.tsx';
import { LanguageName } from '#platform/ui/language-dot.tsx';
import { formatMoment } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import type { PageRequest } from '../page.ts';
import { bridgeTo, type Speakers } from './bridges.ts';

/** What the three dots mean. */
export function bridgeMeanings(w: Words) {
  return {
    own: w('desk.legend.me'),
    mediator: w('desk.legend.mediator'),
    telephone: w('desk.legend.phone'),
  };
}

/** A language with its dot; `named` adds the mediator who speaks it. */
export function Spoken({
  page,
  tag,
  speakers,
  beside,
  named,
}: {
  page: Pick<PageRequest, 'w' | 'language'>;
  tag: string;
  speakers: Speakers;
  /** The mediator who sits there now; without her it is said who could. */
  beside?: string | null | undefined;
  named?: boolean;
}) {
  const { w } = page;
  const { bridge, mediator } = beside
    ? { bridge: 'mediator' as const, mediator: beside }
    : bridgeTo(tag, speakers);
  const meaning = bridgeMeanings(w)[bridge];
  const name = nameOfLanguage(tag, page.language);
  if (!named) {
    return (
      <LanguageName bridge={bridge} meaning={meaning}>
        {name}
      </LanguageName>
    );
  }
  const how = mediator ? w('desk.with-mediator', { name: mediator }) : meaning;
  return (
    <LanguageName bridge={bridge} meaning={meaning}>
      {name}
      {comma(w)}
      <span aria-hidden={mediator ? undefined : 'true'}>{how}</span>
    </LanguageName>
  );
}

/** Minutes since an instant that tick on, exact on hover. */
export function Minutes({
  page,
  since,
  zone,
}: {
  page: Pick<PageRequest, 'w' | 'now'>;
  since: Temporal.Instant;
  zone: string;
}) {
  const { w, now } = page;
  const minutes = minutesBetween(since, now);
  const text = w('app.duration.minutes', { minutes });
  return (
    <Elapsed
      since={since.toString()}
      text={text}
      template={text.replace(String(minutes), '{n}')}
      exact={formatMoment(w.language, since, zone)}
    />
  );
}

/** A comma as the page's language writes it, with its space. */
export function comma(w: Words): string {
  return w.language === 'ar' ? '، ' : ', ';
}

/** Short pieces in one line, with the comma of the page's language. */
export function inOneLine(
  w: Words,
  pieces: readonly (string | null | undefined | false)[],
): string {
  return pieces.filter(Boolean).join(comma(w));
}

/** How an act or a stop ended, in words that stay true on a later day. */
export function outcomeWords(w: Words, outcome: string): string {
  switch (outcome) {
    case 'solved':
      return w('casefile.need.solved');
    case 'in-progress':
      return w('casefile.need.in-progress');
    case 'something-missing':
      return w('casefile.need.waiting-for-person');
    case 'not-possible':
      return w('casefile.need.not-possible');
    case 'forwarded':
      return w('desk.outcome.forward');
    default:
      return w('desk.state.done');
  }
}

/** Whole minutes from one instant to another, never below none. */
export function minutesBetween(since: Temporal.Instant, now: Temporal.Instant): number {
  return Math.max(0, Math.floor(now.since(since).total('minutes')));
}

/** `6:12`, as the stopwatch shows it. */
export function stopwatchText(since: Temporal.Instant, now: Temporal.Instant): string {
  const seconds = Math.max(0, Math.floor(now.since(since).total('seconds')));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The name of a service, office (short) or subject in the page's language; the id when it is gone. */
export function directoryNames(directory: Directory, language: string) {
  return {
    service: (id: string) => {
      const service = directory.services.get(id);
      return service ? nameIn(service.name, language) : id;
    },
    office: (id: string) => {
      const office = directory.offices.get(id);
      return office ? nameIn(office.shortName, language) : id;
    },
    /** Where she was sent on to: an office of the house, or another house by its own name. */
    sentTo: (id: string) => {
      const office = directory.offices.get(id);
      if (!office) return id;
      return receives(office)
        ? (directory.centres.get(office.centreId)?.name ?? id)
        : nameIn(office.shortName, language);
    },
    subject: (id: string) => {
      const subject = directory.subjects.get(id);
      return subject ? nameIn(subject.name, language) : id;
    },
    /** The subject of the first level. */
    tile: (id: string) => {
      const subject = directory.subjects.get(id);
      const tile = (subject?.parentId && directory.subjects.get(subject.parentId)) || subject;
      return tile ? nameIn(tile.name, language) : id;
    },
    icon: (id: string) => {
      const subject = directory.subjects.get(id);
      return subject?.icon ?? (subject?.parentId && directory.subjects.get(subject.parentId)?.icon);
    },
  };
}
