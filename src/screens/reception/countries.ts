// Countries as a list to choose from: the codes that a region name is known for, in the order of their
// names in that language. Names come with the runtime (CLDR).
import { COUNTRIES } from '#base/countries.ts';

const lists = new Map<string, readonly { value: string; label: string }[]>();

/** Every country by its name in a language; made once for each. */
export function countryChoices(language: string): readonly { value: string; label: string }[] {
  let list = lists.get(language);
  if (!list) {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    const order = new Intl.Collator(language);
    list = COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) =>
      order.compare(a.label, b.label),
    );
    lists.set(language, list);
  }
  return list;
}
