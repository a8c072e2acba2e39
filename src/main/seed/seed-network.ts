// The demonstration's network: institutions, units, centres with their hours, offices, desks.
import type { Transaction } from '#platform/db/transaction.ts';
import { insertMissing, range } from './insert.ts';
import { type Entry, readData } from './read-data.ts';

/** Institutions and the units that they form. */
export async function seedInstitutions(tx: Transaction): Promise<void> {
  const institutions = readData('demo/institutions.json');
  // Those without a successor first, so that a successor is there when it is named.
  const inOrder = institutions.toSorted((a, b) => Number(!!a.successor) - Number(!!b.successor));
  await insertMissing(
    tx,
    'directory.institution',
    { id: 'text', kind: 'text', successor_id: 'text', closed_on: 'date' },
    inOrder.map(({ id, kind, successor, closed }) => ({
      id,
      kind,
      successor_id: successor,
      closed_on: closed,
    })),
  );
  await insertMissing(
    tx,
    'directory.institution_name',
    { institution_id: 'text', name: 'jsonb', short_name: 'text', valid: 'daterange' },
    institutions.flatMap((institution) =>
      institution.names.map(({ name, short, from, until }) => ({
        institution_id: institution.id,
        name,
        short_name: short,
        valid: range(from, until),
      })),
    ),
  );
  await insertMissing(
    tx,
    'directory.institution_alias',
    { institution_id: 'text', alias: 'text' },
    institutions.flatMap(({ id, aliases }) =>
      aliases.map((alias) => ({ institution_id: id, alias })),
    ),
  );
  await seedUnits(tx, readData('demo/units.json'));
  await insertMissing(
    tx,
    'directory.partner',
    { unit_id: 'text', email: 'text', phone: 'text', language: 'text' },
    readData('demo/partners.json').map(({ unit, ...rest }) => ({
      unit_id: unit,
      email: rest.email,
      phone: rest.phone,
      language: rest.language,
    })),
  );
}

/** Units with what to call them. */
export async function seedUnits(
  tx: Transaction,
  units: readonly Entry<'demo/units.json'>[],
): Promise<void> {
  await insertMissing(
    tx,
    'access.unit',
    { id: 'text', institution_id: 'text', purpose: 'text', enforcement_link: 'text' },
    units.map(({ id, institution, purpose, enforcementLink }) => ({
      id,
      institution_id: institution,
      purpose,
      enforcement_link: enforcementLink,
    })),
  );
  await insertMissing(
    tx,
    'directory.unit_name',
    { unit_id: 'text', name: 'jsonb' },
    units.map(({ id, name }) => ({ unit_id: id, name })),
  );
}

/** Centres, their names through the years and their hours. */
export async function seedCentres(tx: Transaction): Promise<void> {
  const centres = readData('demo/centres.json');
  await insertMissing(
    tx,
    'directory.centre',
    {
      id: 'text',
      kind: 'text',
      parent_id: 'text',
      institution_id: 'text',
      zone: 'text',
      municipality: 'text',
      municipality_code: 'text',
      region: 'text',
      address: 'text',
      latitude: 'numeric',
      longitude: 'numeric',
      opened_on: 'date',
    },
    centres.map((centre) => ({
      id: centre.id,
      kind: centre.kind,
      parent_id: centre.parent,
      institution_id: centre.host,
      zone: centre.zone,
      municipality: centre.municipality,
      municipality_code: centre.municipalityCode,
      region: centre.region,
      address: centre.address,
      latitude: centre.latitude,
      longitude: centre.longitude,
      opened_on: centre.opened,
    })),
  );
  await insertMissing(
    tx,
    'directory.centre_name',
    { centre_id: 'text', name: 'text', valid: 'daterange' },
    centres.flatMap(({ id, names }) =>
      names.map(({ name, from, until }) => ({ centre_id: id, name, valid: range(from, until) })),
    ),
  );
  await insertMissing(
    tx,
    'directory.centre_alias',
    { centre_id: 'text', alias: 'text' },
    centres.flatMap(({ id, aliases }) => aliases.map((alias) => ({ centre_id: id, alias }))),
  );
  await insertMissing(
    tx,
    'directory.opening_hours',
    {
      centre_id: 'text',
      weekday: 'smallint',
      nth: 'smallint',
      during: 'directory.timerange',
      by_appointment: 'boolean',
      assumed: 'boolean',
    },
    centres.flatMap((centre) => centre.hours.flatMap((hours) => hourRows(centre.id, hours))),
  );
}

/** "2nd and 4th Tuesday and Friday" is one line of the file and four rows. */
function hourRows(centreId: string, hours: Entry<'demo/centres.json'>['hours'][number]) {
  const nths = hours.nth.length > 0 ? hours.nth : [undefined];
  return hours.weekdays.flatMap((weekday) =>
    nths.map((nth) => ({
      centre_id: centreId,
      weekday,
      nth,
      during: range(hours.from, hours.to),
      by_appointment: hours.byAppointment,
      assumed: hours.assumed,
    })),
  );
}

/** Offices, their desks and what they offer. */
export async function seedOffices(tx: Transaction): Promise<void> {
  const offices = readData('demo/offices.json').map((office, position) => ({
    ...office,
    id: `${office.centre}.${office.code}`,
    position,
  }));
  await insertMissing(
    tx,
    'directory.office',
    {
      id: 'text',
      centre_id: 'text',
      unit_id: 'text',
      code: 'text',
      kind: 'text',
      name: 'jsonb',
      short_name: 'jsonb',
      position: 'smallint',
    },
    offices.map(({ id, centre, unit, code, kind, name, shortName, position }) => ({
      id,
      centre_id: centre,
      unit_id: unit,
      code,
      kind,
      name,
      short_name: shortName,
      position,
    })),
  );
  await insertMissing(
    tx,
    'directory.desk',
    {
      id: 'text',
      centre_id: 'text',
      office_id: 'text',
      label: 'text',
      kind: 'text',
      position: 'smallint',
    },
    offices.flatMap(({ id, centre, kind, desks }) =>
      desks.map((label, position) => ({
        id: deskId(centre, label),
        centre_id: centre,
        office_id: id,
        label,
        kind: kind === 'welcome' ? 'reception' : 'desk',
        position,
      })),
    ),
  );
  await insertMissing(
    tx,
    'directory.office_service',
    {
      office_id: 'text',
      service_id: 'text',
      rank: 'smallint',
      tickets_per_day: 'smallint',
      languages: 'text[]',
    },
    offices.flatMap(({ id, services, languages }) =>
      services.map(({ service, rank, ticketsPerDay }) => ({
        office_id: id,
        service_id: service,
        rank,
        tickets_per_day: ticketsPerDay,
        languages,
      })),
    ),
  );
}

export function deskId(centreId: string, label: string): string {
  return `${centreId}.d${label.toLowerCase()}`;
}
