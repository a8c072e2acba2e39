// A field that finds while one types. Without script it is a search form that lists its results.
import type { Child } from 'hono/jsx';
import { describedBy, Field, type FieldWords } from './field.tsx';
import { Icon, type IconName } from './icon.tsx';

export type ComboboxOption = {
  id: string;
  /** What choosing puts into the field. */
  text: string;
  value: string;
  children: Child;
  /** At the end of the line: "It is her". */
  end?: Child;
  chosen?: boolean | undefined;
  /** Choosing follows this address instead of filling the field. */
  href?: string | undefined;
};

/**
 * `source` is a page that answers `?q=…` with `ComboboxResults` of the same id. `valueName` is the
 * hidden field that carries the chosen value; `count` are the words for readers when results come.
 */
export function Combobox({
  source,
  valueName,
  value = '',
  text,
  placeholder,
  icon = 'search',
  shortcut,
  form,
  big,
  children,
  ...words
}: FieldWords & {
  source: string;
  valueName?: string | undefined;
  value?: string | undefined;
  text?: string | undefined;
  placeholder?: string | undefined;
  icon?: IconName;
  shortcut?: string | undefined;
  form?: string | undefined;
  big?: boolean | undefined;
  /** Results already known: `ComboboxResults`. */
  children?: Child;
}) {
  const id = words.id ?? words.name;
  return (
    <Field {...words}>
      <div class="combobox" data-combobox>
        <div class="control" data-icon data-big={big ? '' : undefined}>
          <Icon name={icon} />
          <input
            type="search"
            id={id}
            name={words.name}
            value={text}
            placeholder={placeholder}
            form={form}
            dir="auto"
            autocomplete="off"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded="false"
            aria-controls={`${id}-results`}
            aria-invalid={words.error ? 'true' : undefined}
            aria-describedby={describedBy(id, words)}
            data-key={shortcut}
            data-key-label={words.label}
          />
        </div>
        {valueName ? (
          // Not of type hidden: drafts keep it, and its change is a change of the form.
          <input
            type="text"
            hidden
            tabindex={-1}
            aria-hidden="true"
            name={valueName}
            value={value}
            form={form}
            data-combobox-value
          />
        ) : null}
        <turbo-frame id={`${id}-results`} class="combobox-frame" data-source={source} target="_top">
          {children}
        </turbo-frame>
      </div>
    </Field>
  );
}

/** The list under the field, answered by `source`; `id` is the field's id + "-results". */
export function ComboboxResults({
  id,
  label,
  options,
  empty,
}: {
  id: string;
  label: string;
  options: readonly ComboboxOption[];
  /** What to say and offer when nothing was found. */
  empty?: Child;
}) {
  return (
    <turbo-frame id={id} class="combobox-frame" target="_top">
      {options.length === 0 ? (
        <div class="combobox-empty">{empty}</div>
      ) : (
        <div class="combobox-list" role="listbox" aria-label={label}>
          {options.map((option) => (
            <div
              class="combobox-option"
              id={option.id}
              role="option"
              tabindex={-1}
              aria-selected={option.chosen ? 'true' : 'false'}
              data-value={option.value}
              data-text={option.text}
              data-href={option.href}
            >
              <div>{option.children}</div>
              {option.end ? <span class="combobox-end">{option.end}</span> : null}
            </div>
          ))}
        </div>
      )}
    </turbo-frame>
  );
}
