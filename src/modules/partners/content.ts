// What a package says: read as whoever sends it reads, cut to the sections of its envelope, and written out in
// the partner's language. Files that are known to be hers beside this one stay where they are; what could put
// her in danger, and what only one's own unit may know, is never in it, nor is any compartment.
import { uiLanguageFor } from '#base/languages.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import {
  formatDate,
  formatDays,
  formatPartialDate,
  formatTimeRange,
  inLanguage,
} from '#platform/words/format.ts';
import { type Words, words } from '#platform/words/words.ts';
import type { LegalBasis, SharePurpose, ShareSection } from '../casefiles/consent-schema.ts';
import { NETWORK_ZONE } from '../access/schema.ts';
import type { Names } from '../directory/schema.ts';
import { reachOf, whyNever } from '../people/contact-rules.ts';
import { findPersonFacts, listContacts } from '../people/queries.ts';
import type { PersonFacts } from '../people/schema.ts';
import type { PackageContent } from './schema.ts';

type Line = PackageContent['parts'][number]['lines'][number];

/** What is to be in it. */
export interface ToSay {
  readonly id: string;
  readonly personId: string;
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly subjectId: string;
  readonly purpose: SharePurpose;
  readonly basis: LegalBasis;
  readonly until: Temporal.PlainDate;
  readonly sections: readonly ShareSection[];
  readonly asked: string;
}

/** Reads and words it. Undefined: the unit is no partner, or she is not to be seen. */
export async function readContent(
  tx: Transaction,
  say: ToSay,
  now: Temporal.Instant,
): Promise<PackageContent | undefined> {
  const [[partner], [from], [subject], facts] = await Promise.all([
    tx.text<{ language: string; name: Names }>(
      `select p.language, n.name from directory.partner p
       join directory.unit_name n on n.unit_id = p.unit_id where p.unit_id = $1`,
      [say.toUnitId],
    ),
    tx.text<{ name: Names }>('select name from directory.unit_name where unit_id = $1', [
      say.fromUnitId,
    ]),
    tx.text<{ name: Names }>('select name from directory.subject where id = $1', [say.subjectId]),
    findPersonFacts(tx, say.personId),
  ]);
  if (!partner || !facts) return undefined;
  const language = uiLanguageFor(partner.language);
  const w = words(language);
  const named = (names: Names | undefined) => (names ? inLanguage(names, language) : '');
  const parts = await Promise.all(
    say.sections.map(async (section) => ({
      section,
      title: w(`sharing.section.${section}`),
      lines: await linesOf(tx, section, say.personId, facts, w),
    })),
  );
  return {
    format: 'oneroof-package-1',
    id: say.id,
    madeAt: now.toString({ smallestUnit: 'second' }),
    language,
    from: named(from?.name),
    to: named(partner.name),
    title: w('partners.title'),
    facts: [
      { label: w('sharing.refer.subject'), text: named(subject?.name) },
      { label: w('sharing.for'), text: w(`sharing.purpose.${say.purpose}`) },
      { label: w('sharing.basis'), text: w(`sharing.basis.${say.basis}`) },
      { label: w('sharing.until'), text: formatDate(language, say.until, 'long') },
    ],
    asked: say.asked,
    parts,
  };
}

async function linesOf(
  tx: Transaction,
  section: ShareSection,
  personId: string,
  facts: PersonFacts,
  w: Words,
): Promise<Line[]> {
  switch (section) {
    case 'name':
      return nameLines(tx, personId, facts, w);
    case 'identity':
      return said([
        [w('door.field.full-name'), facts.fullName],
        [w('door.field.original-name'), facts.originalName],
        [w('door.field.born'), formatPartialDate(w.language, facts.born ?? '')],
        [w('door.field.nationality'), facts.nationality && countryIn(w, facts.nationality)],
      ]);
    case 'contact':
      return contactLines(tx, personId, w);
    case 'needs':
      return needLines(tx, personId, w);
    case 'documents':
      return documentLines(tx, personId, w);
    case 'tasks':
      return taskLines(tx, personId, w);
  }
}

/**
 * Numbers of this file that may be used, with all that binds whoever uses them: what each of her files says. Words
 * to say are those of this file alone; where another has some, the sender is to be asked first.
 */
