// How the letters of one script become letters of another. A word is rewritten letter by letter: each
// letter of the source stands for none to several letters of the target, depending on itself and its
// neighbours. Nothing here knows a particular script. Learned by `letter-training.ts`.
import { Alphabet } from './alphabet.ts';
import { Belief } from './belief.ts';
import { LetterCounts, type SavedCounts } from './letter-counts.ts';

/** A word that a source may be written as; `log` is log P of its likeliest alignment, in nats. */
export interface Spelling {
  readonly text: string;
  readonly log: number;
}

/** A model as it is kept. */
export interface SavedLetters {
  readonly source: readonly string[];
  readonly target: readonly string[];
  readonly longest: number;
  readonly counts: SavedCounts;
}

/** Share of belief kept for chunks that were never seen. */
const UNSEEN = 1e-3;
/** Chunks that are less likely than this make no proposal of a spelling. */
const UNLIKELY = 0.004;
/** Expectations smaller than this are not worth keeping. */
const NEGLIGIBLE = 1e-5;

/** A learned model in one direction. */
export class LetterModel {
  readonly #source: Alphabet;
  readonly #target: Alphabet;
  readonly #longest: number;
  readonly #counts: LetterCounts;
  /** Belief in a chunk of each length about which nothing is known. */
  readonly #unseen: readonly number[];
  readonly #beliefs = new Map<number, Belief>();
  readonly #proposals = new Map<number, readonly Spelling[]>();

