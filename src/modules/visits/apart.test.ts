// A colleague whom somebody keeps away: for that account she does not exist, in no table and by no
// function, page or command; everybody else goes on.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { asActor } from '#platform/session/enter.ts';
import { openHouse } from '../../../test/support/house.ts';
import { DESK, Scene } from '../../../test/support/scene.ts';
import { findKnown } from './known-queries.ts';

const CENTRE = 'cnaim-lisboa';
const DAY = Temporal.PlainDate.from('2026-03-09');
const NEXT_DESK = 'cnaim-lisboa.d5';
let scene: Scene;
let djanira: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  djanira = await scene.house.tokenOfLogin('djanira.lopes@oneroof.example');
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const accountOf = async (login: string) =>
  (
    await scene.owner<{ id: string }>('select id from access.account where login = $1', [
      `${login}@oneroof.example`,
    ])
  )[0]?.id ?? '';
const keepAway = async (personId: string, accountId: string) =>
  (await scene.house.done(scene.tokens.iryna, 'person.keep-away', { personId, accountId }))[
    'exclusionId'
  ];
const as = async <T>(token: string, work: Parameters<typeof asActor<T>>[2]): Promise<T> => {
  const done = await asActor(scene.house.services.database, token, work);
  if (done === 'unauthenticated') throw new Error('not signed in');
  return done as T;
};
const page = async (token: string, path: string) => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
};
const codeOf = async (token: string, name: string, input: unknown) => {
  const { answer } = await scene.run(token, name, input);
  return answer.ok ? 'done' : answer.problem.code;
};
/** Tables about people, with the column that names her. */
const tablesAboutPeople = () =>
  scene.owner<{ name: string; column: string }>(
    `select c.oid::regclass::text as name, a.attname as column from pg_class c
     join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
     where c.relkind = 'r' and c.relrowsecurity and (a.attname = 'person_id'
       or (c.oid = 'people.person'::regclass and a.attname = 'id'))
     order by 1`,
  );
/** Tables in which an account finds rows of a person. */
async function seenBy(token: string, personId: string): Promise<string[]> {
  const tables = await tablesAboutPeople();
  return as(token, async (tx) => {
    const seen: string[] = [];
    for (const { name, column } of tables) {
      const [may] = await tx.text<{ yes: boolean }>(
        `select has_table_privilege($1, 'select') as yes`,
        [name],
      );
      if (!may?.yes) continue;
      const rows = await tx.text(`select 1 from ${name} where ${column} = $1 limit 1`, [personId]);
      if (rows.length > 0) seen.push(name);
    }
    return seen;
  });
}

