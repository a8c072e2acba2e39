// What is refused before it costs anything, over real sockets: too many of one session, of one
// network, at the doors; and that a made-up X-Forwarded-For changes none of it.
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Defences, type DefencesOptions } from './defences.ts';
import { Queue } from './queue.ts';
import { RateLimit } from './rate-limit.ts';
import { makeServer } from './server.ts';

const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((step) => step()));

async function serve(options: DefencesOptions, work: () => Promise<void> = async () => {}) {
  const defences = new Defences({ ...options, limits: { hold: 0, ...options.limits } });
  const app = new Hono();
  app.use(
    defences.guard({
      tokenOf: (c) => c.req.header('Authorization'),
      accountOf: (token) => /^(\w+) session \d/.exec(token)?.[1],
      refuse: (_c, why, seconds) =>
        new Response(why, {
          status: why === 'overloaded' ? 503 : 429,
          headers: { 'Retry-After': String(seconds) },
        }),
    }),
  );
  app.all('*', async (c) => {
    await work();
    return c.text('done');
  });
  const server = makeServer({ fetch: app.fetch });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  undo.push(() => {
    defences.stop();
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(origin + path, init);
    return {
      status: answer.status,
      why: await answer.text(),
      wait: answer.headers.get('Retry-After'),
    };
  };
}
const as = (token: string) => ({ headers: { Authorization: token } });
const few = (burst: number) => new RateLimit({ burst, perSecond: 0.01 });
const from = (address: string, method = 'GET') => ({
  method,
  headers: { 'X-Forwarded-For': address },
});

test('too many of one session: that one waits, the others don’t', async () => {
  const ask = await serve({ limits: { account: few(2) } });
  await ask('/', as('a'));
  await ask('/', as('a'));
  expect(await ask('/', as('a'))).toEqual({ status: 429, why: 'too-many', wait: '100' });
  expect((await ask('/', as('b'))).status).toBe(200);
  expect((await ask('/')).status).toBe(200);
});

test('ACC-52: all sessions of an account are counted as one; a token of nobody known stands for itself', async () => {
  const ask = await serve({ limits: { account: few(2) } });
  await ask('/', as('ana session 1'));
  await ask('/', as('ana session 2'));
  expect((await ask('/', as('ana session 3'))).status).toBe(429);
  expect((await ask('/', as('rui session 1'))).status).toBe(200);
  expect((await ask('/', as('unknown'))).status).toBe(200);
});

test('a refusal is held back, so that asking without a pause is slow', async () => {
  const ask = await serve({ limits: { account: few(1), hold: 300 } });
  await ask('/', as('a'));
  const begun = performance.now();
  const refused = ask('/', as('a'));
  expect((await ask('/', as('b'))).status).toBe(200);
  expect(performance.now() - begun).toBeLessThan(290);
  expect((await refused).status).toBe(429);
  expect(performance.now() - begun).toBeGreaterThan(290);
});

test('too many of one network, whatever addresses and tokens it makes up', async () => {
  const ask = await serve({ limits: { network: few(3) } });
  const statuses = [];
  for (let each = 0; each < 6; each++) {
    const headers = { 'X-Forwarded-For': `203.0.113.${each}`, Authorization: `forged ${each}` };
    statuses.push((await ask('/', { headers })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
});

test('behind a proxy that we trust each network is counted for itself', async () => {
  const ask = await serve({ trustedProxies: ['127.0.0.0/8'], limits: { network: few(1) } });
  expect((await ask('/', from('203.0.113.1'))).status).toBe(200);
  expect((await ask('/', from('203.0.113.2'))).status).toBe(429);
  expect((await ask('/', from('198.51.100.1'))).status).toBe(200);
});

test('tries to get in run out, while everything else goes on, and a made-up token is no way round', async () => {
  const ask = await serve({ limits: { doors: few(2) } });
  const tries = [
    await ask('/sign-in', from('203.0.113.1', 'POST')),
    await ask('/anything', from('203.0.113.2', 'POST')),
    await ask('/sign-in', from('203.0.113.3', 'POST')),
    await ask('/sign-in/second', { ...as('made up'), method: 'POST' }),
    await ask('/lock/open', { ...as('made up'), method: 'POST' }),
  ];
  expect(tries.map(({ status }) => status)).toEqual([200, 200, 429, 429, 429]);
  expect(tries[2]?.why).toBe('too-many-sign-ins');
  expect((await ask('/sign-in')).status).toBe(200);
  expect((await ask('/preferences', { method: 'POST' })).status).toBe(200);
  expect((await ask('/desk', { ...as('a session'), method: 'POST' })).status).toBe(200);
});

test('few tries to get in are worked on at once, some wait, more are sent away; nobody signed in waits for them', async () => {
  let open = () => {};
  const held = new Promise<void>((done) => (open = done));
  const ask = await serve({ limits: { line: new Queue(1, 1) } }, () => held);
  const answers: { status: number; why: string; wait: string | null }[] = [];
  const tries = Array.from({ length: 5 }, async () => {
    answers.push(await ask('/sign-in', { method: 'POST' }));
  });
  await expect.poll(() => answers.length).toBe(3);
  expect(answers).toEqual(Array(3).fill({ status: 503, why: 'overloaded', wait: '1' }));
  const page = ask('/desk', as('a session'));
  open();
  await Promise.all(tries);
  expect(answers.slice(3).map(({ status }) => status)).toEqual([200, 200]);
  expect((await page).status).toBe(200);
});

test('when the loop is late strangers are sent away, then everybody but whoever asks if we live', async () => {
  const ask = await serve({}, async () => {
    const end = performance.now() + 500;
    while (performance.now() < end);
  });
  const storm = Array.from({ length: 12 }, (_each, at) => ask('/', as(`${at}`)));
  const answers = await Promise.all([...storm, ask('/healthz')]);
  const after = await Promise.all([ask('/'), ask('/', as('a'))]);
  const statuses = [...answers.slice(0, 12), ...after].map(({ status }) => status);
  expect(statuses).toContain(503);
  expect(answers[12]?.status).toBe(200);
});

test('a rehearsal is not slowed down', async () => {
  const ask = await serve({ unlimited: true, limits: { network: few(1), account: few(1) } });
  for (let each = 0; each < 3; each++) expect((await ask('/', as('a'))).status).toBe(200);
});
