// Thirty rounds of kill -9 under load: the web process, one backend of the database, the whole
// database. Nothing that was acknowledged may be lost or done twice, nothing may be half-written, and
// the service must be back by itself. The same once with commits that don't wait for the disk must
// find losses: else this could not see them.
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Acknowledged, type Desk, keepActing } from './support/acting.ts';
import { bench, quick, type Result, round } from './support/bench.ts';
import { type Installation, startInstallation } from './support/installation.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { done, hireOfficers, OFFICE, receive, serveNext, welcomeSession } from './support/staff.ts';

const ROUNDS = quick ? 6 : 30;
const UNSAFE_ROUNDS = 3;
const CLIENTS = 8;
const BACK_WITHIN_MS = 10_000;

interface Found {
  readonly acknowledged: number;
  readonly repeated: number;
  readonly lost: number;
  readonly doubled: number;
  readonly halfWritten: number;
  readonly slowestBackMs: number;
}

async function main(): Promise<Result[]> {
  const installation = await startInstallation();
  let syncs: { acts: number; fsyncs: number };
  let found: Found;
  try {
    const desks = await openDesks(installation);
    syncs = await countSyncs(installation, desks[0] as Desk);
    found = await killRounds(installation, desks, ROUNDS, ['web', 'backend', 'database']);
  } finally {
    await installation.close();
  }
  const unsafe = await startInstallation({ unsafe: true });
  let unsafeFound: Found;
  try {
    unsafeFound = await killRounds(unsafe, await openDesks(unsafe), UNSAFE_ROUNDS, ['database']);
  } finally {
    await unsafe.close();
  }
  const none = (metric: string, value: number): Result => ({
    metric,
    value,
    unit: 'acts',
    baseline: null,
    ratio: null,
    target: '0',
    ok: value === 0,
  });
  return [
    {
      metric: 'acts acknowledged while parts were killed',
      value: found.acknowledged,
      unit: 'acts',
      baseline: null,
      ratio: null,
      target: '> 0',
      ok: found.acknowledged > 0,
    },
    {
      metric: 'of them sent more than once',
      value: found.repeated,
      unit: 'acts',
      baseline: null,
      ratio: null,
      target: '> 0',
      ok: found.repeated > 0,
    },
    none('acknowledged acts lost', found.lost),
    none('acts done twice', found.doubled),
    none('acts half-written', found.halfWritten),
    {
      metric: 'slowest return after a kill',
      value: found.slowestBackMs,
      unit: 'ms',
      baseline: null,
      ratio: null,
      target: `< ${BACK_WITHIN_MS}`,
      ok: found.slowestBackMs < BACK_WITHIN_MS,
    },
    {
      metric: 'flushes of the log to the disk, one client, acts one by one',
      value: syncs.fsyncs,
      unit: 'fsyncs',
      baseline: syncs.acts,
      ratio: round(syncs.fsyncs / syncs.acts, 2),
      target: 'ratio ≥ 1',
      ok: syncs.fsyncs >= syncs.acts,
    },
    {
      metric: 'acknowledged acts lost without synchronous commits (the harness sees losses)',
      value: unsafeFound.lost,
      unit: 'acts',
      baseline: null,
      ratio: null,
      target: '> 0',
      ok: unsafeFound.lost > 0,
    },
  ];
}

async function openDesks(installation: Installation): Promise<Desk[]> {
  const { origin } = installation;
  const owner = installation.ownerUrl();
  const door = new KeepAlive(origin, await welcomeSession(owner));
  const desks: Desk[] = [];
  for (const { token, deskId } of await hireOfficers(owner, OFFICE, CLIENTS)) {
    const desk = new KeepAlive(origin, token);
    await receive(door);
    await done(desk, 'desk.open', { deskId });
    desks.push({ token, stopId: await serveNext(desk, deskId) });
    desk.close();
  }
  door.close();
  // What is set up must be there whatever is killed later, also where commits don't wait.
  await installation.ask('checkpoint');
  return desks;
}

/** How many acts one client records one by one, and how often the server flushed its log meanwhile. */
async function countSyncs(installation: Installation, { token, stopId }: Desk) {
  const acts = 200;
  const flushes = async () => {
    await sleep(11_000); // an idle backend reports what it did within ten seconds
    const [row] = await installation.ask<{ count: number }>(
      `select sum(fsyncs)::int as count from pg_stat_io where object = 'wal'`,
    );
    return row?.count ?? 0;
  };
  const before = await flushes();
  const http = new KeepAlive(installation.origin, token);
  for (let act = 0; act < acts; act++)
    await done(http, 'attendance.record', {
      stopId,
      mode: 'support',
      outcome: 'solved',
      minutes: 7,
    });
  http.close();
  return { acts, fsyncs: (await flushes()) - before };
}

