// Erasures one after the other: logs that are read in steps, one that fails and stops no other, one that is taken
// back or forbidden after it began, by the worker and at the start; and who is told that her file was looked at.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '#base/ids.ts';
import type { Database } from '#platform/db/database.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { asActor, noteReads } from '#platform/session/enter.ts';
import { SECRET } from '../../test/support/house.ts';
import { inOfficersHouse, ledgerFolder } from '../../test/support/officers.ts';
import type { Scene } from '../../test/support/scene.ts';
import { carryOutErasures, ERASURE_MS } from './carry-out-erasures.ts';
import { JOBS_SCHEMA } from './jobs.ts';
import { replayErasures } from './replay-erasures.ts';

const folder = ledgerFolder();
let ledger: ErasureLedger;
let scene: Scene;
let worker: Database;
inOfficersHouse(
  (house) => {
    ({ scene, database: worker } = house);
  },
  { connections: 1, transactionMs: ERASURE_MS },
);
beforeEach(async () => {
  ledger = new ErasureLedger(join(folder, newId()));
  await scene.owner('delete from rights.ledger_head');
  await scene.owner('update access.session set stepped_up_at = now()');
});
afterEach(() => {
  vi.restoreAllMocks();
});

const done = (token: string, name: string, input: object) => scene.house.done(token, name, input);
const today = () => scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
const review = { ground: 'nothing-to-keep', answer: 'Nada tem de ficar.' };
const carryOut = () =>
  carryOutErasures(worker, scene.tokens.worker, {
    clock: scene.house.clock,
    secret: SECRET,
    ledger,
    queue: JOBS_SCHEMA,
  });
const replay = () =>
  replayErasures(scene.house.database.urls.owner, ledger, scene.house.clock.now());

async function approved() {
  const { personId } = await scene.known();
  const { claimId } = await done(scene.tokens.iryna, 'claim.record', {
    personId,
    kind: 'erasure',
    channel: 'letter',
    askedOn: today().toString(),
  });
  await done(scene.tokens.augusto, 'erasure.review', { claimId, ...review });
  await done(scene.tokens.baltazar, 'erasure.approve', { claimId });
  const [row] = await scene.owner<{ id: string }>(
    'select id from rights.erasure where claim_id = $1',
    [claimId],
  );
  return { personId, claimId: String(claimId), erasureId: String(row?.id) };
}
/** As the worker stopped after it told the ledger. */
async function begun() {
  const one = await approved();
  await scene.owner('select from rights.begin_erasure($1)', [one.erasureId]);
  ledger.append(
    { step: 'begin', erasure: one.erasureId, claim: one.claimId, persons: [one.personId] },
    scene.house.clock.now(),
  );
  return one;
}
const numberOf = async (personId: string) => {
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  return String(file?.number);
};
const hold = async (personId: string, fileNumber?: string) =>
  done(scene.tokens.augusto, 'hold.place', {
    fileNumber: fileNumber ?? (await numberOf(personId)),
    reason: 'court',
    words: 'Processo 12/26.',
    reviewOn: today().add({ months: 3 }).toString(),
  });
const isThere = async (personId: string) =>
  (await scene.owner('select 1 from people.person where id = $1', [personId])).length === 1;
/** Entries of the logs in which somebody's number stands. */
const left = async (personId: string) =>
  (
    await scene.owner<{ n: number }>(
      `select (select count(*) from log.event where person_id = $1 or data::text ~ $1::text)::int
         + (select count(*) from log.command where outcome::text ~ $1::text)::int
         + (select count(*) from log.read where person_id = $1)::int as n`,
      [personId],
    )
  )[0]?.n;
const steps = () => ledger.read().map(({ step }) => step);
const code = async (token: string, name: string, input: object) => {
  const { answer } = await scene.run(token, name, input);
  return answer.ok ? 'done' : answer.problem.code;
};

test('the logs are read a few entries at a time, and what names her is in none', async () => {
  const { personId, erasureId } = await begun();
  await scene.owner('select rights.erase_rows($1, now())', [erasureId]);
  expect(await left(personId)).toBeGreaterThan(2);
  const many: number[] = [];
  for (const log of ['read', 'event', 'command'])
    for (let n = 1; ; n++) {
      const [step] = await scene.owner<{ more: boolean }>(
        'select rights.rewrite_traces(array[$1::uuid], $2, 2) as more',
        [erasureId, log],
      );
      many.push(n);
      if (!step?.more) break;
    }
  expect(Math.max(...many)).toBeGreaterThan(2);
  expect(await left(personId)).toBe(0);
  expect(await carryOut()).toBe(1);
});

