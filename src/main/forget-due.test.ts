// A night of retention: it goes on where it was stopped, one row that will not go stops none of the others, two
// workers at once do it once, a longer period holds from its day on; a file goes by an erasure, which a hold and
// her coming again forbid; and the page for officers counts without telling whose or that there is something.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Database } from '#platform/db/database.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { openHouse, SECRET } from '../../test/support/house.ts';
import { nameOfficers } from '../../test/support/officers.ts';
import { Scene } from '../../test/support/scene.ts';
import { carryOutErasures } from './carry-out-erasures.ts';
import { forgetDueByWorker } from './forget-due.ts';
import { JOBS_SCHEMA } from './jobs.ts';

const folder = mkdtempSync(join(tmpdir(), 'oneroof-forget-'));
const ledger = new ErasureLedger(join(folder, 'erased'));
let scene: Scene;
let worker: Database;

beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 6 }));
  worker = new Database({
    url: scene.house.database.urls.jobs,
    connections: 3,
    applicationName: 'forget-due',
    rehearsalClock: scene.house.clock,
  });
  await nameOfficers(scene);
  // What the demonstration brings that is over is not of these tests.
  await night();
});
afterEach(async () => {
  await scene.sweep();
  scene.nextMorning();
});
afterAll(async () => {
  await worker?.close();
  await scene?.close();
  rmSync(folder, { recursive: true, force: true });
});

const today = () => scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
const night = () => {
  scene.nextMorning();
  return forgetDueByWorker(worker, scene.tokens.worker, scene.house.clock);
};
const carryOut = () =>
  carryOutErasures(worker, scene.tokens.worker, {
    clock: scene.house.clock,
    secret: SECRET,
    ledger,
    queue: JOBS_SCHEMA,
  });
const first = async <Row>(text: string, values: unknown[] = []): Promise<Row> =>
  (await scene.owner<Row>(text, values))[0] as Row;
const counts = () =>
  first<{ kind_id: string; gone: number; failed: number; held: number; runs: number }>(
    `select c.kind_id, c.gone, c.failed, c.held, (select count(*)::int from rights.retention_run) as runs
     from rights.retention_count c join rights.retention_run r on r.id = c.run_id
     where c.kind_id = 'staff-work' order by r.started_at desc limit 1`,
  );

/** Shifts of a colleague, so many days before the day of which one more would be too old. */
async function shifts(days: readonly number[]): Promise<void> {
  for (const ago of days)
    await scene.owner(
      `insert into rosters.shift (account_id, centre_id, office_id, on_date, works)
       values ($1, 'cnaim-lisboa', 'cnaim-lisboa.iss', $2, '[09:00,10:00)')`,
      [
        await scene.accountOf('Paulo'),
        today().subtract({ years: 2 }).subtract({ days: ago }).toString(),
      ],
    );
}
const oldShifts = async () =>
  (
    await scene.owner<{ ago: number }>(
      `select ($1::date - interval '2 years')::date - on_date as ago from rosters.shift
       where on_date < $1::date - interval '1 year' order by 1`,
      [today().toString()],
    )
  ).map(({ ago }) => ago);

let files = 0;
/** A file of somebody whom nobody has seen for so many years, and some days: each has a day of her own. */
async function forgotten(years: number): Promise<string> {
  const { personId, visitId } = await scene.known();
  const then = scene.house.clock
    .now()
    .toZonedDateTimeISO('Europe/Lisbon')
    .subtract({ years, days: 2 + files++ })
    .toInstant()
    .toString();
  const day = then.slice(0, 10);
  await scene.owner('update people.person set registered_at = $2 where id = $1', [personId, then]);
  await scene.owner('update casefiles.case_file set opened_at = $2 where person_id = $1', [
    personId,
    then,
  ]);
  await scene.owner(
    'update casefiles.need set found_at = $2, changed_at = $2 where person_id = $1',
    [personId, then],
  );
  await scene.owner(
    `update visits.visit set day = $2, arrived_at = $3, closed_at = $3 where id = $1`,
    [visitId, day, then],
  );
  return personId;
}
const isThere = async (personId: string) =>
  (await scene.owner('select 1 from people.person where id = $1', [personId])).length === 1;
const asked = () =>
  scene.owner<{ person_id: string }>(
    `select person_id from rights.erasure where cause = 'retention' and done_at is null`,
  );
async function hold(personId: string): Promise<string> {
  const { number } = await first<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  const { holdId } = await scene.house.done(scene.tokens.augusto, 'hold.place', {
    fileNumber: number,
    reason: 'court',
    words: 'Processo 12/26.',
    reviewOn: today().add({ months: 3 }).toString(),
  });
  return String(holdId);
}

