// Words of an entry in the register of minors that several of its pages use.
import type { EntryLine } from '#modules/minors/queries.ts';
import { type Standing, standingOf } from '#modules/minors/rules.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatList, formatParts } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

const LOOKS: Readonly<Record<Standing, 'done' | 'attention' | 'plain'>> = {
  valid: 'done',
  'ends-soon': 'attention',
  lapsed: 'attention',
  ended: 'plain',
  'grown-up': 'plain',
};

/** How it stands today, as a word with its sign. */
export function EntryState({
  page: { w },
  entry,
  today,
}: {
  page: PageRequest;
  entry: EntryLine;
  today: Temporal.PlainDate;
}) {
  const standing = standingOf(entry, today);
  return (
    <StateWord
      state={LOOKS[standing]}
      icon={
        LOOKS[standing] === 'attention' ? 'triangle-alert' : standing === 'valid' ? 'check' : null
      }
    >
      {w(`minors.standing.${standing}`)}
    </StateWord>
  );
}

/** For what, as a list in words. */
export function purposesOf({ w }: PageRequest, { purposes }: Pick<EntryLine, 'purposes'>): string {
  return formatList(
    w.language,
    purposes.map((purpose) => w(`minors.purpose.${purpose}`)),
  );
}

/** Until when, in words. */
export function untilOf({ w }: PageRequest, { validUntil }: Pick<EntryLine, 'validUntil'>): string {
  return w('minors.until', { date: formatDate(w.language, validUntil, 'medium') });
}

/** The office that keeps it, with its house. */
export function officeName({ directory, language }: PageRequest, officeId: string): string {
  const office = directory.offices.get(officeId);
  if (!office) return officeId;
  const centre = directory.centres.get(office.centreId)?.name;
  return formatParts(language, [nameIn(office.name, language), centre]);
}
