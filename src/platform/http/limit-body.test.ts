// Bodies that are too long, said or unsaid.
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { limitBody } from './limit-body.ts';

const app = new Hono();
app.use(limitBody(10, () => new Response('too long', { status: 413 })));
app.post('/', async (c) => c.text(await c.req.text()));

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  app.request('/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
const stream = (text: string) => new Response(text).body as ReadableStream;

test('a body that says that it is too long is refused unread', async () => {
  expect((await post('x'.repeat(11), { 'Content-Length': '11' })).status).toBe(413);
});

test('a body that says no length is counted', async () => {
  expect((await post(stream('x'.repeat(11)))).status).toBe(413);
  const chunked = { 'Content-Length': '1', 'Transfer-Encoding': 'chunked' };
  expect((await post(stream('x'.repeat(11)), chunked)).status).toBe(413);
});

test('a short body comes through, with or without a length', async () => {
  expect(await (await post('0123456789', { 'Content-Length': '10' })).text()).toBe('0123456789');
  expect(await (await post(stream('0123456789'))).text()).toBe('0123456789');
});
