// When nothing more becomes of a message, and that what is settled costs nobody anything who asks what is due.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { processToken } from '#main/process-accounts.ts';
import { inCheckout } from '#platform/checkout.ts';
import { Database } from '#platform/db/database.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
let worker: Database;
beforeAll(async () => {
  scene = await Scene.open(await openHouse());
  worker = new Database({
    url: scene.house.database.urls.jobs,
    connections: 1,
    applicationName: 'settled',
    rehearsalClock: scene.house.clock,
  });
});
afterAll(async () => {
  await worker?.close();
  await scene?.close();
});

const asWorker = <Row extends object>(text: string) =>
  worker.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [processToken(SECRET, 'worker')]);
    return tx.text<Row>(text);
  });
const due = async () =>
  (await asWorker<{ id: string }>('select event_id as id from messages.due(1000)')).map(
    ({ id }) => id,
  );

/** A call that was promised a day ago, to somebody who has gone. */
async function promised(): Promise<{ eventId: string; taskId: string }> {
  const { personId } = await scene.known();
  const at = scene.house.clock.now();
  const { taskId } = await scene.house.done(scene.tokens.iryna, 'task.add', {
    personId,
    kind: 'call-back',
    title: 'Ligar',
    dueOn: at.add({ hours: 48 }).toString().slice(0, 10),
  });
  const [message] = await scene.owner<{ id: string }>(
    `update messages.message set due_at = $2::timestamptz - interval '1 day' where about_id = $1
     returning event_id as id`,
    [taskId, at.toString()],
  );
  return { eventId: String(message?.id), taskId: String(taskId) };
}
/** What became of it, as the worker notes it: each of these a day ago. */
async function became(eventId: string, outcomes: readonly string[]): Promise<void> {
  let number = 0;
  for (const outcome of outcomes) {
    if (outcome === 'taken' || outcome === 'told') number += 1;
    await scene.owner(
      `insert into messages.attempt (event_id, kind, number, outcome, at, seen)
       select event_id, kind, $2, $3, due_at, case when $3 = 'taken' then 0 end
       from messages.message where event_id = $1`,
      [eventId, number, outcome],
    );
  }
}
const isSettled = async (eventId: string) =>
  (
    await scene.owner<{ yes: boolean }>(
      'select settled_at is not null as yes from messages.message where event_id = $1',
      [eventId],
    )
  )[0]?.yes;

const FAILED = ['taken', 'failed'];
test.each([
  { outcomes: [], settled: false, again: true },
  { outcomes: ['taken'], settled: false, again: true },
  { outcomes: ['taken', 'sent'], settled: true, again: false },
  { outcomes: ['taken', 'skipped'], settled: true, again: false },
  { outcomes: Array(4).fill(FAILED).flat(), settled: false, again: true },
  { outcomes: Array(5).fill(FAILED).flat(), settled: true, again: false },
  { outcomes: ['taken', 'held'], settled: false, again: false },
  { outcomes: ['taken', 'held', ...FAILED], settled: false, again: true },
  { outcomes: ['taken', 'held', 'told'], settled: true, again: false },
])('$outcomes: settled $settled, due again $again', async ({ outcomes, settled, again }) => {
  const { eventId } = await promised();
  await became(eventId, outcomes);
  expect(await isSettled(eventId)).toBe(settled);
  expect((await due()).includes(eventId)).toBe(again);
});

test('what was settled before there was a word for it says so as well', async () => {
  const all = () =>
    scene.owner<{ id: string; yes: boolean }>(
      'select event_id as id, settled_at is not null as yes from messages.message order by event_id, kind',
    );
  const before = await all();
  expect(new Set(before.map(({ yes }) => yes)).size).toBe(2);
  await scene.owner('update messages.message set settled_at = null');
  const migration = readFileSync(
    inCheckout('db', 'migrations', '0500-letters-that-are-settled.sql'),
    'utf8',
  );
  await scene.owner(
    /^update messages\.message m set settled_at = l\.at[^;]+/m.exec(migration)?.[0] ?? '',
  );
  expect(await all()).toEqual(before);
});

test('what is held is taken once more when it is no longer so, so that it waits for nobody', async () => {
  const { eventId, taskId } = await promised();
  await became(eventId, ['taken', 'held']);
  expect(await due()).not.toContain(eventId);
  await scene.house.done(scene.tokens.iryna, 'task.complete', { taskId, outcome: 'reached' });
  expect(await due()).toContain(eventId);
});

test('whoever promises something cannot say that it is settled', async () => {
  const insert = (settled: string) =>
    scene.house.services.database.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [scene.tokens.iryna]);
      await tx.text(
        `insert into messages.message (event_id, kind, person_id, unit_id, about_id, due_at, settled_at)
         values ($1, 'call-back-promised', $1, 'network-welcome', $1, now(), ${settled})`,
        [newId()],
      );
    });
  await expect(insert('now()')).rejects.toMatchObject({ code: '42501' });
  await expect(insert('null')).resolves.toBeUndefined();
});

test('three thousand letters that are long settled cost nothing', async () => {
  type Plan = { 'QUERY PLAN': readonly [{ Plan: Readonly<Record<string, number>> }] };
  /** Pages that are looked at to tell what is due. */
  const pages = async () => {
    const explain = 'explain (analyze, buffers, format json) select * from messages.due(20)';
    await asWorker(explain);
    const [row] = await asWorker<Plan>(explain);
    const plan = row?.['QUERY PLAN'][0].Plan;
    return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
  };
  const before = await pages();
  expect(before).toBeGreaterThan(0);
  const { eventId } = await promised();
  await scene.owner(
    `with old as (
       insert into messages.message (event_id, kind, person_id, unit_id, about_id, due_at)
       select uuidv7(), kind, person_id, unit_id, about_id, due_at - n * interval '1 hour'
       from messages.message, generate_series(1, 3000) n where event_id = $1 returning event_id, kind, due_at)
     insert into messages.attempt (event_id, kind, number, outcome, at)
     select event_id, kind, 1, 'sent', due_at from old`,
    [eventId],
  );
  await became(eventId, ['taken', 'sent']);
  await scene.owner('vacuum analyze messages.message, messages.attempt');
  expect(await pages()).toBeLessThan(before + 100);
});
