// One search across scripts, in either direction: candidates by runs of letters, then by the models.
import { gramsOf, type Grams, gramsOfSpellings } from './grams.ts';
import { halfLikeness, likeness, type ScriptModel } from '#modules/people/names/script-model.ts';
import { GramIndex, highest } from './gram-index.ts';

/** The column that is typed; the other one is hidden. */
export type Asked = 'latin' | 'native';

/** Likeliest spellings under which an entry is kept, and in which a name is looked for. */
const KEPT_SPELLINGS = 3;
const ASKED_SPELLINGS = 16;
/** What runs of Latin letters are worth beside those of the other script. */
const LATIN_SHARE = 0.5;
/** Words that the index proposes, and those that are left when one model has looked at them. */
export const PROPOSED = 500;
const LOOKED_AT = 150;

/** A word that was found, by its place, and how alike it is in nats. */
export interface Found {
  readonly word: number;
  readonly score: number;
}

/** Words of one script, to be found by words of the other. */
export class Side {
  readonly #model: ScriptModel;
  readonly #asked: Asked;
  readonly #words: readonly string[];
  readonly #native: GramIndex;
  readonly #latin: GramIndex;

  /** `words`: the letters of what is hidden. */
  constructor(model: ScriptModel, asked: Asked, words: readonly string[]) {
    this.#model = model;
    this.#asked = asked;
    this.#words = words;
    const own = words.map((word): Grams => new Map(gramsOf(word).map((gram) => [gram, 1])));
    const spelt = words.map((word) =>
      gramsOfSpellings(
        (asked === 'latin' ? model.toLatin : model.toNative).best(word, KEPT_SPELLINGS),
      ),
    );
    this.#native = new GramIndex(asked === 'latin' ? own : spelt);
    this.#latin = new GramIndex(asked === 'latin' ? spelt : own);
  }

  /** How well the runs of letters of each word fit. */
  scores(word: string): Float32Array {
    const scores = new Float32Array(this.#words.length);
    const own: Grams = new Map(gramsOf(word).map((gram) => [gram, 1]));
    const { toNative, toLatin } = this.#model;
    const latinAsked = this.#asked === 'latin';
    const spelt = gramsOfSpellings((latinAsked ? toNative : toLatin).best(word, ASKED_SPELLINGS));
    this.#native.score(latinAsked ? spelt : own, scores);
    this.#latin.score(latinAsked ? own : spelt, scores, LATIN_SHARE);
    return scores;
  }

  likeness(asked: string, known: string): number {
    return this.#asked === 'latin'
      ? likeness(this.#model, asked, known)
      : likeness(this.#model, known, asked);
  }

  /** The words that may be meant, the likeliest first, and all that the index had proposed. */
  search(asked: string): {
    readonly proposed: readonly number[];
    readonly found: readonly Found[];
  } {
    const proposed = highest(this.scores(asked), PROPOSED);
    const half = (known: string) =>
      this.#asked === 'latin'
        ? halfLikeness(this.#model, asked, known)
        : halfLikeness(this.#model, known, asked);
    const found = this.#rank(proposed, half).slice(0, LOOKED_AT);
    return {
      proposed,
      found: this.#rank(
        found.map(({ word }) => word),
        (known) => this.likeness(asked, known),
      ),
    };
  }

  #rank(words: readonly number[], scoreOf: (known: string) => number): Found[] {
    return words
      .map((word) => ({ word, score: scoreOf(this.#words[word] as string) }))
      .sort((a, b) => b.score - a.score || a.word - b.word);
  }
}
