// The forms of the catalogue's sheet: a subject, a service, a paper, a holiday.
import { nameIn } from '#modules/directory/rules/names.ts';
import { MODES } from '#modules/directory/schema.ts';
import { SUBJECT_ICONS } from '#modules/directory/inputs.ts';
import { Checkbox, CheckboxList, RadioList } from '#platform/ui/choice.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';
import { Typed } from './house-forms.tsx';
import { EditForm, type Editing, editOf } from './house-frame.tsx';
import { NamesField } from './names-field.tsx';

/** What is on the sheet of the catalogue. */
export function catalogueEditing(page: PageRequest): Editing {
  const { w } = page;
  const [what = '', id = ''] = editOf(page).split(':');
  if (what === 'subject')
    return { title: w('houses.edit.subject'), body: <SubjectForm page={page} id={id} /> };
  if (what === 'service')
    return { title: w('houses.edit.service-of-all'), body: <ServiceForm page={page} id={id} /> };
  if (what === 'document')
    return {
      title: w('houses.edit.document'),
      body: (
        <EditForm page={page} command="document.set" fixed={id ? { documentId: id } : {}}>
          {id ? null : <Code page={page} name="documentId" />}
          <NamesField
            page={page}
            name="name"
            label={w('houses.column.name')}
            value={page.directory.documents.get(id)?.name}
          />
        </EditForm>
      ),
    };
  if (what === 'document-gone')
    return {
      title: w('houses.edit.document-gone'),
      body: (
        <EditForm page={page} command="document.remove" fixed={{ documentId: id }}>
          <p>{nameIn(page.directory.documents.get(id)?.name ?? { pt: id }, page.language)}</p>
        </EditForm>
      ),
    };
  if (what === 'holiday')
    return { title: w('houses.edit.holiday'), body: <HolidayForm page={page} id={id} /> };
  if (what === 'holiday-gone')
    return {
      title: w('houses.edit.holiday-gone'),
      body: <EditForm page={page} command="holiday.remove" fixed={{ holidayId: id }} />,
    };
  return {
    plain: true,
    title: w('houses.how'),
    body: (
      <ol class="houses-how">
        <li>{w('houses.how-1')}</li>
        <li>{w('houses.how-2')}</li>
        <li>{w('houses.how-3')}</li>
      </ol>
    ),
  };
}

function Code({ page, name }: { page: PageRequest; name: string }) {
  const { w } = page;
  return (
    <Typed page={page} name={name} label={w('houses.column.code')} hint={w('houses.code-hint')} />
  );
}

function SubjectForm({ page, id }: { page: PageRequest; id: string }) {
  const { w, attempt, directory, language } = page;
  const subject = directory.subjects.get(id);
  return (
    <EditForm page={page} command="subject.set" fixed={subject ? { subjectId: id } : {}}>
      {subject ? null : (
        <>
          <Code page={page} name="subjectId" />
          <Select
            name="parentId"
            label={w('houses.column.parent-id')}
            blank={w('houses.choose')}
            value={typedIn(attempt, 'parentId')}
            error={errorAt(page, 'parentId')}
            options={directory.tiles.map((tile) => ({
              value: tile.id,
              label: nameIn(tile.name, language),
            }))}
          />
          <p class="hint">{w('houses.own-picture')}</p>
        </>
      )}
      {subject?.parentId ? null : (
        <RadioList
          name="icon"
          legend={w('houses.column.icon')}
          inline
          value={typedIn(attempt, 'icon') ?? ''}
          error={errorAt(page, 'icon')}
          choices={[
            { value: '', label: w(subject ? 'houses.picture-stays' : 'houses.no-picture') },
            ...SUBJECT_ICONS.map((value) => ({
              value,
              label: (
                <span class="keyed">
                  <Icon name={value} /> {w(`houses.icon.${value}`)}
                </span>
              ),
            })),
          ]}
        />
      )}
      <NamesField page={page} name="name" label={w('houses.column.name')} value={subject?.name} />
      <Checkbox
        name="sensitive"
        label={w('houses.column.sensitive')}
        checked={
          attempt ? typedIn(attempt, 'sensitive') !== undefined : (subject?.sensitive ?? false)
        }
      />
    </EditForm>
  );
}