test('the logs are read once for all that are due, also where several stand in one entry', async () => {
  const all = [await approved(), await approved(), await approved()];
  const persons = all.map(({ personId }) => personId);
  // As an event might name them that no column tells of: in a list, and within another word.
  await scene.owner(
    `insert into log.event (kind, command_id, account_id, occurred_at, data)
     select 'test.named', uuidv7(), uuidv7(), now(),
            jsonb_build_object('several', $1::text[], 'address', '/people/' || ($1::text[])[3] || '/files')`,
    [persons],
  );
  await scene.owner('create table public.steps (n integer)');
  await scene.owner(`create function public.note_step() returns trigger language plpgsql security definer as
    $$ begin insert into public.steps values (1); return null; end $$`);
  await scene.owner(`create trigger note_step after update of traced on rights.erasure
    for each statement execute function public.note_step()`);
  for (const personId of persons) expect(await left(personId)).toBeGreaterThan(2);
  try {
    expect(await carryOut()).toBe(3);
    for (const personId of persons) expect(await left(personId)).toBe(0);
    // One step over events and one over commands, and not as many for each. What is just going on elsewhere in the
    // server may hold back the last entries for a further one.
    const steps = await scene.owner('select n from public.steps');
    expect(steps.length).toBeGreaterThanOrEqual(2);
    expect(steps.length).toBeLessThan(2 * persons.length);
  } finally {
    await scene.owner('drop trigger note_step on rights.erasure');
    await scene.owner('drop function public.note_step()');
    await scene.owner('drop table public.steps');
  }
});

test('a page that saw her before her rows went, and writes that it did after, leaves no trace', async () => {
  const { personId } = await approved();
  const seen = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const page = asActor(scene.house.services.database, scene.tokens.iryna, async (tx) => {
    await tx.text('select 1 from people.person where id = $1', [personId]);
    seen.resolve();
    await gone.promise;
    await noteReads(tx, [personId], 'serve', 'file', { sections: ['whole'], basis: 'gdpr-6-1-e' });
  });
  await seen.promise;
  const erased = carryOut();
  await vi.waitFor(async () => expect(await isThere(personId)).toBe(false), 2000);
  gone.resolve();
  expect(await page).toBeUndefined();
  expect(await erased).toBe(1);
  expect(await left(personId)).toBe(0);
});

test('where the logs can’t be read for all, each has them read for itself', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const [first, second] = [await approved(), await approved()];
  await scene.owner(
    `alter table rights.erasure add constraint fails check (id <> '${first.erasureId}' or traced = '{}')`,
  );
  try {
    expect(await carryOut()).toBe(1);
    expect([await left(first.personId), await left(second.personId)]).toEqual([
      expect.any(Number),
      0,
    ]);
    expect(printed.mock.calls.flat()).toEqual([
      expect.stringMatching(/^erasure logs: \w+ 23514$/),
      expect.stringMatching(`^erasure ${first.erasureId}: \\w+ 23514$`),
    ]);
  } finally {
    await scene.owner('alter table rights.erasure drop constraint fails');
  }
  expect(await carryOut()).toBe(1);
  expect(await left(first.personId)).toBe(0);
});

test('one that fails stops no other, and is tried again; nothing of hers is printed', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const first = await approved();
  const second = await approved();
  await scene.owner(
    `alter table rights.erasure add constraint fails check (id <> '${first.erasureId}' or ghost_ids is null)`,
  );
  expect(await carryOut()).toBe(1);
  expect([await isThere(first.personId), await isThere(second.personId)]).toEqual([true, false]);
  expect(printed.mock.calls.flat().join()).toMatch(/^erasure \S+: \w+ 23514$/);
  expect(printed.mock.calls.flat().join()).not.toContain(first.personId);
  await scene.owner('alter table rights.erasure drop constraint fails');
  expect(await carryOut()).toBe(1);
});

