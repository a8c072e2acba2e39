// Attacks by whoever speaks to the database as the application: functions that run as the owner
// open no session without its secret, give no context away, run nobody else's code, and a code of
// four digits is not found by trying.
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { keepPassword, tagOf } from '#platform/session/password.ts';
import { codeOnPaper, type PlayedHouse, playHouse } from '../support/played-house.ts';

let played: PlayedHouse;
let app: pg.Client;
beforeAll(async () => {
  played = await playHouse();
});
afterAll(() => played?.close());
beforeEach(async () => {
  app = new pg.Client({ connectionString: played.house.database.urls.app });
  await app.connect();
});
afterEach(() => app.end());

const asOwner = (text: string, values: unknown[] = []) =>
  withClient(played.house.database.urls.owner, (client) => client.query(text, values));
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest();
const value = async (text: string, values: unknown[] = []) =>
  Object.values((await app.query(text, values)).rows[0] ?? {})[0];

describe('sessions', () => {
  const LOGIN = 'paulo.figueira@oneroof.example';
  const PASSWORD = 'três pastéis de nata às quatro';

  test('no function opens one by a password that is not known', async () => {
    const kept = await keepPassword(PASSWORD);
    await asOwner(
      `insert into access.password (account_id, recipe, verifier)
       select id, $2, $3 from access.account where login = $1`,
      [LOGIN, kept.recipe, kept.verifier],
    );
    // The first factor, which opens what is still to be shown a second one.
    const open = (tag: Buffer, login = LOGIN) =>
      value('select access.begin_by_password($1, $2, $3)', [login, tag, sha256(newId())]);
    expect(await value('select access.find_recipe($1)', [LOGIN])).toBe(kept.recipe);
    const recipe = kept.recipe;
    // Not by the recipe, nor by what is stored, nor by nothing at all.
    for (const tag of [
      Buffer.from(recipe),
      kept.verifier,
      Buffer.alloc(32),
      Buffer.alloc(0),
      await tagOf('outra', recipe),
    ]) {
      expect(await open(tag)).toBeNull();
    }
    expect(await open(await tagOf(PASSWORD, recipe), 'iryna.melnyk@oneroof.example')).toBeNull();
    expect(await open(await tagOf(PASSWORD, recipe))).toEqual(expect.any(String));
  });

  test('one click opens one for the marked personas only, and only in a demonstration', async () => {
    const open = (account: string) =>
      value(`select access.open_as_persona($1, $2, interval '1 hour')`, [account, sha256(newId())]);
    const { rows } = await asOwner(
      `select id, demo_persona is not null as persona from access.account where kind = 'person'`,
    );
    const persona = rows.find((row) => row.persona).id;
    expect(await open(rows.find((row) => !row.persona).id)).toBeNull();
    expect(await open(persona)).toEqual(expect.any(String));
    await asOwner(`update meta.setting set value = '"own"' where name = 'network'`);
    expect(await open(persona)).toBeNull();
    await asOwner(`update meta.setting set value = '"demonstration"' where name = 'network'`);
  });

  test('the first code is worth something once, and its hash nothing', async () => {
    const code = '7QK2-93MX-TW4P';
    await asOwner(`insert into access.first_code values (sha256($1), now() + interval '1 day')`, [
      Buffer.from(code),
    ]);
    const use = (given: string) =>
      value(`select access.use_first_code($1, 'Eva', $2, 'recipe', $3, $4)`, [
        given,
        `${newId()}@x`,
        sha256('v'),
        sha256(newId()),
      ]);
    expect(await use(sha256(code).toString('hex'))).toBeNull();
    expect(await use(`\\x${sha256(code).toString('hex')}`)).toBeNull();
    expect(await use(code)).toEqual(expect.any(String));
    expect(await use(code)).toBeNull();
  });

  test('none lasts longer than a day of work, whatever is asked', async () => {
    const { rows } = await asOwner(
      `select id from access.account where demo_persona is not null limit 1`,
    );
    const id = await value(`select access.open_as_persona($1, $2, interval '10 years')`, [
      rows[0].id,
      sha256(newId()),
    ]);
    const lives = await asOwner(
      `select expires_at <= now() + interval '16 hours' as short from access.session where id = $1`,
      [id],
    );
    expect(lives.rows).toEqual([{ short: true }]);
  });
});

