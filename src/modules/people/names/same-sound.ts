// How alike the vowels of two words are whose consonants sound the same, in Latin letters. Pure.

// Vowels that romanisations take for one another, the later ones of a word more often.
const KIN: readonly string[] = ['ae', 'ou'];
const KIN_LATER: readonly string[] = [...KIN, 'ei'];

/** How well vowels between two consonants fit: 0 not at all. */
function fitOf(one: string, other: string, kin: readonly string[]): number {
  if (one === other) return 1;
  if (one === '' || other === '') return 0.5;
  // Said is not Saad: an i beside another vowel is heard.
  const hasGlide = (vowels: string) => vowels.length > 1 && vowels.includes('i');
  const isFront = (vowels: string) => /[ei]/.test(vowels);
  if ((hasGlide(one) && !isFront(other)) || (hasGlide(other) && !isFront(one))) return 0;
  // Of two that glide alike, Yang and Yong, what they glide to tells.
  const glide = /^i(?=.)/;
  const [from, to] =
    glide.test(one) && glide.test(other) ? [one.slice(1), other.slice(1)] : [one, other];
  const alike = [...from].some((a) =>
    [...to].some((b) => a === b || kin.some((group) => group.includes(a) && group.includes(b))),
  );
  return alike ? 0.8 : 0;
}

/** How the vowels of two words fit. */
export interface VowelFit {
  /** From 0 to 1. */
  readonly share: number;
  /** None of them speaks against one name. */
  readonly all: boolean;
}

/** Compares words as `spokenOf` has them, of which the consonants are the same. */
export function fitVowels(one: string, other: string): VowelFit {
  const [a, b] = [one.split(/[^aeiou]/), other.split(/[^aeiou]/)];
  if (a.length !== b.length) return { share: 0, all: false };
  const fits = a.map((vowels, at) => {
    const against = b[at] ?? '';
    const kin = at < 2 ? KIN : KIN_LATER;
    // Angelo and Angela, Daniel and Daniela are two people; Fatma and Fatme may be one.
    const ends = at === a.length - 1 && vowels.endsWith('a') !== against.endsWith('a');
    return ends && !vowels.endsWith('e') && !against.endsWith('e')
      ? 0
      : fitOf(vowels, against, kin);
  });
  return {
    share: fits.reduce((sum, fit) => sum + fit, 0) / fits.length,
    all: fits.every((fit) => fit > 0),
  };
}
