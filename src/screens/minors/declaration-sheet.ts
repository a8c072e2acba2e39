// The declaration for a school or a health centre as a sheet: who, born when, until when, by which law. It says for
// one of the two alone, and nothing of her papers, her family or where she lives.
import type { UiLanguage } from '#base/languages.ts';
import type { Purpose } from '#modules/minors/schema.ts';
import { qrPicture } from '#platform/ui/qr.tsx';
import { formatDate, formatPartialDate } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';

/** What is set as a certificate. @param check where its code is checked; `born`: as far as it is known, or nothing */
export function declarationSheet({
  language,
  name,
  born,
  number,
  purpose,
  until,
  today,
  town,
  law,
  code,
  check,
}: {
  language: UiLanguage;
  name: string;
  born: string | undefined;
  number: string;
  purpose: Purpose;
  until: Temporal.PlainDate;
  today: Temporal.PlainDate;
  town: string;
  law: string;
  code: string;
  check: string;
}) {
  const w = words(language);
  const birth = formatPartialDate(language, born ?? '');
  return {
    lang: w.tag,
    dir: w.direction,
    sender: w('exit.certificate.sender'),
    town,
    title: w(`minors.sheet.title.${purpose}`),
    text: w(`minors.sheet.text.${purpose}`, { law }),
    facts: [
      { label: w('exit.certificate.name'), value: name },
      ...(birth ? [{ label: w('minors.sheet.born'), value: birth }] : []),
      { label: w('minors.sheet.number'), value: number },
      { label: w('minors.sheet.until'), value: formatDate(language, until, 'long') },
    ],
    issued: w('minors.sheet.issued', { date: formatDate(language, today, 'long') }),
    code: {
      picture: qrPicture(check),
      title: w('exit.certificate.code'),
      typed: code,
      text: w('minors.sheet.code.hint', { address: check.replace(/^https?:\/\//, '') }),
    },
  };
}
