// How an act ended, each outcome with what it must say. All fields stand there without script and
// in old browsers, labelled with when they are needed; where the browser can, only those of the
// chosen outcome show (styles/screens/desk.css).
import type { Child } from 'hono/jsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { FieldNotes, TextArea, TextField } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import type { Words } from '#platform/words/words.ts';
import { OUTCOMES } from '#modules/visits/schema.ts';
import type { Target } from './forward-targets.ts';

/** What the sheet offers: the outcomes of an act, and going on elsewhere. */
const CHOICES = [...OUTCOMES, 'forward'] as const;
type Choice = (typeof CHOICES)[number];

const KEYS: Readonly<Record<Choice, string>> = {
  solved: '6',
  'in-progress': '7',
  'something-missing': '8',
  'not-possible': '9',
  forward: 'f',
};

export interface SheetValues {
  /** What was typed into a field, or what it holds at first. */
  readonly value: (field: string) => string | undefined;
  /** What is wrong with a field. */
  readonly error: (field: string) => string | undefined;
}

/** `targets`: where she may be sent on to, the shortest queue first; `today` as YYYY-MM-DD. */
export function OutcomeFields({
  w,
  values,
  targets,
  tells,
  today,
}: {
  w: Words;
  values: SheetValues;
  targets: readonly Target[];
  /** A note may go with her to the next desk. */
  tells: boolean;
  today: string;
}) {
  const { value, error } = values;
  const problem = error('outcome');
  const more: Readonly<Record<Choice, Child>> = {
    solved: null,
    'in-progress': (
      <>
        <Detail w={w} values={values} of="in-progress" label={w('desk.next-step')} />
        <DateField
          name="nextOn"
          label={w('desk.next-date')}
          aside={<NeededIf>{w('desk.needed-if.in-progress')}</NeededIf>}
          value={value('nextOn')}
          error={error('nextOn')}
          min={today}
        />
      </>
    ),
    'something-missing': (
      <Detail w={w} values={values} of="something-missing" label={w('desk.what-is-missing')} />
    ),
    'not-possible': <Detail w={w} values={values} of="not-possible" label={w('desk.why-not')} />,
    forward: (
      <>
        <Select
          name="to"
          label={w('desk.forward-where')}
          aside={<NeededIf>{w('desk.needed-if.forward')}</NeededIf>}
          hint={w('desk.forward.hint')}
          blank={w('desk.forward.choose')}
          value={value('to')}
          error={error('to')}
          groups={targets}
        />
        {tells ? (
          <TextArea
            name="handover"
            label={w('handover.label')}
            hint={w('handover.hint')}
            rows={3}
            value={value('handover')}
            error={error('handover')}
          />
        ) : null}
      </>
    ),
  };
  return (
    <fieldset
      class="choice-list outcome-list"
      data-error={problem ? '' : undefined}
      aria-describedby={problem ? 'outcome-error' : undefined}
    >
      <legend class="field-label">{w('desk.outcome')}</legend>
      <FieldNotes id="outcome" error={problem} />
      <div class="choices">
        {CHOICES.map((choice, index) => (
          <div class="outcome" data-outcome={choice}>
            <label class="choice">
              <input
                type="radio"
                id={index === 0 ? 'outcome' : `outcome-${choice}`}
                name="outcome"
                value={choice}
                checked={value('outcome') === choice}
                data-key={KEYS[choice]}
              />
              <span class="choice-text">
                <span>
                  {choice === 'forward' && tells ? w('onward.choice') : w(`desk.outcome.${choice}`)}
                </span>
              </span>
            </label>
            {more[choice] ? <div class="outcome-more">{more[choice]}</div> : null}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Detail({
  w,
  values,
  of,
  label,
}: {
  w: Words;
  values: SheetValues;
  of: 'in-progress' | 'something-missing' | 'not-possible';
  label: string;
}) {
  const name = `detail-${of}`;
  return (
    <TextField
      name={name}
      label={label}
      aside={<NeededIf>{w(`desk.needed-if.${of}`)}</NeededIf>}
      value={values.value(name)}
      error={values.error(name)}
      maxlength={500}
    />
  );
}

/** Said where all fields are shown; hidden where only the chosen outcome's are. */
function NeededIf({ children }: { children: Child }) {
  return <span class="needed-if">{children}</span>;
}
