// How our PostgreSQL is configured. Written to oneroof.conf in the cluster at every start.
import { chownSync, existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Place } from './place.ts';

const MEGABYTE = 1024 ** 2;

/** Setting name to value, as in postgresql.conf. */
export type Settings = Record<string, string | number>;

/**
 * The text of oneroof.conf for the cluster in `cluster`. `extra` wins over ours (tests do not need to
 * survive a power cut).
 */
export function settingsText(cluster: string, port: number, extra: Settings = {}): string {
  const lines = Object.entries({ ...ourSettings(cluster, port), ...extra }).map(
    ([name, value]) => `${name} = '${value}'`,
  );
  return `# Written by Oneroof at every start. Your own settings: ALTER SYSTEM.\n${lines.join('\n')}\n`;
}

/** True when something changed; only then it writes, since a restart must work on a full disk. */
export function writeSettings(place: Place, text: string): boolean {
  const path = join(place.cluster, 'oneroof.conf');
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  writeFileSync(path, text, { mode: 0o600 });
  if (place.user) chownSync(path, place.user.uid, place.user.gid);
  return true;
}

function ourSettings(cluster: string, port: number): Settings {
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
    ...logSizes(cluster),

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

/**
 * Few checkpoints under load, and after a crash this much is read again, in a few seconds; on a small
 * disk less, so that the log alone never fills it.
 */
function logSizes(cluster: string): Settings {
  const { blocks, bsize } = statfsSync(cluster);
  const most = Math.round(Math.min(4096, Math.max(64, (blocks * bsize) / MEGABYTE / 8)));
  return { max_wal_size: `${most}MB`, min_wal_size: `${Math.round(Math.min(256, most / 2))}MB` };
}
