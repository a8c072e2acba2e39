// Words found by the runs of letters they share, the rarest counting most; in memory, for measurements.
import type { Grams } from './grams.ts';

/** How much long words are held back: 1 is the cosine, 0 the bare sum. */
const LENGTH = 0.7;

interface Posting {
  readonly words: Int32Array;
  readonly weights: Float32Array;
  readonly rarity: number;
}

/** An index over words, told by their place. */
export class GramIndex {
  readonly #postings = new Map<string, Posting>();
  readonly #size: Float32Array;

  constructor(words: readonly Grams[]) {
    const lists = new Map<string, number[]>();
    words.forEach((grams, word) => {
      for (const [gram, weight] of grams) {
        const list = lists.get(gram);
        if (list) list.push(word, weight);
        else lists.set(gram, [word, weight]);
      }
    });
    this.#size = new Float32Array(words.length);
    for (const [gram, list] of lists) {
      const rarity = Math.log((2 * words.length) / list.length);
      this.#postings.set(gram, {
        words: Int32Array.from({ length: list.length / 2 }, (_, at) => list[2 * at] as number),
        weights: Float32Array.from(
          { length: list.length / 2 },
          (_, at) => list[2 * at + 1] as number,
        ),
        rarity,
      });
    }
    words.forEach((grams, word) => {
      let sum = 0;
      for (const [gram, weight] of grams)
        sum += (weight * (this.#postings.get(gram)?.rarity ?? 0)) ** 2;
      this.#size[word] = Math.sqrt(sum) ** LENGTH || 1;
    });
  }

  /** Adds to `into`, for each word, how well its runs fit. */
  score(asked: Grams, into: Float32Array, share = 1): void {
    for (const [gram, weight] of asked) {
      const posting = this.#postings.get(gram);
      if (!posting) continue;
      const { words, weights, rarity } = posting;
      const worth = share * weight * rarity * rarity;
      for (let at = 0; at < words.length; at++) {
        const word = words[at] as number;
        into[word] =
          (into[word] as number) + (worth * (weights[at] as number)) / (this.#size[word] as number);
      }
    }
  }
}

/** The places of the highest `count` scores above 0, highest first. */
export function highest(scores: Float32Array, count: number): number[] {
  const better = (a: number, b: number) => (scores[b] as number) - (scores[a] as number);
  let places: number[] = [];
  let least = 0;
  for (let at = 0; at < scores.length; at++) {
    if (!((scores[at] as number) > least)) continue;
    places.push(at);
    // Twice as many as are wanted: half of them go, and so does whatever comes later and is no better.
    if (places.length < 2 * count) continue;
    places = places.sort(better).slice(0, count);
    least = scores[places[count - 1] as number] as number;
  }
  return places.sort(better).slice(0, count);
}
