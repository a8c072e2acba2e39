// The directory as PostgreSQL hands it over: one document, with dates and times still text.
import type { CentreKind, EnforcementLink, Mode, Names, OfficeKind } from './schema.ts';

export interface PeriodRow {
  readonly from: string | null;
  readonly until: string | null;
}

export interface DirectoryRows {
  readonly institutions: readonly { id: string; kind: string; successor_id: string | null }[];
  readonly institutionNames: readonly (PeriodRow & {
    institution_id: string;
    name: Names;
    short_name: string;
  })[];
  readonly institutionAliases: readonly { institution_id: string; alias: string }[];
  readonly units: readonly {
    id: string;
    institution_id: string;
    purpose: string;
    enforcement_link: EnforcementLink;
    name: Names | null;
  }[];
  readonly centres: readonly {
    id: string;
    kind: CentreKind;
    parent_id: string | null;
    institution_id: string;
    zone: string;
    municipality: string;
    municipality_code: string;
    region: string;
    address: string | null;
    latitude: number | null;
    longitude: number | null;
    opened_on: string | null;
    closed_on: string | null;
  }[];
  readonly centreNames: readonly (PeriodRow & { centre_id: string; name: string })[];
  readonly centreAliases: readonly { centre_id: string; alias: string }[];
  readonly hours: readonly (PeriodRow & {
    centre_id: string;
    weekday: number;
    nth: number | null;
    opens: string;
    closes: string;
    by_appointment: boolean;
    assumed: boolean;
  })[];
  readonly exceptions: readonly {
    centre_id: string;
    on_date: string;
    opens: string | null;
    closes: string | null;
    reason: Names;
  }[];
  readonly holidays: readonly {
    id: string;
    scope: 'national' | 'region' | 'municipality';
    place: string | null;
    month_day: string | null;
    easter_offset: number | null;
    name: Names;
  }[];
  readonly offices: readonly {
    id: string;
    centre_id: string;
    unit_id: string;
    code: string;
    kind: OfficeKind;
    name: Names;
    short_name: Names;
    closed_on?: string | null;
  }[];
  readonly desks: readonly {
    id: string;
    centre_id: string;
    office_id: string;
    label: string;
    kind: 'desk' | 'reception';
    closed_on?: string | null;
  }[];
  readonly subjects: readonly {
    id: string;
    parent_id: string | null;
    icon: string | null;
    sensitive: boolean;
    name: Names;
  }[];
  readonly documents: readonly { id: string; name: Names }[];
  readonly services: readonly {
    id: string;
    subject_id: string;
    modes: Mode[];
    duration_minutes: number;
    booking: 'walk-in' | 'appointment' | 'both';
    name: Names;
    description: Names | null;
  }[];
  readonly serviceSubjects: readonly { service_id: string; subject_id: string }[];
  readonly serviceDocuments: readonly {
    service_id: string;
    document_id: string;
    needed: boolean;
  }[];
  readonly fees: readonly { service_id: string; note: Names }[];
  readonly priorityGrounds: readonly (PeriodRow & {
    id: string;
    name: Names;
    ask: Names;
    law: string;
  })[];
  readonly officeServices: readonly {
    office_id: string;
    service_id: string;
    rank: number;
    tickets_per_day: number | null;
    languages: string[];
  }[];
}