test('RET-1: the day on which it is two years old a row is still there, and the next night it is not', async () => {
  await shifts([-1, 0, 1, 40]);
  // Of the day of the night, which is a later one than the one on which they were written.
  const written = today();
  expect(await night()).toBe(true);
  const later = today().since(written).days;
  expect((await oldShifts()).every((ago) => ago <= 0)).toBe(true);
  expect(await counts()).toMatchObject({ gone: 2 + Math.min(2, later), failed: 0 });
  await scene.owner(`delete from rosters.shift where on_date < '2025-06-01'`);
});

test('RET-1: a longer period holds from its day on; of a kind without one nothing goes', async () => {
  await shifts([30]);
  const from = today().toString();
  await scene.owner(
    `insert into rights.retention_period values ('staff-work', $1, 'P3Y', 'Lei nova', false)`,
    [from],
  );
  await night();
  expect(await oldShifts()).toHaveLength(1);
  const shift = (day: string) =>
    scene.owner(
      `update rights.retention_period set from_on = $1 where kind_id = 'staff-work' and law <> 'Lei nova'`,
      [day],
    );
  await scene.owner(`delete from rights.retention_period where law = 'Lei nova'`);
  await shift('2999-01-01');
  await night();
  expect(await oldShifts()).toHaveLength(1);
  await shift('2026-01-01');
  await night();
  expect(await oldShifts()).toEqual([]);
});

test('stopped in the middle it goes on, and the night is one', async () => {
  await shifts([10, 11, 12]);
  scene.nextMorning();
  const now = scene.house.clock.now().toString();
  const { run } = await first<{ run: string }>(
    `select rights.begin_retention($1, 'Europe/Lisbon', $2) as run`,
    [today().toString(), now],
  );
  const { n } = await first<{ n: number }>(
    `select n from rights.retention_tasks() where target = 'rosters.shift'::regclass`,
  );
  const step = await first(`select task, gone, more from rights.retain($1, $2, 2, '{}')`, [run, n]);
  expect(step).toEqual({ task: n, gone: 2, more: true });
  const { runs } = await counts();
  expect(await forgetDueByWorker(worker, scene.tokens.worker, scene.house.clock)).toBe(true);
  expect(await counts()).toMatchObject({ gone: 3, failed: 0, runs });
  expect(await oldShifts()).toEqual([]);
  expect(await forgetDueByWorker(worker, scene.tokens.worker, scene.house.clock)).toBe(false);
});

test('two workers at once do it once', async () => {
  await shifts([10, 11, 12, 13, 14]);
  scene.nextMorning();
  await Promise.all(
    [1, 2].map(() => forgetDueByWorker(worker, scene.tokens.worker, scene.house.clock)),
  );
  expect(await counts()).toMatchObject({ gone: 5, failed: 0 });
});

test('one row that will not go is left and counted, and stops none of the others', async () => {
  await shifts([20, 21, 22]);
  await scene.owner(
    `create function rosters.refuse() returns trigger language plpgsql as
       $$ begin raise exception 'no'; end $$`,
  );
  const { id } = await first<{ id: string }>(
    'select id from rosters.shift order by on_date limit 1',
  );
  await scene.owner(
    `create trigger refuses before delete on rosters.shift for each row when (old.id = '${id}')
     execute function rosters.refuse()`,
  );
  await night();
  expect(await counts()).toMatchObject({ gone: 2, failed: 1 });
  expect(await oldShifts()).toHaveLength(1);
  await scene.owner('drop trigger refuses on rosters.shift');
  await scene.owner('drop function rosters.refuse()');
  await night();
  expect(await oldShifts()).toEqual([]);
});

test('RET-3: a file goes by an erasure when nobody has seen her for five years; her acts stay counted', async () => {
  const old = await forgotten(5);
  const young = await forgotten(4);
  await night();
  expect(await asked()).toEqual([{ person_id: old }]);
  expect(await isThere(old)).toBe(true);
  expect(await carryOut()).toBe(1);
  expect([await isThere(old), await isThere(young)]).toEqual([false, true]);
  expect(ledger.erasures().at(-1)?.persons).toEqual([old]);
});

test('RET-3: any dealing with her keeps her file: what she needs is looked at, what she asks about her data', async () => {
  const needs = await forgotten(6);
  await scene.owner('update casefiles.need set changed_at = now() where person_id = $1', [needs]);
  const asks = await forgotten(6);
  await scene.house.done(scene.tokens.iryna, 'claim.record', {
    personId: asks,
    kind: 'copy',
    channel: 'letter',
    askedOn: today().toString(),
  });
  const nothing = await forgotten(6);
  await night();
  expect(await asked()).toEqual([{ person_id: nothing }]);
  expect(await carryOut()).toBe(1);
});

