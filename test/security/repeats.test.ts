// The same act sent many times, over real connections: one effect and one answer, whatever becomes
// of the answer on its way.
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { openHouse } from '../support/house.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let origin: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 12 }));
  origin = await scene.house.listen();
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

async function send(name: string, token: string, id: string, input: object) {
  const response = await fetch(`${origin}/api/v1/commands/${name}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, input }),
  });
  return {
    status: response.status,
    type: response.headers.get('Content-Type'),
    body: await response.text(),
  };
}

const RECEIVE = {
  centreId: 'cnaim-lisboa',
  language: 'ar',
  name: 'Nour',
  subjectIds: ['health', 'social-security'],
};
const ACT = { mode: 'support', outcome: 'solved' };
const one = <Each>(answers: readonly Each[]) => [
  ...new Set(answers.map((each) => JSON.stringify(each))),
];
const TABLES = [
  'log.command',
  'log.event',
  'visits.visit',
  'people.person',
  'casefiles.case_file',
  'visits.stop',
  'attendances.attendance',
  'statistics.act',
  'statistics.arrival',
  'casefiles.note',
  'access."grant"',
];
async function counts(): Promise<Record<string, number>> {
  const each = TABLES.map((table) => `select '${table}' as name, count(*)::int as n from ${table}`);
  const rows = await scene.owner<{ name: string; n: number }>(each.join(' union all '));
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}
const more = (before: Record<string, number>, after: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(after)
      .map(([table, n]) => [table, n - (before[table] ?? 0)])
      .filter(([, n]) => n !== 0),
  );

test('fifty identical receptions at once: one person, one ticket, fifty identical answers', async () => {
  const before = await counts();
  const id = newId();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => send('visit.receive', scene.tokens.iryna, id, RECEIVE)),
  );
  expect(one(answers)).toHaveLength(1);
  expect(answers[0]).toMatchObject({ status: 200, type: 'application/json' });
  expect(more(before, await counts())).toEqual({
    'log.command': 1,
    'log.event': 4,
    'people.person': 1,
    'casefiles.case_file': 1,
    'visits.visit': 1,
    'visits.stop': 2,
    'statistics.arrival': 1,
  });
});

test('fifty identical ends of serving at once: one act, one note, fifty identical answers', async () => {
  const { stopId } = await scene.serving();
  const before = await counts();
  const id = newId();
  const input = { stopId, ...ACT, note: 'Tudo em ordem.' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => send('stop.finish', scene.tokens.paulo, id, input)),
  );
  expect(one(answers)).toHaveLength(1);
  expect(answers[0]?.status).toBe(200);
  expect(more(before, await counts())).toEqual({
    'log.command': 1,
    'log.event': 3,
    'attendances.attendance': 1,
    'statistics.act': 1,
    'casefiles.note': 1,
  });
});

test('a refusal too: fifty identical ones are refused once, in the same words', async () => {
  const { visitId } = await scene.waiting();
  await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId });
  const before = await counts();
  const id = newId();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => send('visit.leave', scene.tokens.iryna, id, { visitId })),
  );
  expect(one(answers)).toHaveLength(1);
  expect(answers[0]).toMatchObject({ status: 409, type: 'application/problem+json' });
  expect(more(before, await counts())).toEqual({ 'log.command': 1 });
});

test('a refusal by a constraint too, though its change was rolled back', async () => {
  await scene.desk();
  const before = await counts();
  const id = newId();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      send('desk.open', scene.tokens.lurdes, id, { deskId: 'cnaim-lisboa.d4' }),
    ),
  );
  expect(one(answers)).toHaveLength(1);
  expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ status: 409, code: 'desk-taken' });
  expect(more(before, await counts())).toEqual({ 'log.command': 1 });
});

test('the same id with another body, or for another command, is a conflict and does nothing', async () => {
  const id = newId();
  const first = await send('visit.receive', scene.tokens.iryna, id, RECEIVE);
  const before = await counts();
  const { visitId } = JSON.parse(first.body);
  for (const [name, input] of [
    ['visit.receive', { ...RECEIVE, name: 'Nour A.' }],
    ['visit.receive', { ...RECEIVE, subjectIds: ['health'] }],
    ['visit.leave', { visitId }],
  ] as const) {
    const answer = await send(name, scene.tokens.iryna, id, input);
    expect({ ...answer, body: JSON.parse(answer.body) }).toMatchObject({
      status: 409,
      body: { code: 'repeated-id' },
    });
  }
  expect(more(before, await counts())).toEqual({});
  // The first answer stands, also when the fields come in another order or with spaces around.
  const { centreId, language, subjectIds } = RECEIVE;
  const again = await send('visit.receive', scene.tokens.iryna, id, {
    subjectIds,
    name: '  Nour ',
    language,
    centreId,
  });
  expect(again).toEqual(first);
});

test('the id of another account is independent: both acts happen', async () => {
  const id = newId();
  const djanira = await scene.house.tokenOfLogin('djanira.lopes@oneroof.example');
  const before = await counts();
  const [mine, hers] = await Promise.all([
    send('visit.receive', scene.tokens.iryna, id, RECEIVE),
    send('visit.receive', djanira, id, { ...RECEIVE, name: 'Amal' }),
  ]);
  expect([mine.status, hers.status]).toEqual([200, 200]);
  expect(JSON.parse(mine.body).visitId).not.toBe(JSON.parse(hers.body).visitId);
  expect(more(before, await counts())).toMatchObject({
    'log.command': 2,
    'visits.visit': 2,
    'people.person': 2,
  });
  // Nor does anybody learn by an id what became of another's act.
  const guess = await send('visit.receive', scene.tokens.catarina, id, RECEIVE);
  expect(guess.body).not.toContain(JSON.parse(mine.body).visitId);
});

test('the answer is cut after the commit, the act is sent again: the original outcome, once', async () => {
  const before = await counts();
  const id = newId();
  const body = JSON.stringify({ id, input: RECEIVE });
  const { hostname, port } = new URL(origin);
  const cut = connect(Number(port), hostname);
  cut.on('error', () => {});
  cut.write(
    `POST /api/v1/commands/visit.receive HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${scene.tokens.iryna}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  cut.pause(); // nothing of the answer is read
  let committed = 0;
  for (const until = Date.now() + 5000; committed === 0 && Date.now() < until; ) {
    committed = (await scene.logged(id)).outcomes.length;
  }
  cut.destroy();
  expect(committed).toBe(1);
  const [kept] = (await scene.logged(id)).outcomes;
  const answer = await send('visit.receive', scene.tokens.iryna, id, RECEIVE);
  expect(answer.status).toBe(200);
  expect({ ok: true, result: JSON.parse(answer.body) }).toEqual(kept);
  expect(more(before, await counts())).toMatchObject({
    'log.command': 1,
    'visits.visit': 1,
    'people.person': 1,
  });
});

