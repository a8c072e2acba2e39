// An act recorded wrongly, by whoever did it and by the coordinator: counts follow, the day's own checks
// still hold, and what was signed stays signed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { READERS } from '#main/readers.ts';
import { readOnce } from '#platform/event-log/reader.ts';
import { processToken } from '#main/process-accounts.ts';
import { findViolations } from '#main/day/violations.ts';
import { Database } from '#platform/db/database.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { asActor } from '#platform/session/enter.ts';
import { findFigures } from '#modules/statistics/queries.ts';
import { listSummaryActs } from '#modules/visits/house-queries.ts';
import { type House, openHouse, SECRET } from '../support/house.ts';

let house: House;
const tokens = {} as Record<'iryna' | 'paulo' | 'duarte' | 'helena', string>;
const DAY = Temporal.PlainDate.from('2026-03-09');
let visitId: string;
let acts: string[];

beforeAll(async () => {
  house = await openHouse();
  for (const name of ['Iryna', 'Paulo', 'Duarte', 'Helena'] as const)
    tokens[name.toLowerCase() as keyof typeof tokens] = await house.tokenOf(name);
  await house.done(tokens.paulo, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
  const received = await house.done(tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    name: 'Оксана',
    subjectIds: ['social-security'],
  });
  visitId = String(received['visitId']);
  house.wait(2);
  const { stopId } = await house.done(tokens.paulo, 'stop.call-next', {
    deskId: 'cnaim-lisboa.d4',
  });
  await house.done(tokens.paulo, 'stop.start', { stopId });
  house.wait(10);
  await house.done(tokens.paulo, 'attendance.record', {
    stopId,
    mode: 'information',
    outcome: 'solved',
  });
  house.wait(10);
  await house.done(tokens.paulo, 'stop.finish', { stopId, mode: 'support', outcome: 'solved' });
  await house.done(tokens.paulo, 'desk.close', { deskId: 'cnaim-lisboa.d4' });
  const { rows } = await owner('select id from attendances.attendance order by occurred_at');
  acts = rows.map(({ id }) => String(id));
});
afterAll(() => house?.close());

const owner = (text: string, values: unknown[] = []) =>
  withClient(house.database.urls.owner, (client) => client.query(text, values));

async function figures(day = DAY) {
  const found = await asActor(house.services.database, tokens.helena, (tx) =>
    findFigures(tx, 'cnaim-lisboa', { from: day, to: day }),
  );
  if (found === 'unauthenticated') throw new Error('signed out');
  return { acts: found.acts, visits: found.visits, ended: found.ended, solved: found.solved };
}

/** The log is read below the oldest transaction of the whole server, which others use too. */
const SOON = { timeout: 10_000, interval: 200 };

async function violations() {
  const worker = new Database({
    url: house.database.urls.jobs,
    connections: 2,
    applicationName: 'test',
    rehearsalClock: house.clock,
  });
  const count = READERS['figures'];
  if (!count) throw new Error('nobody counts');
  while ((await readOnce(worker, processToken(SECRET, 'worker'), 'figures', count)) > 0);
  await worker.close();
  // No queue of jobs stands in this house, so the other readers are behind.
  return (await findViolations(house.database.urls.owner)).filter(
    ({ check }) => check !== 'readers-have-read-all',
  );
}

test('before anything is corrected the checks hold', async () => {
  await expect.poll(violations, SOON).toEqual([]);
  expect(await figures()).toEqual({ acts: 2, visits: 1, ended: 1, solved: 1 });
});

test('the author says what was missing: the need, the trip and what she is told follow', async () => {
  await house.done(tokens.paulo, 'attendance.correct', {
    attendanceId: acts[1],
    reason: 'Faltava o extrato.',
    outcome: 'something-missing',
    detail: 'Extrato de maio',
    minutes: 7,
  });
  expect(await figures()).toEqual({ acts: 2, visits: 1, ended: 1, solved: 0 });
  const told = await asActor(house.services.database, tokens.iryna, (tx) =>
    listSummaryActs(tx, visitId),
  );
  expect(told).toMatchObject([
    { outcome: 'solved' },
    { outcome: 'something-missing', detail: 'Extrato de maio' },
  ]);
  await expect.poll(violations, SOON).toEqual([]);
  const { rows } = await owner(
    'select outcome, minutes from attendances.attendance where id = $1',
    [acts[1]],
  );
  expect(rows, 'what was written first stays').toEqual([{ outcome: 'solved', minutes: 10 }]);
});

test('the coordinator takes back what was recorded twice, and reads nobody by it', async () => {
  const page = await house.app.request('/coordination/cnaim-lisboa/acts', {
    headers: { Cookie: `oneroof=${tokens.helena}` },
  });
  const text = await page.text();
  expect(text).toContain(`/acts/${acts[0]}`);
  const act = await house.app.request(`/acts/${acts[1]}`, {
    headers: { Cookie: `oneroof=${tokens.helena}` },
  });
  const shown = await act.text();
  for (const hidden of ['Оксана', 'Extrato de maio', 'Faltava'])
    expect(text + shown).not.toContain(hidden);
  await house.done(tokens.helena, 'attendance.void', {
    attendanceId: acts[0],
    reason: 'Em duplicado.',
  });
  expect(await figures()).toEqual({ acts: 1, visits: 1, ended: 1, solved: 0 });
  await expect.poll(violations, SOON).toEqual([]);
});

test('a month is signed once over; a correction afterwards stands beside the signed number', async () => {
  const early = await house.run(tokens.helena, 'month.sign', {
    centreId: 'cnaim-lisboa',
    month: '2026-03',
  });
  expect(early).toMatchObject({ problem: { code: 'month-not-over' } });
  house.wait(31 * 24 * 60);
  const token = await house.tokenOf('Helena');
  tokens.helena = token;
  await house.done(token, 'month.sign', { centreId: 'cnaim-lisboa', month: '2026-03' });
  await house.done(await house.tokenOf('Paulo'), 'attendance.correct', {
    attendanceId: acts[1],
    reason: 'Afinal ficou resolvido.',
    outcome: 'solved',
  });
  expect(await figures()).toEqual({ acts: 1, visits: 1, ended: 1, solved: 1 });
  const { rows } = await owner('select acts from attendances.signed_month');
  expect(rows).toEqual([{ acts: 1 }]);
  const page = await house.app.request('/figures/cnaim-lisboa?day=2026-03-09', {
    headers: { Cookie: `oneroof=${token}` },
  });
  const text = (await page.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(text).toMatch(/Assinado por Helena.* 1 atendimentos\..*1 revisão depois; agora 1/);
  await expect.poll(violations, SOON).toEqual([]);
});
