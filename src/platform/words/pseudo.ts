// Pseudo-languages, made from English at run time: text that a reader can still follow, and that shows at
// a glance what was not translated, what doesn't fit, and what is on the wrong side.
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { PseudoLanguage } from './locales.ts';

const ACCENTED = new Map(
  [...'aàbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqɋrŕsštţuûvṽwŵxẋyýzž'].flatMap((letter, index, all) =>
    index % 2 === 0 ? [[letter, all[index + 1] ?? letter] as const] : [],
  ),
);

const RIGHT_TO_LEFT_MARK = '\u200f';

/** The same message with its literal text made strange; arguments stay as they are. */
export function disguiseMessage(
  elements: readonly MessageFormatElement[],
  language: PseudoLanguage,
): MessageFormatElement[] {
  return elements.map((element) => {
    // The parser's element types are numbers of an enum; only literals (0) hold text, and only plurals
    // and selects hold branches.
    if (element.type === 0) return { ...element, value: disguiseText(element.value, language) };
    if (!('options' in element)) return element;
    const branches = Object.entries(element.options).map(([selector, branch]) => [
      selector,
      { ...branch, value: disguiseMessage(branch.value, language) },
    ]);
    return { ...element, options: Object.fromEntries(branches) } as MessageFormatElement;
  });
}

/** Accents and 40 % more length for en-XA; marks of direction around each word for ar-XB. */
export function disguiseText(text: string, language: PseudoLanguage): string {
  if (language === 'ar-XB') {
    return text.replace(/\p{L}+/gu, (word) => `${RIGHT_TO_LEFT_MARK}${word}${RIGHT_TO_LEFT_MARK}`);
  }
  const accented = text.replace(/[a-z]/g, (letter) => ACCENTED.get(letter) ?? letter);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return accented + '~'.repeat(Math.ceil(letters * 0.4));
}
