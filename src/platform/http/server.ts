// The server on its port: with TLS when there is a certificate, and with little patience. A client
// that sends its request a byte at a time, or holds hundreds of connections, is cut.
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { networkOf, TrustedProxies } from './client-network.ts';
import { refusingOnTheTick } from './on-the-tick.ts';

export interface ServerOptions {
  readonly fetch: Hono['fetch'];
  /** PEM texts. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** Proxies hold connections for others, so theirs are not counted. */
  readonly trustedProxies?: readonly string[];
  readonly patience?: Partial<Patience>;
  /** Where bodies may be long, and a slow telephone needs longer than for a form. */
  readonly receivesFiles?: (method: string | undefined, path: string) => boolean;
}

export interface Patience {
  /** Milliseconds for the head of a request, and for the whole of it. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** The same for a request with files: a photograph of four million bytes over half a megabit. */
  readonly filesTimeout: number;
  /** How often the two are looked at. */
  readonly connectionsCheckingInterval: number;
  /** Milliseconds of silence after an answer, and of a client that doesn't read; streams speak every ten seconds. */
  readonly keepAliveTimeout: number;
  readonly silence: number;
  /** Connections at once: of everybody, and of one network, where the phones of a whole full house may be. */
  readonly connections: number;
  readonly ofOneNetwork: number;
}

export const PATIENCE: Patience = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  filesTimeout: 120_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 20_000,
  silence: 60_000,
  connections: 4000,
  ofOneNetwork: 1500,
};

/** With forward secrecy and authenticated encryption only; the client may choose among them. */
const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE+AESGCM',
  'ECDHE+CHACHA20',
].join(':');

/** Makes the server; `listen` is the caller's. */
export function makeServer({
  fetch: answer,
  tls,
  trustedProxies = [],
  patience,
  receivesFiles,
}: ServerOptions): Server {
  const fetch = refusingOnTheTick(answer as never) as Hono['fetch'];
  const how = { ...PATIENCE, ...patience };
  const { headersTimeout, connectionsCheckingInterval, keepAliveTimeout } = how;
  const requestTimeout = receivesFiles ? how.filesTimeout : how.requestTimeout;
  const timeouts = {
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval,
    keepAliveTimeout,
  };
  const server = createAdaptorServer(
    tls
      ? {
          fetch,
          createServer: createTlsServer,
          serverOptions: { ...timeouts, ciphers: CIPHERS, ...tls },
        }
      : { fetch, createServer, serverOptions: timeouts },
  ) as Server;
  server.maxConnections = how.connections;
  server.setTimeout(how.silence);
  if (receivesFiles) hurryOthers(server, how.requestTimeout, receivesFiles);
  limitNetworks(server, how.ofOneNetwork, new TrustedProxies(trustedProxies));
  return server;
}

/** Node's own patience is one for all requests: those without files are cut as they were before. */
function hurryOthers(
  server: Server,
  patience: number,
  receivesFiles: NonNullable<ServerOptions['receivesFiles']>,
): void {
  server.on('request', (request: IncomingMessage) => {
    const { headers, method, url = '' } = request;
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
      return;
    if (receivesFiles(method, url.split('?')[0] ?? '')) return;
    const late = setTimeout(() => request.socket.destroy(), patience).unref();
    const inTime = () => clearTimeout(late);
    request.once('end', inTime);
    request.once('close', inTime);
  });
}

/** Cuts connections of a network beyond the number that it may hold at once. */
function limitNetworks(server: Server, most: number, proxies: TrustedProxies): void {
  const held = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (proxies.has(address.replace(/^::ffff:/i, ''))) return;
    const network = networkOf(address);
    const count = (held.get(network) ?? 0) + 1;
    held.set(network, count);
    socket.once('close', () => {
      const left = (held.get(network) ?? 1) - 1;
      if (left > 0) held.set(network, left);
      else held.delete(network);
    });
    if (count > most) socket.destroy();
  });
}