  /** `longest`: most letters of the target that one letter of the source stands for. */
  constructor(source: Alphabet, target: Alphabet, longest: number, counts: LetterCounts) {
    this.#source = source;
    this.#target = target;
    this.#longest = longest;
    this.#counts = counts;
    this.#unseen = Array.from(
      { length: longest + 1 },
      (_, length) => (UNSEEN * 0.5 ** (length + 1)) / target.size ** length,
    );
  }

  static load({ source, target, longest, counts }: SavedLetters): LetterModel {
    const from = new Alphabet(source);
    return new LetterModel(
      from,
      new Alphabet(target),
      longest,
      LetterCounts.load(from.size, counts),
    );
  }

  save(): SavedLetters {
    return {
      source: this.#source.letters,
      target: this.#target.letters,
      longest: this.#longest,
      counts: this.#counts.save(),
    };
  }

  #beliefAt(word: Uint16Array, at: number): Belief {
    const key = this.#counts.keyAt(word, at);
    let belief = this.#beliefs.get(key);
    if (!belief) {
      belief = new Belief(this.#counts.beliefAt(word, at));
      this.#beliefs.set(key, belief);
    }
    return belief;
  }

  /** The chunks that begin at each letter of a target: `longest` + 1 places a letter, the empty one first. */
  #chunksOf(target: Uint16Array): Int32Array {
    const places = this.#longest + 1;
    const chunks = new Int32Array((target.length + 1) * places);
    for (let at = 0; at < target.length; at++) {
      const most = Math.min(this.#longest, target.length - at);
      for (let length = 1; length <= most; length++)
        chunks[at * places + length] =
          (chunks[at * places + length - 1] as number) * this.#target.size +
          (target[at + length - 1] as number);
    }
    return chunks;
  }

  /**
   * The lattice, a row of `target.length` + 1 for each letter of the source and one before: in row `i`, place
   * `j`, the belief that the first `i` letters became the first `j` of the target.
   */
  #forward(source: Uint16Array, chunks: Int32Array): Float64Array {
    const places = this.#longest + 1;
    const width = chunks.length / places;
    const lattice = new Float64Array((source.length + 1) * width);
    lattice[0] = 1;
    for (let i = 0; i < source.length; i++) {
      const belief = this.#beliefAt(source, i);
      const row = i * width;
      for (let j = 0; j < width; j++) {
        const weight = lattice[row + j] as number;
        if (weight === 0) continue;
        const last = Math.min(this.#longest, width - 1 - j);
        for (let length = 0; length <= last; length++) {
          const p =
            belief.of(chunks[j * places + length] as number) + (this.#unseen[length] as number);
          const to = row + width + j + length;
          lattice[to] = (lattice[to] as number) + weight * p;
        }
      }
    }
    return lattice;
  }

  /** log P(target | source), all alignments summed; nats. Finite for every pair of words. */
  logProbability(source: string, target: string): number {
    const to = this.#target.encode(target);
    const p = this.#forward(this.#source.encode(source), this.#chunksOf(to)).at(-1) ?? 0;
    // A target longer than these letters can make: as if it were made of nothing.
    return p > 0 ? Math.log(p) : Math.log(UNSEEN) - (to.length + 1) * Math.log(this.#target.size);
  }

  /** Adds to `counts` what each letter of this pair is expected to have stood for. */
  expect(source: string, target: string, counts: LetterCounts): void {
    const [from, to] = [this.#source.encode(source), this.#target.encode(target)];
    const chunks = this.#chunksOf(to);
    const lattice = this.#forward(from, chunks);
    const total = lattice.at(-1) ?? 0;
    if (!(total > 0)) return;
    const width = to.length + 1;
    const places = this.#longest + 1;
    let back = new Float64Array(width);
    back[to.length] = 1;
    for (let i = from.length - 1; i >= 0; i--) {
      const before = new Float64Array(width);
      const belief = this.#beliefAt(from, i);
      const tables = counts.tablesAt(from, i);
      for (let j = 0; j < width; j++) {
        const last = Math.min(this.#longest, width - 1 - j);
        for (let length = 0; length <= last; length++) {
          const chunk = chunks[j * places + length] as number;
          const p = belief.of(chunk) + (this.#unseen[length] as number);
          const beyond = p * (back[j + length] as number);
          before[j] = (before[j] as number) + beyond;
          const share = ((lattice[i * width + j] as number) * beyond) / total;
          if (share < NEGLIGIBLE) continue;
          for (const table of tables) table.set(chunk, (table.get(chunk) ?? 0) + share);
        }
      }
      back = before;
    }
  }

  /** What a letter may be written as where it stands, the likeliest first. */
  #proposalsAt(word: Uint16Array, at: number): readonly Spelling[] {
    const key = this.#counts.keyAt(word, at);
    let proposals = this.#proposals.get(key);
    if (!proposals) {
      proposals = [...this.#counts.beliefAt(word, at)]
        .filter(([, p]) => p > UNLIKELY)
        .map(([chunk, p]) => ({ text: this.#target.decode(chunk), log: Math.log(p) }))
        .sort(byLikelihood);
      this.#proposals.set(key, proposals);
    }
    return proposals;
  }

  /** The likeliest targets of a source, best first. A letter never met stands for nothing. */
  best(source: string, count: number): Spelling[] {
    const letters = this.#source.encode(source);
    const width = Math.max(12, count * 2);
    let beam: Spelling[] = [{ text: '', log: 0 }];
    for (let at = 0; at < letters.length; at++) {
      const proposals = this.#proposalsAt(letters, at);
      if (proposals.length > 0) beam = longer(beam, proposals, width);
    }
    return beam.filter(({ text }) => text !== '').slice(0, count);
  }
}

/**
 * The likeliest `width` texts that one of `beam` and one of `proposals` make, each as likely as its likeliest
 * making. Both are sorted, so the next likeliest is always at the head of what one of the beam has left: hardly
 * more are made than are kept.
 */
function longer(
  beam: readonly Spelling[],
  proposals: readonly Spelling[],
  width: number,
): Spelling[] {
  const heads = beam.map(() => 0);
  const sums = beam.map(({ log }) => log + (proposals[0] as Spelling).log);
  const made = new Map<string, number>();
  let least = Number.NEGATIVE_INFINITY;
  for (;;) {
    let next = 0;
    for (let each = 1; each < sums.length; each++)
      if ((sums[each] as number) > (sums[next] as number)) next = each;
    const sum = sums[next] as number;
    // Those that are as likely as the last one that is kept are made, too: the alphabet decides.
    if (sum === Number.NEGATIVE_INFINITY || (made.size >= width && sum < least)) break;
    const { text, log } = beam[next] as Spelling;
    const head = heads[next] as number;
    const word = text + (proposals[head] as Spelling).text;
    if (!made.has(word)) {
      made.set(word, sum);
      least = sum;
    }
    const following = proposals[head + 1];
    heads[next] = head + 1;
    sums[next] = following ? log + following.log : Number.NEGATIVE_INFINITY;
  }
  return Array.from(made, ([text, log]) => ({ text, log }))
    .sort(byLikelihood)
    .slice(0, width);
}

function byLikelihood(a: Spelling, b: Spelling): number {
  return b.log - a.log || (a.text < b.text ? -1 : 1);
}
