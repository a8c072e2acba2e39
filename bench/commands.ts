// How much of the database's own speed is left when an act comes the whole way: HTTP, session, row
// security, rule, tables of now, log, counts. 16 desks record acts for the person they serve,
// against bench/commands-baseline.sql on the same server; median of five alternating runs.
import { readFileSync } from 'node:fs';
import { newId } from '#base/ids.ts';
import { COMMANDS } from '#main/commands.ts';
import { makeServices } from '#main/services.ts';
import { inCheckout } from '#platform/checkout.ts';
import { systemClock } from '#platform/clock.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { runScript } from './support/baseline.ts';
import { bench, inChild, median, option, quick, round } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { openPlace, SECRET } from './support/place.ts';
import { postmasterOf, usedDuring } from './support/processor.ts';
import { COUNTING, printStatements, startCounting } from './support/statements.ts';
import { done, hireOfficers, OFFICE, receive, serveNext, welcomeSession } from './support/staff.ts';

const CLIENTS = 16;
const RUNS = quick ? 3 : 5;
const MS = quick ? 2000 : 4000;

interface Desk {
  readonly token: string;
  readonly stopId: string;
}
interface Measured {
  readonly perSecond: number;
  readonly roundTrips?: number;
  readonly statements?: number;
  /** Microseconds of processor time that the client used. */
  readonly processor?: number;
}

const ACT = { mode: 'support', outcome: 'solved', minutes: 7 };

