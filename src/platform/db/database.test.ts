// A connection that is ended in the worst moment: the act fails as unavailable, and the process lives.
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { Database, DatabaseUnavailable } from './database.ts';

/** One message of PostgreSQL's protocol: its kind, its length, what it says. */
function message(kind: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}

test('told that it is ready and that it is over in one breath: unavailable, and nobody falls', async () => {
  const ready = message('R', Buffer.alloc(4));
  const idle = message('Z', Buffer.from('I'));
  const over = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'));
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.concat([ready, idle, over])));
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const { port } = server.address() as AddressInfo;
  const fell: unknown[] = [];
  const fall = (error: unknown) => void fell.push(error);
  process.on('uncaughtException', fall);
  const database = new Database({
    url: `postgres://somebody:x@127.0.0.1:${port}/nothing`,
    connections: 1,
    applicationName: 'a test',
  });
  try {
    const asked = database.transaction((tx) => tx.text('select 1'));
    await expect(asked).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(fell).toEqual([]);
  } finally {
    await database.close();
    process.off('uncaughtException', fall);
    server.close();
  }
});
