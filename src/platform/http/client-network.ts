// Where a request comes from, as a network: whoever has one address of a /24 (or of a /56) has the
// others at no cost. What a client says of itself in X-Forwarded-For counts only as far as a proxy
// that we trust has written it.
import type { Context } from 'hono';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** More addresses than any row of proxies; what is longer was made to be long. */
const MOST_HOPS = 20;

/** Addresses and networks (10.0.0.1, 10.0.0.0/8) of the proxies in front of us. */
export class TrustedProxies {
  readonly #list = new BlockList();
  readonly isEmpty: boolean;

  /** @throws RangeError for what is no address or network */
  constructor(proxies: readonly string[]) {
    this.isEmpty = proxies.length === 0;
    for (const proxy of proxies) {
      const [address = '', bits] = proxy.split('/');
      const family = isIP(address);
      if (family === 0) throw new RangeError(`${proxy} is no address`);
      const kind = family === 6 ? 'ipv6' : 'ipv4';
      if (bits === undefined) this.#list.addAddress(address, kind);
      else this.#list.addSubnet(address, Number(bits), kind);
    }
  }

  has(address: string): boolean {
    return !this.isEmpty && this.#list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
}

/** The address that a request comes from: the last one in the row that is no proxy of ours. */
export function clientAddress(
  socket: string,
  forwardedFor: string | undefined,
  proxies: TrustedProxies,
): string {
  let address = plain(socket);
  if (forwardedFor === undefined || !proxies.has(address)) return address;
  for (const hop of forwardedFor.split(',').slice(-MOST_HOPS).reverse()) {
    const next = plain(hop.trim());
    if (isIP(next) === 0) return address;
    address = next;
    if (!proxies.has(address)) return address;
  }
  return address;
}

/** The network of an address: 192.0.2.0/24, 2001:db8:1:2200::/56. */
export function networkOf(address: string): string {
  const known = plain(address);
  if (isIP(known) === 4) return `${known.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIP(known) !== 6) return 'unknown';
  const groups = groupsOf(known).slice(0, 4);
  const last = (groups[3] ?? 0) & 0xff00;
  return `${[...groups.slice(0, 3), last].map((group) => group.toString(16)).join(':')}::/56`;
}

/** The network of whoever sent a request; undefined when it came by no socket. */
export function clientNetwork(c: Context, proxies: TrustedProxies): string | undefined {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  const socket = incoming?.socket?.remoteAddress;
  if (socket === undefined) return undefined;
  return networkOf(clientAddress(socket, c.req.header('X-Forwarded-For'), proxies));
}

/** Without a zone, and an IPv4 address that came as an IPv6 one as what it is. */
function plain(address: string): string {
  const bare = address.replace(/%.*$/, '');
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = short.split('::');
  const numbers = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const before = numbers(head);
  if (tail === undefined) return before;
  const after = numbers(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return [...before, ...zeros, ...after];
}