async function main() {
  const counting = process.argv.includes('--statements');
  const place = await openPlace(counting ? COUNTING : {});
  try {
    const profile = option('profile');
    const origin = await place.serve({
      ...(profile && { nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${profile}`] }),
    });
    const desks = await openDesks(place.urls.owner, origin);
    await withClient(place.urls.owner, (client) => client.query(BASELINE_TABLES));
    if (counting) {
      await inChild('http', { origin, desks, ms: MS });
      await startCounting(place.superuserUrl);
      await inChild('http', { origin, desks, ms: MS });
      await printStatements(place.superuserUrl);
      return [];
    }
    if (process.argv.includes('--processor')) {
      const families = {
        web: place.processes()[0] ?? 0,
        postgres: await postmasterOf(place.superuserUrl),
      };
      const at = { origin, desks, url: place.urls.owner, ms: MS };
      for (let run = 0; run <= RUNS; run++) {
        for (const name of ['http', 'baseline'] as const)
          await printProcessorTime(name, families, () => inChild(name, at));
      }
      return [];
    }
    const measures = {
      http: () => inChild<Measured>('http', { origin, desks, ms: MS }),
      runner: () => inChild<Measured>('runner', { appUrl: place.urls.app, desks, ms: MS }),
      baseline: () => inChild<Measured>('baseline', { url: place.urls.owner, ms: MS }),
    };
    const found: Record<keyof typeof measures, Measured[]> = { http: [], runner: [], baseline: [] };
    for (let run = 0; run <= RUNS; run++) {
      for (const [name, measure] of Object.entries(measures) as [
        keyof typeof measures,
        () => Promise<Measured>,
      ][]) {
        const measured = await measure();
        if (run === 0) continue; // warms the caches of all three
        found[name].push(measured);
        console.log(`run ${run} ${name}: ${round(measured.perSecond)} /s`);
      }
    }
    const middle = (name: keyof typeof measures) => median(found[name].map((one) => one.perSecond));
    const baseline = round(middle('baseline'));
    const against = (name: 'http' | 'runner') =>
      median(found[name].map((one, at) => one.perSecond / (found.baseline[at]?.perSecond ?? 1)));
    const roundTrips = Math.max(...found.runner.map((one) => one.roundTrips ?? 0));
    const ratio = round(against('http'), 3);
    return [
      {
        metric: 'acts recorded through HTTP',
        value: round(middle('http')),
        unit: 'per second',
        baseline,
        ratio,
        target: 'ratio ≥ 0.35',
        ok: ratio >= 0.35,
      },
      {
        metric: 'acts recorded by runCommand',
        value: round(middle('runner')),
        unit: 'per second',
        baseline,
        ratio: round(against('runner'), 3),
        target: null,
        ok: true,
      },
      {
        metric: 'round trips of one act',
        value: roundTrips,
        unit: 'round trips',
        baseline: null,
        ratio: null,
        target: '≤ 10',
        ok: roundTrips > 0 && roundTrips <= 10,
      },
    ];
  } finally {
    await place.close();
  }
}

/** Prints what one act costs each side: on a machine that others use too, it says more than acts per second. */
async function printProcessorTime(
  name: string,
  families: Readonly<Record<string, number>>,
  run: () => Promise<Measured>,
): Promise<void> {
  const { result, used } = await usedDuring(families, run);
  const acts = (result.perSecond * MS) / 1000;
  const each = Object.entries({ ...used, client: result.processor ?? 0 }).map(
    ([who, time]) => `${who} ${round(time / acts, 0)}`,
  );
  console.log(`${name}: ${round(result.perSecond)} /s; µs of processor an act: ${each.join(', ')}`);
}

/** 16 officers with somebody at the desk. */
async function openDesks(ownerUrl: string, origin: string): Promise<Desk[]> {
  const door = new KeepAlive(origin, await welcomeSession(ownerUrl));
  const desks: Desk[] = [];
  for (const { token, deskId } of await hireOfficers(ownerUrl, OFFICE, CLIENTS)) {
    const desk = new KeepAlive(origin, token);
    await receive(door);
    await done(desk, 'desk.open', { deskId });
    desks.push({ token, stopId: await serveNext(desk, deskId) });
    desk.close();
  }
  door.close();
  return desks;
}

/** Each client sends one act after the other. */
async function actsByHttp({
  origin,
  desks,
  ms,
}: {
  origin: string;
  desks: Desk[];
  ms: number;
}): Promise<Measured> {
  return loop(desks, ms, ({ token, stopId }) => {
    const http = new KeepAlive(origin, token);
    return async () => {
      const { status, body } = await http.command('attendance.record', newId(), { stopId, ...ACT });
      if (status !== 200) throw new Error(`${status} ${body}`);
    };
  });
}

/** The same without HTTP: 16 at a time in one process. */
async function actsByRunner({
  appUrl,
  desks,
  ms,
}: {
  appUrl: string;
  desks: Desk[];
  ms: number;
}): Promise<Measured> {
  let roundTrips = 0;
  let statements = 0;
  const services = await makeServices({
    appUrl,
    clock: systemClock,
    secret: SECRET,
    assets: { css: [], js: [] },
    observe(_name, measures) {
      roundTrips = Math.max(roundTrips, measures.roundTrips);
      statements = Math.max(statements, measures.statements);
    },
  });
  const command = COMMANDS.find(({ name }) => name === 'attendance.record');
  if (!command) throw new Error('there is no attendance.record');
  const actOf =
    ({ token, stopId }: Desk) =>
    async () => {
      const answer = await services.runner.run(command, {
        token,
        commandId: newId(),
        input: { stopId, ...ACT },
      });
      if (answer === 'unauthenticated' || !answer.ok) throw new Error(JSON.stringify(answer));
    };
  await loop(desks, 1000, actOf); // this process is new, and the web process is warm
  const measured = await loop(desks, ms, actOf);
  await services.close();
  return { ...measured, roundTrips, statements };
}

async function baselineScript({ url, ms }: { url: string; ms: number }): Promise<Measured> {
  const script = readFileSync(inCheckout('bench', 'commands-baseline.sql'), 'utf8');
  const before = process.cpuUsage();
  const perSecond = await runScript(url, script, CLIENTS, ms);
  return { perSecond, processor: processorSince(before) };
}

/** Every desk repeats its act until the time is over. @returns acts per second of all together */
async function loop(
  desks: readonly Desk[],
  ms: number,
  actOf: (desk: Desk) => () => Promise<void>,
): Promise<Measured> {
  const before = process.cpuUsage();
  const started = performance.now();
  const until = started + ms;
  let count = 0;
  await Promise.all(
    desks.map(async (desk) => {
      const act = actOf(desk);
      for (; performance.now() < until; count++) await act();
    }),
  );
  const perSecond = count / ((performance.now() - started) / 1000);
  return { perSecond, processor: processorSince(before) };
}

function processorSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

// The same columns as ours where an act needs them; primary keys, and nothing else.
const BASELINE_TABLES = `
  create schema baseline;
  create table baseline.command (id uuid not null, account_id uuid not null, name text not null,
    body_mac bytea not null, outcome jsonb not null, recorded_at timestamptz not null default now(),
    primary key (account_id, id));
  create table baseline.visit (id integer primary key, person_id uuid not null, centre_id text not null,
    state text not null);
  insert into baseline.visit select n, uuidv7(), 'cnaim-lisboa', 'open' from generate_series(0, 15) n;
  create table baseline.attendance (id uuid primary key, visit_id integer not null, service_id text not null,
    mode text not null, outcome text not null, language text not null, minutes smallint not null,
    day date not null, occurred_at timestamptz not null default now());
  create table baseline.event (id uuid primary key, position bigint generated always as identity,
    kind text not null, visit_id integer not null, centre_id text not null, office_id text not null,
    data jsonb not null, recorded_at timestamptz not null default now());`;

await bench('commands', main, { http: actsByHttp, runner: actsByRunner, baseline: baselineScript });
