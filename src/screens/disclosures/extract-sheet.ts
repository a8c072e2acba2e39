// What is handed to an authority, as a paper: the sections that were approved, of one person's file.
import { dayOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { Extract } from '#modules/disclosures/queries.ts';
import { DISCLOSED_SECTIONS, type DisclosedSection } from '#modules/disclosures/schema.ts';
import { formatDate, formatMoment, formatPartialDate, inLanguage } from '#platform/words/format.ts';
import { type ExportSheet, writeExport } from '../casefile/export-sheet.ts';
import { needWord } from '../casefile/need-state.tsx';
import { directoryNames } from '../desk/desk-words.tsx';
import type { PageBase } from '../page.ts';

type Maker = Pick<PageBase, 'directory' | 'w' | 'language' | 'now'>;
type Row = Readonly<Record<string, string | null>>;
type Line = ExportSheet['parts'][number]['lines'][number];

/** @returns the paper as PDF */
export function writeExtract(maker: Maker, extract: Extract): Buffer {
  const { w, language, now } = maker;
  const { number, authority, reference, legalBase } = extract;
  const made = `${formatDate(language, dayOf(now, NETWORK_ZONE), 'medium')}, ${formatMoment(language, now, NETWORK_ZONE)}`;
  const write = lineOf(maker);
  return writeExport(
    {
      title: w('export.sheet', { number }),
      subtitle: w('disclosures.sheet.to', { authority, reference, made }),
      notice: w('disclosures.sheet.notice', { law: legalBase }),
      foot: w('export.sheet.foot', { number, made }),
      parts: DISCLOSED_SECTIONS.flatMap((section) => {
        const rows = extract[section];
        if (!rows) return [];
        // What was asked and isn't there is said, too.
        const lines = rows.map((row) => write[section](row));
        const none = { when: '', text: w('disclosures.sheet.none'), note: null };
        return [
          {
            title: w(`disclosures.section.${section}`),
            lines: lines.length > 0 ? lines : [none],
          },
        ];
      }),
    },
    'pdf',
    { w },
  );
}

function lineOf({ directory, w, language }: Maker): Record<DisclosedSection, (row: Row) => Line> {
  const name = directoryNames(directory, language);
  const day = (text: string | null | undefined) =>
    text ? formatDate(language, Temporal.PlainDate.from(text), 'medium') : '';
  const zoneOf = (centreId: string | null | undefined) =>
    directory.centres.get(centreId ?? '')?.zone ?? NETWORK_ZONE;
  const dayAt = (text: string | null | undefined, zone: string) =>
    text ? day(dayOf(Temporal.Instant.from(text), zone).toString()) : '';
  const papers = new Map(
    [...directory.services.values()].flatMap(({ documents }) =>
      documents.map((document) => [document.id, inLanguage(document.name, language)] as const),
    ),
  );
  const office = (id: string | null | undefined) => (id ? name.office(id) : null);
  return {
    identity: (row) => ({
      when: '',
      text: row['name'] ?? w('casefile.no-name'),
      note:
        [formatPartialDate(language, row['born'] ?? ''), row['nationality']]
          .filter(Boolean)
          .join(' · ') || null,
    }),
    visits: (row) => ({
      when: day(row['day']),
      text: directory.centres.get(row['centreId'] ?? '')?.name ?? '',
      note: null,
    }),
    needs: (row) => ({
      when: dayAt(row['at'], NETWORK_ZONE),
      text: name.subject(row['subjectId'] ?? ''),
      note: needWord(w, row['state'] as 'open'),
    }),
    acts: (row) => ({
      when: day(row['day']),
      text: name.service(row['serviceId'] ?? ''),
      note: office(row['officeId']),
    }),
    bookings: (row) => {
      const zone = zoneOf(row['centreId']);
      const moment = row['at'] ? Temporal.Instant.from(row['at']) : undefined;
      return {
        when: moment ? `${dayAt(row['at'], zone)}, ${formatMoment(language, moment, zone)}` : '',
        text: name.service(row['serviceId'] ?? ''),
        note: office(row['officeId']),
      };
    },
    documents: (row) => ({
      when: day(row['day']),
      text: papers.get(row['documentId'] ?? '') ?? row['documentId'] ?? '',
      note: row['until'] ? w('file.valid-until', { date: day(row['until']) }) : null,
    }),
  };
}
