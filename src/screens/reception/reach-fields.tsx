// How she may be reached safely, beside the rule: when, with which words, where never.
import type { PersonField } from '#modules/people/schema.ts';
import { CheckboxList } from '#platform/ui/choice.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDays } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** `field` tells how a field is called, what it says and what is wrong with it. */
export function ReachFields({
  w,
  field,
}: {
  w: Words;
  field: (name: PersonField) => {
    name: string;
    label: string;
    value: string;
    error: string | undefined;
  };
}) {
  const { label, value, ...days } = field('days');
  const names = formatDays(w.language, WEEK);
  const hours = field('hours');
  return (
    <>
      <div class="reach-days">
        {/* So that no box ticked is an answer, too. */}
        <input type="hidden" name="days" value="" />
        <CheckboxList
          {...days}
          legend={label}
          hint={w('reach.field.days.hint')}
          values={value.split(' ')}
          choices={WEEK.map((day) => ({ value: String(day), label: names[day - 1] ?? '' }))}
          inline
        />
      </div>
      <TextField
        {...hours}
        value={hours.value.replace(' ', '–')}
        hint={w('reach.field.hours.hint')}
        placeholder="18:00–20:00"
        dir="ltr"
      />
      <TextField {...field('cover')} hint={w('reach.field.cover.hint')} maxlength={120} />
      <TextField {...field('avoid')} hint={w('reach.field.avoid.hint')} maxlength={254} />
      <Select
        {...field('post')}
        options={[
          { value: '', label: w('reach.post') },
          { value: 'no', label: w('reach.no-post') },
        ]}
      />
    </>
  );
}
