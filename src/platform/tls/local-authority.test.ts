// The authority of a house: whoever trusts it reaches the server over TLS, nobody else does, and it
// is worth nothing for another host.
import { Hono } from 'hono';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { type AddressInfo, isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { makeServer } from '../http/server.ts';
import { AuthorityError, makeLocalAuthority } from './local-authority.ts';
import { signAsThief } from './thief.fixture.ts';

const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((step) => step()));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'oneroof-authority-'));
  undo.push(() => rmSync(path, { recursive: true }));
  return path;
}
const make = (path: string, ...hosts: string[]) =>
  makeLocalAuthority(path, hosts, systemClock.now());

async function serve({ cert, key }: { cert: string; key: string }): Promise<number> {
  const app = new Hono();
  app.get('/', (c) => c.text(new URL(c.req.url).protocol));
  const server = makeServer({
    fetch: app.fetch,
    tls: { cert: readFileSync(cert), key: readFileSync(key) },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Why a browser would not go on, or what it was answered. */
function visit(port: number, options: ConnectionOptions): Promise<string> {
  return new Promise((done) => {
    const asked = request({ port, host: '127.0.0.1', path: '/', agent: false, ...options });
    asked.on('response', (answer) => answer.on('data', (data) => done(String(data))));
    asked.on('error', (error: NodeJS.ErrnoException) => done(`${error.code} ${error.message}`));
    asked.end();
  });
}

test('whoever trusts the authority reaches the server by its names, nobody else', async () => {
  const made = await make(folder(), 'oneroof.example', '192.0.2.7', '2001:db8::7');
  const port = await serve(made);
  const ca = readFileSync(made.authority);
  expect(await visit(port, { ca, servername: 'oneroof.example' })).toBe('https:');
  expect(await visit(port, { servername: 'oneroof.example' })).toMatch(/VERIFY|SELF_SIGNED/);
  expect(await visit(port, { ca, servername: 'other.example' })).toMatch('ALTNAME_INVALID');
});

test('TLS 1.2 and 1.3, nothing older', async () => {
  const made = await make(folder(), 'oneroof.example');
  const port = await serve(made);
  const ca = readFileSync(made.authority);
  const version = (maxVersion: 'TLSv1.3' | 'TLSv1.2' | 'TLSv1.1') =>
    new Promise<string>((done) => {
      const old = maxVersion === 'TLSv1.1' ? { ciphers: 'ALL@SECLEVEL=0' } : {};
      const min = { minVersion: 'TLSv1.1' as const, ...old };
      const how = {
        ca,
        port,
        host: '127.0.0.1',
        servername: 'oneroof.example',
        maxVersion,
        ...min,
      };
      const socket = connect(how, () => done(socket.getProtocol() ?? ''));
      socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
      undo.push(() => socket.destroy());
    });
  expect(await version('TLSv1.3')).toBe('TLSv1.3');
  expect(await version('TLSv1.2')).toBe('TLSv1.2');
  expect(await version('TLSv1.1')).toMatch(/VERSION|ECONNRESET|PROTOCOL/);
});

test('ciphers without forward secrecy or authenticated encryption are not spoken', async () => {
  const made = await make(folder(), 'oneroof.example');
  const port = await serve(made);
  const ca = readFileSync(made.authority);
  const by = (ciphers: string) =>
    new Promise<string>((done) => {
      const how = { ca, port, host: '127.0.0.1', servername: 'oneroof.example', ciphers };
      const socket = connect({ ...how, maxVersion: 'TLSv1.2' }, () =>
        done(socket.getCipher().name),
      );
      socket.on('error', () => done('refused'));
      undo.push(() => socket.destroy());
    });
  expect(await by('ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256')).toContain('GCM');
  for (const weak of [
    'AES128-GCM-SHA256:AES256-GCM-SHA384',
    'ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA',
    'AES128-SHA',
  ])
    expect(await by(weak), weak).toBe('refused');
});

test('a stolen authority vouches for no other host', async () => {
  const path = folder();
  const made = await make(path, 'oneroof.example');
  await expect(make(path, 'bank.example')).rejects.toThrow(AuthorityError);
  // As a thief would, past our own check; for its own host the stolen key does work.
  const ca = readFileSync(made.authority);
  const reach = async (host: string) =>
    visit(await serve(await signAsThief(path, host)), { ca, servername: isIP(host) ? '' : host });
  expect(await reach('oneroof.example')).toBe('https:');
  expect(await reach('bank.example')).toMatch('permitted subtree violation');
  expect(await reach('192.0.2.1')).toMatch('subtree violation');
});

test('a year later the same authority makes the next certificate; keys are their owner’s alone', async () => {
  const path = folder();
  const first = await make(path, 'oneroof.example');
  const before = readFileSync(first.authority, 'utf8');
  const key = readFileSync(first.key, 'utf8');
  const second = await make(path, 'oneroof.example');
  expect([first.isNew, second.isNew]).toEqual([true, false]);
  expect(readFileSync(second.authority, 'utf8')).toBe(before);
  expect(readFileSync(second.key, 'utf8')).not.toBe(key);
  if (process.platform !== 'win32') {
    for (const name of ['authority-key.pem', 'server-key.pem'])
      expect(statSync(join(path, name)).mode & 0o077, name).toBe(0);
  }
});

test.each(['', 'https://oneroof.example', 'Oneroof', 'a b', '-a', '192.0.2.7/24', '*.example'])(
  '“%s” is no host',
  (host) => expect(make(folder(), host)).rejects.toThrow(AuthorityError),
);
