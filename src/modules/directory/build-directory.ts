// From rows to the directory in memory: dates become dates, ids become objects. Pure.
import { type Nth, WEEKDAYS, type Weekday } from '#base/dates.ts';
import type { DirectoryRows, PeriodRow } from './rows.ts';
import { nameOn } from './rules/names.ts';
import type {
  Centre,
  Desk,
  Directory,
  Holiday,
  HoursException,
  Institution,
  Office,
  OfficeService,
  Period,
  Service,
  Subject,
  Unit,
  WeeklyHours,
} from './schema.ts';

const dateFrom = (text: string | null) =>
  text === null ? undefined : Temporal.PlainDate.from(text);

const periodFrom = (row: PeriodRow): Period => ({
  from: dateFrom(row.from),
  until: dateFrom(row.until),
});

const orNothing = <Value>(value: Value | null): Value | undefined => value ?? undefined;

/** Rows by one of their columns; an unknown key gives an empty list. */
function group<Row>(rows: readonly Row[], keyOf: (row: Row) => string): (key: string) => Row[] {
  const groups = Map.groupBy(rows, keyOf);
  return (key) => groups.get(key) ?? [];
}

const byId = <Each extends { readonly id: string }>(list: readonly Each[]) =>
  new Map(list.map((each) => [each.id, each]));

/** Makes the directory out of its rows. */
export function buildDirectory(
  rows: DirectoryRows,
  version: string,
  today: Temporal.PlainDate,
): Directory {
  const services = byId(buildServices(rows));
  const offices = buildOffices(rows, services);
  const centres = buildCentres(rows, offices, today);
  const subjects = buildSubjects(rows);
  return {
    version: `${version}-${today}`,
    institutions: byId(buildInstitutions(rows)),
    units: byId(buildUnits(rows)),
    centres: byId(centres),
    offices: byId(offices),
    desks: byId(allDesks(rows)),
    subjects: byId(subjects),
    services,
    priorityGrounds: rows.priorityGrounds.map((row) => ({
      id: row.id,
      name: row.name,
      ask: row.ask,
      law: row.law,
      ...periodFrom(row),
    })),
    documents: byId(rows.documents),
    holidays: rows.holidays.map(holidayFrom),
    tiles: subjects.filter((subject) => subject.parentId === undefined),
  };
}

function buildInstitutions(rows: DirectoryRows): Institution[] {
  const namesOf = group(rows.institutionNames, (row) => row.institution_id);
  const aliasesOf = group(rows.institutionAliases, (row) => row.institution_id);
  return rows.institutions.map((row) => ({
    id: row.id,
    kind: row.kind,
    successorId: orNothing(row.successor_id),
    names: namesOf(row.id).map((each) => ({
      name: each.name,
      shortName: each.short_name,
      ...periodFrom(each),
    })),
    aliases: aliasesOf(row.id).map((each) => each.alias),
  }));
}

function buildUnits(rows: DirectoryRows): Unit[] {
  return rows.units.map((row) => ({
    id: row.id,
    institutionId: row.institution_id,
    purpose: row.purpose,
    enforcementLink: row.enforcement_link,
    name: row.name ?? { pt: row.id },
  }));
}

function buildCentres(rows: DirectoryRows, offices: Office[], today: Temporal.PlainDate): Centre[] {
  const namesOf = group(rows.centreNames, (row) => row.centre_id);
  const aliasesOf = group(rows.centreAliases, (row) => row.centre_id);
  const hoursOf = group(rows.hours, (row) => row.centre_id);
  const exceptionsOf = group(rows.exceptions, (row) => row.centre_id);
  const officesOf = group(
    offices.filter((office) => !office.closed),
    (office) => office.centreId,
  );
  const holidays = rows.holidays.map(holidayFrom);
  return rows.centres.map((row) => {
    const names = namesOf(row.id).map((each) => ({ name: each.name, ...periodFrom(each) }));
    return {
      id: row.id,
      kind: row.kind,
      parentId: orNothing(row.parent_id),
      institutionId: row.institution_id,
      name: nameOn(names, today).name,
      names,
      aliases: aliasesOf(row.id).map((each) => each.alias),
      zone: row.zone,
      municipality: row.municipality,
      address: orNothing(row.address),
      latitude: orNothing(row.latitude),
      longitude: orNothing(row.longitude),
      openedOn: dateFrom(row.opened_on),
      closedOn: dateFrom(row.closed_on),
      timetable: {
        zone: row.zone,
        region: row.region,
        municipalityCode: row.municipality_code,
        hours: hoursOf(row.id).map(hoursFrom),
        exceptions: exceptionsOf(row.id).map(exceptionFrom),
        holidays,
      },
      offices: officesOf(row.id),
    };
  });
}

