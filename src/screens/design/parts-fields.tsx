// Fields of every kind, with hint and error; the tile wall; the combobox.
import { CheckboxList, Checkbox, RadioList } from '#platform/ui/choice.tsx';
import { Combobox, ComboboxResults } from '#platform/ui/combobox.tsx';
import { DateField, PartialDateField } from '#platform/ui/date-field.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { Keycap } from '#platform/ui/keycap.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { TileWall } from '#platform/ui/tile-wall.tsx';
import { words, type Words } from '#platform/words/words.ts';
import { otherLanguage, sampleTiles, subjectName } from './sample-data.ts';

export function FieldParts({ w }: { w: Words }) {
  const other = otherLanguage(w.language);
  return (
    <section class="design-part">
      <SectionHeading title={w('design.fields')} ruled />
      <ErrorSummary
        takesFocus={false}
        title={w('app.error-summary.title', { count: 1 })}
        errors={[{ field: 'alias', text: w('design.sample.error') }]}
      />
      <div class="two-columns">
        <TextField
          name="name"
          label={w('design.sample.name')}
          aside={w('app.optional')}
          hint={w('design.sample.hint')}
          value="Оксана Коваленко"
        />
        <TextField
          name="alias"
          label={w('reception.alias')}
          error={w('design.sample.error')}
          value="…"
        />
        <Select
          name="subject"
          label={w('desk.subject')}
          value="work-rights"
          options={['social-security', 'work-rights', 'school'].map((id) => ({
            value: id,
            label: subjectName(id, w.language),
          }))}
        />
        <DateField name="next-date" label={w('desk.next-date')} value="2026-07-10" />
        <TextField
          name="minutes"
          type="number"
          label={w('desk.minutes')}
          hint={w('desk.minutes.hint')}
          value={7}
          width="number"
        />
        <PartialDateField
          name="born"
          legend={w('app.date')}
          day=""
          month=""
          year="1987"
          words={{ day: 'DD', month: 'MM', year: 'AAAA' }}
        />
      </div>
      <TextArea
        name="note"
        label={w('desk.note-of', { unit: subjectName('work-rights', w.language) })}
        rows={3}
        value={w('design.sample.sentence')}
      />
      <div class="two-columns">
        <RadioList
          name="outcome"
          legend={w('desk.outcome')}
          value="in-progress"
          choices={[
            { value: 'solved', label: w('desk.outcome.solved') },
            { value: 'in-progress', label: w('desk.outcome.in-progress') },
            { value: 'something-missing', label: w('desk.outcome.something-missing') },
          ]}
        />
        <CheckboxList
          name="signs"
          legend={w('reception.only-for-you')}
          values={['small-child']}
          choices={[
            { value: 'small-child', label: w('reception.sign.small-child') },
            { value: 'speak-alone', label: w('reception.sign.speak-alone') },
          ]}
        />
        <div class="rows">
          <Checkbox
            name="paper"
            value="niss"
            checked
            label={w('desk.take-home')}
            hint={w('desk.take-home.hint')}
            end={w('reception.papers.for-all')}
          />
        </div>
        <Combobox
          name="person"
          label={w('reception.who')}
          aside={w('reception.if-wished')}
          source="/_design"
          placeholder={w('reception.search-person')}
          text="kovalenko oks"
        >
          <ComboboxResults
            id="person-results"
            label={w('reception.found', { count: 2 })}
            options={[
              {
                id: 'person-1',
                text: 'Oksana Kovalenko',
                value: '1',
                chosen: true,
                end: (
                  <>
                    {w('reception.is-this-person')} <Keycap>↵</Keycap>
                  </>
                ),
                children: (
                  <>
                    <b>Oksana Kovalenko</b> · <bdi lang="uk">Оксана Коваленко</bdi>
                    <br />
                    <small>{w('reception.born-in', { year: 1987 })}</small>
                  </>
                ),
              },
              {
                id: 'person-2',
                text: 'Oxana Covalenco',
                value: '2',
                children: <span>Oxana Covalenco</span>,
              },
            ]}
          />
        </Combobox>
      </div>
      <SectionHeading title={w('design.tiles')} ruled />
      <TileWall
        name="needs"
        legend={w('reception.needs')}
        legendHidden
        tiles={sampleTiles(w.language)}
        secondaryLang={other}
        secondaryDir={words(other).direction}
      />
    </section>
  );
}