async function contactLines(tx: Transaction, personId: string, w: Words): Promise<Line[]> {
  const contacts = await listContacts(tx, personId);
  const reach = reachOf(contacts);
  const own = contacts.find(({ fileId }) => fileId === personId);
  // Free words of another file may tell what only its readers may know; without them, no number is safe to use.
  const asksFirst = contacts.some(({ fileId, cover }) => fileId !== personId && cover);
  const usable = (way: 'sms' | 'email', to: string | null | undefined) =>
    to && !asksFirst && !whyNever({ ...reach, cover: [] }, way, to) ? to : undefined;
  const [phone, email] = [usable('sms', own?.phone), usable('email', own?.email)];
  const rules: [string, string | undefined][] = [
    [w('door.field.rule'), w(`door.rule.${reach.rule}`)],
    [
      w('reach.field.days'),
      reach.days.length < 7 ? formatDays(w.language, reach.days).join(' · ') : undefined,
    ],
    [w('reach.field.hours'), formatTimeRange(w.language, reach.from, reach.until)],
    [w('reach.field.cover'), own?.cover ?? undefined],
    [w('door.field.rule'), reach.post ? undefined : w('reach.no-post')],
  ];
  return said([
    [w('door.field.phone'), asksFirst ? w('partners.ask-sender') : phone],
    [w('door.field.email'), email],
    ...(contacts.length > 0 ? rules : []),
  ]);
}

async function nameLines(
  tx: Transaction,
  personId: string,
  { name, language }: PersonFacts,
  w: Words,
): Promise<Line[]> {
  const [file] = await tx.text<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  const spoken = new Intl.DisplayNames([w.tag], { type: 'language' }).of(language ?? '');
  return said([
    [w('partners.name'), name ?? w('sharing.no-name')],
    [w('app.language'), spoken],
    [w('partners.file-number'), file?.number],
  ]);
}

async function needLines(tx: Transaction, personId: string, w: Words): Promise<Line[]> {
  const rows = await tx.text<{ name: Names; state: string; foundOn: Temporal.PlainDate }>(
    `select s.name, n.state, (n.found_at at time zone $2)::date as "foundOn"
     from casefiles.need n join directory.subject s on s.id = n.subject_id
     where n.person_id = $1 and not s.sensitive order by n.found_at, n.id`,
    [personId, NETWORK_ZONE],
  );
  return rows.map(({ name, state, foundOn }) => ({
    label: formatDate(w.language, foundOn, 'medium'),
    text: `${inLanguage(name, w.language)}: ${needWord(w, state)}`,
  }));
}

async function documentLines(tx: Transaction, personId: string, w: Words): Promise<Line[]> {
  const rows = await tx.text<{ name: Names; seenOn: Temporal.PlainDate }>(
    `select * from (
       select distinct on (d.document_id) k.name, d.seen_on as "seenOn"
       from casefiles.document d join directory.document k on k.id = d.document_id
       where d.person_id = $1 order by d.document_id, d.seen_on desc, d.noted_at desc) latest
     order by "seenOn" desc`,
    [personId],
  );
  return rows.map(({ name, seenOn }) => ({
    label: formatDate(w.language, seenOn, 'medium'),
    text: inLanguage(name, w.language),
  }));
}

async function taskLines(tx: Transaction, personId: string, w: Words): Promise<Line[]> {
  const rows = await tx.text<{ title: string; dueOn: Temporal.PlainDate }>(
    `select t.title, t.due_on as "dueOn" from followups.task t
     where t.person_id = $1 and t.state = 'open' and not t.own_unit_only
       and not exists (select from casefiles.need n join directory.subject s on s.id = n.subject_id
                       where n.id = t.need_id and s.sensitive)
     order by t.due_on, t.id`,
    [personId],
  );
  return rows.map(({ title, dueOn }) => ({
    label: formatDate(w.language, dueOn, 'medium'),
    text: title,
  }));
}

/** Lines of what is known; of the rest nothing is said. */
function said(pairs: readonly (readonly [string, string | null | undefined])[]): Line[] {
  return pairs.flatMap(([label, text]) => (text ? [{ label, text }] : []));
}

function countryIn(w: Words, code: string): string {
  return new Intl.DisplayNames([w.tag], { type: 'region' }).of(code) ?? code;
}

function needWord(w: Words, state: string): string {
  return w(
    `casefile.need.${state === 'something-missing' ? 'waiting-for-person' : (state as 'open')}`,
  );
}
