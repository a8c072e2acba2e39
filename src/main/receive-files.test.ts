// Forms with files wait in two lines: telephones that are slow to send hold up no desk.
import { expect, test } from 'vitest';
import { Hono } from 'hono';
import { Examiner } from '#platform/uploads/examiner.ts';
import { Uploads } from '#platform/uploads/uploads.ts';
import { receiveFiles } from './receive-files.ts';

/** More telephones than are read at once. */
const PHONES = 30;

test('while many telephones are slow, what a desk sends is read at once', async () => {
  const services = { examiner: new Examiner(), uploads: new Uploads() };
  const app = new Hono();
  app.post('/:line', (c) =>
    receiveFiles(
      c,
      services,
      {
        accountId: 'somebody',
        line: c.req.param('line') as 'phones' | 'desks',
        field: 'file',
        most: 1,
        media: [],
      },
      async ({ refused }) => c.json(refused?.fields),
    ),
  );
  const ends: (() => void)[] = [];
  const send = async (line: string, body: ReadableStream | string) =>
    app.request(`/${line}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      duplex: 'half',
    } as RequestInit);
  const slow = () =>
    new ReadableStream({
      start(stream) {
        ends.push(() => stream.error(new Error('gone')));
      },
    });
  const phones = Array.from({ length: PHONES }, () => send('phones', slow()));
  try {
    const answer = await send('desks', '--x--\r\n');
    expect(await answer.json()).toEqual({ file: 'file-missing' });
  } finally {
    for (const end of ends) end();
    await Promise.all(phones);
  }
}, 5000);
