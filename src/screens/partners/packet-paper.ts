// A package as a PDF: what its page says, on A4, with what proves it.
import { directionOf } from '#base/languages.ts';
import type { PackageContent } from '#modules/partners/schema.ts';
import { printPaper } from '#platform/print/paper.ts';
import type { Words } from '#platform/words/words.ts';

/** The first letter is one of a script that runs from the right. */
const RIGHT_FIRST = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/**
 * Sets the sheet, in the language of the package.
 * @param digest SHA-256 of what was signed, in hexadecimal; @param check where it can be proved
 */
export function packetPaper(
  content: PackageContent,
  { w, digest, check }: { readonly w: Words; readonly digest: string; readonly check: string },
): Uint8Array<ArrayBuffer> {
  const { language, from, to, facts, asked, parts } = content;
  const line = (when: string, text: string) => ({
    when,
    text,
    note: null,
    dir: RIGHT_FIRST.test(text) ? 'rtl' : 'ltr',
  });
  return printPaper('file', {
    lang: w.tag,
    dir: directionOf(language),
    title: content.title,
    subtitle: w('partners.from-to', { from, to }),
    notice: w('partners.paper.notice'),
    foot: w('partners.paper.foot', { digest: digest.slice(0, 16) }),
    parts: [
      {
        title: w('partners.paper.asked'),
        lines: [...facts.map(({ label, text }) => line(label, text)), line('', asked)],
      },
      ...parts.map(({ title, lines }) => ({
        title,
        lines:
          lines.length === 0
            ? [line('', w('partners.nothing'))]
            : lines.map(({ label, text }) => line(label, text)),
      })),
      {
        title: w('partners.paper.proof'),
        lines: [
          line(w('partners.digest'), digest.replaceAll(/(.{8})(?=.)/g, '$1 ')),
          line(w('partners.paper.check'), check),
        ],
      },
    ],
  });
}
