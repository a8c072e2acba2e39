// For which hosts an authority may vouch, as the bytes of the extension "name constraints" (RFC 5280,
// 4.2.1.10). A kind of host that none is of is excluded altogether: what is not named is not bound.
import { isIP, SocketAddress } from 'node:net';

const [SEQUENCE, PERMITTED, EXCLUDED, DNS, IP] = [0x30, 0xa0, 0xa1, 0x82, 0x87] as const;

export function nameConstraints(hosts: readonly string[]): Buffer {
  const addresses = hosts.filter((host) => isIP(host) !== 0);
  const names = hosts.filter((host) => isIP(host) === 0);
  const permitted = [
    ...names.map((name) => subtree(DNS, Buffer.from(name, 'ascii'))),
    ...addresses.map((address) => {
      const bytes = bytesOf(address);
      return subtree(IP, Buffer.concat([bytes, Buffer.alloc(bytes.length, 0xff)]));
    }),
  ];
  const excluded = [
    ...(names.length === 0 ? [subtree(DNS, Buffer.alloc(0))] : []),
    ...[4, 6]
      .filter((family) => !addresses.some((address) => isIP(address) === family))
      .map((family) => subtree(IP, Buffer.alloc(family === 4 ? 8 : 32))),
  ];
  return element(SEQUENCE, [
    element(PERMITTED, permitted),
    ...(excluded.length > 0 ? [element(EXCLUDED, excluded)] : []),
  ]);
}

function subtree(kind: number, base: Buffer): Buffer {
  return element(SEQUENCE, [element(kind, [base])]);
}

/** Tag, length, value (DER). */
function element(tag: number, parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const said =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...said]), value]);
}

/** The four or sixteen bytes of an address. */
function bytesOf(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const short = new SocketAddress({ address, family: 'ipv6' }).address;
  const [head = '', tail] = new URL(`http://[${short}]`).hostname.slice(1, -1).split('::');
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return Buffer.from(
    [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]),
  );
}
