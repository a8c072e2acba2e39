// How long the server takes for each page over a million acts, with 1,200 people in the house, as
// whoever looks at it.
import { readFileSync } from 'node:fs';
import { inCheckout } from '#platform/checkout.ts';
import { inDatabase, DATABASE, withClient } from '#platform/embedded-postgres/roles.ts';
import { bench, inChild, percentile, quick, round } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { openPlace } from './support/place.ts';
import {
  CENTRE,
  done,
  hireOfficers,
  OFFICE,
  SUBJECT,
  receive,
  serveNext,
  sessionOf,
  welcomeSession,
} from './support/staff.ts';

const TIMES = quick ? 30 : 200;
const TARGET_MS = 100;
/** People in the house at once. */
const IN_THE_HOUSE = quick ? 300 : 1200;
/** What they come for, one or two of these each: four offices fill. */
const NEEDS = [SUBJECT, 'health', 'work-rights.legal-labour', 'housing'];

interface Look {
  readonly page: string;
  readonly path: string;
  readonly token: string | undefined;
}
type Looked = Record<
  string,
  { readonly ms: readonly number[]; readonly wrong: string | undefined }
>;

async function main() {
  const place = await openPlace();
  try {
    const owner = place.urls.owner;
    const started = performance.now();
    await fill(inDatabase(place.superuserUrl, DATABASE));
    const acts = await withClient(owner, async (client) => {
      const { rows } = await client.query<{ count: number }>(
        'select count(*)::int as count from attendances.attendance',
      );
      return rows[0]?.count ?? 0;
    });
    console.log(`${acts} acts made in ${round((performance.now() - started) / 1000, 0)} s`);
    const officers = await hireOfficers(owner, OFFICE, 2, 100);
    const origin = await place.serve();
    const looks = await openToday(owner, origin, officers);
    const looked = await inChild<Looked>('look', { origin, looks, times: TIMES });
    const plain = { baseline: null, ratio: null };
    return [
      {
        metric: 'acts in the database',
        value: acts,
        unit: 'acts',
        ...plain,
        target: '≥ 1000000',
        ok: acts >= 1_000_000,
      },
      {
        metric: 'people in the house',
        value: IN_THE_HOUSE,
        unit: 'people',
        ...plain,
        target: null,
        ok: true,
      },
      ...Object.entries(looked).map(([page, { ms, wrong }]) => {
        if (wrong) console.error(`${page}: ${wrong}`);
        const p95 = round(percentile(ms, 95));
        return {
          metric: `${page}, p95`,
          value: p95,
          unit: 'ms',
          ...plain,
          target: `< ${TARGET_MS}`,
          ok: !wrong && p95 < TARGET_MS,
        };
      }),
    ];
  } finally {
    await place.close();
  }
}

async function fill(superuserUrl: string): Promise<void> {
  const script = readFileSync(inCheckout('bench', 'support', 'million.sql'), 'utf8');
  await withClient(superuserUrl, async (client) => {
    const plain = script.replaceAll(/^--.*$/gm, '');
    for (const statement of plain.split(/;\s*$/m))
      if (statement.trim()) await client.query(statement);
  });
}

/** A house in the middle of its morning; who looks at what. */
async function openToday(
  owner: string,
  origin: string,
  officers: readonly { token: string; deskId: string }[],
): Promise<Look[]> {
  const welcome = await welcomeSession(owner);
  const coordinator = await sessionOf(owner, 'helena.sequeira@oneroof.example');
  const door = new KeepAlive(origin, welcome);
  let visitId = '';
  for (let n = 0; n < IN_THE_HOUSE; n++) {
    const needs = [NEEDS[n % NEEDS.length], NEEDS[(n * 7 + 3) % NEEDS.length]];
    ({ visitId = '' } = await receive(door, [...new Set(needs)] as string[]));
  }
  const [serving, calling] = officers;
  if (!serving || !calling) throw new Error('no officers');
  const desk = new KeepAlive(origin, serving.token);
  await done(desk, 'desk.open', { deskId: serving.deskId });
  const stopId = await serveNext(desk, serving.deskId);
  const other = new KeepAlive(origin, calling.token);
  await done(other, 'desk.open', { deskId: calling.deskId });
  await done(other, 'stop.call-next', { deskId: calling.deskId });
  for (const http of [door, desk, other]) http.close();
  const personId = await withClient(owner, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select person_id as id from visits.stop where id = $1',
      [stopId],
    );
    return rows[0]?.id ?? '';
  });
  return [
    { page: 'home', path: '/', token: welcome },
    { page: 'reception', path: `/reception/${CENTRE}?lang=uk`, token: welcome },
    {
      page: 'route foretold',
      path: `/reception/${CENTRE}/route?language=uk&subjectIds=${SUBJECT}&subjectIds=health`,
      token: welcome,
    },
    { page: 'known or new', path: `/reception/${CENTRE}/known?q=Ana`, token: welcome },
    { page: 'people here', path: `/reception/${CENTRE}/here`, token: welcome },
    { page: 'desk', path: `/desk/${serving.deskId}`, token: serving.token },
    { page: 'queue of a desk', path: `/desk/${serving.deskId}/queue`, token: serving.token },
    { page: 'board', path: `/board/${CENTRE}`, token: undefined },
    { page: 'coordination', path: `/coordination/${CENTRE}`, token: coordinator },
    { page: 'acts of the month', path: `/coordination/${CENTRE}/acts`, token: coordinator },
    { page: 'what was left open', path: `/coordination/${CENTRE}/care`, token: coordinator },
    { page: 'week of rosters', path: `/coordination/${CENTRE}/roster`, token: coordinator },
    { page: 'walls', path: `/coordination/${CENTRE}/walls`, token: coordinator },
    { page: 'house', path: `/settings/houses/${CENTRE}`, token: coordinator },
    { page: 'figures', path: `/figures/${CENTRE}`, token: coordinator },
    { page: 'published figures', path: '/figures', token: undefined },
    { page: 'trip', path: `/visits/${visitId}`, token: welcome },
    { page: 'ticket', path: `/reception/${CENTRE}/ticket/${visitId}`, token: welcome },
    { page: 'summary', path: `/visits/${visitId}/summary`, token: welcome },
    { page: 'bookings', path: `/offices/${OFFICE}/bookings`, token: serving.token },
    { page: 'tasks', path: '/tasks', token: serving.token },
    { page: 'case file', path: `/people/${personId}`, token: serving.token },
  ];
}

async function look({
  origin,
  looks,
  times,
}: {
  origin: string;
  looks: Look[];
  times: number;
}): Promise<Looked> {
  const looked: Record<string, { ms: number[]; wrong: string | undefined }> = {};
  const connections = new Map(looks.map((one) => [one, new KeepAlive(origin, one.token)]));
  // Pages take turns, so that what else the machine does meets all of them alike.
  for (let time = -10; time < times; time++) {
    for (const [{ page, path }, http] of connections) {
      const started = performance.now();
      const { status, body } = await http.get(path);
      const took = performance.now() - started;
      const found = (looked[page] ??= { ms: [], wrong: undefined });
      if (time >= 0) found.ms.push(took);
      if (status !== 200 || body.length < 200)
        found.wrong = `GET ${path}: ${status}, ${body.length} characters`;
    }
  }
  return looked;
}

await bench('pages', main, { look });
