// Refusals leave on a tick, whatever was done before them; what works does not wait for one.
import { expect, test } from 'vitest';
import { refusingOnTheTick, TICK_MS } from './on-the-tick.ts';

const request = new Request('http://house.example/');

/** An answer of that status after so long, and when it left, in ticks since the request came. */
async function ticksOf(status: number, afterMs: number): Promise<number> {
  const fetch = refusingOnTheTick(async (_request: Request) => {
    await new Promise((done) => setTimeout(done, afterMs));
    return new Response(null, { status });
  });
  const came = performance.now();
  expect((await fetch(request)).status).toBe(status);
  return (performance.now() - came) / TICK_MS;
}

test('a refusal never leaves before its tick, however soon it is known', async () => {
  for (const status of [400, 401, 403, 404, 409, 429])
    expect(await ticksOf(status, 1)).toBeGreaterThanOrEqual(1);
  expect(await ticksOf(404, TICK_MS + 5)).toBeGreaterThanOrEqual(2);
});

test('no two refusals take quite as long as each other', async () => {
  const taken = await Promise.all(Array.from({ length: 40 }, () => ticksOf(404, 0)));
  const spread = (Math.max(...taken) - Math.min(...taken)) * TICK_MS;
  expect(spread).toBeGreaterThan(0.5);
});

test('what works, leads on or is broken goes at once', async () => {
  const waited: number[] = [];
  for (let turn = 0; turn < 20; turn++)
    for (const status of [200, 303, 503]) waited.push(await ticksOf(status, 0));
  // On a busy machine one may be late; that none is early would mean that all wait.
  expect(Math.min(...waited)).toBeLessThan(1);
});
