// What the tables themselves refuse, when many press at the same moment.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codeOnPaper } from '../../../test/support/played-house.ts';
import { openHouse } from '../../../test/support/house.ts';
import { DESK, Scene } from '../../../test/support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 12 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const RECEIVE = { centreId: 'cnaim-lisboa', language: 'ar', subjectIds: ['social-security'] };

describe('VIS-2: a person is in one centre at a time', () => {
  test('somebody who is here is not received again', async () => {
    const { personId } = await scene.waiting();
    const { answer } = await scene.run(scene.tokens.iryna, 'visit.receive', {
      ...RECEIVE,
      personId,
    });
    expect(answer).toMatchObject({
      ok: false,
      problem: { problem: 'conflict', code: 'already-here' },
    });
  });

  test('nor twice at the same moment; once she has gone she may come again', async () => {
    const { personId, visitId } = await scene.waiting();
    await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId });
    const twice = await Promise.all(
      Array.from({ length: 6 }, () =>
        scene.run(scene.tokens.iryna, 'visit.receive', { ...RECEIVE, personId }),
      ),
    );
    const codes = twice.map(({ answer }) => (answer.ok ? 'done' : answer.problem.code)).sort();
    expect(codes).toEqual([...Array(5).fill('already-here'), 'done']);
  });

  test('and nobody is received as a person whom the house does not know', async () => {
    const elsewhere = await scene.house.done(scene.tokens.catarina, 'visit.receive', {
      ...RECEIVE,
      centreId: 'claim-odemira',
    });
    const unknown = '01890000-0000-7000-8000-000000000000';
    for (const personId of [elsewhere['personId'], unknown]) {
      const { answer } = await scene.run(scene.tokens.iryna, 'visit.receive', {
        ...RECEIVE,
        personId,
      });
      expect(answer).toEqual({ ok: false, problem: { problem: 'not-found', code: 'not-found' } });
    }
  });
});

describe('VIS-7: nobody is called to two desks at once; a desk has one person at a time', () => {
  const OFFICERS = [
    'paulo.figueira',
    'lurdes.tavares',
    'irina.ciobanu',
    'monica.peixoto',
    'abdul.rahman',
  ];

  test('five desks press at once, again and again: nobody twice, nobody forgotten', async () => {
    const desks = await Promise.all(
      OFFICERS.map(async (name, at) => {
        const token = await scene.house.tokenOfLogin(`${name}@oneroof.example`);
        const deskId = `cnaim-lisboa.d${4 + at}`;
        await scene.house.done(token, 'desk.open', { deskId });
        return { token, deskId };
      }),
    );
    const waiting = [];
    for (let n = 0; n < 17; n++) waiting.push((await scene.waiting()).visitId);
    const called: string[] = [];
    for (let round = 0; round < 4; round++) {
      const calls = await Promise.all(
        desks.map(({ token, deskId }) => scene.run(token, 'stop.call-next', { deskId })),
      );
      const stops = calls.flatMap(({ answer }) =>
        answer.ok ? [String(answer.result['stopId'])] : [],
      );
      expect(stops).toHaveLength(round < 3 ? 5 : 2);
      called.push(...stops);
      for (const [at, { answer }] of calls.entries()) {
        if (!answer.ok) continue;
        const token = desks[at]?.token ?? '';
        const stopId = String(answer.result['stopId']);
        await scene.house.done(token, 'stop.start', { stopId });
        await scene.house.done(token, 'stop.finish', {
          stopId,
          mode: 'support',
          outcome: 'solved',
        });
      }
    }
    expect(new Set(called).size).toBe(waiting.length);
  });

  test('VIS-101: desks of three offices press at once while everyone waits in all of them', async () => {
    const desks = await Promise.all(
      (
        [
          ['paulo.figueira', 'cnaim-lisboa.d4', 'social-security.contribution-statement'],
          ['lurdes.tavares', 'cnaim-lisboa.d5', 'social-security.contribution-statement'],
          ['duarte.nobrega', 'cnaim-lisboa.d17', 'work-rights.information'],
        ] as const
      ).map(async ([name, deskId]) => {
        const token = await scene.house.tokenOfLogin(`${name}@oneroof.example`);
        await scene.house.done(token, 'desk.open', { deskId });
        return { token, deskId };
      }),
    );
    const people = [];
    for (let n = 0; n < 8; n++)
      people.push(
        await scene.waiting(['social-security.contribution-statement', 'work-rights.information']),
      );
    // Each is served twice, once at each office, and is never at two desks.
    let served = 0;
    for (let round = 0; served < people.length * 2 && round < 20; round++) {
      const calls = await Promise.all(
        desks.map(({ token, deskId }) => scene.run(token, 'stop.call-next', { deskId })),
      );
      const numbers = calls.flatMap(({ answer }) => (answer.ok ? [answer.result['number']] : []));
      expect(new Set(numbers).size).toBe(numbers.length);
      for (const { answer } of calls)
        if (!answer.ok) expect(answer.problem.code).toBe('nobody-waiting');
      if (round < 3) expect(numbers).toHaveLength(3);
      for (const [at, { answer }] of calls.entries()) {
        if (!answer.ok) continue;
        const token = desks[at]?.token ?? '';
        const stopId = String(answer.result['stopId']);
        await scene.house.done(token, 'stop.start', { stopId });
        await scene.house.done(token, 'stop.finish', {
          stopId,
          mode: 'support',
          outcome: 'solved',
        });
        served++;
      }
    }
    expect(served).toBe(people.length * 2);
    const [left] = await scene.owner<{ open: number }>(
      `select count(*)::int as open from visits.visit where state = 'open'`,
    );
    expect(left?.open).toBe(0);
  });

  test('one desk that presses many times at once has one person', async () => {
    await scene.desk();
    for (let n = 0; n < 5; n++) await scene.waiting();
    const calls = await Promise.all(
      Array.from({ length: 10 }, () =>
        scene.run(scene.tokens.paulo, 'stop.call-next', { deskId: DESK }),
      ),
    );
    const codes = calls.map(({ answer }) => (answer.ok ? 'done' : answer.problem.code));
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    // Whom a press that will be refused has in hand, another passes over: it may find nobody left.
    for (const code of codes) expect(['done', 'desk-busy', 'nobody-waiting']).toContain(code);
    const [{ count } = { count: 0 }] = await scene.owner<{ count: number }>(
      `select count(*)::int from visits.stop where desk_id = $1 and state = 'called'`,
      [DESK],
    );
    expect(count).toBe(1);
  });
});

