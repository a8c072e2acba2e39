// Thirty desks of one office press “call next” at the same moment, again and again, while 120
// people wait: how long each waits for its person, and whether anyone is ever called twice. And a full
// floor: 1,200 people wait at three offices, every third of them in two queues, and sixty desks call one
// after the other, some eight a second: how long each waits, the database included.
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { newId } from '#base/ids.ts';
import { bench, inChild, option, percentile, quick, type Result, round } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { openPlace } from './support/place.ts';
import { COUNTING, printStatements, startCounting } from './support/statements.ts';
import {
  done,
  hireOfficers,
  OFFICE,
  type Officer,
  receive,
  SUBJECT,
  welcomeSession,
} from './support/staff.ts';

const DESKS = 30;
const ROUNDS = quick ? 6 : 30;
/** The floor: its offices (none where a paper must be shown), a subject that leads to each, and who waits. */
const FLOOR = [
  { officeId: OFFICE, subjectId: SUBJECT },
  { officeId: 'cnaim-lisboa.health', subjectId: 'health' },
  { officeId: 'cnaim-lisboa.act', subjectId: 'work-rights' },
] as const;
const FLOOR_DESKS = 20;
const FLOOR_PEOPLE = quick ? 300 : 1200;
/** Each desk calls so many; the first of each is not counted. */
const FLOOR_CALLS = quick ? 2 : 6;
/** Milliseconds between two presses, on average. */
const FLOOR_PAUSE = 125;
/** Labels of the floor's desks begin here. */
const FLOOR_LABEL = 200;
/** How many wait at the office when they press; as many come as are called. */
const WAITING = 120;

interface Pressed {
  readonly ms: readonly number[];
  readonly stopIds: readonly string[];
  readonly refused: readonly string[];
}

async function main(): Promise<readonly Result[]> {
  const one = await oneOffice();
  return [...one, ...(await wholeFloor())];
}

async function wholeFloor(): Promise<readonly Result[]> {
  const place = await openPlace();
  try {
    const origin = await place.serve();
    const welcome = await welcomeSession(place.urls.owner);
    const officers: Officer[] = [];
    for (const [at, { officeId }] of FLOOR.entries())
      officers.push(
        ...(await hireOfficers(
          place.urls.owner,
          officeId,
          FLOOR_DESKS,
          FLOOR_LABEL + at * FLOOR_DESKS,
        )),
      );
    const { ms, stopIds, refused } = await inChild<Pressed>('floor', { origin, officers, welcome });
    const of = `call next on a floor of ${FLOOR_PEOPLE} people and ${officers.length} desks`;
    const p99 = round(percentile(ms, 99));
    const plain = { unit: 'ms', baseline: null, ratio: null };
    return [
      { metric: `${of}, p99`, value: p99, ...plain, target: '< 100', ok: p99 < 100 },
      {
        metric: `${of}, median`,
        value: round(percentile(ms, 50)),
        ...plain,
        target: null,
        ok: true,
      },
      {
        metric: 'presses on the floor refused, or places called twice',
        value: refused.length + stopIds.length - new Set(stopIds).size,
        ...plain,
        unit: 'presses',
        target: '0',
        ok: refused.length === 0 && stopIds.length === new Set(stopIds).size,
      },
    ];
  } finally {
    await place.close();
  }
}

async function oneOffice(): Promise<readonly Result[]> {
  const counting = process.argv.includes('--statements');
  const profile = option('profile');
  const place = await openPlace(counting ? COUNTING : {});
  try {
    const origin = await place.serve({
      ...(profile && { nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${profile}`] }),
    });
    if (counting) await startCounting(place.superuserUrl);
    const welcome = await welcomeSession(place.urls.owner);
    const officers = await hireOfficers(place.urls.owner, OFFICE, DESKS);
    const { ms, stopIds, refused } = await inChild<Pressed>('press', {
      origin,
      officers,
      welcome,
      rounds: ROUNDS,
    });
    if (counting) await printStatements(place.superuserUrl);
    const twice = stopIds.length - new Set(stopIds).size;
    const calledTwice = await withClient(place.urls.owner, async (client) => {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from (
           select visit_id from log.event where kind = 'stop.called' group by visit_id having count(*) > 1) twice`,
      );
      return rows[0]?.count ?? 0;
    });
    const p99 = round(percentile(ms, 99));
    const plain = { baseline: null, ratio: null };
    return [
      {
        metric: 'call next, 30 desks at once, p99',
        value: p99,
        unit: 'ms',
        ...plain,
        target: '< 200',
        ok: p99 < 200,
      },
      {
        metric: 'call next, 30 desks at once, median',
        value: round(percentile(ms, 50)),
        unit: 'ms',
        ...plain,
        target: null,
        ok: true,
      },
      {
        metric: 'persons called',
        value: stopIds.length,
        unit: 'persons',
        ...plain,
        target: `${DESKS * ROUNDS}`,
        ok: stopIds.length === DESKS * ROUNDS,
      },
      {
        metric: 'persons called twice, by the answers and by the log',
        value: twice + calledTwice,
        unit: 'persons',
        ...plain,
        target: '0',
        ok: twice + calledTwice === 0,
      },
      {
        metric: 'presses refused',
        value: refused.length,
        unit: 'presses',
        ...plain,
        target: '0',
        ok: refused.length === 0,
      },
    ];
  } finally {
    await place.close();
  }
}

async function receiveMany(
  origin: string,
  token: string,
  count: number,
  subjectsOf = (_left: number): string[] => [SUBJECT],
): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      const door = new KeepAlive(origin, token);
      while (left-- > 0) await receive(door, subjectsOf(left));
      door.close();
    }),
  );
}

