// Which network a request is counted for, whatever it says of itself.
import { expect, test } from 'vitest';
import { clientAddress, networkOf, TrustedProxies } from './client-network.ts';

const nobody = new TrustedProxies([]);
const proxies = new TrustedProxies(['10.0.0.1', '172.16.0.0/12', 'fd00::/8']);

test('neighbours of a /24 and of a /56 are one network', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.0/24');
  expect(networkOf('::ffff:192.0.2.200')).toBe('192.0.2.0/24');
  expect(networkOf('2001:db8:1:22ff::1')).toBe('2001:db8:1:2200::/56');
  expect(networkOf('2001:db8:1:2201:9:8:7:6')).toBe(networkOf('2001:db8:1:22aa::'));
  expect(networkOf('2001:db8:1:2301::')).not.toBe(networkOf('2001:db8:1:2201::'));
  expect(networkOf('::1')).toBe('0:0:0:0::/56');
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/56');
  expect(networkOf('')).toBe('unknown');
});

test('a forged X-Forwarded-For counts for nothing', () => {
  expect(clientAddress('203.0.113.9', '198.51.100.1', nobody)).toBe('203.0.113.9');
  expect(clientAddress('203.0.113.9', '198.51.100.1', proxies)).toBe('203.0.113.9');
  // Forged before it reached the proxy: only what the proxy wrote itself is believed.
  expect(clientAddress('10.0.0.1', '198.51.100.1, 203.0.113.9', proxies)).toBe('203.0.113.9');
  const long = `${'198.51.100.1, '.repeat(5000)}203.0.113.9`;
  expect(clientAddress('10.0.0.1', long, proxies)).toBe('203.0.113.9');
});

test('through a row of our proxies to whoever is behind it', () => {
  const row = '198.51.100.1, 203.0.113.9, 172.20.1.1, fd00::5';
  expect(clientAddress('::ffff:10.0.0.1', row, proxies)).toBe('203.0.113.9');
  expect(clientAddress('10.0.0.1', undefined, proxies)).toBe('10.0.0.1');
  expect(clientAddress('10.0.0.1', '198.51.100.1, nonsense', proxies)).toBe('10.0.0.1');
  expect(clientAddress('10.0.0.1', '', proxies)).toBe('10.0.0.1');
});

test('a proxy that is no address is refused at the start', () => {
  expect(() => new TrustedProxies(['proxy.example'])).toThrow(RangeError);
  expect(() => new TrustedProxies(['10.0.0.0/99'])).toThrow(RangeError);
});
