// How words of a script are usually spelt: letters by the two before them (Witten–Bell smoothing). Says
// how surprising a name is, so that a common one proves less than a rare one; and makes up names for
// measurements.

const EDGE = '\u0000';
/** Letters that a script may have beside those met. */
const SPARE = 50;

/** Letters before, as a text of at most two → letter after them → how often. */
type Tables = Map<string, Map<string, number>>;

/** A model as it is kept. */
export type SavedSpelling = readonly (readonly [before: string, after: Record<string, number>])[];

/** A learned model of one column. */
export class SpellingModel {
  readonly #tables: Tables;
  readonly #alike: number;
  readonly #logs = new Map<string, number>();

  private constructor(tables: Tables) {
    this.#tables = tables;
    this.#alike = 1 / ((tables.get('')?.size ?? 0) + SPARE);
  }

  /** Learns from words. */
  static train(words: readonly string[]): SpellingModel {
    const tables: Tables = new Map();
    for (const word of words) {
      let before = EDGE + EDGE;
      for (const letter of [...word, EDGE]) {
        for (const context of ['', before.slice(-1), before]) {
          const table = tables.get(context) ?? new Map<string, number>();
          tables.set(context, table.set(letter, (table.get(letter) ?? 0) + 1));
        }
        before = before.slice(-1) + letter;
      }
    }
    return new SpellingModel(tables);
  }

  static load(saved: SavedSpelling): SpellingModel {
    return new SpellingModel(
      new Map(saved.map(([before, after]) => [before, new Map(Object.entries(after))])),
    );
  }

  save(): SavedSpelling {
    return Array.from(this.#tables, ([before, after]) => [before, Object.fromEntries(after)]);
  }

  #given(context: string, letter: string): number {
    const behind = context === '' ? this.#alike : this.#given(context.slice(1), letter);
    const table = this.#tables.get(context);
    if (!table) return behind;
    return ((table.get(letter) ?? 0) + table.size * behind) / (totalOf(table) + table.size);
  }

  /** log P(word), nats, its end included. */
  logProbability(word: string): number {
    let before = EDGE + EDGE;
    let log = 0;
    for (const letter of [...word, EDGE]) {
      const key = before + letter;
      let given = this.#logs.get(key);
      if (given === undefined) this.#logs.set(key, (given = Math.log(this.#given(before, letter))));
      log += given;
      before = before.slice(-1) + letter;
    }
    return log;
  }

  /** A made-up word; `random` gives numbers from 0 up to, not including, 1. */
  invent(random: () => number): string {
    let before = EDGE + EDGE;
    let word = '';
    for (;;) {
      const table = this.#tables.get(before) ?? this.#tables.get(before.slice(-1)) ?? ENDING;
      const chosen = choose(table, random());
      if (chosen === EDGE) return word;
      word += chosen;
      before = before.slice(-1) + chosen;
    }
  }
}

const ENDING: ReadonlyMap<string, number> = new Map([[EDGE, 1]]);

function totalOf(table: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of table.values()) total += count;
  return total;
}

function choose(table: ReadonlyMap<string, number>, chance: number): string {
  let left = chance * totalOf(table);
  for (const [letter, count] of table) {
    left -= count;
    if (left < 0) return letter;
  }
  return EDGE;
}
