// The languages in which something is offered: boxes, the usual ones of the network first.
import { LANGUAGES } from '#base/languages.ts';
import { CheckboxList } from '#platform/ui/choice.tsx';
import type { PageRequest } from '../page.ts';

export function LanguagesField({
  page,
  name,
  value,
}: {
  page: PageRequest;
  name: string;
  value: readonly string[];
}) {
  const { w, attempt, directory } = page;
  const chosen = attempt?.values[name] ?? value;
  const used = new Set(
    [...directory.offices.values()].flatMap(({ offers }) =>
      offers.flatMap(({ languages }) => languages),
    ),
  );
  const shown = LANGUAGES.filter(({ tag }) => used.has(tag) || chosen.includes(tag));
  return (
    <CheckboxList
      name={name}
      legend={w('houses.column.languages')}
      inline
      values={chosen}
      choices={shown.map(({ tag, endonym }) => ({ value: tag, label: <bdi>{endonym}</bdi> }))}
    />
  );
}
