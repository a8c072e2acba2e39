// The list of who saw a file as lines of a sheet, in her language and beside it the house's.
import { timeOf } from '#base/dates.ts';
import type { ReadingLine, UnitReadings } from '#modules/casefiles/reading-rules.ts';
import type { Directory } from '#modules/directory/schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { SummaryPart } from '#platform/ui/summary-sheet.tsx';
import { formatDate, formatList, formatTime } from '#platform/words/format.ts';
import { findWords, type Words } from '#platform/words/words.ts';

interface View {
  readonly hers: Words;
  readonly house: Words;
  readonly zone: string;
  readonly units: Directory['units'];
}

/** One part for each office, the one that read last first; or a line that nobody did. */
export function partsOfReadings(all: readonly UnitReadings[], view: View): SummaryPart[] {
  const { hers, house } = view;
  if (all.length === 0)
    return [{ lines: [{ text: hers('readings.none'), second: house('readings.none') }] }];
  return all.map(({ unitId, lines }) => {
    const unit = view.units.get(unitId);
    const name = (w: Words) => (unit ? nameIn(unit.name, w.language) : w('readings.unit-unknown'));
    return {
      title: name(hers),
      secondTitle: name(house),
      lines: lines.map((line) => ({
        text: `${whoAndWhy(hers, line)}. ${whenOf(hers, line, view.zone)}`,
        note: `${whatOf(hers, line)} ${lawOf(hers, line)}`,
        second: `${whoAndWhy(house, line)}. ${whenOf(house, line, view.zone)}`,
      })),
    };
  });
}

function whoAndWhy(w: Words, { role, purpose }: ReadingLine): string {
  return w('readings.line', {
    // Whoever opened a package has no account, and so no role.
    role:
      purpose === 'package'
        ? w('readings.by-link')
        : (findWords(w.language, `settings.role.${role}`) ?? w('readings.role-unknown')),
    purpose: findWords(w.language, `readings.purpose.${purpose}`) ?? w('readings.purpose.other'),
  });
}

function whenOf(w: Words, { day, first, last }: ReadingLine, zone: string): string {
  const date = formatDate(w.language, day, 'long');
  const [from, to] = [first, last].map((at) => formatTime(w.language, timeOf(at, zone)));
  return from === to
    ? w('readings.when', { date, time: from ?? '' })
    : w('readings.when-range', { date, from: from ?? '', to: to ?? '' });
}

function whatOf(w: Words, { sections }: ReadingLine): string {
  const said = sections.map(
    (section) =>
      findWords(w.language, `readings.section.${section}`) ?? w('readings.section.whole'),
  );
  return w('readings.saw', { sections: formatList(w.language, [...new Set(said)]) });
}

function lawOf(w: Words, { basis }: ReadingLine): string {
  return w('readings.law', {
    basis: findWords(w.language, `readings.basis.${basis}`) ?? w('readings.basis.gdpr-6-1-e'),
  });
}
