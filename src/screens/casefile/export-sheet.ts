// A file as it is taken out: one person, and of her what the asking account may read now. The paper and the
// table say the same lines.
import { writeCsv } from '#base/csv.ts';
import { dayOf } from '#base/dates.ts';
import { nameOfLanguage } from '#base/languages.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { Export } from '#modules/casefiles/export-queries.ts';
import { findCaseFile } from '#modules/casefiles/queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { listHeldSections } from '#modules/referrals/queries.ts';
import { printPaper } from '#platform/print/paper.ts';
import { formatDate, formatMoment, inLanguage } from '#platform/words/format.ts';
import { directoryNames, outcomeWords } from '../desk/desk-words.tsx';
import type { PageRequest } from '../page.ts';
import { loadFile } from './load-file.ts';
import { loadPerson } from './load-person.ts';
import { needWord } from './need-state.tsx';

interface Line {
  /** When it was; empty where that says nothing. */
  readonly when: string;
  readonly text: string;
  readonly note: string | null;
}
export interface ExportSheet {
  readonly title: string;
  readonly subtitle: string;
  readonly notice: string;
  readonly foot: string;
  readonly parts: readonly { readonly title: string; readonly lines: readonly Line[] }[];
}
/** What is known of the moment at which it is made. */
export type Maker = Pick<PageRequest, 'tx' | 'actor' | 'directory' | 'w' | 'language' | 'now'>;

/**
 * Reads what may be in it. Note the reading before any of it leaves.
 * @returns the words and the sections that they were made from; undefined when she is not to be found
 */
export async function readExport(
  maker: Maker,
  one: Export,
): Promise<{ readonly sheet: ExportSheet; readonly sections: readonly string[] } | undefined> {
  const { tx, actor, directory, w, language, now } = maker;
  const own = { unitIds: actor.memberships.map(({ unitId }) => unitId), fenced: false };
  const [known, file, sections] = await Promise.all([
    loadPerson(tx, one.personId, own, directory),
    findCaseFile(tx, one.personId),
    listHeldSections(tx, one.personId),
  ]);
  const { person } = known;
  if (!person || sections.length === 0) return undefined;
  const facts = await loadFile(maker, one.personId, known);
  const name = directoryNames(directory, language);
  const unit = (id: string) => {
    const found = directory.units.get(id);
    return found ? nameIn(found.name, language) : id;
  };
  const zone = (centreId: string | null) =>
    directory.centres.get(centreId ?? '')?.zone ?? NETWORK_ZONE;
  const day = (on: Temporal.PlainDate) => formatDate(language, on, 'medium');
  const at = (moment: Temporal.Instant, where: string | null) =>
    `${day(dayOf(moment, zone(where)))}, ${formatMoment(language, moment, zone(where))}`;
  const papers = new Map(
    [...directory.services.values()].flatMap(({ documents }) =>
      documents.map((document) => [document.id, inLanguage(document.name, language)] as const),
    ),
  );
  const houseOf = (officeId: string) => directory.offices.get(officeId)?.centreId ?? null;
  const parts = [
    {
      title: w('export.part.person'),
      lines: [
        line(
          '',
          person.name ?? w('casefile.no-name'),
          w('casefile.speaks', {
            languages: nameOfLanguage(person.language, language),
          }),
        ),
      ],
    },
    {
      title: w('casefile.needs'),
      lines: known.needs.map((need) =>
        line(
          day(dayOf(need.foundAt, NETWORK_ZONE)),
          name.subject(need.subjectId),
          needWord(w, need.state),
        ),
      ),
    },
    {
      title: w('export.part.visits'),
      lines: known.visits.map((visit) =>
        line(
          day(visit.day),
          w('casefile.visit-ticket', {
            centre: directory.centres.get(visit.centreId)?.name ?? '',
            number: visit.number,
          }),
        ),
      ),
    },
    {
      title: w('export.part.acts'),
      lines: known.acts.map((act) =>
        line(
          at(act.occurredAt, houseOf(act.officeId)),
          `${name.service(act.serviceId)}: ${outcomeWords(w, act.outcome)}`,
          [act.detail, `${name.office(act.officeId)}, ${act.author}`].filter(Boolean).join(' · '),
        ),
      ),
    },
    {
      title: w('export.part.bookings'),
      lines: facts.bookings.map((booking) =>
        line(
          at(booking.startsAt, booking.centreId),
          `${name.office(booking.officeId)} · ${name.service(booking.serviceId)}`,
        ),
      ),
    },
    {
      title: w('export.part.tasks'),
      lines: facts.tasks.map((task) =>
        line(
          day(task.dueOn),
          task.title,
          [task.assignee, unit(task.unitId)].filter(Boolean).join(' · '),
        ),
      ),
    },
    {
      title: w('file.documents'),
      lines: facts.documents.map((paper) =>
        line(
          day(paper.seenOn),
          papers.get(paper.documentId) ?? paper.documentId,
          [
            w(`file.seen.${paper.seen}`),
            unit(paper.unitId),
            paper.validUntil && w('file.valid-until', { date: day(paper.validUntil) }),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
    },
    {
      title: w('casefile.notes'),
      lines: known.notes.map((note) =>
        line(
          at(note.writtenAt, null),
          note.body,
          w('casefile.note-of', { unit: unit(note.unitId), name: note.author }),
        ),
      ),
    },
  ].filter(({ lines }) => lines.length > 0);
  const number = file?.number ?? '';
  const made = `${day(dayOf(now, NETWORK_ZONE))}, ${formatMoment(language, now, NETWORK_ZONE)}`;
  return {
    sections,
    sheet: {
      title: w('export.sheet', { number }),
      subtitle: w('export.sheet.made', { unit: unit(one.unitId), made }),
      notice: `${w(`export.reason.${one.reason as 'she-asked'}`)}. ${w('export.sheet.notice')}`,
      foot: w('export.sheet.foot', { number, made }),
      parts,
    },
  };
}

/** The first letter is one of a script that runs from the right. */
const RIGHT_FIRST = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}]/u;

function line(when: string, text: string, note: string | null = null): Line {
  return { when, text, note: note === '' ? null : note };
}

/** Sets it as a paper, or writes it as a table. */
export function writeExport(
  sheet: ExportSheet,
  format: Export['format'],
  { w }: Pick<Maker, 'w'>,
): Buffer {
  if (format === 'csv') {
    const head = [
      w('export.column.part'),
      w('export.column.when'),
      w('export.column.what'),
      w('export.column.more'),
    ];
    const rows = sheet.parts.flatMap(({ title, lines }) =>
      lines.map((one) => [title, one.when, one.text, one.note ?? '']),
    );
    return Buffer.from(writeCsv([head, ...rows]), 'utf8');
  }
  const { title, subtitle, notice, foot, parts } = sheet;
  return Buffer.from(
    printPaper('file', {
      lang: w.tag,
      dir: w.direction,
      title,
      subtitle,
      notice,
      foot,
      parts: parts.map((part) => ({
        title: part.title,
        lines: part.lines.map(({ when, text, note }) => ({
          when,
          text,
          note,
          dir: RIGHT_FIRST.test(text) ? 'rtl' : 'ltr',
        })),
      })),
    }),
  );
}
