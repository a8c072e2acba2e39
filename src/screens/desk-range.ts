// What stands on the plaque of a whole office: "12", "4–8", "21, 23".
import type { Office } from '#modules/directory/schema.ts';
import { formatParts } from '#platform/words/format.ts';
import type { WordsLanguage } from '#platform/words/locales.ts';

/** Desk labels of an office in the words of a language, neighbours as a range; undefined for an office without desks. */
export function deskRange(
  language: WordsLanguage,
  office: Pick<Office, 'desks'> | undefined,
): string | undefined {
  const labels = (office?.desks ?? []).map(({ label }) => label);
  const parts: { first: string; last: string }[] = [];
  for (const label of labels) {
    const part = parts.at(-1);
    if (part && isNext(part.last, label)) part.last = label;
    else parts.push({ first: label, last: label });
  }
  if (parts.length === 0) return undefined;
  // A plaque is small: an office whose desks lie scattered shows its first and its last.
  if (parts.length > 3) return `${parts[0]?.first}–${parts.at(-1)?.last}`;
  return formatParts(
    language,
    parts.map(({ first, last }) => (first === last ? first : `${first}–${last}`)),
  );
}

/** "8" follows "7", "A2" follows "A1", "B1" follows nothing. */
function isNext(before: string, label: string): boolean {
  const [a, b] = [before, label].map((each) => /^(\D*)(\d+)$/.exec(each));
  return !!a && !!b && a[1] === b[1] && Number(b[2]) === Number(a[2]) + 1;
}
