// The database goes away, and the disk fills up, in the middle of a morning. It is said at once and
// in plain words, nothing claims to be saved, and all comes back by itself.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { inCheckout } from '#platform/checkout.ts';
import { migrate } from '#platform/db/migrate.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { makeScratchFolder } from '#platform/embedded-postgres/scratch-postgres.ts';
import { type RunningPostgres, startPostgres } from '#platform/embedded-postgres/start-postgres.ts';
import { databaseAt } from '../support/database.ts';
import { furnish, type House, openHouse } from '../support/house.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

test('without the database pages and API say so within five seconds, and the act goes through when it is back', async () => {
  const { dataDir, sweep } = makeScratchFolder();
  undo.push(sweep);
  const postgres = await startPostgres({ dataDir });
  const house = await houseOn(postgres);
  const token = await house.tokenOf('Iryna');
  const cookie = `oneroof=${token}`;
  expect((await post(house, token, newId())).status).toBe(200);

  await postgres.stop();
  const id = newId();
  const started = performance.now();
  const [page, api, ready, alive] = await Promise.all([
    house.app.request('/reception/cnaim-lisboa', {
      headers: { Cookie: cookie, 'Accept-Language': 'pt' },
    }),
    post(house, token, id),
    house.app.request('/readyz'),
    house.app.request('/healthz'),
  ]);
  expect(performance.now() - started).toBeLessThan(5000);
  expect([page.status, api.status, ready.status, alive.status]).toEqual([503, 503, 503, 200]);
  expect(await page.text()).toContain('a base de dados não responde');
  expect(await api.json()).toMatchObject({ code: 'database-down', status: 503 });
  expect(api.headers.get('Retry-After')).toBe('2');

  const again = await startPostgres({ dataDir });
  undo.push(() => again.stop());
  // The same act, sent again with the same id: done once, and answered.
  const answers = [await post(house, token, id), await post(house, token, id)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await answers[0]?.json()).toEqual(await answers[1]?.json());
  expect(await count(again, 'visits.visit')).toBe(2);
});

const mayMount = process.platform === 'linux' && process.getuid?.() === 0;
test.runIf(mayMount)(
  'with a full disk acts are refused in plain words, none that was acknowledged is lost, and it goes on',
  async () => {
    const { dataDir, sweep } = makeScratchFolder();
    undo.push(sweep);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=755', 'oneroof-test', dataDir]);
    undo.push(() => execFileSync('umount', ['-l', dataDir]));
    const postgres = await startPostgres({ dataDir });
    undo.push(() => postgres.stop());
    const house = await houseOn(postgres);
    const token = await house.tokenOf('Iryna');

    // Something else fills the disk up, but for a few pages.
    const ballast = join(dataDir, 'ballast');
    const free = Number(
      execFileSync('df', ['--output=avail', '-B1', dataDir], { encoding: 'utf8' }).split('\n')[1],
    );
    writeFileSync(ballast, Buffer.alloc(Math.max(0, free - 2_000_000)));
    let acknowledged = 0;
    let refused: Response | undefined;
    for (let attempt = 0; attempt < 3000 && !refused; attempt++) {
      const answer = await post(house, token, newId());
      if (answer.status === 200) acknowledged++;
      else refused = answer;
    }
    expect(refused?.status).toBe(503);
    const said = (await refused?.json()) as { code: string };
    expect(said.code).toMatch(/^(disk-full|database-down)$/);

    rmSync(ballast);
    await expect
      .poll(async () => (await post(house, token, newId())).status, {
        timeout: 20_000,
        interval: 500,
      })
      .toBe(200);
    expect(await count(postgres, 'visits.visit')).toBe(acknowledged + 1);
    expect(await count(postgres, 'log.command')).toBe(acknowledged + 1);
  },
);

async function houseOn(postgres: RunningPostgres): Promise<House> {
  await migrate(postgres.urls.owner, inCheckout('db', 'migrations'));
  await furnish(postgres.urls.owner);
  const house = await openHouse({
    database: databaseAt(postgres.urls, postgres.superuserUrl, async () => {}),
  });
  undo.push(() => house.close());
  return house;
}

function post(house: House, token: string, id: string) {
  return house.app.request('/api/v1/commands/visit.receive', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      id,
      input: { centreId: 'cnaim-lisboa', language: 'uk', name: 'Оксана', subjectIds: ['health'] },
    }),
  });
}

function count(postgres: RunningPostgres, table: string): Promise<number> {
  return withClient(postgres.urls.owner, async (client) => {
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    return rows[0]?.n ?? -1;
  });
}