test('every table about a person hides her, and each that does not says why', async () => {
  const without = await scene.owner<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
     where c.relkind = 'r' and c.relrowsecurity and (a.attname = 'person_id'
       or c.oid = 'people.person'::regclass and a.attname = 'id')
       and not exists (select from pg_policy p where p.polrelid = c.oid
         and p.polname in ('kept_away', 'kept_away_' || a.attname))
     order by 1`,
  );
  expect(without.map(({ name }) => name)).toEqual([
    // Read by the worker alone.
    'log.event',
    // By whoever finds the person.
    'log.read',
  ]);
});

describe('for whom she keeps away she is not there', () => {
  test('at the welcome: no search, no file, no list, and the same answer as for nobody', async () => {
    const { personId, visitId } = await scene.waiting();
    const find = (token: string) =>
      as(token, async (tx) =>
        (await findKnown(tx, 'nour', { centreId: CENTRE, day: DAY })).map((one) => one.personId),
      );
    expect(await find(djanira)).toContain(personId);
    expect((await seenBy(djanira, personId)).length).toBeGreaterThan(5);
    const exclusionId = await keepAway(personId, await accountOf('djanira.lopes'));

    expect(await find(djanira)).not.toContain(personId);
    expect(await find(scene.tokens.iryna)).toContain(personId);
    expect(await seenBy(djanira, personId)).toEqual([]);
    const nobody = newId();
    for (const path of ['', '/apart', '/share', '/readings', '/book', '/tasks', '/add', '/here']) {
      const hers = await page(djanira, `/people/${personId}${path}`);
      const missing = await page(djanira, `/people/${nobody}${path}`);
      expect(hers.status, path).toBe(404);
      expect(hers.text.replaceAll(personId, 'ID'), path).toBe(
        missing.text.replaceAll(nobody, 'ID'),
      );
    }
    expect((await page(djanira, `/visits/${visitId}/summary`)).status).toBe(404);
    expect((await page(djanira, `/reception/${CENTRE}/ticket/${visitId}`)).status).toBe(404);
    expect((await page(scene.tokens.iryna, `/people/${personId}`)).status).toBe(200);
    const here = await page(djanira, `/reception/${CENTRE}/here`);
    expect(here.text).not.toContain(visitId);
    for (const [name, input] of [
      ['visit.leave', { visitId }],
      ['person.keep-away', { personId, accountId: await scene.accountOf('Paulo') }],
      ['person.let-back', { exclusionId }],
      ['person.correct', { personId, changes: [{ field: 'born', was: null, now: '1987' }] }],
      ['ticket.reprint', { visitId }],
    ] as const)
      expect(await codeOf(djanira, name, input), name).toBe('not-found');
    for (const asked of [
      `select * from visits.summary('${visitId}')`,
      `select * from followups.ahead('${visitId}')`,
      `select * from visits.hold_in_hand('${personId}', access.me())`,
      `select * from visits.who_is_left('${personId}')`,
      `select unnest(access.sections_of('${personId}'))`,
      `select 1 where visits.renew_code('${visitId}', '1234')`,
    ])
      expect(await as(djanira, (tx) => tx.text(asked)), asked).toEqual([]);

    // What needs to count everybody still does: no number is given twice.
    await scene.house.done(djanira, 'visit.receive', {
      centreId: CENTRE,
      language: 'ar',
      subjectIds: ['social-security'],
    });

    await scene.house.done(scene.tokens.iryna, 'person.let-back', { exclusionId });
    expect(await find(djanira)).toContain(personId);
    expect((await page(djanira, `/people/${personId}`)).status).toBe(200);
  });

  test('at a desk: not offered, not to be chosen, and the next desk gets her', async () => {
    const { personId, visitId } = await scene.waiting();
    await scene.desk();
    await keepAway(personId, await scene.accountOf('Paulo'));
    const [stop] = await scene.owner<{ id: string }>(
      'select id from visits.stop where visit_id = $1',
      [visitId],
    );
    const { paulo, lurdes } = scene.tokens;
    expect(await codeOf(paulo, 'stop.call-next', { deskId: DESK })).toBe('nobody-waiting');
    for (const stopId of [stop?.id, newId()])
      expect(
        await codeOf(paulo, 'stop.call-chosen', { deskId: DESK, stopId, reason: 'booked' }),
      ).toBe('not-found');
    expect(await as(paulo, (tx) => tx.text('select 1 from visits.take($1)', [[stop?.id]]))).toEqual(
      [],
    );
    await scene.house.done(lurdes, 'desk.open', { deskId: NEXT_DESK });
    const called = await scene.house.done(lurdes, 'stop.call-next', { deskId: NEXT_DESK });
    expect(called['stopId']).toBe(stop?.id);
    expect(await seenBy(paulo, personId)).toEqual([]);
  });

  test('a referral to that colleague by name: neither it nor its envelope is there', async () => {
    const { personId } = await scene.known();
    const duarte = await scene.accountOf('Duarte');
    const { consentId } = await scene.house.done(scene.tokens.iryna, 'consent.record', {
      personId,
      toUnitId: 'act',
      purpose: 'work',
      sections: ['needs'],
      until: '2026-08-31',
      language: 'ar',
    });
    const { referralId } = await scene.house.done(scene.tokens.iryna, 'referral.send', {
      personId,
      consentId,
      toUnitId: 'act',
      subjectId: 'work-rights',
      body: 'Carta',
    });
    await keepAway(personId, duarte);
    expect((await page(scene.tokens.duarte, `/referrals/${referralId}`)).status).toBe(404);
    expect((await page(scene.tokens.duarte, '/referrals')).text).not.toContain(referralId);
    expect(await codeOf(scene.tokens.duarte, 'referral.accept', { referralId })).toBe('not-found');
    expect(
      await as(scene.tokens.duarte, (tx) =>
        tx.text('select 1 where referrals.open_envelope($1) is not null', [referralId]),
      ),
    ).toEqual([]);
  });
});

describe('APA-3: while that colleague has her in hand', () => {
  test.each(['called', 'serving'] as const)(
    '%s: back to her place, and the desk is free',
    async (state) => {
      const { personId, visitId, stopId } = await scene[state]();
      const [before] = await scene.owner('select queued_at from visits.stop where id = $1', [
        stopId,
      ]);
      await keepAway(personId, await scene.accountOf('Paulo'));
      expect(
        await scene.owner(
          'select state, desk_id, account_id, queued_at from visits.stop where id = $1',
          [stopId],
        ),
      ).toEqual([{ state: 'waiting', desk_id: null, account_id: null, ...before }]);
      expect(
        await scene.owner(
          `select kind from visits.period where visit_id = $1 and upper_inf(during)`,
          [visitId],
        ),
      ).toEqual([{ kind: 'waiting' }]);
      expect(
        await scene.owner(
          `select 1 from access."grant" where person_id = $1 and upper_inf(valid)`,
          [personId],
        ),
      ).toEqual([]);
      expect(
        await scene.owner('select 1 from attendances.attendance where visit_id = $1', [visitId]),
      ).toEqual([]);
      const { paulo } = scene.tokens;
      expect(
        await codeOf(paulo, 'stop.finish', { stopId, mode: 'support', outcome: 'solved' }),
      ).toBe('not-found');
      const desk = await page(paulo, `/desk/${DESK}`);
      expect(desk.status).toBe(200);
      expect(desk.text).not.toContain(stopId);
      await scene.waiting();
      expect(await codeOf(paulo, 'stop.call-next', { deskId: DESK })).toBe('done');
    },
  );

  test('said in the very moment of the call: that desk never ends up with her', async () => {
    const paulo = await scene.accountOf('Paulo');
    await scene.desk();
    for (let round = 0; round < 12; round++) {
      const { personId, visitId } = await scene.waiting();
      await Promise.all([
        scene.run(scene.tokens.paulo, 'stop.call-next', { deskId: DESK }),
        keepAway(personId, paulo),
      ]);
      const [stop] = await scene.owner<{ state: string; account_id: string | null }>(
        'select state, account_id from visits.stop where visit_id = $1',
        [visitId],
      );
      expect(stop).toEqual({ state: 'waiting', account_id: null });
      await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId });
    }
  });
});

test('behind the fence it keeps away as well, and nobody comes out from behind it', async () => {
  const { personId } = await scene.waiting(['residence']);
  const marta = await scene.accountOf('Marta');
  await keepAway(personId, marta);
  expect(await as(scene.tokens.marta, (tx) => tx.text('select access.fenced() as yes'))).toEqual([
    { yes: true },
  ]);
  expect(await seenBy(scene.tokens.marta, personId)).toEqual([]);
});

test('whoever is kept away sees neither that nor by whom, and others only where it was said', async () => {
  const { personId } = await scene.waiting();
  await keepAway(personId, await accountOf('djanira.lopes'));
  const rows = (token: string) =>
    as(token, (tx) => tx.text('select 1 from access.exclusion where lifted_at is null'));
  expect(await rows(djanira)).toEqual([]);
  expect(await rows(scene.tokens.paulo)).toEqual([]);
  expect(await rows(scene.tokens.marta)).toEqual([]);
  expect(await rows(scene.tokens.iryna)).toHaveLength(1);
});

test('who knows that she is related says so herself, and is led away', async () => {
  const { personId } = await scene.waiting();
  const accountId = await accountOf('djanira.lopes');
  const answer = await scene.house.app.request(`/people/${personId}/apart`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${djanira}` },
    body: new URLSearchParams({ commandId: newId(), accountId }),
  });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  expect(await seenBy(djanira, personId)).toEqual([]);
});

test('reception is told when nobody else is at a desk there', async () => {
  const { personId } = await scene.waiting();
  await scene.desk();
  await keepAway(personId, await scene.accountOf('Paulo'));
  const told = () => page(scene.tokens.iryna, `/people/${personId}/apart?lang=en`);
  expect((await told()).text).toContain('nobody else has a desk open there now');
  await scene.house.done(scene.tokens.lurdes, 'desk.open', { deskId: NEXT_DESK });
  expect((await told()).text).not.toContain('nobody else has a desk open there now');
});