test('a connection that dies before the whole act was sent does nothing, and the act can be sent again', async () => {
  const before = await counts();
  const id = newId();
  const body = JSON.stringify({ id, input: RECEIVE });
  const { hostname, port } = new URL(origin);
  const cut = connect(Number(port), hostname);
  cut.on('error', () => {});
  await new Promise<void>((sent) =>
    cut.write(
      `POST /api/v1/commands/visit.receive HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${scene.tokens.iryna}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 40)}`,
      () => sent(),
    ),
  );
  cut.destroy();
  expect((await send('visit.receive', scene.tokens.iryna, id, RECEIVE)).status).toBe(200);
  expect(more(before, await counts())).toMatchObject({ 'log.command': 1, 'visits.visit': 1 });
});

test('an id that is no UUID in our form is refused, so that no act is without one', async () => {
  for (const id of ['', 'x', '1', randomUUID().toUpperCase(), `${newId()} `]) {
    expect((await send('visit.receive', scene.tokens.iryna, id, RECEIVE)).status, id).toBe(400);
  }
});

test('the same form pressed twice is one act, and both presses lead to the same place', async () => {
  const before = await counts();
  const press = () => {
    const form = new URLSearchParams({ commandId: id, language: 'ar', name: 'Nour' });
    form.append('subjectIds', 'health');
    return fetch(`${origin}/reception/cnaim-lisboa`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { Cookie: `oneroof=${scene.tokens.iryna}` },
    });
  };
  const id = newId();
  const answers = await Promise.all([press(), press(), press()]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(one(answers.map(({ headers }) => headers.get('Location')))).toHaveLength(1);
  expect(more(before, await counts())).toMatchObject({ 'log.command': 1, 'visits.visit': 1 });
});
