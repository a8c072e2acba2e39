// Asks a ClamAV daemon about a file: INSTREAM of its protocol (clamd(8)), over TCP or a Unix socket. The bytes
// go in pieces, each after its length in four bytes, and an empty one ends them.
import { connect, type Socket } from 'node:net';

/** Where the daemon listens: `host:port`, or the path of a socket. */
export interface ClamdAddress {
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
}

/** `away`: nobody answers, or what is answered is no verdict (too long for it, out of memory). */
export type Scanned = 'clean' | 'harmful' | 'away';

const PIECE = 64 * 1024;
const PATIENCE_MS = 60_000;
/** Longest answer that makes sense. */
const ANSWER_MAX = 4096;

/** @returns undefined when it is no address */
export function clamdAddress(said: string): ClamdAddress | undefined {
  if (said.startsWith('/')) return { path: said };
  const [, six, name, port] = /^(?:\[([0-9a-fA-F:]+)\]|([\w.-]+)):(\d{1,5})$/.exec(said) ?? [];
  const host = six ?? name;
  return host && Number(port) > 0 && Number(port) < 65_536
    ? { host, port: Number(port) }
    : undefined;
}

/** Has a file scanned. */
export async function scan(
  address: ClamdAddress,
  bytes: Uint8Array,
  patience = PATIENCE_MS,
): Promise<Scanned> {
  const socket = connect(address as { path: string });
  socket.setTimeout(patience, () => socket.destroy(new Error('no answer')));
  try {
    const answer = answerOf(socket);
    answer.catch(() => {}); // looked at below
    await Promise.race([send(socket, bytes), answer]);
    return verdictIn(await answer);
  } catch {
    return 'away';
  } finally {
    socket.destroy();
  }
}

async function send(socket: Socket, bytes: Uint8Array): Promise<void> {
  const write = (piece: Uint8Array) =>
    new Promise<void>((done, fail) =>
      socket.write(piece, (error) => (error ? fail(error) : done())),
    );
  await write(Buffer.from('zINSTREAM\0'));
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    await write(lengthOf(piece.length));
    await write(piece);
  }
  await write(lengthOf(0));
}

function lengthOf(length: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length);
  return head;
}

/** What is said until the connection ends. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      said += text;
      if (said.includes('\0') || said.length > ANSWER_MAX) done(said);
    });
    socket.on('end', () => done(said));
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('closed')));
  });
}

function verdictIn(answer: string): Scanned {
  const said = answer.split('\0')[0]?.trim() ?? '';
  if (said === 'stream: OK') return 'clean';
  return /^stream: .+ FOUND$/.test(said) ? 'harmful' : 'away';
}