test('RIG-7: begun and then forbidden, neither the start nor the worker erases her, and the ledger says so', async () => {
  const held = await begun();
  // As a hold that another process placed at the same moment: without the word of the command.
  await scene.owner(
    `insert into rights.hold (id, person_id, unit_id, reason, words, review_on, placed_by, placed_at)
     select uuidv7(), $1, unit_id, 'court', 'x', '2040-01-01', recorded_by, now() from rights.claim where id = $2`,
    [held.personId, held.claimId],
  );
  expect(await replay()).toBe(0);
  expect(await isThere(held.personId)).toBe(true);
  expect(steps()).toEqual(['begin', 'dropped']);
  await scene.owner('update rights.hold set lifted_at = now(), lifted_by = placed_by');

  // She comes in: the worker takes it back in the ledger, once.
  ledger.append(
    { step: 'begin', erasure: held.erasureId, persons: [held.personId] },
    scene.house.clock.now(),
  );
  const { visitId } = await done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    personId: held.personId,
    subjectIds: ['social-security'],
  });
  expect(await carryOut()).toBe(0);
  expect(await carryOut()).toBe(0);
  expect(steps()).toEqual(['begin', 'dropped', 'begin', 'dropped']);
  await done(scene.tokens.iryna, 'visit.leave', { visitId });
  expect(await carryOut()).toBe(1);
  // What was done is done again on a database from before, whatever is held there.
  expect(await replay()).toBe(0);
});

test('what the ledger told of keeps whose it is', async () => {
  const { personId } = await scene.known();
  const erasureId = newId();
  await scene.owner('select rights.resume_erasure($1, $2::uuid[], null)', [erasureId, [personId]]);
  await scene.owner(`update rights.erasure set due_at = '2026-01-01' where id = $1`, [erasureId]);
  const [row] = await scene.owner<{ persons: string[] }>(
    'select persons from rights.begin_erasure($1)',
    [erasureId],
  );
  expect(row?.persons).toEqual([personId]);
  expect(await carryOut()).toBe(1);
  expect(await isThere(personId)).toBe(false);
});

/** Another erasure of the same person, as the ledger told of it. */
async function toldAgain(personId: string): Promise<string> {
  const id = newId();
  ledger.append({ step: 'begin', erasure: id, persons: [personId] }, scene.house.clock.now());
  return id;
}
/** What the ledger and the database keep of an erasure that was carried out: how many entries were rewritten. */
const proofs = async (ids: readonly string[]) => {
  const rows = await scene.owner<{ id: string; entries: number; rewritten: number }>(
    `select id, entries, (select count(*)::int from log.erased t where t.erasure_id = e.id) as rewritten
     from rights.erasure e where id = any ($1) and done_at is not null order by id`,
    [ids],
  );
  const told = new Map(ledger.erasures().map(({ erasure, entries }) => [erasure, entries]));
  return rows.map(({ id, entries, rewritten }) => [entries - rewritten, told.get(id) === entries]);
};

test('two of one person in the same run: each is brought to its end, and the logs are proved by both', async () => {
  const { personId, erasureId } = await begun();
  const again = await toldAgain(personId);
  await scene.owner('select rights.resume_erasure($1, $2::uuid[], null)', [again, [personId]]);
  await scene.owner(`update rights.erasure set due_at = '2026-01-01' where id = $1`, [again]);
  await scene.owner(`update rights.erasure set due_at = '2025-12-31' where id = $1`, [erasureId]);
  expect(await carryOut()).toBe(2);
  expect(await left(personId)).toBe(0);
  expect(await proofs([erasureId, again])).toEqual([
    [0, true],
    [0, true],
  ]);
});

test('two of one person at the start, one of which was stopped after her rows went: it opens the port', async () => {
  const { personId, erasureId } = await begun();
  const again = await toldAgain(personId);
  const now = scene.house.clock.now().toString();
  await scene.owner('select rights.erase_rows($1, $2::timestamptz)', [erasureId, now]);
  await scene.owner(`select rights.rewrite_traces(array[$1::uuid], 'event', 1000)`, [erasureId]);
  expect(await replay()).toBe(2);
  expect(await left(personId)).toBe(0);
  expect(await proofs([erasureId, again])).toEqual([
    [0, true],
    [0, true],
  ]);
  expect(await replay()).toBe(0);
});

