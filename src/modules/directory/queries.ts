// Reads the whole directory in one statement: one round trip, and all of one moment.
import type { Transaction } from '#platform/db/transaction.ts';
import { buildDirectory } from './build-directory.ts';
import type { DirectoryRows } from './rows.ts';
import type { Directory } from './schema.ts';

const period = 'lower(valid) as "from", upper(valid) as until';

const everything = `
  with rows as materialized (select json_build_object(
    'institutions', (select coalesce(json_agg(r order by r.id), '[]') from
      (select id, kind, successor_id from directory.institution) r),
    'institutionNames', (select coalesce(json_agg(r order by r.institution_id, r."from"), '[]') from
      (select institution_id, name, short_name, ${period} from directory.institution_name) r),
    'institutionAliases', (select coalesce(json_agg(r order by r.institution_id, r.alias), '[]') from
      (select institution_id, alias from directory.institution_alias) r),
    'units', (select coalesce(json_agg(r order by r.id), '[]') from
      (select u.id, u.institution_id, u.purpose, u.enforcement_link, n.name
       from access.unit u left join directory.unit_name n on n.unit_id = u.id) r),
    'centres', (select coalesce(json_agg(r order by r.nation, r.opened_on, r.id), '[]') from
      (select *, kind <> 'national' as nation from directory.centre) r),
    'centreNames', (select coalesce(json_agg(r order by r.centre_id, r."from"), '[]') from
      (select centre_id, name, ${period} from directory.centre_name) r),
    'centreAliases', (select coalesce(json_agg(r order by r.centre_id, r.alias), '[]') from
      (select centre_id, alias from directory.centre_alias) r),
    'hours', (select coalesce(json_agg(r order by r.centre_id, r.weekday, r.opens), '[]') from
      (select centre_id, weekday, nth, lower(during) as opens, upper(during) as closes,
              by_appointment, assumed, ${period} from directory.opening_hours) r),
    'exceptions', (select coalesce(json_agg(r order by r.centre_id, r.on_date, r.opens), '[]') from
      (select centre_id, on_date, lower(during) as opens, upper(during) as closes, reason
       from directory.hours_exception) r),
    'holidays', (select coalesce(json_agg(r order by r.id), '[]') from directory.holiday r),
    'offices', (select coalesce(json_agg(r order by r.centre_id, r.position, r.id), '[]') from directory.office r),
    'desks', (select coalesce(json_agg(r order by r.centre_id, r.position, r.id), '[]') from directory.desk r),
    'subjects', (select coalesce(json_agg(r order by r.position, r.id), '[]') from
      (select id, parent_id, icon, sensitive, position, name from directory.subject) r),
    'documents', (select coalesce(json_agg(r order by r.id), '[]') from directory.document r),
    'services', (select coalesce(json_agg(r order by r.id), '[]') from directory.service r),
    'serviceSubjects', (select coalesce(json_agg(r order by r.service_id, r.subject_id), '[]')
      from directory.service_subject r),
    'serviceDocuments', (select coalesce(json_agg(r order by r.service_id, r.position), '[]')
      from directory.service_document r),
    'fees', (select coalesce(json_agg(r order by r.service_id), '[]') from
      (select service_id, note from directory.cost_option where option = 'fee') r),
    'priorityGrounds', (select coalesce(json_agg(r order by r.position, r.id), '[]') from
      (select id, position, name, ask, law, ${period} from directory.priority_ground) r),
    'officeServices', (select coalesce(json_agg(r order by r.office_id, r.rank, r.service_id), '[]')
      from directory.office_service r)
  ) as rows)
  select rows, md5(rows::text) as version from rows`;

/**
 * The whole directory, from one statement.
 * @param today the civil day whose names are in force
 */
export async function loadDirectory(
  tx: Transaction,
  today: Temporal.PlainDate,
): Promise<Directory> {
  const [read] = await tx.text<{ rows: DirectoryRows; version: string }>(everything);
  if (!read) throw new Error('the directory gave no answer');
  return buildDirectory(read.rows, read.version, today);
}
