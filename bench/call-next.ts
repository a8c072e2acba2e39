// Thirty desks of one office press “call next” at the same moment, again and again, while 120
// people wait: how long each waits for its person, and whether anyone is ever called twice.
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { newId } from '#base/ids.ts';
import { bench, inChild, percentile, quick, round } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { openPlace } from './support/place.ts';
import {
  done,
  hireOfficers,
  OFFICE,
  type Officer,
  receive,
  welcomeSession,
} from './support/staff.ts';

const DESKS = 30;
const ROUNDS = quick ? 6 : 30;
/** How many wait at the office when they press; as many come as are called. */
const WAITING = 120;

interface Pressed {
  readonly ms: readonly number[];
  readonly stopIds: readonly string[];
  readonly refused: readonly string[];
}

async function main() {
  const place = await openPlace();
  try {
    const origin = await place.serve();
    const welcome = await welcomeSession(place.urls.owner);
    const officers = await hireOfficers(place.urls.owner, OFFICE, DESKS);
    const { ms, stopIds, refused } = await inChild<Pressed>('press', {
      origin,
      officers,
      welcome,
      rounds: ROUNDS,
    });
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

async function receiveMany(origin: string, token: string, count: number): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      const door = new KeepAlive(origin, token);
      while (left-- > 0) await receive(door);
      door.close();
    }),
  );
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

await bench('call-next', main, { press });
