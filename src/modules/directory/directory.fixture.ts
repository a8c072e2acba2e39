// A directory of one small centre, for tests that need one and no database: two offices, one subject
// of two questions, a general service and one for a single question.
import { buildDirectory } from './build-directory.ts';
import type { DirectoryRows } from './rows.ts';
import type { Directory } from './schema.ts';

const service = {
  modes: ['information' as const],
  duration_minutes: 10,
  booking: 'walk-in' as const,
  description: null,
};
const offer = { tickets_per_day: null, languages: [] };
const office = { centre_id: 'c', unit_id: 'u', kind: 'agency' as const };
const name = (pt: string) => ({ pt });

const NOTHING = {
  institutions: [],
  institutionNames: [],
  institutionAliases: [],
  centreAliases: [],
  hours: [],
  exceptions: [],
  holidays: [],
  documents: [],
  serviceDocuments: [],
  fees: [],
  priorityGrounds: [],
};

export function readyDirectory(): Directory {
  const rows: DirectoryRows = {
    ...NOTHING,
    units: [
      {
        id: 'u',
        institution_id: 'i',
        purpose: 'help',
        enforcement_link: 'none',
        name: name('Unidade'),
      },
    ],
    centres: [
      {
        id: 'c',
        kind: 'national',
        parent_id: null,
        institution_id: 'i',
        zone: 'Europe/Lisbon',
        municipality: 'Lisboa',
        municipality_code: '1106',
        region: 'mainland',
        address: null,
        latitude: null,
        longitude: null,
        opened_on: '2004-03-16',
        closed_on: null,
      },
    ],
    centreNames: [{ centre_id: 'c', name: 'Centro', from: null, until: null }],
    offices: [
      {
        ...office,
        id: 'c.legal',
        code: 'legal',
        name: name('Jurídico'),
        short_name: name('Jurídico'),
      },
      {
        ...office,
        id: 'c.labour',
        code: 'labour',
        name: name('Trabalho'),
        short_name: name('Trabalho'),
      },
    ],
    desks: [{ id: 'c.d1', centre_id: 'c', office_id: 'c.legal', label: '1', kind: 'desk' }],
    subjects: [
      { id: 'work', parent_id: null, icon: 'scale', sensitive: false, name: name('Trabalho') },
      { id: 'health', parent_id: null, icon: 'stethoscope', sensitive: false, name: name('Saúde') },
      {
        id: 'work.unpaid',
        parent_id: 'work',
        icon: null,
        sensitive: false,
        name: name('Salários'),
      },
      {
        id: 'work.dismissal',
        parent_id: 'work',
        icon: null,
        sensitive: false,
        name: name('Despedimento'),
      },
    ],
    services: [
      { ...service, id: 'rights', subject_id: 'work', name: name('Direitos') },
      { ...service, id: 'lawyer', subject_id: 'work.dismissal', name: name('Jurista') },
    ],
    serviceSubjects: [{ service_id: 'lawyer', subject_id: 'work.dismissal' }],
    officeServices: [
      { ...offer, office_id: 'c.legal', service_id: 'lawyer', rank: 2 },
      { ...offer, office_id: 'c.labour', service_id: 'rights', rank: 1 },
    ],
  };
  return buildDirectory(rows, 'test', Temporal.PlainDate.from('2026-03-09'));
}