async function floor({
  origin,
  officers,
  welcome,
}: {
  origin: string;
  officers: Officer[];
  welcome: string;
}): Promise<Pressed> {
  const desks = officers.map(({ token, deskId }) => ({
    deskId,
    http: new KeepAlive(origin, token),
    stopId: '',
  }));
  for (const { http, deskId } of desks) await done(http, 'desk.open', { deskId });
  const subject = (at: number) => FLOOR[at % FLOOR.length]?.subjectId ?? SUBJECT;
  const two = (at: number) => (at % 3 === 0 ? [subject(at), subject(at + 1)] : [subject(at)]);
  // As many as are called on the way come besides, so that the floor stays full.
  const calls = desks.length * (FLOOR_CALLS + 1);
  await receiveMany(origin, welcome, FLOOR_PEOPLE + calls, (left) =>
    two(Math.floor(left / 3) + left),
  );
  const ms: number[] = [];
  const stopIds: string[] = [];
  const refused: string[] = [];
  const running: Promise<void>[] = [];
  for (let round = 0; round <= FLOOR_CALLS; round++)
    for (const desk of desks) {
      running.push(callOnFloor(desk, round > 0 ? ms : [], { stopIds, refused }));
      await sleep(FLOOR_PAUSE * (0.5 + Math.random()));
    }
  await Promise.all(running);
  if (refused[0]) console.error(`a press was refused: ${refused[0]}`);
  return { ms, stopIds, refused };
}

/** A desk finishes whoever sits there and calls the next; only the call is timed. */
async function callOnFloor(
  desk: { readonly http: KeepAlive; readonly deskId: string; stopId: string },
  ms: number[],
  { stopIds, refused }: { readonly stopIds: string[]; readonly refused: string[] },
): Promise<void> {
  const { http, deskId } = desk;
  if (desk.stopId) {
    await done(http, 'stop.start', { stopId: desk.stopId });
    const act = { mode: 'support', outcome: 'solved', minutes: 7 };
    await done(http, 'stop.finish', { stopId: desk.stopId, ...act });
    desk.stopId = '';
  }
  const started = performance.now();
  const { status, body } = await http.command('stop.call-next', newId(), { deskId });
  ms.push(performance.now() - started);
  if (status !== 200) {
    refused.push(`${status} ${body}`);
    return;
  }
  desk.stopId = (JSON.parse(body) as { stopId: string }).stopId;
  stopIds.push(desk.stopId);
}

async function press({
  origin,
  officers,
  welcome,
  rounds,
}: {
  origin: string;
  officers: Officer[];
  welcome: string;
  rounds: number;
}): Promise<Pressed> {
  const desks = officers.map(({ token, deskId }) => ({
    deskId,
    http: new KeepAlive(origin, token),
  }));
  for (const { http, deskId } of desks) await done(http, 'desk.open', { deskId });
  const ms: number[] = [];
  const stopIds: string[] = [];
  const refused: string[] = [];
  // The first rounds prepare every connection's statements; they are played and not counted.
  await receiveMany(origin, welcome, WAITING - DESKS);
  for (let count = -2; count < rounds; count++) {
    await receiveMany(origin, welcome, DESKS);
    const called = await Promise.all(
      desks.map(async ({ http, deskId }) => {
        const started = performance.now();
        const { status, body } = await http.command('stop.call-next', newId(), { deskId });
        if (count >= 0) ms.push(performance.now() - started);
        if (status !== 200) {
          refused.push(`${status} ${body}`);
          return undefined;
        }
        const { stopId } = JSON.parse(body) as { stopId: string };
        if (count >= 0) stopIds.push(stopId);
        return stopId;
      }),
    );
    for (const [at, stopId] of called.entries()) {
      const desk = desks[at]?.http;
      if (!desk || !stopId) continue;
      await done(desk, 'stop.start', { stopId });
      await done(desk, 'stop.finish', { stopId, mode: 'support', outcome: 'solved', minutes: 7 });
    }
  }
  if (refused[0]) console.error(`a press was refused: ${refused[0]}`);
  return { ms, stopIds, refused };
}

await bench('call-next', main, { press, floor });
