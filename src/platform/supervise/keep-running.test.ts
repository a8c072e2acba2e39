// Processes that die, refuse and are told to end.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REFUSED } from './child.ts';
import { keepRunning } from './keep-running.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oneroof-kept-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Keeps a process running whose program is `text`; `starts` counts how often it began. */
function keep(name: string, text: string) {
  const file = join(folder, `${name}.mjs`);
  const trace = join(folder, `${name}.starts`);
  writeFileSync(trace, '');
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs';\nappendFileSync(process.env.TRACE, '.');\n${text}`,
  );
  const lines: string[] = [];
  let givenUp = false;
  const kept = keepRunning(
    { name, file, env: () => ({ ...process.env, TRACE: trace }), log: (line) => lines.push(line) },
    () => {
      givenUp = true;
    },
  );
  return { kept, lines, givenUp: () => givenUp, starts: () => readFileSync(trace, 'utf8').length };
}

test('a process that dies is started again', async () => {
  const { kept, lines, starts } = keep(
    'dies',
    `process.send('ready'); process.on('SIGTERM', () => process.exit(0)); setTimeout(() => process.exit(3), 50);`,
  );
  await kept.ready;
  while (starts() < 3) await sleep(20);
  expect(lines[0]).toBe('dies ended (3): starting it again');
  await kept.stop();
  const then = starts();
  await sleep(300);
  expect(starts()).toBe(then);
});

test('a process that refuses to run is not started again', async () => {
  const { kept, givenUp, starts } = keep('refuses', `process.exit(${REFUSED});`);
  await expect(kept.ready).rejects.toThrow('refuses refuses to run');
  expect(givenUp()).toBe(true);
  expect(starts()).toBe(1);
  await kept.stop();
});

test('a process that dies five times before it was ever ready is given up', async () => {
  const { kept, givenUp, starts } = keep('stillborn', 'process.exit(1);');
  await expect(kept.ready).rejects.toThrow('stillborn does not start');
  expect(givenUp()).toBe(true);
  expect(starts()).toBe(5);
  await kept.stop();
});

test('a process may finish its work when it is told to end', async () => {
  const { kept } = keep(
    'finishes',
    `process.on('SIGTERM', () => setTimeout(() => { appendFileSync(process.env.TRACE, 'done'); process.exit(0); }, 100));
     setInterval(() => {}, 1000);
     process.send('ready');`,
  );
  await kept.ready;
  await kept.stop();
  expect(readFileSync(join(folder, 'finishes.starts'), 'utf8')).toBe('.done');
});