test('RIG-5: what was approved is taken back until the first row goes, and begins no more', async () => {
  const { personId, claimId, erasureId } = await begun();
  const keep = { claimId, ground: 'legal-claims', answer: 'Há um processo.' };
  expect(await code(scene.tokens.augusto, 'erasure.review', { claimId, ...review })).toBe(
    'claim-answered',
  );
  expect(await code(scene.tokens.augusto, 'erasure.review', keep)).toBe('done');
  expect(await carryOut()).toBe(0);
  expect(steps()).toEqual(['begin', 'dropped']);
  expect(await scene.owner('select 1 from rights.erasure where id = $1', [erasureId])).toEqual([]);
  expect(await isThere(personId)).toBe(true);
});

test('what several are written of in stays until the last of them is erased', async () => {
  const one = await approved();
  const other = await approved();
  const conference = newId();
  await scene.owner(
    `insert into conferences.conference (id, unit_id, called_by, purpose, question, sections, files, starts_at,
       ends_at, called_at)
     select $1, unit_id, recorded_by, 'work', 'Que trabalho?', '{name}', 2, now(), now() + interval '1 hour', now()
     from rights.claim where id = $2`,
    [conference, one.claimId],
  );
  for (const { personId } of [one, other])
    await scene.owner(
      'insert into conferences.file select id, $2, unit_id from conferences.conference where id = $1',
      [conference, personId],
    );
  await scene.owner(
    `insert into conferences.record select id, unit_id, 'Fica assim.', called_by, now()
     from conferences.conference where id = $1`,
    [conference],
  );
  const said = async () =>
    (
      await scene.owner<object>(
        `select c.question, r.body, (select count(*)::int from conferences.file f where f.conference_id = c.id) as files
         from conferences.conference c join conferences.record r on r.conference_id = c.id where c.id = $1`,
        [conference],
      )
    )[0];
  await scene.owner(`update rights.erasure set due_at = '2040-01-01' where id = $1`, [
    other.erasureId,
  ]);
  expect(await carryOut()).toBe(1);
  expect(await said()).toEqual({ question: 'Que trabalho?', body: 'Fica assim.', files: 1 });
  await scene.owner(`update rights.erasure set due_at = '2026-01-01' where id = $1`, [
    other.erasureId,
  ]);
  expect(await carryOut()).toBe(1);
  expect(await said()).toEqual({ question: '—', body: '—', files: 0 });
});

test('AUD-5: what officers read by number stands on her list; a number is found as it was typed', async () => {
  const { personId } = await approved();
  const reads = () =>
    scene.owner<{ screen: string; basis: string }>(
      `select distinct screen, basis from log.read
       where person_id = $1 and screen in ('rights', 'holds') order by screen`,
      [personId],
    );
  const look = (path: string) =>
    scene.house.app.request(path, { headers: { Authorization: `Bearer ${scene.tokens.augusto}` } });
  expect(await reads()).toEqual([]);
  expect((await look('/rights')).status).toBe(200);
  expect(await reads()).toEqual([{ screen: 'rights', basis: 'gdpr-6-1-c' }]);
  await hold(personId, (await numberOf(personId)).toLowerCase().replace('-', ' '));
  expect((await look('/rights/holds')).status).toBe(200);
  expect((await reads()).map(({ screen }) => screen)).toEqual(['holds', 'rights']);
});

test('RIG-6: whoever approves proves herself anew on the way, and comes back to it, as by a reload', async () => {
  await scene.owner('update access.session set stepped_up_at = null');
  const claimId = await reviewedId();
  const headers = { Authorization: `Bearer ${scene.tokens.baltazar}` };
  const wayOf = async (path: string, more: RequestInit = {}) =>
    (await scene.house.app.request(path, { headers, ...more })).headers.get('location');
  const form = `/rights?answer=${claimId}#${claimId}`;
  const body = new URLSearchParams({ commandId: newId(), claimId });
  const proof = `/step-up?next=${encodeURIComponent(form)}`;
  expect(await wayOf('/rights/approve', { method: 'POST', body })).toBe(proof);
  expect(await wayOf(`/rights/approve?answer=${claimId}`)).toBe(form);
});

async function reviewedId(): Promise<string> {
  const { claimId } = await done(scene.tokens.iryna, 'claim.record', {
    personId: (await scene.known()).personId,
    kind: 'erasure',
    channel: 'phone',
    askedOn: today().toString(),
  });
  await done(scene.tokens.augusto, 'erasure.review', { claimId, ...review });
  return String(claimId);
}
