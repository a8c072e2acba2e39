// The sheet: what was done, how it ended, how long it took. One form with the note.
import { nameIn } from '#modules/directory/rules/names.ts';
import { tileOf } from '#modules/directory/rules/services.ts';
import type { Directory, Office } from '#modules/directory/schema.ts';
import { MODES } from '#modules/visits/schema.ts';
import { RadioList } from '#platform/ui/choice.tsx';
import { Elapsed } from '#platform/ui/clock.tsx';
import { Field } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import type { Words } from '#platform/words/words.ts';
import { minutesBetween } from './desk-words.tsx';
import type { Target } from './forward-targets.ts';
import { OutcomeFields, type SheetValues } from './outcome-fields.tsx';

export function ActSheet({
  w,
  directory,
  office,
  values,
  targets,
  tells,
  today,
  servedAt,
  now,
}: {
  w: Words;
  directory: Directory;
  office: Office;
  values: SheetValues;
  targets: readonly Target[];
  tells: boolean;
  today: string;
  servedAt: Temporal.Instant;
  now: Temporal.Instant;
}) {
  return (
    <div class="stack act-sheet">
      <Select
        name="serviceId"
        label={w('desk.service')}
        value={values.value('serviceId')}
        error={values.error('serviceId')}
        groups={listServiceGroups(directory, office, w.language)}
      />
      <RadioList
        name="mode"
        legend={w('desk.mode')}
        value={values.value('mode')}
        error={values.error('mode')}
        choices={MODES.map((mode, index) => ({
          value: mode,
          label: w(`desk.mode.${mode}`),
          shortcut: String(index + 1),
        }))}
      />
      <OutcomeFields w={w} values={values} targets={targets} tells={tells} today={today} />
      <MinutesField w={w} values={values} servedAt={servedAt} now={now} />
    </div>
  );
}

/** Left empty, the clock counts; what it has counted so far stands in the empty field. */
function MinutesField({
  w,
  values,
  servedAt,
  now,
}: {
  w: Words;
  values: SheetValues;
  servedAt: Temporal.Instant;
  now: Temporal.Instant;
}) {
  const error = values.error('minutes');
  return (
    <div class="minutes-field">
      <Field name="minutes" label={w('desk.minutes')} hint={w('desk.minutes.hint')} error={error}>
        <div class="control" data-width="number">
          <input
            id="minutes"
            name="minutes"
            inputmode="numeric"
            autocomplete="off"
            maxlength={3}
            placeholder=" "
            value={values.value('minutes')}
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={error ? 'minutes-error minutes-hint' : 'minutes-hint'}
          />
          <span class="minutes-clock" aria-hidden="true">
            <Elapsed
              since={servedAt.toString()}
              text={String(minutesBetween(servedAt, now))}
              template="{n}"
            />
          </span>
        </div>
      </Field>
    </div>
  );
}

/** Services of the office, under their subjects. */
function listServiceGroups(directory: Directory, office: Office, language: string): Target[] {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { service } of office.offers) {
    const subject = directory.subjects.get(service.subjectId);
    const tile = subject ? nameIn(tileOf(directory, subject).name, language) : '';
    const options = groups.get(tile) ?? [];
    options.push({ value: service.id, label: nameIn(service.name, language) });
    groups.set(tile, options);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}
