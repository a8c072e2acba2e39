// Names as the product finds them: by the keys that the database has of each, ranked by its own rules. In memory, with
// what the database answers to the same questions.
import type { Scripts } from '#modules/people/names/across-scripts.ts';
import { askedKeys, nameKeys, wordsNeeded } from '#modules/people/search-keys.ts';
import {
  type Candidate,
  mayBeSpeltOtherwise,
  rankCandidates,
} from '#modules/people/search-rules.ts';

/** So many of whom the database finds are ranked. */
const LOOKED_AT = 120;

/** Names to be searched by keys. */
export class KeyIndex {
  readonly #scripts: Scripts;
  readonly #names: readonly string[];
  readonly #places: readonly (readonly [key: string, place: number])[];

  constructor(scripts: Scripts, names: Iterable<string>) {
    this.#scripts = scripts;
    this.#names = [...new Set(names)];
    this.#places = this.#names
      .flatMap((name, place) =>
        nameKeys([name], scripts).map((key): [string, number] => [key, place]),
      )
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  /** Who is found, the nearest first, and of these the first ten. */
  search(typed: string): { readonly proposed: readonly string[]; readonly ten: readonly string[] } {
    const words = askedKeys(typed, this.#scripts).map((keys) => {
      const found = new Map<number, number>();
      keys.forEach(({ key, begins }, nearness) => {
        for (const place of this.#holders(key, begins))
          if (!found.has(place)) found.set(place, nearness);
      });
      return found;
    });
    const missing = (place: number) => words.filter((found) => !found.has(place)).length;
    const worst = (place: number) => Math.max(...words.map((found) => found.get(place) ?? 0));
    const nearest = [...new Set(words.flatMap((found) => [...found.keys()]))]
      .filter((place) => missing(place) <= words.length - wordsNeeded(words.length))
      .toSorted((a, b) => missing(a) - missing(b) || worst(a) - worst(b))
      .slice(0, LOOKED_AT);
    const found = this.#ranked(typed, nearest);
    if (!mayBeSpeltOtherwise(words.length, found.ten)) return said(found);
    const alone = words
      .toSorted((a, b) => a.size - b.size)
      .flatMap((each) =>
        [...each]
          .toSorted(([, a], [, b]) => a - b)
          .slice(0, LOOKED_AT)
          .map(([place]) => place),
      );
    return said(this.#ranked(typed, [...new Set([...nearest, ...alone])]));
  }

  #ranked(typed: string, places: readonly number[]) {
    const people = places.map((place): Candidate => {
      return { personId: String(place), names: [this.#names[place] ?? ''] };
    });
    return { people, ten: rankCandidates(typed, people, this.#scripts, 10) };
  }

  #holders(key: string, begins: boolean): number[] {
    let [low, high] = [0, this.#places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle]?.[0] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let at = low; at < this.#places.length; at++) {
      const [each = '', place = 0] = this.#places[at] ?? [];
      if (begins ? !each.startsWith(key) : each !== key) break;
      found.push(place);
    }
    return found;
  }
}

const nameOf = ({ names }: Candidate) => names[0] ?? '';
const said = (found: {
  readonly people: readonly Candidate[];
  readonly ten: readonly { readonly candidate: Candidate }[];
}) => ({
  proposed: found.people.map(nameOf),
  ten: found.ten.map(({ candidate }) => nameOf(candidate)),
});
