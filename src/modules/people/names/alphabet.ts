// Letters as small numbers, so that chunks of them are numbers too. 0 is the edge of a word, 1 any letter
// that was not met while learning.

const EDGE = 0;
const UNKNOWN = 1;

/** Letters, numbered. */
export class Alphabet {
  readonly #codes = new Map<string, number>();
  readonly #letters: readonly string[];

  constructor(letters: Iterable<string>) {
    const all = ['', '', ...new Set(letters)];
    for (let code = UNKNOWN + 1; code < all.length; code++)
      this.#codes.set(all[code] as string, code);
    this.#letters = all;
  }

  /** The letters of some words. */
  static of(words: readonly string[]): Alphabet {
    return new Alphabet(words.flatMap((word) => [...word]));
  }

  /** How many codes there are, edge and unknown included. */
  get size(): number {
    return this.#letters.length;
  }

  /** The letters in the order of their numbers, to be kept. */
  get letters(): readonly string[] {
    return this.#letters.slice(UNKNOWN + 1);
  }

  encode(word: string): Uint16Array {
    return Uint16Array.from([...word], (letter) => this.#codes.get(letter) ?? UNKNOWN);
  }

  /** The letters of a chunk: codes as digits of a number in base `size`. */
  decode(chunk: number): string {
    let text = '';
    for (let left = chunk; left > EDGE; left = Math.floor(left / this.size))
      text = (this.#letters[left % this.size] ?? '') + text;
    return text;
  }
}
