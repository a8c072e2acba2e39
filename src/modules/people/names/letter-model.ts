// How the letters of one script become letters of another. A word is rewritten letter by letter: each
// letter of the source stands for none to several letters of the target, depending on itself and its
// neighbours. Nothing here knows a particular script. Learned by `letter-training.ts`.
import { Alphabet } from './alphabet.ts';
import { type Chunks, LetterCounts, type SavedCounts } from './letter-counts.ts';

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
  readonly #beliefs = new Map<number, Chunks>();
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

  #beliefAt(word: Uint16Array, at: number): Chunks {
    const key = this.#counts.keyAt(word, at);
    let belief = this.#beliefs.get(key);
    if (!belief) {
      belief = this.#counts.beliefAt(word, at);
      this.#beliefs.set(key, belief);
    }
    return belief;
  }

  /** Row `i` of the lattice: the belief that the first `i` letters became the first `j` of the target. */
  #forward(source: Uint16Array, target: Uint16Array): Float64Array[] {
    const width = target.length + 1;
    const base = this.#target.size;
    let from = new Float64Array(width);
    from[0] = 1;
    const rows = [from];
    for (let i = 0; i < source.length; i++) {
      const row = new Float64Array(width);
      const belief = this.#beliefAt(source, i);
      for (let j = 0; j < width; j++) {
        const weight = from[j] as number;
        if (weight === 0) continue;
        const last = Math.min(this.#longest, width - 1 - j);
        let chunk = 0;
        for (let length = 0; length <= last; length++) {
          if (length > 0) chunk = chunk * base + (target[j + length - 1] as number);
          const p = (belief.get(chunk) ?? 0) + (this.#unseen[length] as number);
          row[j + length] = (row[j + length] as number) + weight * p;
        }
      }
      rows.push(row);
      from = row;
    }
    return rows;
  }

  /** log P(target | source), all alignments summed; nats. Finite for every pair of words. */
  logProbability(source: string, target: string): number {
    const to = this.#target.encode(target);
    const p = this.#forward(this.#source.encode(source), to).at(-1)?.[to.length] ?? 0;
    // A target longer than these letters can make: as if it were made of nothing.
    return p > 0 ? Math.log(p) : Math.log(UNSEEN) - (to.length + 1) * Math.log(this.#target.size);
  }

  /** Adds to `counts` what each letter of this pair is expected to have stood for. */
  expect(source: string, target: string, counts: LetterCounts): void {
    const [from, to] = [this.#source.encode(source), this.#target.encode(target)];
    const rows = this.#forward(from, to);
    const total = rows.at(-1)?.[to.length] ?? 0;
    if (!(total > 0)) return;
    const width = to.length + 1;
    const base = this.#target.size;
    let back = new Float64Array(width);
    back[to.length] = 1;
    for (let i = from.length - 1; i >= 0; i--) {
      const row = rows[i] as Float64Array;
      const before = new Float64Array(width);
      const belief = this.#beliefAt(from, i);
      const tables = counts.tablesAt(from, i);
      for (let j = 0; j < width; j++) {
        const last = Math.min(this.#longest, width - 1 - j);
        let chunk = 0;
        for (let length = 0; length <= last; length++) {
          if (length > 0) chunk = chunk * base + (to[j + length - 1] as number);
          const p = (belief.get(chunk) ?? 0) + (this.#unseen[length] as number);
          const beyond = p * (back[j + length] as number);
          before[j] = (before[j] as number) + beyond;
          const share = ((row[j] as number) * beyond) / total;
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
      proposals = [...this.#beliefAt(word, at)]
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
      if (proposals.length === 0) continue;
      const next = new Map<string, number>();
      for (const { text, log } of beam) {
        for (const proposal of proposals) {
          const longer = text + proposal.text;
          const sum = log + proposal.log;
          const known = next.get(longer);
          if (known === undefined || sum > known) next.set(longer, sum);
        }
      }
      beam = Array.from(next, ([text, log]) => ({ text, log }))
        .sort(byLikelihood)
        .slice(0, width);
    }
    return beam.filter(({ text }) => text !== '').slice(0, count);
  }
}

function byLikelihood(a: Spelling, b: Spelling): number {
  return b.log - a.log || (a.text < b.text ? -1 : 1);
}
