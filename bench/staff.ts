// Four hundred people at work, at a human pace: each opens a page about every eight seconds and does
// something about every forty, at random (exponential), for a minute. What they wait for an answer.
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { bench, inChild, percentile, quick, round } from './support/bench.ts';
import { KeepAlive, type Reply } from './support/keep-alive.ts';
import { openPlace } from './support/place.ts';
import {
  CENTRE,
  done,
  hireOfficers,
  type Officer,
  receive,
  sessionOf,
  welcomeSession,
} from './support/staff.ts';

const AT_THE_DOOR = 40;
const COORDINATING = 10;
const AT_DESKS = 350;
const PAGE_EVERY_MS = 8000;
const ACT_EVERY_MS = 40_000;
const RUN_MS = quick ? 20_000 : 60_000;

interface Work {
  readonly origin: string;
  readonly officers: readonly Officer[];
  readonly door: string;
  readonly coordinator: string;
  readonly subjects: readonly string[];
  readonly runMs: number;
}
interface Waited {
  readonly pages: readonly number[];
  readonly acts: readonly number[];
  readonly errors: readonly string[];
}

async function main() {
  const place = await openPlace();
  try {
    const owner = place.urls.owner;
    const { offices, subjects } = await houseOf(owner);
    const officers: Officer[] = [];
    for (const [at, office] of offices.entries()) {
      const count = Math.ceil((AT_DESKS - officers.length) / (offices.length - at));
      officers.push(...(await hireOfficers(owner, office, count, 100 + officers.length)));
    }
    const origin = await place.serve({ worker: true }); // now that all desks are in the directory
    const door = await welcomeSession(owner);
    const coordinator = await sessionOf(owner, 'helena.sequeira@oneroof.example');
    const { pages, acts, errors } = await inChild<Waited>('work', {
      origin,
      officers,
      door,
      coordinator,
      subjects,
      runMs: RUN_MS,
    });
    for (const error of new Set(errors)) console.error(error);
    const all = [...pages, ...acts];
    const figure = (metric: string, ms: readonly number[], target: number | null) => {
      const value = round(percentile(ms, 95));
      return {
        metric,
        value,
        unit: 'ms',
        baseline: null,
        ratio: null,
        target: target ? `< ${target}` : null,
        ok: !target || value < target,
      };
    };
    return [
      figure('400 staff, all answers, p95', all, 250),
      figure('pages, p95', pages, null),
      figure('acts, p95', acts, null),
      {
        metric: 'answers',
        value: all.length,
        unit: 'answers',
        baseline: null,
        ratio: null,
        target: null,
        ok: true,
      },
      {
        metric: 'errors',
        value: errors.length,
        unit: 'answers',
        baseline: null,
        ratio: null,
        target: '0',
        ok: errors.length === 0,
      },
    ];
  } finally {
    await place.close();
  }
}

/**
 * Offices of the house that work without being shown a paper, and subjects that lead there and always
 * get a ticket: nothing by appointment alone, nothing with so many tickets a day.
 */
function houseOf(ownerUrl: string): Promise<{ offices: string[]; subjects: string[] }> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ office: string; subjects: string[] | null }>(
      `with answer as (
         select o.id as office, o.kind, s.subject_id as subject, u.enforcement_link = 'direct' as direct,
                s.booking = 'appointment' or os.tickets_per_day is not null as scarce
         from directory.office o join access.unit u on u.id = o.unit_id
         join directory.office_service os on os.office_id = o.id
         join directory.service s on s.id = os.service_id
         where o.centre_id = $1)
       select office,
              array_agg(distinct subject) filter (where subject not in
                (select subject from answer where scarce or direct)) as subjects
       from answer where not direct and kind <> 'welcome' group by office`,
      [CENTRE],
    );
    return {
      offices: rows.map(({ office }) => office),
      subjects: [...new Set(rows.flatMap(({ subjects }) => subjects ?? []))],
    };
  });
}

