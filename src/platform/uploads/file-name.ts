// What a file was called, made harmless: shown beside it so that whoever added it knows it again. Nothing is
// stored or found by it. Pure.

/** Longest name that is kept, in characters as readers count them. */
export const NAME_MAX = 80;

/** Ends of lines, controls, marks that turn the direction of writing, and what is drawn as nothing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** What separates folders or means something to a shell, a spreadsheet or an address. */
const SEPARATORS = /[/\\:*?"<>|%;`$&#]/g;

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** @param said what the browser says; @returns a name without a path, or an empty text when nothing is left */
export function harmlessName(said: string): string {
  const last = said.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(UNSEEN, '')
    .replace(SEPARATORS, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[.\s=+@-]+|[.\s]+$/gu, '');
  return [...GRAPHEMES.segment(clean)]
    .slice(0, NAME_MAX)
    .map(({ segment }) => segment)
    .join('');
}
