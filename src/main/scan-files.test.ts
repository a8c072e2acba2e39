// Quarantine: a file waits until a scanner has looked at it, whoever asks; what is harmful is destroyed. Without a
// scanner it waits on, or a setting lets pictures out that were made anew, and nothing else. The job is asked for
// by the readers of the log, never on the path of an act.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Database } from '#platform/db/database.ts';
import { EICAR, FakeClamd } from '../platform/clamav/fake-clamd.fixture.ts';
import {
  added,
  chosen,
  nextScene,
  openScene,
  page,
  scene,
  sent,
  vault,
} from '../modules/files/files.fixture.ts';
import { SECRET } from '../../test/support/house.ts';
import { REACTIONS } from './reactions.ts';
import { scanFiles } from './scan-files.ts';

const clamd = new FakeClamd({});
let database: Database;
beforeAll(async () => {
  await openScene();
  database = new Database({ url: scene.house.database.urls.jobs, connections: 2 } as never);
}, 60_000);
afterEach(nextScene);
afterAll(async () => {
  await clamd.close();
  await database?.close();
  await scene?.close();
});

const address = clamd.listen();
const scanning = async (more: object = {}) =>
  scanFiles(database, scene.tokens.worker, {
    clock: scene.house.clock,
    secret: SECRET,
    vault,
    unscanned: 'hold',
    ...more,
  });
const stateOf = async (fileId: string) => {
  const [row] = await scene.owner<{ checked: string; kept: boolean }>(
    `select checked, exists (select from files.content c where c.file_id = f.id) as kept
     from files.file f where id = $1`,
    [fileId],
  );
  return row;
};

test('clean ones leave, harmful ones are destroyed, and who waits sees which', async () => {
  const clean = await added();
  const input = await chosenAgain(Buffer.from(`%PDF ${EICAR}`));
  const { fileId: harmful } = await scene.house.done(scene.tokens.paulo, 'file.add', input);
  expect(await scanning({ clamav: await address })).toBe(2);
  expect(await stateOf(clean.fileId)).toEqual({ checked: 'clean', kept: true });
  expect(await stateOf(String(harmful))).toEqual({ checked: 'harmful', kept: false });
  const { status, text } = await page(scene.tokens.paulo, `/files/${String(harmful)}`);
  expect(status).toBe(200);
  expect(text).toContain('era perigoso e foi destruído');
  expect((await page(scene.tokens.paulo, `/files/${String(harmful)}/content`)).status).toBe(404);
  expect(await scanning({ clamav: await address })).toBe(0);
});

test('while the scanner, or the key, is away, everything waits', async () => {
  const { fileId } = await added();
  expect(await scanning({ clamav: { host: '127.0.0.1', port: 1 }, unscanned: 'pictures' })).toBe(0);
  vault.isShut = true;
  expect(await scanning({ clamav: await address })).toBe(0);
  vault.isShut = false;
  expect(await stateOf(fileId)).toEqual({ checked: 'waiting', kept: true });
  expect(await scanning({ clamav: await address })).toBe(1);
});

test('without a scanner the setting lets pictures out, and a PDF never', async () => {
  const picture = await added();
  const input = await chosenAgain(Buffer.from('%PDF a page'));
  const { fileId: document } = await scene.house.done(scene.tokens.paulo, 'file.add', input);
  expect(await scanning()).toBe(0);
  expect(await scanning({ unscanned: 'pictures' })).toBe(1);
  expect(await stateOf(picture.fileId)).toEqual({ checked: 'unchecked', kept: true });
  expect(await stateOf(String(document))).toEqual({ checked: 'waiting', kept: true });
  const { text } = await page(scene.tokens.paulo, `/files/${String(document)}`);
  expect(text).toContain('não há programa que procure vírus');
});

test('the job follows from what the log says, and its payload says nothing', () => {
  for (const kind of ['file.added', 'photo.handed-in'])
    expect(REACTIONS[kind]?.({} as never)).toEqual([{ job: 'scan-files', payload: {} }]);
});

/** Another file for whoever Paulo serves already. */
async function chosenAgain(bytes: Buffer) {
  const [row] = await scene.owner<{ id: string }>(
    `select person_id as id from visits.stop where state = 'serving' limit 1`,
  );
  const personId = row?.id ?? (await chosen()).personId;
  const file = { media: 'application/pdf', bytes, width: 0, height: 0 } as const;
  const digest = sent(await scene.accountOf('Paulo'), file);
  return { personId, documentId: 'means', digest };
}