function ServiceForm({ page, id }: { page: PageRequest; id: string }) {
  const { w, attempt, directory, language } = page;
  const service = directory.services.get(id);
  const chosen = (field: string, value: readonly string[]) =>
    attempt ? (attempt.values[field] ?? []) : value;
  const papers = [...directory.documents.values()].map((paper) => ({
    value: paper.id,
    label: nameIn(paper.name, language),
  }));
  const needed = service?.documents.filter((paper) => paper.needed).map((paper) => paper.id) ?? [];
  const helping =
    service?.documents.filter((paper) => !paper.needed).map((paper) => paper.id) ?? [];
  return (
    <EditForm page={page} command="service.set" fixed={service ? { serviceId: id } : {}}>
      {service ? null : <Code page={page} name="serviceId" />}
      <NamesField page={page} name="name" label={w('houses.column.name')} value={service?.name} />
      <NamesField
        page={page}
        name="description"
        label={w('houses.column.description')}
        value={service?.description}
        long
      />
      <NamesField page={page} name="fee" label={w('houses.fee')} value={service?.fee} long />
      <Select
        name="subjectId"
        label={w('houses.table.subject')}
        blank={w('houses.choose')}
        value={typedIn(attempt, 'subjectId') ?? service?.subjectId}
        error={errorAt(page, 'subjectId')}
        groups={directory.tiles.map((tile) => ({
          label: nameIn(tile.name, language),
          options: [tile, ...tile.children].map((one) => ({
            value: one.id,
            label: nameIn(one.name, language),
          })),
        }))}
      />
      {(service?.answers ?? []).map((answer) => (
        <input type="hidden" name="answers" value={answer} />
      ))}
      <CheckboxList
        name="modes"
        legend={w('houses.column.modes')}
        inline
        error={errorAt(page, 'modes')}
        values={chosen('modes', service?.modes ?? ['information'])}
        choices={MODES.map((mode) => ({ value: mode, label: w(`houses.choice.${mode}`) }))}
      />
      <Typed
        page={page}
        name="durationMinutes"
        type="number"
        label={w('houses.column.duration-minutes')}
        value={service?.durationMinutes ?? 15}
      />
      <Select
        name="booking"
        label={w('houses.column.booking')}
        value={typedIn(attempt, 'booking') ?? service?.booking ?? 'both'}
        options={(['walk-in', 'appointment', 'both'] as const).map((value) => ({
          value,
          label: w(`houses.choice.${value}`),
        }))}
      />
      <CheckboxList
        name="bring"
        legend={w('houses.bring')}
        error={errorAt(page, 'bring')}
        values={chosen('bring', needed)}
        choices={papers}
      />
      <CheckboxList
        name="helps"
        legend={w('houses.helps')}
        values={chosen('helps', helping)}
        choices={papers}
      />
    </EditForm>
  );
}

function HolidayForm({ page, id }: { page: PageRequest; id: string }) {
  const { w, attempt, directory } = page;
  const holiday = directory.holidays.find((one) => one.id === id);
  return (
    <EditForm page={page} command="holiday.set" fixed={holiday ? { holidayId: id } : {}}>
      {holiday ? null : <Code page={page} name="holidayId" />}
      <NamesField page={page} name="name" label={w('houses.column.name')} value={holiday?.name} />
      <Select
        name="scope"
        label={w('houses.column.scope')}
        value={typedIn(attempt, 'scope') ?? holiday?.scope ?? 'national'}
        options={(['national', 'region', 'municipality'] as const).map((value) => ({
          value,
          label: w(`houses.scope.${value}`),
        }))}
      />
      <Typed
        page={page}
        name="place"
        label={w('houses.column.place')}
        hint={w('houses.place-hint')}
        value={holiday?.place}
      />
      <Typed
        page={page}
        name="monthDay"
        label={w('houses.column.month-day')}
        hint={w('houses.month-day-hint')}
        value={holiday?.monthDay}
      />
      <Typed
        page={page}
        name="easterOffset"
        type="number"
        label={w('houses.column.easter-offset')}
        value={holiday?.easterOffset}
      />
    </EditForm>
  );
}
