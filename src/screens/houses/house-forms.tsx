// The forms of a house's sheet: one thing each, chosen by `?edit=`.
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre, Office } from '#modules/directory/schema.ts';
import { OFFICE_KINDS } from '#modules/directory/inputs.ts';
import { DateField } from '#platform/ui/date-field.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';
import { EditForm, type Editing, editOf } from './house-frame.tsx';
import { HoursForm } from './hours-form.tsx';
import { NamesField } from './names-field.tsx';
import { LanguagesField } from './languages-field.tsx';

/** What is on the sheet of a house: what the address asks for, else what can be done. */
export function houseEditing(page: PageRequest, centre: Centre): Editing {
  const { w, language } = page;
  const [what = '', code = '', more = ''] = editOf(page).split(':');
  const office = centre.offices.find(({ id }) => id === `${centre.id}.${code}`);
  const props = { page, centre };
  const form = (title: string, body: Editing['body']): Editing => ({ title, body });
  if (what === 'name')
    return form(
      w('houses.edit.name'),
      <EditForm {...props} command="centre.rename" fixed={{ centreId: centre.id }}>
        <Typed page={page} name="name" label={w('houses.column.name')} value={centre.name} />
      </EditForm>,
    );
  if (what === 'address')
    return form(
      w('houses.edit.address'),
      <EditForm {...props} command="centre.move" fixed={{ centreId: centre.id }}>
        <Typed
          page={page}
          name="address"
          label={w('houses.column.address')}
          value={centre.address}
        />
      </EditForm>,
    );
  if (what === 'hours') return form(w('houses.edit.hours'), <HoursForm {...props} />);
  if (what === 'closure') return form(w('houses.edit.closure'), <ClosureForm {...props} />);
  if (what === 'closure-gone')
    return form(
      w('houses.edit.closure-gone'),
      <EditForm
        {...props}
        command="closure.remove"
        fixed={{ centreId: centre.id, on: code }}
        dated={false}
      >
        <p>{code}</p>
      </EditForm>,
    );
  if (what === 'office')
    return form(w('houses.edit.office'), <OfficeForm {...props} office={office} />);
  if (what === 'office-gone' && office)
    return form(
      w('houses.edit.office-gone'),
      <EditForm {...props} command="office.close" fixed={{ officeId: office.id }}>
        <p>{nameIn(office.name, language)}</p>
        <p class="hint">{w('houses.office-gone-hint')}</p>
      </EditForm>,
    );
  if (what === 'desk' && office)
    return form(
      w('houses.edit.desk'),
      <EditForm {...props} command="desk.set" fixed={{ officeId: office.id }}>
        <p>{nameIn(office.name, language)}</p>
        <Typed page={page} name="label" label={w('houses.column.label')} />
      </EditForm>,
    );
  if (what === 'desk-gone')
    return form(
      w('houses.edit.desk-gone'),
      <EditForm {...props} command="desk.remove" fixed={{ deskId: `${centre.id}.d${code}` }}>
        <p>{w('houses.desk-gone-hint', { desk: code.toUpperCase() })}</p>
      </EditForm>,
    );
  if (what === 'service' && office)
    return form(
      w('houses.edit.service'),
      <ServiceForm {...props} office={office} serviceId={more} />,
    );
  if (what === 'service-gone' && office)
    return form(
      w('houses.edit.service-gone'),
      <EditForm
        {...props}
        command="office-service.remove"
        fixed={{ officeId: office.id, serviceId: more }}
      >
        <p>{w('houses.service-gone-hint')}</p>
      </EditForm>,
    );
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

interface Props {
  readonly page: PageRequest;
  readonly centre: Centre;
}

/** A text field that keeps what was typed. */
export function Typed({
  page,
  name,
  label,
  value,
  type,
  hint,
}: {
  page: PageRequest;
  name: string;
  label: string;
  value?: string | number | undefined;
  type?: 'text' | 'number' | 'time';
  hint?: string;
}) {
  return (
    <TextField
      name={name}
      label={label}
      value={typedIn(page.attempt, name) ?? value}
      error={errorAt(page, name)}
      hint={hint}
      type={type}
    />
  );
}

function ClosureForm({ page, centre }: Props) {
  const { w, attempt } = page;
  return (
    <EditForm
      page={page}
      centre={centre}
      command="closure.set"
      fixed={{ centreId: centre.id }}
      dated={false}
    >
      <DateField
        name="on"
        label={w('houses.column.on-date')}
        value={typedIn(attempt, 'on') ?? ''}
        error={errorAt(page, 'on')}
      />
      <NamesField page={page} name="reason" label={w('houses.column.reason')} />
      <div class="line">
        <Typed page={page} name="opens" type="time" label={w('houses.opens')} />
        <Typed page={page} name="closes" type="time" label={w('houses.closes')} />
      </div>
      <p class="hint">{w('houses.closure-hint')}</p>
    </EditForm>
  );
}

function OfficeForm({ page, centre, office }: Props & { office: Office | undefined }) {
  const { w, attempt, directory, language } = page;
  return (
    <EditForm
      page={page}
      centre={centre}
      command="office.set"
      fixed={{
        centreId: centre.id,
        ...(office && { code: office.id.slice(centre.id.length + 1) }),
      }}
    >
      {office ? null : (
        <>
          <Typed
            page={page}
            name="code"
            label={w('houses.column.code')}
            hint={w('houses.code-hint')}
          />
          <Select
            name="unitId"
            label={w('houses.column.unit-id')}
            blank={w('houses.choose')}
            value={typedIn(attempt, 'unitId')}
            error={errorAt(page, 'unitId')}
            options={[...directory.units.values()]
              .filter(({ purpose }) => purpose !== 'system')
              .map((unit) => ({ value: unit.id, label: nameIn(unit.name, language) }))
              .toSorted((a, b) => a.label.localeCompare(b.label, language))}
          />
          <Select
            name="kind"
            label={w('houses.column.kind')}
            value={typedIn(attempt, 'kind') ?? 'support'}
            error={errorAt(page, 'kind')}
            options={OFFICE_KINDS.map((kind) => ({
              value: kind,
              label: w(`houses.choice.${kind}`),
            }))}
          />
        </>
      )}
      <NamesField page={page} name="name" label={w('houses.column.name')} value={office?.name} />
      <NamesField
        page={page}
        name="shortName"
        label={w('houses.column.short-name')}
        value={office?.shortName}
      />
    </EditForm>
  );
}

function ServiceForm({
  page,
  centre,
  office,
  serviceId,
}: Props & { office: Office; serviceId: string }) {
  const { w, attempt, directory, language } = page;
  const offer = office.offers.find(({ service }) => service.id === serviceId);
  const others = [...directory.services.values()].filter(
    ({ id }) => !office.offers.some(({ service }) => service.id === id),
  );
  return (
    <EditForm
      page={page}
      centre={centre}
      command="office-service.set"
      fixed={{ officeId: office.id, ...(offer && { serviceId }) }}
    >
      <p>
        {nameIn(office.name, language)}
        {offer ? ` · ${nameIn(offer.service.name, language)}` : ''}
      </p>
      {offer ? null : (
        <Select
          name="serviceId"
          label={w('houses.table.service')}
          blank={w('houses.choose')}
          value={typedIn(attempt, 'serviceId')}
          error={errorAt(page, 'serviceId')}
          options={others.map(({ id, name }) => ({ value: id, label: nameIn(name, language) }))}
        />
      )}
      <Typed
        page={page}
        name="rank"
        type="number"
        label={w('houses.column.rank')}
        hint={w('houses.rank-hint')}
        value={offer?.rank ?? 1}
      />
      <Typed
        page={page}
        name="ticketsPerDay"
        type="number"
        label={w('houses.column.tickets-per-day')}
        hint={w('houses.tickets-hint')}
        value={offer?.ticketsPerDay}
      />
      <LanguagesField page={page} name="languages" value={offer?.languages ?? []} />
    </EditForm>
  );
}
