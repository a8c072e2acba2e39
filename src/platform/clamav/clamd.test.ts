// The protocol of a ClamAV daemon, against a small one of our own that speaks INSTREAM: no scanner can run where
// these tests run. What it says of EICAR, the harmless text that every scanner calls harmful, is what a real one
// says; the rest of what a real one does is in its manual (clamd(8)).
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { clamdAddress, scan } from './clamd.ts';
import { EICAR, FakeClamd } from './fake-clamd.fixture.ts';

const running: FakeClamd[] = [];
afterEach(() => Promise.all(running.splice(0).map((one) => one.close())));
async function daemon(options: ConstructorParameters<typeof FakeClamd>[0] = {}) {
  const one = new FakeClamd(options);
  running.push(one);
  return { one, address: await one.listen() };
}

test('what is clean, and what is not, over TCP and over a socket of the machine', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'oneroof-clamd-')), 'clamd.sock');
  for (const where of [undefined, path]) {
    const one = new FakeClamd({});
    running.push(one);
    const address = await one.listen(where);
    expect(await scan(address, Buffer.from('nothing to see'))).toBe('clean');
    expect(await scan(address, Buffer.from(EICAR))).toBe('harmful');
    expect(await scan(address, Buffer.concat([Buffer.alloc(300_000), Buffer.from(EICAR)]))).toBe(
      'harmful',
    );
  }
});

test('it is sent every byte, in pieces', async () => {
  const { one, address } = await daemon();
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
  expect(await scan(address, bytes)).toBe('clean');
  expect(one.heard.at(-1)?.equals(bytes)).toBe(true);
});

test('whatever is no verdict is none: too long for it, nonsense, silence, nobody', async () => {
  const small = await daemon({ most: 1000 });
  expect(await scan(small.address, Buffer.alloc(5000))).toBe('away');
  for (const says of ['stream: FOUND\0', 'OK\0', '', 'x'.repeat(9000)]) {
    const { address } = await daemon({ says });
    expect(await scan(address, Buffer.from('x')), says.slice(0, 20)).toBe('away');
  }
  const silent = await daemon({ silent: true });
  expect(await scan(silent.address, Buffer.from('x'), 200)).toBe('away');
  expect(await scan({ host: '127.0.0.1', port: 1 }, Buffer.from('x'))).toBe('away');
  expect(await scan({ path: '/nowhere/clamd.sock' }, Buffer.from('x'))).toBe('away');
});

test('an address is a host with a port, or a path', () => {
  expect(clamdAddress('localhost:3310')).toEqual({ host: 'localhost', port: 3310 });
  expect(clamdAddress('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
  expect(clamdAddress('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
  for (const said of ['localhost', 'http://localhost:3310', 'a:0', 'a:99999', 'a b:1'])
    expect(clamdAddress(said), said).toBeUndefined();
});
