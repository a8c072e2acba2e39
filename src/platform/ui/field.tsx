// Text fields: label above, hint beneath, an error that says what is wrong and what to do.
import type { Child } from 'hono/jsx';
import { dataAttributes } from './data-attributes.ts';
import { Icon, type IconName } from './icon.tsx';
import { Keycap } from './keycap.tsx';
import { keycapText } from './shortcut-text.ts';

/** What every field has. `id` is the name unless given; errors link to it. */
export type FieldWords = {
  name: string;
  id?: string | undefined;
  label: string;
  /** Beside the label, lighter: "optional", or the label in the person's language. */
  aside?: Child;
  hint?: Child;
  error?: string | undefined;
  /** Label for readers only, where the place makes it plain to the eye. */
  labelHidden?: boolean | undefined;
};

type TextControl = {
  value?: string | number | undefined;
  placeholder?: string | undefined;
  required?: boolean | undefined;
  maxlength?: number | undefined;
  autocomplete?: string | undefined;
  autofocus?: boolean | undefined;
  form?: string | undefined;
  lang?: string | undefined;
  /** 'auto' by default: what is typed decides its own direction. */
  dir?: 'auto' | 'ltr' | 'rtl' | undefined;
  readonly?: boolean | undefined;
};

/** Ids of hint and error, for aria-describedby. */
export function describedBy(
  id: string,
  words: Pick<FieldWords, 'hint' | 'error'>,
): string | undefined {
  const ids = [words.error ? `${id}-error` : '', words.hint ? `${id}-hint` : ''].filter(Boolean);
  return ids.length ? ids.join(' ') : undefined;
}

/** Label, control, error and hint in their order; for controls that the ready ones don't cover. */
export function Field({
  name,
  id = name,
  label,
  aside,
  hint,
  error,
  labelHidden,
  children,
}: FieldWords & { children: Child }) {
  return (
    <div class="field" data-error={error ? '' : undefined}>
      <div class={labelHidden ? 'aside-voice' : 'field-label'}>
        <label for={id}>{label}</label>
        {aside ? <span class="field-aside">{aside}</span> : null}
      </div>
      {children}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}

export function FieldNotes({
  id,
  hint,
  error,
}: { id: string } & Pick<FieldWords, 'hint' | 'error'>) {
  return (
    <>
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="circle-alert" size={16} />
          <span>{error}</span>
        </p>
      ) : null}
      {hint ? (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </>
  );
}

/** One line of text. `icon` inside at the start; `shortcut` is the key that jumps into it. */
export function TextField({
  type = 'text',
  inputmode,
  icon,
  shortcut,
  width,
  list,
  min,
  max,
  step,
  pattern,
  big,
  data,
  ...props
}: FieldWords &
  TextControl & {
    type?:
      | 'text'
      | 'search'
      | 'email'
      | 'password'
      | 'tel'
      | 'number'
      | 'url'
      | 'date'
      | 'time'
      | 'month';
    inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | undefined;
    icon?: IconName | undefined;
    shortcut?: string | undefined;
    /** Narrow fields say how much is expected. */
    width?: 'number' | 'short' | 'date' | undefined;
    list?: string | undefined;
    min?: string | number | undefined;
    max?: string | number | undefined;
    step?: string | number | undefined;
    pattern?: string | undefined;
    big?: boolean | undefined;
    data?: Record<string, string> | undefined;
  }) {
  const id = props.id ?? props.name;
  return (
    <Field {...words(props)}>
      <div
        class="control"
        data-icon={icon ? '' : undefined}
        data-width={width}
        data-big={big ? '' : undefined}
      >
        {icon ? <Icon name={icon} /> : null}
        <input
          {...textAttributes(props, id)}
          {...dataAttributes(data)}
          type={type}
          value={props.value}
          inputmode={inputmode}
          list={list}
          min={min}
          max={max}
          step={step}
          pattern={pattern}
          dir={props.dir ?? (type === 'text' || type === 'search' ? 'auto' : undefined)}
          data-key={shortcut}
        />
        {shortcut ? <Keycap>{keycapText(shortcut)}</Keycap> : null}
      </div>
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({
  rows = 4,
  count,
  ...props
}: FieldWords &
  TextControl & {
    rows?: number;
    /** Words for the letters left ("{n} left"): shown by script near the limit. */
    count?: string | undefined;
  }) {
  const id = props.id ?? props.name;
  return (
    <Field {...words(props)}>
      <textarea
        class="textarea"
        {...textAttributes(props, id)}
        rows={rows}
        dir={props.dir ?? 'auto'}
        data-count={count}
      >
        {props.value ?? ''}
      </textarea>
    </Field>
  );
}

function words(props: FieldWords): FieldWords {
  const { name, id, label, aside, hint, error, labelHidden } = props;
  return { name, id, label, aside, hint, error, labelHidden };
}

function textAttributes(props: FieldWords & TextControl, id: string) {
  return {
    id,
    name: props.name,
    placeholder: props.placeholder,
    required: props.required,
    maxlength: props.maxlength,
    autocomplete: props.autocomplete ?? 'off',
    autofocus: props.autofocus,
    form: props.form,
    lang: props.lang,
    readonly: props.readonly,
    'aria-invalid': props.error ? 'true' : undefined,
    'aria-describedby': describedBy(id, props),
  };
}
