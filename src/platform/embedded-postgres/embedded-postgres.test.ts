// The embedded server on its bad days: killed, left behind, half-gone, with a number that is not its own.
import { spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isAlive } from '../supervise/processes.ts';
import { withClient } from './roles.ts';
import { makeScratchFolder } from './scratch-postgres.ts';
import { type RunningPostgres, startPostgres } from './start-postgres.ts';
import { supervisePostgres } from './supervise-postgres.ts';

let dataDir: string;
let running: RunningPostgres | undefined;
const lines: string[] = [];
const log = (line: string) => void lines.push(line);

let sweep: () => Promise<void>;

beforeAll(() => {
  ({ dataDir, sweep } = makeScratchFolder());
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  lines.length = 0;
});

afterAll(() => sweep());

async function ask(url: string, sql: string): Promise<unknown> {
  return withClient(url, async (client) => Object.values((await client.query(sql)).rows[0])[0]);
}

test('the first start makes a durable database and four roles without power over it', async () => {
  running = await startPostgres({ dataDir, log });
  expect(running.adopted).toBe(false);
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']) {
    expect(await ask(running.urls.app, `show ${setting}`), setting).toBe('on');
  }
  expect(await ask(running.urls.app, 'show server_encoding')).toBe('UTF8');
  expect(await ask(running.urls.app, "select lower('ÇЇΣ')")).toBe('çїσ');
  for (const url of Object.values(running.urls)) {
    const power = 'rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication';
    expect(await ask(url, `select ${power} from pg_roles where rolname = current_user`)).toBe(
      false,
    );
  }
});

test('only the owner of secrets.json may read it, and nobody gets in without a password', async () => {
  running = await startPostgres({ dataDir, log });
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  const withoutPassword = `postgres://postgres@127.0.0.1:${running.port}/postgres`;
  await expect(ask(withoutPassword, 'select 1')).rejects.toThrow('password');
});

test('a second start takes the running server over, and may stop it', async () => {
  const left = await startPostgres({ dataDir, log });
  running = await startPostgres({ dataDir, log });
  expect(running).toMatchObject({ adopted: true, pid: left.pid, port: left.port });
  await running.stop();
  expect(isAlive(left.pid)).toBe(false);
});

test('a server that is taken over gets the settings of today', async () => {
  await startPostgres({ dataDir, log, settings: { synchronous_commit: 'off' } });
  running = await startPostgres({ dataDir, log });
  expect(running.adopted).toBe(true);
  await expect.poll(() => ask(running?.urls.app ?? '', 'show synchronous_commit')).toBe('on');
});

test('the log of a refused statement holds no personal data', async () => {
  running = await startPostgres({ dataDir, log });
  await ask(running.urls.owner, 'select 1');
  await withClient(running.urls.owner, async (client) => {
    await client.query('create temporary table one (name text unique)');
    await client.query('insert into one values ($1)', ['Amina Secret']);
    await expect(client.query('insert into one values ($1)', ['Amina Secret'])).rejects.toThrow(
      'duplicate',
    );
    await expect(client.query("select 'Amina Secret' from nowhere")).rejects.toThrow('nowhere');
  });
  const folder = join(running.home, 'postgres', 'log');
  const day = Temporal.Now.plainDateISO('UTC').toLocaleString('en', { weekday: 'short' });
  const text = readFileSync(join(folder, `postgresql-${day}.log`), 'utf8');
  expect(text).toContain('duplicate key');
  expect(text).not.toContain('Amina');
});

test('a server killed in the middle of a statement is back within ten seconds, with what it acknowledged', async () => {
  const supervised = await supervisePostgres({ dataDir, log });
  const first = supervised.current();
  await withClient(first.urls.owner, async (client) => {
    await client.query('create table if not exists kept (n integer)');
    await client.query('insert into kept values (1)');
  });
  // A statement that computes does not notice by itself that its server is gone.
  const busy = withClient(first.urls.owner, (client) =>
    client.query('select count(*) from generate_series(1, 1e12::bigint) a'),
  ).catch(() => {});
  await sleep(100);
  process.kill(first.pid, 'SIGKILL');
  const killed = performance.now();
  while (supervised.current() === first) await sleep(20);
  expect(performance.now() - killed).toBeLessThan(10_000);
  await busy;
  expect(await ask(supervised.current().urls.owner, 'select count(*)::int from kept')).toBe(1);
  expect(supervised.current().port).toBe(first.port);
  await supervised.stop();
  expect(isAlive(supervised.current().pid)).toBe(false);
  expect(lines).toContain('PostgreSQL is back');
});

test('a pid file whose number belongs to a stranger now does not stop the start, nor harm the stranger', async () => {
  running = await startPostgres({ dataDir, log });
  const pidFile = join(running.home, 'postgres', 'postmaster.pid');
  const text = readFileSync(pidFile, 'utf8');
  await running.stop();
  const stranger = spawn('sleep', ['60'], { uid: statSync(join(running.home, 'postgres')).uid });
  writeFileSync(pidFile, text.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 });
  running = await startPostgres({ dataDir, log });
  expect(running.adopted).toBe(false);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});

test('when its port is taken the server comes up on another one', async () => {
  running = await startPostgres({ dataDir, log });
  const { port } = running;
  await running.stop();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen({ host: '127.0.0.1', port }, resolve));
  running = await startPostgres({ dataDir, log });
  expect(running.port).not.toBe(port);
  expect(await ask(running.urls.app, 'select 1')).toBe(1);
  squatter.close();
});

test('the wrong secrets are said to be wrong', async () => {
  running = await startPostgres({ dataDir, log });
  await running.stop();
  const path = join(dataDir, 'secrets.json');
  const secrets = readFileSync(path, 'utf8');
  writeFileSync(path, secrets.replace(/"postgres": "./, '"postgres": "~'));
  await expect(startPostgres({ dataDir, log })).rejects.toThrow('are not those of the database');
  writeFileSync(path, secrets);
});