function hoursFrom(row: DirectoryRows['hours'][number]): WeeklyHours {
  return {
    weekday: WEEKDAYS[row.weekday - 1] as Weekday,
    nth: orNothing(row.nth as Nth | null),
    opens: Temporal.PlainTime.from(row.opens),
    closes: Temporal.PlainTime.from(row.closes),
    byAppointment: row.by_appointment,
    assumed: row.assumed,
    ...periodFrom(row),
  };
}

function exceptionFrom(row: DirectoryRows['exceptions'][number]): HoursException {
  return {
    date: Temporal.PlainDate.from(row.on_date),
    ...(row.opens !== null && { opens: Temporal.PlainTime.from(row.opens) }),
    ...(row.closes !== null && { closes: Temporal.PlainTime.from(row.closes) }),
    reason: row.reason,
  };
}

function holidayFrom(row: DirectoryRows['holidays'][number]): Holiday {
  return {
    id: row.id,
    scope: row.scope,
    place: orNothing(row.place),
    monthDay: orNothing(row.month_day),
    easterOffset: orNothing(row.easter_offset),
    name: row.name,
  };
}

function buildOffices(rows: DirectoryRows, services: ReadonlyMap<string, Service>): Office[] {
  const desksOf = group(rows.desks, (row) => row.office_id);
  const offersOf = group(rows.officeServices, (row) => row.office_id);
  return rows.offices.map((row) => ({
    id: row.id,
    centreId: row.centre_id,
    unitId: row.unit_id,
    code: row.code,
    kind: row.kind,
    name: row.name,
    shortName: row.short_name,
    ...(row.closed_on && { closed: true }),
    desks: desksOf(row.id)
      .map(deskFrom)
      .filter((desk) => !desk.closed),
    offers: offersOf(row.id).flatMap((offer): OfficeService[] => {
      const service = services.get(offer.service_id);
      if (!service) return [];
      return [
        {
          officeId: row.id,
          service,
          rank: offer.rank,
          ticketsPerDay: orNothing(offer.tickets_per_day),
          languages: offer.languages,
        },
      ];
    }),
  }));
}

function deskFrom(desk: DirectoryRows['desks'][number]): Desk {
  return {
    id: desk.id,
    centreId: desk.centre_id,
    officeId: desk.office_id,
    label: desk.label,
    kind: desk.kind,
    ...(desk.closed_on && { closed: true }),
  };
}

/** Those that were taken away, too: what was done there still has a name. */
function allDesks(rows: DirectoryRows): Desk[] {
  return rows.desks.map(deskFrom);
}

function buildServices(rows: DirectoryRows): Service[] {
  const answersOf = group(rows.serviceSubjects, (row) => row.service_id);
  const papersOf = group(rows.serviceDocuments, (row) => row.service_id);
  const feesOf = group(rows.fees, (row) => row.service_id);
  const documents = byId(rows.documents);
  return rows.services.map((row) => ({
    id: row.id,
    subjectId: row.subject_id,
    answers: answersOf(row.id).map((each) => each.subject_id),
    modes: row.modes,
    durationMinutes: row.duration_minutes,
    booking: row.booking,
    name: row.name,
    description: orNothing(row.description),
    documents: papersOf(row.id).flatMap((paper) => {
      const document = documents.get(paper.document_id);
      return document ? [{ ...document, needed: paper.needed }] : [];
    }),
    fee: feesOf(row.id)[0]?.note,
  }));
}

/** Children stand in their parent and in the list by themselves. */
function buildSubjects(rows: DirectoryRows): Subject[] {
  const make = (row: DirectoryRows['subjects'][number], children: Subject[]): Subject => ({
    id: row.id,
    parentId: orNothing(row.parent_id),
    icon: orNothing(row.icon),
    sensitive: row.sensitive,
    name: row.name,
    children,
  });
  const leaves = rows.subjects.filter((row) => row.parent_id !== null).map((row) => make(row, []));
  const childrenOf = group(leaves, (leaf) => leaf.parentId ?? '');
  const tiles = rows.subjects.filter((row) => row.parent_id === null);
  return [...tiles.map((row) => make(row, childrenOf(row.id))), ...leaves];
}
