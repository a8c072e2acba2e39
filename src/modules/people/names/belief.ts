// What a letter may stand for where it stands, to be asked again and again: chunks of the target and how likely
// each is, in a table that lies close together in memory. Chunks are below 2³¹: alphabets of up to 215 letters.
import type { Chunks } from './letter-counts.ts';

const NONE = -1;
/** Spreads chunks over the places of a table: the golden ratio of 2³². */
const SPREAD = 0x9e3779b1;

/** How likely each chunk is; by open addressing, at most half full. */
export class Belief {
  readonly #chunks: Int32Array;
  readonly #likely: Float64Array;
  readonly #shift: number;

  constructor(chunks: Chunks) {
    const bits = Math.max(1, Math.ceil(Math.log2(2 * Math.max(1, chunks.size))));
    this.#shift = 32 - bits;
    this.#chunks = new Int32Array(2 ** bits).fill(NONE);
    this.#likely = new Float64Array(2 ** bits);
    for (const [chunk, p] of chunks) {
      const at = this.#placeOf(chunk);
      this.#chunks[at] = chunk;
      this.#likely[at] = p;
    }
  }

  /** Where a chunk is, or would be. */
  #placeOf(chunk: number): number {
    let at = Math.imul(chunk, SPREAD) >>> this.#shift;
    for (let found = this.#chunks[at]; found !== chunk && found !== NONE; found = this.#chunks[at])
      at = (at + 1) & (this.#chunks.length - 1);
    return at;
  }

  /** 0 for a chunk that was never thought of. */
  of(chunk: number): number {
    return this.#likely[this.#placeOf(chunk)] as number;
  }
}
