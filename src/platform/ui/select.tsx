// A choice from a list: the browser's own select, which works everywhere and reads aloud well.
import { describedBy, Field, type FieldWords } from './field.tsx';
import { Icon } from './icon.tsx';

export type Option = {
  value: string;
  label: string;
  disabled?: boolean;
  lang?: string | undefined;
};

/** `groups` for long lists; `blank` is the words of the empty first choice. */
export function Select({
  options = [],
  groups = [],
  value,
  blank,
  required,
  form,
  autofocus,
  shortcut,
  submitOnChange,
  ...words
}: FieldWords & {
  options?: readonly Option[];
  groups?: readonly { label: string; options: readonly Option[] }[];
  value?: string | undefined;
  blank?: string | undefined;
  required?: boolean | undefined;
  form?: string | undefined;
  autofocus?: boolean | undefined;
  shortcut?: string | undefined;
  /** Sends its form when changed (with script; without, the form needs its button). */
  submitOnChange?: boolean | undefined;
}) {
  const id = words.id ?? words.name;
  const item = (option: Option) => (
    <option
      value={option.value}
      selected={option.value === value}
      disabled={option.disabled}
      lang={option.lang}
    >
      {option.label}
    </option>
  );
  return (
    <Field {...words}>
      <div class="control">
        <select
          class="select"
          id={id}
          name={words.name}
          required={required}
          form={form}
          autofocus={autofocus}
          data-key={shortcut}
          data-submit-on-change={submitOnChange ? '' : undefined}
          aria-invalid={words.error ? 'true' : undefined}
          aria-describedby={describedBy(id, words)}
        >
          {blank === undefined ? null : <option value="">{blank}</option>}
          {options.map(item)}
          {groups.map((group) => (
            <optgroup label={group.label}>{group.options.map(item)}</optgroup>
          ))}
        </select>
        <Icon name="chevron-down" />
      </div>
    </Field>
  );
}
