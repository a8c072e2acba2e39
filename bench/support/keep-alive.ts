// One HTTP/1.1 connection that stays open, and as little of HTTP as our own server needs: the load
// generator shares two cores with what it measures.
import { connect, type Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly body: string;
}

export class KeepAlive {
  readonly #host: string;
  readonly #port: number;
  readonly #head: string;
  #socket: Socket | undefined;
  #got: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined;

  /** @param origin such as http://127.0.0.1:3000; @param token the session's, as a bearer token */
  constructor(origin: string, token?: string) {
    const { hostname, port, host } = new URL(origin);
    this.#host = hostname;
    this.#port = Number(port);
    this.#head = `Host: ${host}\r\n${token ? `Authorization: Bearer ${token}\r\n` : ''}`;
  }

  /** Sends a command; one at a time. @throws when the connection is lost or nothing comes in 10 s */
  command(name: string, id: string, input: object): Promise<Reply> {
    const body = JSON.stringify({ id, input });
    return this.#send(
      `POST /api/v1/commands/${name} HTTP/1.1\r\n${this.#head}Content-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }

  /** Fetches a page. */
  get(path: string, headers = ''): Promise<Reply> {
    return this.#send(`GET ${path} HTTP/1.1\r\n${this.#head}${headers}\r\n`);
  }

  close(): void {
    this.#socket?.destroy();
  }

  #send(request: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      if (!this.#socket || this.#socket.destroyed || !this.#socket.writable) this.#connect();
      this.#socket?.write(request);
    });
  }

  #connect(): void {
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    const lost = (why: string) => {
      socket.destroy();
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#got = Buffer.alloc(0);
      this.#waiting?.reject(new Error(why));
      this.#waiting = undefined;
    };
    socket.setTimeout(10_000, () => lost('no answer'));
    socket.on('error', (error) => lost(error.message));
    socket.on('close', () => lost('closed'));
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket = socket;
  }

  #read(chunk: Buffer): void {
    this.#got = this.#got.length === 0 ? chunk : Buffer.concat([this.#got, chunk]);
    const end = this.#got.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#got.toString('latin1', 0, end);
    const length = /content-length: (\d+)/i.exec(head)?.[1];
    const start = end + 4;
    let body: string;
    if (length !== undefined) {
      if (this.#got.length < start + Number(length)) return;
      body = this.#got.toString('utf8', start, start + Number(length));
    } else if (/transfer-encoding: chunked/i.test(head)) {
      if (
        !this.#got.subarray(-7).includes('\r\n0\r\n\r\n') &&
        this.#got.toString('utf8', start) !== '0\r\n\r\n'
      )
        return;
      body = unchunk(this.#got.subarray(start));
    } else body = '';
    this.#got = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}

function unchunk(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    if (!size) return Buffer.concat(parts).toString();
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
