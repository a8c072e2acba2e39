// Where the time of the server goes, statement by statement: `--statements` on a benchmark.
import { withClient } from '#platform/embedded-postgres/roles.ts';
import type { Settings } from '#platform/embedded-postgres/settings.ts';

/** Settings that make the server count; they cost a little themselves. */
export const COUNTING: Settings = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
  'pg_stat_statements.track_planning': 'on',
  compute_query_id: 'on',
};

export async function startCounting(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, (client) =>
    client.query(
      'create extension if not exists pg_stat_statements; select pg_stat_statements_reset()',
    ),
  );
}

/** How many statements were sent since counting began; not its own, nor those inside functions. */
export async function countStatements(superuserUrl: string): Promise<number> {
  const { rows } = await withClient(superuserUrl, (client) =>
    client.query<{ calls: string }>(
      `select coalesce(sum(calls), 0) as calls from pg_stat_statements s
       join pg_roles r on r.oid = s.userid where s.toplevel and r.rolname <> current_user`,
    ),
  );
  return Number(rows[0]?.calls);
}

/** Prints the statements that took most, those inside functions too. */
export async function printStatements(superuserUrl: string, most = 25): Promise<void> {
  const { rows } = await withClient(superuserUrl, (client) =>
    client.query(
      `select calls, toplevel as top, round(total_exec_time) as ms, round(total_plan_time) as planning,
              plans, round((mean_exec_time * 1000)::numeric, 1) as "µs",
              left(regexp_replace(query, '\\s+', ' ', 'g'), 150) as query
       from pg_stat_statements order by total_exec_time + total_plan_time desc limit ${most}`,
    ),
  );
  for (const row of rows) console.log(Object.values(row).join('\t'));
}
