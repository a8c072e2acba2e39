// A ClamAV daemon for tests: takes INSTREAM, and calls harmful what has EICAR in it. It is not a scanner.
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ClamdAddress } from './clamd.ts';

/** The harmless text that every scanner calls harmful, put together here so that no file of ours has it. */
export const EICAR = [
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}$',
  'EICAR-STANDARD-ANTIVIRUS-TEST-FILE',
  '!$H+H*',
].join('');

interface Options {
  /** Longest stream that it takes. */
  readonly most?: number;
  /** What it says, whatever it is sent. */
  readonly says?: string;
  /** It takes everything and says nothing. */
  readonly silent?: boolean;
}

export class FakeClamd {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** What it was sent, whole. */
  readonly heard: Buffer[] = [];

  constructor({ most = 50_000_000, says, silent = false }: Options) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      let read = Buffer.alloc(0);
      socket.on('data', (piece: Buffer) => {
        read = Buffer.concat([read, piece]);
        const stream = streamIn(read);
        if (stream === undefined || silent) return;
        this.heard.push(stream);
        const verdict =
          stream.length > most
            ? 'INSTREAM size limit exceeded. ERROR\0'
            : stream.includes(EICAR)
              ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0'
              : 'stream: OK\0';
        socket.end(Buffer.from(says ?? verdict));
      });
    });
  }

  /** @param path of a socket of the machine; a port of its own when not given */
  async listen(path?: string): Promise<ClamdAddress> {
    await new Promise<void>((done) =>
      path ? this.#server.listen(path, done) : this.#server.listen(0, '127.0.0.1', done),
    );
    return path
      ? { path }
      : { host: '127.0.0.1', port: (this.#server.address() as AddressInfo).port };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }
}

/** The bytes of a stream once it has ended; undefined before. */
function streamIn(read: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (read.length >= command.length && !read.toString('latin1').startsWith(command))
    return Buffer.alloc(0);
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= read.length; ) {
    const length = read.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(read.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