async function work({
  origin,
  officers,
  door,
  coordinator,
  subjects,
  runMs,
}: Work): Promise<Waited> {
  const pages: number[] = [];
  const acts: number[] = [];
  const errors: string[] = [];
  const someSubject = () => subjects[Math.floor(Math.random() * subjects.length)] as string;
  const reception = new KeepAlive(origin, door);
  for (let person = 0; person < 150; person++) await receive(reception, [someSubject()]);
  let until = 0;

  async function timed(
    into: number[],
    expected: readonly number[],
    what: string,
    ask: () => Promise<Reply>,
  ) {
    const started = performance.now();
    const reply = await ask().catch((error: Error) => ({ status: 0, body: error.message }));
    into.push(performance.now() - started);
    if (!expected.includes(reply.status))
      errors.push(`${what}: ${reply.status} ${reply.body.slice(0, 200)}`);
    return reply;
  }
  /** One person: pages and acts each at their own random times. */
  async function atWork(
    http: KeepAlive,
    page: () => string,
    act: (() => Promise<unknown>) | undefined,
  ) {
    let nextPage = performance.now() + pause(PAGE_EVERY_MS);
    let nextAct = act ? performance.now() + pause(ACT_EVERY_MS) : Number.POSITIVE_INFINITY;
    while (Math.min(nextPage, nextAct) < until) {
      await sleep(Math.max(0, Math.min(nextPage, nextAct) - performance.now()));
      if (nextAct <= nextPage) {
        await act?.();
        nextAct = performance.now() + pause(ACT_EVERY_MS);
      } else {
        const path = page();
        await timed(pages, [200], `GET ${path.replace(/[0-9a-f-]{36}/, '…')}`, () =>
          http.get(path),
        );
        nextPage = performance.now() + pause(PAGE_EVERY_MS);
      }
    }
    http.close();
  }
  const command = (http: KeepAlive, name: string, input: object, expected = [200]) =>
    timed(acts, expected, name, () => http.command(name, newId(), input));

  const everyone: Promise<void>[] = [];
  const desks = officers.map(({ token, deskId }) => ({
    deskId,
    http: new KeepAlive(origin, token),
  }));
  for (const { http, deskId } of desks) await done(http, 'desk.open', { deskId });
  until = performance.now() + runMs;
  for (const { http, deskId } of desks) {
    let stopId: string | undefined;
    let step = 0;
    everyone.push(
      atWork(
        http,
        () => `/desk/${deskId}`,
        async () => {
          if (step === 0) {
            // An empty queue is no error: the officer is told that nobody waits.
            const { status, body } = await command(http, 'stop.call-next', { deskId }, [200, 404]);
            if (status !== 200) return;
            stopId = (JSON.parse(body) as { stopId: string }).stopId;
          } else if (step === 1) await command(http, 'stop.start', { stopId });
          else if (step === 2)
            await command(http, 'attendance.record', {
              stopId,
              mode: 'information',
              outcome: 'solved',
            });
          else await command(http, 'stop.finish', { stopId, mode: 'support', outcome: 'solved' });
          step = (step + 1) % 4;
        },
      ),
    );
  }
  for (let n = 0; n < AT_THE_DOOR; n++) {
    const http = new KeepAlive(origin, door);
    const page = () => `/reception/${CENTRE}${n % 2 ? '/here' : ''}`;
    everyone.push(
      atWork(http, page, () =>
        command(http, 'visit.receive', {
          centreId: CENTRE,
          language: 'pt',
          name: 'Ana',
          subjectIds: [someSubject()],
        }),
      ),
    );
  }
  for (let n = 0; n < COORDINATING; n++) {
    const page = () => (n % 2 ? `/coordination/${CENTRE}` : `/figures/${CENTRE}`);
    everyone.push(atWork(new KeepAlive(origin, coordinator), page, undefined));
  }
  await Promise.all(everyone);
  return { pages, acts, errors };
}

/** Exponential: most pauses are short, some are long. */
function pause(meanMs: number): number {
  return -Math.log(1 - Math.random()) * meanMs;
}

await bench('staff', main, { work });
