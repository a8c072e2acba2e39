// A mail server that says a little now and then, for ever: its letter ends in time, and its line is cut, so that nothing
// of it arrives after it was given up.
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { smtpMailer } from './mailer.ts';

const LETTER = { id: 'one', to: 'nour@example.org', subject: 'S', text: 'T', language: 'pt' };

test('a server that is never idle and never done keeps a letter no longer than a letter may take', async () => {
  const cut = Promise.withResolvers<void>();
  let drops: NodeJS.Timeout | undefined;
  const server = createServer((line: Socket) => {
    line.write('220 here\r\n');
    let inLetter = false;
    line.on('data', (said) => {
      if (inLetter) drops ??= setInterval(() => line.write('250-still looking\r\n'), 20);
      else if (/^DATA/i.test(said.toString())) {
        inLetter = true;
        line.write('354 go on\r\n');
      } else line.write('250 yes\r\n');
    });
    line.on('error', () => {});
    line.on('close', () => {
      clearInterval(drops);
      cut.resolve();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'Oneroof <oneroof@example.org>', 0.5);
  await expect(mailer.send(LETTER)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  await cut.promise;
  expect(drops).toBeDefined();
  mailer.close();
  await new Promise((closed) => server.close(closed));
});
