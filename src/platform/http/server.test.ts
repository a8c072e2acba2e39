// Clients that take their time, hold many connections, or speak no HTTP.
import { Hono } from 'hono';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { makeServer, type ServerOptions } from './server.ts';

const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((step) => step()));

async function serve(options: Partial<ServerOptions>): Promise<number> {
  const app = new Hono();
  app.get('/', (c) => c.text('here'));
  app.get('/long', (c) => c.text('x'.repeat(50_000_000)));
  app.post('*', async (c) => c.text(await c.req.text()));
  app.onError((_error, c) => c.text('cut', 400));
  const server = makeServer({ fetch: app.fetch, ...options });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A connection, and when it ended, in milliseconds since it was made. */
function knock(port: number, said: string): { socket: Socket; ended: Promise<number> } {
  const begun = performance.now();
  const socket = connect(port, '127.0.0.1', () => socket.write(said));
  socket.on('error', () => {});
  undo.push(() => socket.destroy());
  const ended = new Promise<number>((done) =>
    socket.on('close', () => done(performance.now() - begun)),
  );
  return { socket, ended };
}

const SOON = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 };

test('whoever sends a head or a body a byte at a time is cut', async () => {
  const port = await serve({ patience: SOON });
  const head = knock(port, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
  const body = knock(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n');
  const drip = setInterval(() => [head, body].forEach(({ socket }) => socket.write('x')), 40);
  try {
    head.socket.resume();
    body.socket.resume();
    expect(await head.ended).toBeGreaterThan(250);
    expect(await body.ended).toBeGreaterThan(550);
  } finally {
    clearInterval(drip);
  }
});

test('where files are sent a slow body has its time, and nowhere else', async () => {
  const patience = { ...SOON, requestTimeout: 300, filesTimeout: 1500 };
  const receivesFiles = (_method: string | undefined, path: string) => path === '/files';
  const port = await serve({ patience, receivesFiles });
  const head = 'HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n';
  const form = knock(port, `POST / ${head}`);
  const file = knock(port, `POST /files ${head}`);
  const drip = setInterval(() => [form, file].forEach(({ socket }) => socket.write('x')), 40);
  try {
    form.socket.resume();
    file.socket.resume();
    const [formEnded, fileEnded] = await Promise.all([form.ended, file.ended]);
    expect(formEnded).toBeLessThan(fileEnded);
    expect(fileEnded).toBeGreaterThan(1400);
  } finally {
    clearInterval(drip);
  }
});

test('whoever doesn’t read the answer is cut', async () => {
  const port = await serve({ patience: { silence: 300 } });
  const { socket, ended } = knock(port, 'GET /long HTTP/1.1\r\nHost: a\r\n\r\n');
  socket.pause();
  // A close is heard only by whoever reads. Not before a busy machine has begun to answer.
  setTimeout(() => socket.resume(), 5000);
  expect(await ended).toBeGreaterThan(250);
  expect(socket.bytesRead).toBeLessThan(50_000_000);
});

test('a network holds so many connections; a proxy that we trust as many as it needs', async () => {
  const patience = { ofOneNetwork: 3 };
  const port = await serve({ patience });
  const some = Array.from({ length: 5 }, () => knock(port, ''));
  some.forEach(({ socket }) => socket.resume());
  await Promise.all(some.slice(3).map(({ ended }) => ended));
  expect(some.filter(({ socket }) => !socket.destroyed)).toHaveLength(3);
  some.forEach(({ socket }) => socket.destroy());
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/`).then(
        (answer) => answer.status,
        () => 0,
      ),
    )
    .toBe(200);

  const behind = await serve({ patience, trustedProxies: ['127.0.0.1'] });
  const more = Array.from({ length: 5 }, () => knock(behind, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
  await Promise.all(more.map(({ socket }) => new Promise((heard) => socket.once('data', heard))));
  expect(more.filter(({ socket }) => socket.destroyed)).toHaveLength(0);
});

test('two lengths in one request, or TRACE, get no answer of ours', async () => {
  const port = await serve({});
  const twice = knock(
    port,
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n',
  );
  let heard = '';
  twice.socket.on('data', (data) => (heard += data));
  await twice.ended;
  expect(heard).toMatch(/^HTTP\/1\.1 400 /);
  expect(heard).not.toContain('here');
  const trace = knock(
    port,
    'TRACE / HTTP/1.1\r\nHost: a\r\nX-Told: secret\r\nConnection: close\r\n\r\n',
  );
  let echoed = '';
  trace.socket.on('data', (data) => (echoed += data));
  await trace.ended;
  expect(echoed).not.toContain('secret');
});