async function killRounds(
  installation: Installation,
  desks: readonly Desk[],
  rounds: number,
  victims: readonly ('web' | 'backend' | 'database')[],
): Promise<Found> {
  const acknowledged: Acknowledged[] = [];
  const load = fork(process.argv[1] as string, ['--role', 'load'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const failed = new Promise<never>((_, reject) => {
    load.once('exit', (code) => reject(new Error(`the load ended (${code})`)));
  });
  failed.catch(() => {});
  load.on('message', (message) => {
    if (message === 'ready') load.send({ origin: installation.origin, desks });
    else acknowledged.push(...(message as Acknowledged[]));
  });
  const until = async (there: () => boolean, ms: number) => {
    const deadline = Date.now() + ms;
    while (!there() && Date.now() < deadline) await Promise.race([sleep(10), failed]);
    return there();
  };

  let slowest = 0;
  let lost = 0;
  let halfWritten = 0;
  let checked = 0;
  for (let count = 1; count <= rounds; count++) {
    const seen = acknowledged.length;
    await until(() => acknowledged.length > seen + 20, 10_000);
    await sleep(Math.random() * 300);
    const victim = victims[(count - 1) % victims.length];
    if (victim === 'web') installation.killWeb();
    else if (victim === 'backend') await installation.killBackend();
    else await installation.killDatabase();
    const at = Date.now();
    // Others may finish what they were at when a backend dies; whoever had to send again waited.
    const back = () =>
      acknowledged.find((act) => act.at > at && (act.attempts > 1 || act.sentAt > at + 50));
    await until(() => back() !== undefined, 30_000);
    const took = (back()?.at ?? Number.POSITIVE_INFINITY) - at;
    slowest = Math.max(slowest, took);
    const fresh = acknowledged.slice(checked);
    checked += fresh.length;
    const state = await missing(installation, fresh);
    lost += state.lost;
    halfWritten += state.halfWritten;
    console.log(
      `round ${count}: ${victim} killed, back after ${took} ms, ${fresh.length} acts, ${state.lost} lost`,
    );
  }
  load.removeAllListeners('exit');
  load.send('stop');
  await sleep(300);
  const last = await missing(installation, acknowledged.slice(checked));
  const whole = await wholeState(installation);
  return {
    acknowledged: acknowledged.length,
    repeated: acknowledged.filter(({ attempts }) => attempts > 1).length,
    lost: lost + last.lost,
    doubled: whole.doubled,
    halfWritten: halfWritten + last.halfWritten + whole.halfWritten,
    slowestBackMs: slowest,
  };
}

/** Of acknowledged acts: how many are not there, and how many only in part. */
async function missing(installation: Installation, acts: readonly Acknowledged[]) {
  const [row] = await installation.ask<{ lost: number; half: number }>(
    `select count(*) filter (where not command and not attendance and not event and not counted)::int as lost,
            count(*) filter (where (command or attendance or event or counted)
                               and not (command and attendance and event and counted))::int as half
     from (
       select act.command_id, bool_or(c.id is not null) as command, bool_or(a.id is not null) as attendance,
              bool_or(e.id is not null) as event, bool_or(s.event_id is not null) as counted
       from unnest($1::uuid[], $2::uuid[]) as act (command_id, attendance_id)
       left join log.command c on c.id = act.command_id
         and c.outcome -> 'result' ->> 'attendanceId' = act.attendance_id::text
       left join attendances.attendance a on a.id = act.attendance_id
       left join log.event e on e.command_id = act.command_id
       left join statistics.act s on s.event_id = e.id
       group by act.command_id) there`,
    [acts.map(({ commandId }) => commandId), acts.map(({ attendanceId }) => attendanceId)],
  );
  return { lost: row?.lost ?? acts.length, halfWritten: row?.half ?? 0 };
}

/** Everything there is: each act once in each place, and nothing without the rest of it. */
async function wholeState(installation: Installation) {
  const [row] = await installation.ask<{ doubled: number; half: number }>(
    `with commands as (select id, outcome -> 'result' ->> 'attendanceId' as act from log.command
                       where name = 'attendance.record' and (outcome ->> 'ok')::boolean),
     events as (select command_id, id, data ->> 'attendanceId' as act from log.event
                where kind = 'attendance.recorded')
     select ((select count(*) - count(distinct id) from commands)
           + (select count(*) - count(distinct command_id) from events)
           + (select greatest(0, (select count(*) from attendances.attendance) - count(*)) from commands))::int
              as doubled,
            ((select count(*) from commands c full join events e on e.command_id = c.id and e.act = c.act
              where c.id is null or e.id is null)
           + (select count(*) from commands c full join attendances.attendance a on a.id::text = c.act
              where c.id is null or a.id is null)
           + (select count(*) from events e full join statistics.act s on s.event_id = e.id
              where e.id is null or s.event_id is null))::int as half`,
  );
  return { doubled: row?.doubled ?? 0, halfWritten: row?.half ?? 0 };
}

await bench('durability', main, { load: keepActing });
