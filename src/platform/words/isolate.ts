// Keeps a name in one script from reordering a sentence in another.
import type { Direction } from '#base/languages.ts';

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const OTHER_LETTER = /\p{L}/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/**
 * Text to be set into a sentence that runs in `direction`: wrapped in first-strong isolates when it has
 * letters of the other direction, else unchanged. The plain-text `<bdi>`; in markup use the element.
 */
export function isolateText(text: string, direction: Direction): string {
  const foreign =
    direction === 'ltr'
      ? RIGHT_TO_LEFT.test(text)
      : OTHER_LETTER.test(text.replaceAll(/\p{Script=Arabic}/gu, ''));
  return foreign ? `${FIRST_STRONG_ISOLATE}${text}${POP_DIRECTIONAL_ISOLATE}` : text;
}
