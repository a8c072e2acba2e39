// Dates: a day in the calendar for what is planned, and three small fields for a birth date,
// of which any may stay empty, since many people know only the year.
import { FieldNotes, TextField, type FieldWords } from './field.tsx';

/** A planned day (ISO 'YYYY-MM-DD'): the browser's own calendar, in the reader's language. */
export function DateField({
  value,
  min,
  max,
  ...rest
}: FieldWords & {
  value?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  form?: string | undefined;
  required?: boolean | undefined;
}) {
  return <TextField {...rest} type="date" width="date" value={value} min={min} max={max} />;
}

/** Day, month and year as numbers, sent as name-day, name-month, name-year; each may be left out. */
export function PartialDateField({
  name,
  legend,
  hint,
  error,
  day,
  month,
  year,
  words,
  form,
}: {
  name: string;
  legend: string;
  hint?: string | undefined;
  error?: string | undefined;
  day?: string | undefined;
  month?: string | undefined;
  year?: string | undefined;
  words: { day: string; month: string; year: string };
  form?: string | undefined;
}) {
  const part = (key: 'day' | 'month' | 'year', value: string | undefined) => (
    <label class="date-part" data-part={key}>
      <span>{words[key]}</span>
      <input
        id={key === 'day' ? name : `${name}-${key}`}
        name={`${name}-${key}`}
        value={value}
        inputmode="numeric"
        autocomplete="off"
        maxlength={key === 'year' ? 4 : 2}
        form={form}
        aria-invalid={error ? 'true' : undefined}
      />
    </label>
  );
  const notes = [error ? `${name}-error` : '', hint ? `${name}-hint` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <fieldset
      class="field"
      data-error={error ? '' : undefined}
      aria-describedby={notes || undefined}
    >
      <legend class="field-label">{legend}</legend>
      <div class="date-parts">
        {part('day', day)}
        {part('month', month)}
        {part('year', year)}
      </div>
      <FieldNotes id={name} hint={hint} error={error} />
    </fieldset>
  );
}
