// A name or text in each language of the screens: Portuguese first, the others behind tabs that need
// no script. A hollow dot says that a language has none yet.
import { languageOf, UI_LANGUAGES } from '#base/languages.ts';
import type { Names } from '#modules/directory/schema.ts';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';

export function NamesField({
  page,
  name,
  label,
  value,
  long,
}: {
  page: PageRequest;
  name: string;
  label: string;
  value?: Names | undefined;
  /** Several lines. */
  long?: boolean;
}) {
  const { attempt } = page;
  const Control = long ? TextArea : TextField;
  const filled = (tag: (typeof UI_LANGUAGES)[number]) =>
    typedIn(attempt, `${name}.${tag}`) ?? value?.[tag];
  // Where nothing at all was typed, it is the Portuguese one that is missing.
  const errorIn = (tag: (typeof UI_LANGUAGES)[number]) =>
    errorAt(page, `${name}.${tag}`) ?? (tag === 'pt' ? errorAt(page, name) : undefined);
  const wrong = UI_LANGUAGES.find((tag) => errorIn(tag) !== undefined);
  return (
    <fieldset class="names-field">
      <legend>{label}</legend>
      {UI_LANGUAGES.map((tag) => (
        <input
          type="radio"
          class="names-tab"
          id={`${name}-tab-${tag}`}
          name={`tab:${name}`}
          value={tag}
          checked={tag === (wrong ?? 'pt')}
        />
      ))}
      <div class="names-tabs">
        {UI_LANGUAGES.map((tag) => (
          <label for={`${name}-tab-${tag}`} lang={tag} data-empty={filled(tag) ? undefined : ''}>
            {languageOf(tag)?.endonym}
          </label>
        ))}
      </div>
      {UI_LANGUAGES.map((tag) => (
        <div class="names-panel" lang={tag}>
          <Control
            name={`${name}.${tag}`}
            label={`${label} · ${languageOf(tag)?.endonym}`}
            labelHidden
            value={filled(tag)}
            dir={languageOf(tag)?.direction}
            error={errorIn(tag)}
          />
        </div>
      ))}
    </fieldset>
  );
}
