// How often a letter of one script was seen to stand for letters of another, by more and by less of what
// stands around it, and the belief that follows from it.

/** What may stand behind a letter: code of a chunk of the target → how often, or how likely. */
export type Chunks = Map<number, number>;

/** The tables of `LetterCounts` as they are kept: for each, key, how many chunks, chunk, count, … */
export type SavedCounts = readonly (readonly number[])[];

/** What is counted less often than this is not worth keeping. */
const RARE = 0.02;

/** Counts of chunks: by the letter alone, with the one before, with the one after, with both. */
export class LetterCounts {
  /** Whether neighbours are told apart. */
  readonly inContext: boolean;
  readonly #size: number;
  readonly #tables: readonly Map<number, Chunks>[] = [new Map(), new Map(), new Map(), new Map()];

  constructor(size: number, inContext: boolean) {
    this.#size = size;
    this.inContext = inContext;
  }

  /** What tells one surrounding from another. */
  keyAt(word: Uint16Array, at: number): number {
    const letter = word[at] as number;
    if (!this.inContext) return letter;
    return ((word[at - 1] ?? 0) * this.#size + letter) * this.#size + (word[at + 1] ?? 0);
  }

  #keysAt(word: Uint16Array, at: number): number[] {
    const letter = word[at] as number;
    if (!this.inContext) return [letter];
    return [
      letter,
      (word[at - 1] ?? 0) * this.#size + letter,
      letter * this.#size + (word[at + 1] ?? 0),
      this.keyAt(word, at),
    ];
  }

  /** The tables of a letter where it stands, made when they are not there: to count into. */
  tablesAt(word: Uint16Array, at: number): Chunks[] {
    return this.#keysAt(word, at).map((key, which) => {
      const tables = this.#tables[which] as Map<number, Chunks>;
      let table = tables.get(key);
      if (!table) {
        table = new Map();
        tables.set(key, table);
      }
      return table;
    });
  }

  /** How likely each chunk is for a letter where it stands. */
  beliefAt(word: Uint16Array, at: number): Chunks {
    const [alone, left, right, both] = this.#keysAt(word, at).map(
      (key, which) => this.#tables[which]?.get(key) ?? NOTHING,
    );
    const found = mix(alone ?? NOTHING, NOTHING);
    if (!left || !right || !both) return found;
    return mix(both, halves(mix(left, found), mix(right, found)));
  }

  save(): SavedCounts {
    return this.#tables.map((tables) =>
      [...tables].flatMap(([key, chunks]) => {
        const kept = [...chunks].filter(([, count]) => count >= RARE);
        if (kept.length === 0) return [];
        return [
          key,
          kept.length,
          ...kept.flatMap(([chunk, count]) => [chunk, Number(count.toFixed(2))]),
        ];
      }),
    );
  }

  static load(size: number, saved: SavedCounts): LetterCounts {
    const counts = new LetterCounts(size, true);
    saved.forEach((numbers, which) => {
      const tables = counts.#tables[which];
      for (let at = 0; at < numbers.length; ) {
        const [key = 0, kinds = 0] = numbers.slice(at, at + 2);
        const chunks: Chunks = new Map();
        for (let each = at + 2; each < at + 2 + 2 * kinds; each += 2)
          chunks.set(numbers[each] ?? 0, numbers[each + 1] ?? 0);
        tables?.set(key, chunks);
        at += 2 + 2 * kinds;
      }
    });
    return counts;
  }
}

const NOTHING: Chunks = new Map();

/** How much weight what lies behind has for each kind of chunk in front: 1 by the book, too sure for 2,000 pairs. */
const BEHIND = 2;

/** Witten–Bell: the more kinds of chunks there are in front, the more weight has what lies behind. */
function mix(counts: Chunks, behind: Chunks): Chunks {
  let total = 0;
  let kinds = 0;
  for (const count of counts.values()) {
    total += count;
    kinds += BEHIND * Math.min(1, count);
  }
  if (total === 0) return behind;
  const whole = total + (behind.size > 0 ? kinds : 0);
  const mixed: Chunks = new Map();
  for (const [chunk, p] of behind) mixed.set(chunk, (kinds / whole) * p);
  for (const [chunk, count] of counts) mixed.set(chunk, (mixed.get(chunk) ?? 0) + count / whole);
  return mixed;
}

function halves(left: Chunks, right: Chunks): Chunks {
  const mixed: Chunks = new Map();
  for (const [chunk, p] of left) mixed.set(chunk, p / 2);
  for (const [chunk, p] of right) mixed.set(chunk, (mixed.get(chunk) ?? 0) + p / 2);
  return mixed;
}