describe('the log', () => {
  const end = (account = '') =>
    app.query(`select log.end_command($1, 'x', $2, '{}', now(), $3)`, [
      newId(),
      Buffer.alloc(1),
      JSON.stringify([{ id: newId(), kind: 'x', ...(account && { account_id: account }) }]),
    ]);

  test('is written by nobody who is not proved', async () => {
    await expect(end()).rejects.toMatchObject({ code: '42501' });
    await expect(
      app.query(`select log.note_reads(array[uuidv7()], 'x', 'x')`),
    ).rejects.toMatchObject({ code: '42501' });
    await app.query('begin');
    await app.query(`select set_config('oneroof.session', 'guess', true)`);
    await expect(end()).rejects.toMatchObject({ code: '42501' });
    await app.query('rollback');
  });

  test('names whoever is proved, whatever the caller says', async () => {
    const { rows } = await asOwner(
      `select id from access.account where login = 'marta.rebelo@oneroof.example'`,
    );
    await app.query('begin');
    await app.query('select access.enter($1)', [played.tokens.paulo]);
    await end(rows[0].id);
    await app.query('commit');
    const written = await asOwner(
      `select a.login from log.event e join access.account a on a.id = e.account_id where e.kind = 'x'`,
    );
    expect(written.rows).toEqual([{ login: 'paulo.figueira@oneroof.example' }]);
  });

  test('and what is the worker’s is the worker’s', async () => {
    for (const call of [
      'select visits.end_access(uuidv7())',
      `select rights.begin_retention('2026-03-09', 'Europe/Lisbon', now())`,
      'select rights.retain(uuidv7(), 1, 1, null)',
      `select * from log.events_after(0, '0', 0, 10)`,
      `select meta.classify('people.person', 'S0 · nothing')`,
      `select access.protect('people.person')`,
    ]) {
      await expect(app.query(call), call).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('code of one’s own', () => {
  const trap = `
    create table pg_temp.caught (who name);
    grant insert on pg_temp.caught to public;
    create function pg_temp.spring(value pg_catalog.text) returns boolean language plpgsql as
      $$ begin insert into pg_temp.caught values (current_user); return true; end $$;
    create domain pg_temp.text as pg_catalog.text check (pg_temp.spring(value));
    create domain pg_temp.uuid as pg_catalog.uuid check (pg_temp.spring(value::pg_catalog.text));
    create domain pg_temp.jsonb as pg_catalog.jsonb check (pg_temp.spring(value::pg_catalog.text));`;
  const caught = async () =>
    (await app.query('select distinct who from pg_temp.caught')).rows.map((row) => row.who);

  test('is not run as the owner, not even where somebody lets the application make temporary types', async () => {
    const { superuserUrl } = played.house.database;
    const name = new URL(superuserUrl).pathname.slice(1);
    await withClient(superuserUrl, (client) =>
      client.query(`grant temporary on database "${name}" to oneroof_app`),
    );
    await app.query(trap);
    await app.query('select access.enter($1)', [played.tokens.iryna]);
    for (const call of [
      'access.session_id()',
      'access.me()',
      'access.units()',
      'access.persons()',
      `access.find_recipe('x')`,
      'access.list_personas()',
    ]) {
      await app.query(`select ${call}`);
    }
    await app.query('select * from log.begin_command($1, $2, $3)', [
      played.tokens.iryna,
      newId(),
      Buffer.alloc(1),
    ]);
    expect(await caught()).toEqual([]);
  });

  test('would be, if pg_temp were not last on the path: the trap works', async () => {
    await asOwner(`create function access.careless() returns boolean language plpgsql security definer
      set search_path = '' as $$ declare t text := 'x'; begin return t = 'x'; end $$`);
    await app.query(trap);
    await app.query('select access.careless()');
    expect(await caught()).toEqual(['oneroof_owner']);
    await asOwner('drop function access.careless()');
  });
});

describe('VIS-16: four digits are not found by trying', () => {
  test('five wrong codes lock the paper, also against the right one, until reception prints another', {
    timeout: 60_000,
  }, async () => {
    const {
      house,
      tokens: { marta, iryna, paulo },
      nour,
    } = played;
    const desk = { deskId: 'cnaim-lisboa.d34' };
    let { stopId } = await house.done(marta, 'stop.call-next', desk);
    const right = await codeOnPaper(house, nour.visitId);
    const start = (code: string) => house.run(marta, 'stop.start', { stopId, code });
    const wrong = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0')).filter(
      (code) => code !== right,
    );
    const problems: string[] = [];
    for (const code of wrong.slice(0, 7)) {
      const answer = await start(code);
      problems.push(answer !== 'unauthenticated' && !answer.ok ? answer.problem.code : 'done');
    }
    expect(problems).toEqual([
      ...Array(4).fill('not-presented'),
      'paper-locked',
      'paper-locked',
      'paper-locked',
    ]);
    await expect(start(right)).resolves.toMatchObject({
      ok: false,
      problem: { code: 'paper-locked' },
    });

    // Calling her again is no way round.
    await house.done(marta, 'stop.miss', { stopId });
    house.wait(15);
    for (let called = ''; called !== nour.visitId; ) {
      const next = await house.done(marta, 'stop.call-next', desk);
      const { rows } = await asOwner('select visit_id from visits.stop where id = $1', [
        next['stopId'],
      ]);
      called = rows[0].visit_id;
      stopId = next['stopId'];
      if (called !== nour.visitId) await house.done(marta, 'stop.miss', { stopId });
    }
    await expect(start(right)).resolves.toMatchObject({
      ok: false,
      problem: { code: 'paper-locked' },
    });

    // Only reception prints another.
    const visitId = { visitId: nour.visitId };
    await expect(house.run(marta, 'ticket.reprint', visitId)).resolves.toMatchObject({
      ok: false,
      problem: { problem: 'not-found' },
    });
    await expect(house.run(paulo, 'ticket.reprint', visitId)).resolves.toMatchObject({ ok: false });
    await app.query('begin');
    await app.query('select access.enter($1)', [marta]);
    expect(await value(`select visits.renew_code($1, '1234')`, [nour.visitId])).toBe(false);
    await app.query('rollback');

    let renewed = right;
    while (renewed === right) {
      await house.done(iryna, 'ticket.reprint', visitId);
      renewed = await codeOnPaper(house, nour.visitId);
    }
    await expect(start(right)).resolves.toMatchObject({
      ok: false,
      problem: { code: 'not-presented' },
    });
    await expect(start(renewed)).resolves.toMatchObject({ ok: true });
  });

  test('nor by trying many at the same moment', { timeout: 60_000 }, async () => {
    const {
      house,
      tokens: { marta },
      amal,
    } = played;
    const { rows } = await asOwner(
      `select id from visits.stop where state = 'serving' and unit_id = 'aima-residence'`,
    );
    await house.done(marta, 'stop.park', { stopId: rows[0].id });
    house.wait(15);
    const { stopId } = await house.done(marta, 'stop.call-next', { deskId: 'cnaim-lisboa.d34' });
    const right = await codeOnPaper(house, amal.visitId);
    const codes = Array.from({ length: 40 }, () => randomBytes(2).readUInt16BE() % 10_000)
      .map((n) => String(n).padStart(4, '0'))
      .filter((code) => code !== right);
    const answers = await Promise.all(
      codes.map((code) => house.run(marta, 'stop.start', { stopId, code })),
    );
    const told = answers.map((answer) =>
      answer !== 'unauthenticated' && !answer.ok ? answer.problem.code : 'done',
    );
    expect(told.filter((code) => code === 'not-presented')).toHaveLength(4);
    expect(told.filter((code) => code === 'paper-locked')).toHaveLength(codes.length - 4);
    await expect(house.run(marta, 'stop.start', { stopId, code: right })).resolves.toMatchObject({
      ok: false,
    });
  });
});
