// What the directory speaks of: institutions, centres, hours, offices, desks, subjects, services.
// Pure types, in the shapes of the Human Services Data Specification 3.0 where they fit.
import type { Nth, Weekday } from '#base/dates.ts';
import type { UiLanguage } from '#base/languages.ts';

/** A name in several languages; Portuguese is always there. */
export type Names = { readonly pt: string } & Partial<Readonly<Record<UiLanguage, string>>>;

/** Days from `from` up to, and not including, `until`; open where one is missing. */
export interface Period {
  readonly from?: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
}

export interface InstitutionName extends Period {
  readonly name: Names;
  readonly shortName: string;
}

/** HSDS organization. */
export interface Institution {
  readonly id: string;
  readonly kind: string;
  readonly successorId?: string;
  readonly names: readonly InstitutionName[];
  readonly aliases: readonly string[];
}

export type EnforcementLink = 'none' | 'indirect' | 'direct';

/** An institution for one purpose: the tenant. */
export interface Unit {
  readonly id: string;
  readonly institutionId: string;
  readonly purpose: string;
  readonly enforcementLink: EnforcementLink;
  readonly name: Names;
}

/** Hours of one weekday, civil and local to the centre; `nth` narrows them to such a day of the month. */
export interface WeeklyHours extends Period {
  readonly weekday: Weekday;
  readonly nth?: Nth;
  readonly opens: Temporal.PlainTime;
  readonly closes: Temporal.PlainTime;
  readonly byAppointment: boolean;
  /** Not published: invented for a demonstration. */
  readonly assumed: boolean;
}

/** A day unlike the others: without times it is closed. */
export interface HoursException {
  readonly date: Temporal.PlainDate;
  readonly opens?: Temporal.PlainTime;
  readonly closes?: Temporal.PlainTime;
  readonly reason: Names;
}

/** A holiday as a rule: a day of the year ('06-10') or a number of days after Easter. */
export interface Holiday {
  readonly id: string;
  readonly scope: 'national' | 'region' | 'municipality';
  /** The region's id or the municipality's code; none for a national holiday. */
  readonly place?: string;
  readonly monthDay?: string;
  readonly easterOffset?: number;
  readonly name: Names;
}

/** All that decides when a centre is open. */
export interface Timetable {
  readonly zone: string;
  readonly region: string;
  readonly municipalityCode: string;
  readonly hours: readonly WeeklyHours[];
  readonly exceptions: readonly HoursException[];
  readonly holidays: readonly Holiday[];
}

/** A stretch of one day in which a centre is open, in its own civil time. */
export interface Opening {
  readonly opens: Temporal.PlainTime;
  readonly closes: Temporal.PlainTime;
  readonly byAppointment: boolean;
}

export interface CentreName extends Period {
  readonly name: string;
}

export type CentreKind = 'national' | 'local' | 'mobile' | 'line';

/** HSDS location. */
export interface Centre {
  readonly id: string;
  readonly kind: CentreKind;
  readonly parentId?: string;
  readonly institutionId: string;
  /** Its name on the day for which the directory was loaded. */
  readonly name: string;
  readonly names: readonly CentreName[];
  readonly aliases: readonly string[];
  readonly zone: string;
  readonly municipality: string;
  readonly address?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly openedOn?: Temporal.PlainDate;
  readonly closedOn?: Temporal.PlainDate;
  readonly timetable: Timetable;
  /** In the order in which they are shown. */
  readonly offices: readonly Office[];
}

export type OfficeKind = 'welcome' | 'agency' | 'support' | 'local';

/** A unit's counter in a centre. */
export interface Office {
  readonly id: string;
  readonly centreId: string;
  readonly unitId: string;
  readonly code: string;
  readonly kind: OfficeKind;
  readonly name: Names;
  readonly shortName: Names;
  readonly desks: readonly Desk[];
  readonly offers: readonly OfficeService[];
  /** It is no more: in no list of its house, but still known by its name. */
  readonly closed?: boolean;
}

export interface Desk {
  readonly id: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly label: string;
  readonly kind: 'desk' | 'reception';
  /** It was taken away. */
  readonly closed?: boolean;
}

/** HSDS taxonomy term. The first level is what a person points at; it has an icon and children. */
export interface Subject {
  readonly id: string;
  readonly parentId?: string;
  readonly icon?: string;
  /** Never shown beside a number where others can see. */
  readonly sensitive: boolean;
  readonly name: Names;
  readonly children: readonly Subject[];
}

export const MODES = ['support', 'information', 'referral', 'advice', 'mediation'] as const;
export type Mode = (typeof MODES)[number];

export interface DocumentToBring {
  readonly id: string;
  readonly name: Names;
  /** The desk can't go on without it; otherwise it helps. */
  readonly needed: boolean;
}

/** HSDS service. */
export interface Service {
  readonly id: string;
  /** The subject that it stands under, of either level. */
  readonly subjectId: string;
  /** Subjects of the second level that it answers. */
  readonly answers: readonly string[];
  readonly modes: readonly Mode[];
  readonly durationMinutes: number;
  readonly booking: 'walk-in' | 'appointment' | 'both';
  readonly name: Names;
  readonly description?: Names;
  readonly documents: readonly DocumentToBring[];
  /** What it costs; free when there is none. */
  readonly fee?: Names;
}

/** HSDS service at location. */
export interface OfficeService {
  readonly officeId: string;
  readonly service: Service;
  /** 1 = where a person with that need goes first in this centre. */
  readonly rank: number;
  readonly ticketsPerDay?: number;
  readonly languages: readonly string[];
}

/** A reason for which the law of the country lets somebody come first. */
export interface PriorityGround extends Period {
  readonly id: string;
  readonly name: Names;
  /** How to ask kindly. */
  readonly ask: Names;
  readonly law: string;
}

/** The whole directory as it was at one moment, held in memory: pages read it without a query. */
export interface Directory {
  /** Changes whenever anything in the directory does; for caches of what was made from it. */
  readonly version: string;
  readonly institutions: ReadonlyMap<string, Institution>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly centres: ReadonlyMap<string, Centre>;
  readonly offices: ReadonlyMap<string, Office>;
  readonly desks: ReadonlyMap<string, Desk>;
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly services: ReadonlyMap<string, Service>;
  /** Of all days; which are in force on one, `precedence-rules.ts` of the visits says. */
  readonly priorityGrounds: readonly PriorityGround[];
  readonly documents: ReadonlyMap<string, Pick<DocumentToBring, 'id' | 'name'>>;
  readonly holidays: readonly Holiday[];
  /** Subjects of the first level, in the order of the wall of pictures. */
  readonly tiles: readonly Subject[];
}
