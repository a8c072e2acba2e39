// What must hold of the database whoever wrote its last migration, asked of the catalogue itself:
// classes on every column, forced row security and the fence wherever a class is about people, and
// runtime roles that can do no more than they need.
import type { ClientBase } from 'pg';

/** Roles that our processes log in as. */
export const RUNTIME_ROLES: readonly string[] = ['oneroof_app', 'oneroof_jobs', 'oneroof_stats'];

/** Schema of the job queue, which belongs to the worker's role and holds ids only. */
const QUEUE = 'jobs';

const SYSTEM = `('pg_catalog', 'information_schema', 'pg_toast')`;
const OURS = `n.nspname not in ${SYSTEM} and n.nspname not like 'pg_temp%' and n.nspname not like 'pg_toast%'
  and n.nspname <> '${QUEUE}'`;
/** Objects that came with an extension are the extension's; those of a type, the type's. */
const NOT_OF_EXTENSION = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass
     and d.objid = ${oid} and d.deptype in ('e', 'i'))`;

type Check = (roles: readonly string[]) => { text: string; values?: unknown[] };

/** Each query answers one line for each fault. */
const CHECKS: readonly Check[] = [
  (roles) => ({
    text: `select r.rolname || ' may pass by the rules: ' || concat_ws(', ',
        case when r.rolsuper then 'superuser' end, case when r.rolbypassrls then 'bypassrls' end,
        case when r.rolcreaterole then 'createrole' end, case when r.rolcreatedb then 'createdb' end,
        case when r.rolreplication then 'replication' end) as fault
      from pg_roles r where r.rolname = any ($1) and (r.rolsuper or r.rolbypassrls
        or r.rolcreaterole or r.rolcreatedb or r.rolreplication)`,
    values: [[...roles, 'oneroof_owner']],
  }),
  (roles) => ({
    text: `select m.member::regrole || ' is a member of ' || m.roleid::regrole as fault
      from pg_auth_members m where m.member::regrole::text = any ($1)`,
    values: [[...roles, 'oneroof_owner']],
  }),
  (roles) => ({
    text: `select o.owner::regrole || ' owns ' || o.name as fault from (
        select c.relowner as owner, c.oid::regclass::text as name, n.nspname
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
        union all select p.proowner, p.oid::regprocedure::text, n.nspname
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        union all select n.nspowner, 'schema ' || n.nspname, n.nspname from pg_namespace n) o
      where o.owner::regrole::text = any ($1) and o.nspname <> '${QUEUE}'
        and o.nspname not like 'pg_t%'`,
    values: [roles],
  }),
  (roles) => ({
    text: `select r || ' has ' || p || ' on ' || c.oid::regclass as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace,
        unnest($1::text[]) r, unnest(array['DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES', 'MAINTAIN']) p
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${OURS} and has_table_privilege(r, c.oid, p)`,
    values: [roles],
  }),
  (roles) => ({
    text: `select r || ' writes ' || c.oid::regclass || ' directly' as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest($1::text[]) r
      where c.relkind in ('r', 'p') and n.nspname = 'log'
        and (r, c.relname) <> ('oneroof_jobs', 'reader')
        and (has_any_column_privilege(r, c.oid, 'INSERT') or has_any_column_privilege(r, c.oid, 'UPDATE'))`,
    values: [roles],
  }),
  (roles) => ({
    text: `select coalesce(nullif(r, 'public'), 'everybody') || ' may create in ' || n.nspname as fault
      from pg_namespace n, unnest($1::text[]) r
      where n.nspname not in ${SYSTEM} and n.nspname not like 'pg_t%'
        and (r, n.nspname) <> ('oneroof_jobs', '${QUEUE}') and has_schema_privilege(r, n.oid, 'CREATE')`,
    values: [[...roles, 'public']],
  }),
  () => ({
    text: `select c.oid::regclass || '.' || a.attname || ' has no data class' as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and ${OURS} and ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
        and coalesce(col_description(c.oid, a.attnum), '') !~ '^S[0-5] · .'`,
  }),
  // 'GDPR 6(1)(e) · purpose'; 'nobody · purpose' where no column is about anybody; S5 needs article 9 too.
  () => ({
    text: `select c.oid::regclass || case
        when not coalesce(obj_description(c.oid) ~ '^(nobody|GDPR 6\\(1\\)\\([a-f]\\)(, 9\\(2\\)\\([a-j]\\))?) · .', false)
          then ' says no legal basis and purpose'
        when (obj_description(c.oid) ~ '^nobody') <> (max(left(col_description(c.oid, a.attnum), 2)) = 'S0')
          then ' says that it is about nobody, or should'
        else ' holds S5 on no basis of article 9' end as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and ${OURS} and ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
      group by c.oid
      having not coalesce(obj_description(c.oid) ~ '^(nobody|GDPR 6\\(1\\)\\([a-f]\\)(, 9\\(2\\)\\([a-j]\\))?) · .', false)
        or (obj_description(c.oid) ~ '^nobody') <> (max(left(col_description(c.oid, a.attnum), 2)) = 'S0')
        or (max(left(col_description(c.oid, a.attnum), 2)) = 'S5' and obj_description(c.oid) !~ ', 9')`,
  }),
  // What becomes of a table when somebody is erased (0370): every table about people says it by a line.
  () => ({
    text: `select c.oid::regclass || case
        when p.fate is null then ' says not what becomes of it when a person is erased (rights.on_erasure)'
        else ' is about people, and says that an erasure leaves it as it is' end as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join rights.plan() p on p.target = c.oid
      where c.relkind in ('r', 'p') and ${OURS} and obj_description(c.oid) like 'GDPR%'
        and (p.fate is null or p.fate = 'untouched' and exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and (a.attname = 'person_id' or col_description(c.oid, a.attnum) ~ '^S[45]'
                 or exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
                            and f.confrelid = to_regclass('people.person') and a.attnum = any (f.conkey)))))`,
  }),
  () => ({
    text: `select c.oid::regclass || '.' || a.attname || ' holds free text that an erasure leaves' as fault
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join rights.plan() p on p.target = c.oid and p.fate = 'kept'
      where col_description(c.oid, a.attnum) ~ 'free text'
        and not exists (select from unnest(p.cleared) said where split_part(said, '=', 1) = a.attname)`,
  }),
  () => ({
    text: `select c.oid::regclass || ' is about people (' || min(left(col_description(c.oid, a.attnum), 2))
        || ' and more), but row security is ' || case when not c.relrowsecurity then 'off'
           else 'not forced' end as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and ${OURS} and not (c.relrowsecurity and c.relforcerowsecurity)
        and col_description(c.oid, a.attnum) ~ '^S[1-5]'
      group by c.oid, c.relrowsecurity`,
  }),
  () => ({
    text: `select c.oid::regclass || ' tells who a person is, but has no enforcement policy' as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${OURS}
        and (c.oid = to_regclass('people.person') or exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
            and (a.attname = 'person_id' or col_description(c.oid, a.attnum) ~ '^S[45]')))
        and not exists (
          select from pg_policy p where p.polrelid = c.oid and not p.polpermissive
            and p.polname = 'enforcement' and p.polcmd = '*'
            and p.polroles @> (select array_agg(oid) from pg_roles where rolname = any ($1)))`,
    values: [[...RUNTIME_ROLES]],
  }),
  () => ({
    text: `select 'policy ' || p.polname || ' opens ' || p.polrelid::regclass || ' to anyone' as fault
      from pg_policy p
      where p.polpermissive and p.polroles <> array['oneroof_owner'::regrole::oid]
        and (pg_get_expr(p.polqual, p.polrelid) = 'true'
             or pg_get_expr(p.polwithcheck, p.polrelid) = 'true')
        and p.polrelid::regclass::text not like '${QUEUE}.%'`,
  }),
  () => ({
    text: `select 'view ' || c.oid::regclass || ' reads as its owner' as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and ${OURS} and ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
        and not coalesce(c.reloptions @> array['security_invoker=true']
                         or c.reloptions @> array['security_invoker=on'], false)`,
  }),
  () => ({
    text: `select 'materialised view ' || c.oid::regclass || ' knows no row security' as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'm' and ${OURS}`,
  }),
  () => ({
    text: `select p.oid::regprocedure || ' runs as its owner without pg_temp last on its path' as fault
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and ${OURS} and not exists (
        select from unnest(p.proconfig) s where s ~ '^search_path=.*pg_temp$')`,
  }),
  () => ({
    text: `select p.oid::regprocedure || ' may be called by everybody' as fault
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OURS} and ${NOT_OF_EXTENSION('pg_proc', 'p.oid')}
        and has_function_privilege('public', p.oid, 'execute')`,
  }),
  () => ({
    text: `select 'default privileges give ' || d.defaclrole::regrole || '''s objects to others' as fault
      from pg_default_acl d, aclexplode(d.defaclacl) a
      where a.grantee <> d.defaclrole and d.defaclnamespace is distinct from to_regnamespace('${QUEUE}')`,
  }),
];

/** Everything that is wrong, in words; empty when the database keeps its promises. */
export async function checkProtection(
  client: ClientBase,
  roles: readonly string[] = RUNTIME_ROLES,
): Promise<string[]> {
  const faults: string[] = [];
  for (const check of CHECKS) {
    const { text, values } = check(roles);
    const { rows } = await client.query<{ fault: string }>(text, values);
    faults.push(...rows.map(({ fault }) => fault));
  }
  return faults.sort();
}

/** Tables behind forced row security, which are those about people. */
export async function listProtectedTables(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relforcerowsecurity and ${OURS} order by 1`,
  );
  return rows.map(({ name }) => name);
}