describe('VIS-8: a desk has one officer and an officer one desk', () => {
  test('a desk that is taken, an officer who sits elsewhere', async () => {
    await scene.desk();
    const taken = await scene.run(scene.tokens.lurdes, 'desk.open', { deskId: DESK });
    expect(taken.answer).toMatchObject({ ok: false, problem: { code: 'desk-taken' } });
    const elsewhere = await scene.run(scene.tokens.paulo, 'desk.open', {
      deskId: 'cnaim-lisboa.d6',
    });
    expect(elsewhere.answer).toMatchObject({ ok: false, problem: { code: 'desk-open-elsewhere' } });
    await scene.house.done(scene.tokens.paulo, 'desk.close', { deskId: DESK });
    await scene.house.done(scene.tokens.lurdes, 'desk.open', { deskId: DESK });
  });

  test('two at the same moment: one sits down', async () => {
    const { paulo, lurdes } = scene.tokens;
    const answers = await Promise.all(
      [paulo, lurdes].map((token) => scene.run(token, 'desk.open', { deskId: DESK })),
    );
    expect(answers.filter(({ answer }) => answer.ok)).toHaveLength(1);
  });
});

test('VIS-22: the code on the paper is told to those who print papers, and to no desk', async () => {
  const { visitId, stopId } = await scene.serving();
  const ticket = async (token: string) => {
    const response = await scene.house.app.request(`/api/v1/visits/${visitId}/ticket`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: await response.text() };
  };
  const code = await codeOnPaper(scene.house, visitId);
  const { iryna, paulo, marta, duarte, catarina, ines, lurdes } = scene.tokens;
  expect(JSON.parse((await ticket(iryna)).body)).toMatchObject({ code });
  for (const token of [paulo, marta, duarte, catarina, ines, lurdes]) {
    expect(await ticket(token)).toMatchObject({
      status: 404,
      body: expect.not.stringContaining(code),
    });
  }
  // Nor by the trip, which the desk that serves her may ask for.
  const trip = await scene.house.app.request(`/api/v1/visits/${visitId}`, {
    headers: { Authorization: `Bearer ${paulo}` },
  });
  expect(Object.keys((await trip.json()) as object)).not.toContain('code');
  expect(stopId).toEqual(expect.any(String));
});
