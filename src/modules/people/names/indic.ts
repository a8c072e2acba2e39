// Words in Devanagari, Bengali and Gurmukhi, in Latin letters. The three have their letters in the same
// order in Unicode, each in a block of its own: one table by the place within the block serves all. Pure.

type Block = 'devanagari' | 'bengali' | 'gurmukhi';

const BLOCKS: readonly (readonly [Block, number])[] = [
  ['devanagari', 0x0900],
  ['bengali', 0x0980],
  ['gurmukhi', 0x0a00],
];
const BLOCK_SIZE = 0x80;

const FIRST_VOWEL = 0x05;
const VOWELS = 'a a i i u u ri l e e e ai o o o au'.split(' ');
const FIRST_CONSONANT = 0x15;
const CONSONANTS = (
  'k kh g gh ng ch chh j jh n t th d dh n t th d dh n n p ph b bh m ' + 'y r r l l l v sh sh s h'
).split(' ');
const FIRST_SIGN = 0x3e;
const SIGNS = 'a i i u u ri ri e e e ai o o o au'.split(' ');
/** Takes the vowel away that a consonant has by itself. */
const VIRAMA = 0x4d;
/** A dot that makes another sound of the letter before it. */
const NUKTA = 0x3c;
const DOTTED = new Map([
  ['ph', 'f'],
  ['j', 'z'],
  ['d', 'r'],
  ['dh', 'rh'],
  ['k', 'q'],
  ['s', 'sh'],
]);
const NASALS: readonly number[] = [0x01, 0x02, 0x70];
const BREATH = 0x03;
/** The Bengali letter for a t that has no vowel. */
const BARE_T = 0x4e;

/** What a letter is read as beside its place in the table. */
const OWN: Readonly<Record<Block, Readonly<Record<number, string>>>> = {
  devanagari: {},
  // Spoken j at the start of a syllable; with a dot it is a y.
  bengali: { 0x2f: 'j' },
  gurmukhi: {},
};

function placeOf(letter: string): readonly [Block, number] | undefined {
  const code = letter.codePointAt(0) ?? 0;
  for (const [block, start] of BLOCKS)
    if (code >= start && code < start + BLOCK_SIZE) return [block, code - start];
  return undefined;
}

/** The word in Latin letters, or undefined for another script. */
export function fromIndic(word: string): string | undefined {
  let text = '';
  let consonant = '';
  // Whether the consonant is joined to one before it.
  let joined = false;
  const close = (vowel: string) => {
    text += consonant + (consonant === '' ? '' : vowel);
    consonant = '';
  };
  for (const letter of word.normalize('NFD')) {
    const found = placeOf(letter);
    if (!found) {
      if (/\p{L}/u.test(letter)) return undefined;
      continue;
    }
    const [block, place] = found;
    const plain = OWN[block][place] ?? CONSONANTS[place - FIRST_CONSONANT];
    const sign = SIGNS[place - FIRST_SIGN];
    if (place === NUKTA) {
      consonant =
        block === 'bengali' && consonant === 'j' ? 'y' : (DOTTED.get(consonant) ?? consonant);
    } else if (place >= FIRST_CONSONANT && plain !== undefined) {
      close('a');
      consonant = joined ? joinedIn(block, plain) : plain;
      joined = false;
      // Sinh is written, Singh is said.
      if (plain === 'h' && text.endsWith('n')) consonant = 'gh';
    } else if (place >= FIRST_SIGN && sign !== undefined) close(sign);
    else if (place === VIRAMA) {
      close('');
      joined = true;
    } else if (NASALS.includes(place)) {
      close('a');
      text += block === 'bengali' && place === 0x02 ? 'ng' : 'n';
    } else if (place === BREATH) close('a');
    else if (place === BARE_T) {
      close('a');
      text += 't';
    } else if (place >= FIRST_VOWEL) {
      close('a');
      text += VOWELS[place - FIRST_VOWEL] ?? '';
    }
  }
  // The vowel that a last consonant has by itself is not spoken.
  close('');
  return text === '' ? undefined : text;
}

/** Letters that change when they hang below another one. */
function joinedIn(block: Block, plain: string): string {
  if (block !== 'bengali') return plain;
  if (plain === 'b') return 'w';
  return plain === 'j' ? 'y' : plain;
}
