// A night of retention: it goes on where it was stopped, one row that will not go stops none of the others, two
// workers at once do it once, a longer period holds from its day on; and the page for officers counts without telling
// whose or that there is something.
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Database } from '#platform/db/database.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { inOfficersHouse, ledgerFolder } from '../../test/support/officers.ts';
import type { Scene } from '../../test/support/scene.ts';
import { ERASURE_MS } from './carry-out-erasures.ts';
import { forgetDueByWorker } from './forget-due.ts';
import { forgetSteps } from './forget-steps.fixture.ts';

const ledger = new ErasureLedger(join(ledgerFolder(), 'erased'));
let scene: Scene;
let worker: Database;
inOfficersHouse(
  async (house) => {
    ({ scene, database: worker } = house);
    // What the demonstration brings that is over is not of these tests.
    await night();
  },
  { transactionMs: ERASURE_MS },
);

const steps = forgetSteps(
  () => scene,
  () => worker,
  ledger,
);
const { today, night, carryOut, first, forgotten, hold } = steps;
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

// What fails by itself; and what ends the whole question, as running out of time does, so that it is asked task by task.
test.each([
  { what: 'fails', happens: 'perform 1 / 0', code: '22012', together: true },
  {
    what: 'takes too long',
    happens: `raise exception using errcode = 'query_canceled'`,
    code: '',
    together: false,
  },
])('a count that $what keeps no night from its end, and stops none of the others', async (bad) => {
  const held = await forgotten(5);
  const holdId = await hold(held);
  const { body } = await first<{ body: string }>(
    `select pg_get_functiondef('rights.count_over'::regproc) as body`,
  );
  await scene.owner(
    body.replace(
      /\nbegin\n/,
      `\nbegin\n  if t.target = 'log.event'::regclass then ${bad.happens}; end if;\n`,
    ),
  );
  const said: string[] = [];
  const told = vi
    .spyOn(console, 'error')
    .mockImplementation((text) => void said.push(String(text)));
  const asked = vi.spyOn(worker, 'transaction');
  try {
    expect(await night()).toBe(true);
    const { tasks } = await first<{ tasks: number }>(
      'select count(*)::int as tasks from rights.retention_tasks()',
    );
    expect(asked.mock.calls.length < tasks).toBe(bad.together);
  } finally {
    told.mockRestore();
    asked.mockRestore();
    await scene.owner(body);
  }
  expect(said).toEqual([
    ...(bad.together ? [] : ['retention: what is held could not be counted at once ()']),
    expect.stringMatching(
      new RegExp(`^retention: what is held of task \\d+ could not be counted \\(${bad.code}\\)$`),
    ),
  ]);
  expect(await forgetDueByWorker(worker, scene.tokens.worker, scene.house.clock)).toBe(false);
  const { n } = await first<{ n: number }>(
    `select c.held as n from rights.retention_count c join rights.retention_run r on r.id = c.run_id
     where c.kind_id = 'case-file' order by r.started_at desc limit 1`,
  );
  expect(n).toBe(1);
  await scene.house.done(scene.tokens.augusto, 'hold.lift', { holdId });
  await night();
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
  // Of nights nothing is told that counts persons.
  const nights = after.slice(after.indexOf('The last nights'));
  expect(nights).toContain('What was over before');
  expect(nights).not.toMatch(/Files of people|under a hold/);
  expect(rowOf(after, 'case-file')).toMatch(/1 under a legal hold .* 0 0 0 ?$/);
  await scene.house.done(scene.tokens.augusto, 'hold.lift', { holdId });
});

test('an officer who is kept away sees the very page that the others see', async () => {
  const away = await forgotten(5);
  const other = await forgotten(5);
  const holds = [await hold(away), await hold(other)];
  await shifts([731]);
  await night();
  const pageOf = async (token: string) => {
    const page = await scene.house.app.request('/rights/retention?lang=en', {
      headers: { Authorization: `Bearer ${token}` },
    });
    return /<main.*<\/main>/s.exec(await page.text())?.[0] ?? '';
  };
  const { augusto, baltazar } = scene.tokens;
  expect(await pageOf(augusto)).toMatch(/2 under a legal hold/);
  await scene.owner(
    `insert into access.exclusion (id, person_id, account_id, unit_id, recorded_by, recorded_at)
     values (uuidv7(), $1, $2, 'network-welcome', $2, now())`,
    [away, await scene.accountOf('Augusto')],
  );
  const his = await pageOf(augusto);
  expect(his).toMatch(/1 under a legal hold/);
  expect(his).toBe(await pageOf(baltazar));
  await scene.owner('delete from access.exclusion where person_id = $1', [away]);
  for (const holdId of holds) await scene.house.done(augusto, 'hold.lift', { holdId });
});
