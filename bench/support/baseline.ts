// Runs a script of plain SQL as fast as a client can: prepared once for each connection, then only
// Bind, Execute and Sync, one statement after the other, as pgbench does. What it costs beside the
// server is next to nothing, so that the baseline is the server's.
import type { Socket } from 'node:net';
import pg from 'pg';

/** A statement and its values (`:client_id` is the only variable there is). */
interface Statement {
  readonly text: string;
  readonly usesClient: boolean;
}

/** The statements of a script, without comments. */
export function statementsOf(script: string): Statement[] {
  return script
    .split('\n')
    .filter((line) => !line.startsWith('--'))
    .join('\n')
    .split(';')
    .map((text) => text.trim())
    .filter(Boolean)
    .map((text) => ({
      text: text.replaceAll(':client_id', '$1'),
      usesClient: text.includes(':client_id'),
    }));
}

/** Repeats the script on `connections` connections for `ms`. @returns transactions per second */
export async function runScript(
  url: string,
  script: string,
  connections: number,
  ms: number,
): Promise<number> {
  const statements = statementsOf(script);
  const clients = await Promise.all(
    Array.from({ length: connections }, () => prepare(url, statements)),
  );
  const until = performance.now() + ms;
  const started = performance.now();
  const counts = await Promise.all(
    clients.map((client, number) => loop(client.connection.stream, statements, number, until)),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const client of clients) client.connection.stream.destroy();
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

type RawClient = pg.Client & { connection: { stream: Socket } };

async function prepare(url: string, statements: readonly Statement[]): Promise<RawClient> {
  const client = new pg.Client({ connectionString: url }) as RawClient;
  client.on('error', () => {});
  await client.connect();
  // From here on the stream is ours; the driver must not read it.
  client.connection.stream.removeAllListeners('data');
  await exchange(
    client.connection.stream,
    Buffer.concat([
      ...statements.map(({ text }, at) => message('P', `p${at}\0${text}\0`, Buffer.from([0, 0]))),
      message('S'),
    ]),
  );
  return client;
}

async function loop(
  stream: Socket,
  statements: readonly Statement[],
  number: number,
  until: number,
): Promise<number> {
  const value = Buffer.from(String(number));
  const requests = statements.map(({ usesClient }, at) =>
    Buffer.concat([
      message('B', `\0p${at}\0`, usesClient ? parameters(value) : parameters()),
      message('E', '\0', Buffer.alloc(4)),
      message('S'),
    ]),
  );
  let count = 0;
  for (; performance.now() < until; count++) {
    for (const request of requests) await exchange(stream, request);
  }
  return count;
}

/** Sends and waits for ReadyForQuery; fails on ErrorResponse. */
function exchange(stream: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let got: Buffer = Buffer.alloc(0);
    const read = (chunk: Buffer) => {
      got = got.length === 0 ? chunk : Buffer.concat([got, chunk]);
      let at = 0;
      let failed = '';
      while (got.length - at >= 5) {
        const type = got[at];
        const size = got.readInt32BE(at + 1) + 1;
        if (got.length - at < size) return;
        if (type === 69) failed = got.toString('utf8', at + 5, at + size).replaceAll('\0', ' ');
        at += size;
        if (type === 90) {
          stream.off('data', read);
          if (failed) reject(new Error(failed));
          else resolve();
        }
      }
    };
    stream.on('data', read);
    stream.write(request);
  });
}

function message(type: string, text = '', tail: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(text), tail]);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** The end of a Bind message: text formats, values, text results. */
function parameters(...values: Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from([0, 0, 0, values.length])];
  for (const value of values) {
    const length = Buffer.alloc(4);
    length.writeInt32BE(value.length);
    parts.push(length, value);
  }
  parts.push(Buffer.from([0, 0]));
  return Buffer.concat(parts);
}
