// Boxes to tick and lists to choose one from.
import type { Child } from 'hono/jsx';
import { FieldNotes } from './field.tsx';

/** One box. `end` stands at the far end of the line ("Social Security", a date). */
export function Checkbox({
  name,
  value = 'yes',
  id = `${name}-${value}`,
  checked,
  label,
  hint,
  end,
  form,
  disabled,
  done,
}: {
  name: string;
  value?: string;
  id?: string;
  checked?: boolean | undefined;
  label: Child;
  hint?: Child;
  end?: Child;
  form?: string | undefined;
  disabled?: boolean | undefined;
  /** Ticked and over: the words step back. */
  done?: boolean | undefined;
}) {
  return (
    <label class="choice" data-done={done ? '' : undefined}>
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        checked={checked}
        form={form}
        disabled={disabled}
      />
      <span class="choice-text">
        <span>{label}</span>
        {hint ? <span class="choice-hint">{hint}</span> : null}
      </span>
      {end ? <span class="choice-end">{end}</span> : null}
    </label>
  );
}

export type Choice = {
  value: string;
  label: Child;
  hint?: Child;
  disabled?: boolean | undefined;
  /** Key that chooses it when nobody is typing. */
  shortcut?: string | undefined;
};

type ChoiceListProps = {
  name: string;
  /** Where lists of one name stand on a page; the name when left out. */
  id?: string | undefined;
  legend: Child;
  legendHidden?: boolean | undefined;
  hint?: Child;
  error?: string | undefined;
  choices: readonly Choice[];
  form?: string | undefined;
  /** In one line where there is room. */
  inline?: boolean | undefined;
};

/** One of several. The first radio carries the id that errors link to. */
export function RadioList({
  value,
  required,
  ...list
}: ChoiceListProps & { value?: string | undefined; required?: boolean | undefined }) {
  return (
    <ChoiceList
      {...list}
      type="radio"
      required={required}
      isChosen={(choice) => choice === value}
    />
  );
}

/** Any of several; all boxes share one name. */
export function CheckboxList({
  values = [],
  ...list
}: ChoiceListProps & { values?: readonly string[] }) {
  return <ChoiceList {...list} type="checkbox" isChosen={(choice) => values.includes(choice)} />;
}

function ChoiceList({
  name,
  id = name,
  legend,
  legendHidden,
  hint,
  error,
  choices,
  form,
  inline,
  type,
  required,
  isChosen,
}: ChoiceListProps & {
  type: 'radio' | 'checkbox';
  required?: boolean | undefined;
  isChosen: (value: string) => boolean;
}) {
  const notes = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <fieldset
      class="choice-list"
      data-error={error ? '' : undefined}
      aria-describedby={notes || undefined}
    >
      <legend class={legendHidden ? 'aside-voice' : 'field-label'}>{legend}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
      <div class="choices" data-inline={inline ? '' : undefined}>
        {choices.map((choice, index) => (
          <label class="choice">
            <input
              type={type}
              id={index === 0 ? id : `${id}-${choice.value}`}
              name={name}
              value={choice.value}
              checked={isChosen(choice.value)}
              disabled={choice.disabled}
              required={required}
              form={form}
              data-key={choice.shortcut}
            />
            <span class="choice-text">
              <span>{choice.label}</span>
              {choice.hint ? <span class="choice-hint">{choice.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
