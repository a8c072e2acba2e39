// How our PostgreSQL is configured. Written to oneroof.conf in the cluster at every start.
import { availableParallelism, totalmem } from 'node:os';

const MEGABYTE = 1024 ** 2;

/** Setting name to value, as in postgresql.conf. */
export type Settings = Record<string, string | number>;

/** The text of oneroof.conf. `extra` wins over ours (tests do not need to survive a power cut). */
export function settingsText(port: number, extra: Settings = {}): string {
  const lines = Object.entries({ ...ourSettings(port), ...extra }).map(
    ([name, value]) => `${name} = '${value}'`,
  );
  return `# Written by Oneroof at every start. Your own settings: ALTER SYSTEM.\n${lines.join('\n')}\n`;
}

function ourSettings(port: number): Settings {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity) / MEGABYTE;
  return {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',

    // An acknowledged act is on the disk.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    wal_level: 'replica',
    // Few checkpoints under load; after a crash this much is read again, in a few seconds.
    max_wal_size: '4GB',
    min_wal_size: '256MB',

    shared_buffers: `${Math.round(Math.min(512, Math.max(64, memory / 8)))}MB`,
    effective_cache_size: `${Math.round(memory / 2)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    random_page_cost: 1.1,
    jit: 'off',
    // On two cores a statistics query must not take the core that serves the desks.
    max_parallel_workers_per_gather: availableParallelism() > 2 ? 2 : 0,
    // Queues are small tables that change all day.
    autovacuum_naptime: '15s',
    // A forgotten transaction holds up every reader of the event log.
    idle_in_transaction_session_timeout: '15s',

    // A week of log, and no personal data in it: no statements, no parameters, no key values.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_timezone: 'UTC',
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
  };
}
