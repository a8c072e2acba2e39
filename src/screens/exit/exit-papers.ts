// The papers of the way out as sheets: the slip, the summary, the certificate. Each is words in, PDF out;
// what they may say was decided before.
import { timeOf } from '#base/dates.ts';
import type { UiLanguage } from '#base/languages.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { Attended } from '#modules/visits/exit-rules.ts';
import { type PaperValue, printPaper } from '#platform/print/paper.ts';
import { qrPicture } from '#platform/ui/qr.tsx';
import { formatDate, formatTime } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import { type SlipFacts, slipWords } from '../reception/slip-of.tsx';
import type { SaidSummary } from '../reception/summary-of.ts';

/** The ticket on 80 mm. */
export function slipSheet(facts: SlipFacts) {
  const { code, phone, stops, number, bring, ...slip } = slipWords(facts);
  return printPaper('slip', {
    ...whole(slip),
    number: number?.toString() ?? null,
    bring,
    stops: stops.map((stop) => whole(stop)),
    code: code ? { title: code.title, typed: code.typed, text: code.text } : null,
    phone: phone ? { title: phone.title, text: phone.text, picture: qrPicture(phone.url) } : null,
  });
}

/** The summary on A4. `link` leads to the same on her phone. */
export function summarySheets(all: readonly { said: SaidSummary; link: string }[]) {
  return printPaper('summary', { sheets: all.map(({ said, link }) => sheetOf(said, link)) });
}

function sheetOf({ code, next, parts, ...rest }: SaidSummary, link: string) {
  return {
    ...whole(rest),
    parts: parts.map((part) => ({
      ...part,
      lines: part.lines.map((line) => ({
        text: line.text,
        second: line.second,
        when: line.when ?? null,
        quote: line.quote ?? null,
        done: line.done === true,
      })),
    })),
    next: next ? whole(next) : null,
    code: { ...code, picture: qrPicture(link) },
  };
}

/** A certificate of attendance. `check` is where its code is checked. */
export function certificateSheet({
  language,
  name,
  centre,
  attended,
  code,
  check,
  now,
}: {
  language: UiLanguage;
  name: string;
  centre: Centre;
  attended: Attended;
  code: string;
  check: string;
  now: Temporal.Instant;
}) {
  const w = words(language);
  const { day, from, to } = attended;
  return printPaper('certificate', {
    lang: w.tag,
    dir: w.direction,
    sender: w('exit.certificate.sender'),
    town: centre.municipality,
    title: w('exit.certificate.title'),
    text: w('exit.certificate.text'),
    facts: [
      { label: w('exit.certificate.name'), value: name },
      { label: w('exit.certificate.day'), value: formatDate(language, day, 'full') },
      { label: w('exit.certificate.from'), value: formatTime(language, from) },
      { label: w('exit.certificate.to'), value: formatTime(language, to) },
    ],
    issued: w('exit.certificate.issued', {
      date: formatDate(language, now.toZonedDateTimeISO(centre.zone).toPlainDate(), 'long'),
      time: formatTime(language, timeOf(now, centre.zone)),
    }),
    code: {
      picture: qrPicture(check),
      title: w('exit.certificate.code'),
      typed: code,
      text: w('exit.certificate.code.hint', { address: check.replace(/^https?:\/\//, '') }),
    },
  });
}

/** What is absent is said to be absent: a sheet asks for every name. */
function whole(words: object): Record<string, PaperValue> {
  return Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, (value as PaperValue | undefined) ?? null]),
  );
}