test('RET-3: a child without a ticket keeps its file while somebody of its household comes', async () => {
  const child = await forgotten(7);
  const { personId: mother } = await scene.known();
  await scene.owner(
    `with house as (insert into people.household (id, unit_id, formed_at)
       values (uuidv7(), 'network-welcome', '2010-01-01') returning id)
     insert into people.household_member (household_id, person_id, unit_id, role, since)
     select id, p, 'network-welcome', 'adult', '2010-01-01' from house, unnest($1::uuid[]) p`,
    [[mother, child]],
  );
  await night();
  expect(await asked()).toEqual([]);
  await scene.owner('delete from people.household_member where person_id = $1', [mother]);
  await night();
  expect(await asked()).toEqual([{ person_id: child }]);
  expect(await carryOut()).toBe(1);
});

test('nothing goes by its age while nobody has worked here for so long that the clock may be wrong', async () => {
  const { clock } = scene.house;
  const silent = async (days: number) =>
    (
      await first<{ is: boolean }>('select rights.is_silent($1) as is', [
        clock
          .now()
          .add({ hours: 24 * days })
          .toString(),
      ])
    ).is;
  await scene.known();
  expect([await silent(30), await silent(50)]).toEqual([false, true]);
});

test('RET-3: who comes again before she is erased is not, and the ledger knows nothing of it', async () => {
  const personId = await forgotten(7);
  await night();
  const lines = ledger.read().length;
  await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    personId,
    subjectIds: ['social-security'],
  });
  expect(await carryOut()).toBe(0);
  await scene.sweep();
  expect(await carryOut()).toBe(0);
  expect(await isThere(personId)).toBe(true);
  expect(ledger.read().length).toBe(lines);
  expect(await asked()).toEqual([]);
});

test('RET-2: a hold keeps her file, also one that was placed after the night; then she goes', async () => {
  const before = await forgotten(8);
  const after = await forgotten(8);
  const holdId = await hold(before);
  await night();
  expect(await asked()).toEqual([{ person_id: after }]);
  const later = await hold(after);
  expect(await carryOut()).toBe(0);
  expect([await isThere(before), await isThere(after)]).toEqual([true, true]);
  for (const id of [holdId, later])
    await scene.house.done(scene.tokens.augusto, 'hold.lift', { holdId: id });
  expect(await carryOut()).toBe(1);
  await night();
  expect(await carryOut()).toBe(1);
  expect([await isThere(before), await isThere(after)]).toEqual([false, false]);
});

test('RET-2: a hold on one of her files holds the others', async () => {
  const one = await forgotten(9);
  const other = await forgotten(9);
  await scene.house.done(scene.tokens.iryna, 'person.merge', { personId: one, otherId: other });
  const holdId = await hold(one);
  await night();
  expect(await asked()).toEqual([]);
  await scene.house.done(scene.tokens.augusto, 'hold.lift', { holdId });
  await night();
  expect(await carryOut()).toBe(1);
  expect([await isThere(one), await isThere(other)]).toEqual([false, false]);
});

test('officers see what will go and what is held, in counts, and nothing that tells of what is protected', async () => {
  const held = await forgotten(5);
  await forgotten(5);
  const holdId = await hold(held);
  await scene.protection();
  await scene.owner(`update visits.protection set noted_at = noted_at - interval '80 days'`);
  const look = async (token: string) =>
    scene.house.app.request('/rights/retention?lang=en', {
      headers: { Authorization: `Bearer ${token}` },
    });
  for (const token of [
    scene.tokens.iryna,
    scene.tokens.paulo,
    scene.tokens.duarte,
    scene.tokens.helena,
  ])
    expect((await look(token)).status).toBe(404);
  const rowOf = (html: string, kind: string) =>
    (new RegExp(`<tr id="${kind}">(.*?)</tr>`, 's').exec(html)?.[1] ?? '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ');
  const before = await (await look(scene.tokens.augusto)).text();
  expect(rowOf(before, 'case-file')).toMatch(
    /no longer come 5 years 1 under a legal hold \([^)]+\) .* 1 1 1 ?$/,
  );
  expect(rowOf(before, 'protection')).toMatch(/90 days · not counted .* — — — ?$/);
  expect(before).not.toContain(held);
  await night();
  await carryOut();
  const after = await (await look(scene.tokens.augusto)).text();
  expect(after).toMatch(/Files of people who no longer come: 1 record went, 1 stayed under a hold/);
  expect(rowOf(after, 'case-file')).toMatch(/1 under a legal hold .* 0 0 0 ?$/);
  await scene.house.done(scene.tokens.augusto, 'hold.lift', { holdId });
});
