// Keys of compartments are changed while people read and write there: no request fails, every text opens
// afterwards, and nothing hangs on the keys before. Without the file nothing opens, and with it again all does.
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf } from '#platform/uploads/uploads.ts';
import { ensureKeyFile, FileVault, presentKey } from '#platform/vault/file-vault.ts';
import { openHouse } from '../../test/support/house.ts';
import { Scene } from '../../test/support/scene.ts';
import { renewCompartmentKeys } from './renew-compartment-keys.ts';

let scene: Scene;
const folder = mkdtempSync(join(tmpdir(), 'oneroof-keys-'));
const path = join(folder, 'keys');
const compartments: string[] = [];
beforeAll(async () => {
  ensureKeyFile(path);
  scene = await Scene.open(await openHouse({ connections: 8, vault: new FileVault(path) }));
  for (let n = 0; n < 8; n++) {
    const { personId } = await scene.known();
    const { compartmentId } = await scene.house.done(scene.tokens.samira, 'compartment.open', {
      personId,
      kindId: 'violence',
    });
    compartments.push(String(compartmentId));
    for (let leaf = 0; leaf < 4; leaf++) await write(String(compartmentId), `Texto ${n}.${leaf}.`);
  }
}, 120_000);
afterAll(async () => {
  await scene?.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (compartmentId: string, body: string) =>
  scene.house.run(scene.tokens.samira, 'leaf.write', { compartmentId, body });
const read = async (compartmentId: string) => {
  const answer = await scene.house.app.request(`/compartments/${compartmentId}?lang=en`, {
    headers: { Authorization: `Bearer ${scene.tokens.samira}` },
  });
  return { status: answer.status, text: await answer.text() };
};
/** A file of somebody whom Paulo serves. */
const keptFile = async () => {
  const { personId } = await scene.serving();
  const file = {
    media: 'image/jpeg',
    bytes: Buffer.from('a picture'),
    width: 1,
    height: 1,
  } as const;
  const digest = digestOf(file.bytes);
  scene.house.services.uploads.hold(await scene.accountOf('Paulo'), digest, file);
  const input = { personId, documentId: 'passport', digest };
  const { fileId } = await scene.house.done(scene.tokens.paulo, 'file.add', input);
  await scene.house.done(scene.tokens.worker, 'file.judge', { fileId, verdict: 'clean' });
  return String(fileId);
};
const readFile = async (fileId: string) =>
  scene.house.app.request(`/files/${fileId}/content`, {
    headers: { Authorization: `Bearer ${scene.tokens.paulo}` },
  });
const SHUT = /cannot be opened now|damaged/;

test('keys are changed under load, and no request fails', { timeout: 120_000 }, async () => {
  let isOver = false;
  let requests = 0;
  const failed: string[] = [];
  const written: (readonly [string, string])[] = [];
  const visitor = async (n: number) => {
    for (let turn = 0; !isOver; turn++) {
      const id = compartments[(n + turn) % compartments.length] ?? '';
      requests++;
      if (turn % 3 === 0) {
        const body = `Escrito ${n} ${turn}.`;
        const answer = await write(id, body);
        if (answer !== 'unauthenticated' && answer.ok) written.push([id, body]);
        else failed.push(JSON.stringify(answer));
      } else {
        const { status, text } = await read(id);
        if (status !== 200 || SHUT.test(text)) failed.push(`${status}`);
      }
      await sleep(1);
    }
  };
  const file = await keptFile();
  const visitors = [0, 1, 2, 3].map(visitor);
  const owner = scene.house.database.urls.owner;
  const first = presentKey(path);
  for (let round = 0; round < 3; round++) {
    const renewed = await renewCompartmentKeys(owner, path);
    expect(renewed).toMatchObject({ compartments: compartments.length, left: 0, fileKeys: 1 });
    expect(renewed.leaves).toBeGreaterThanOrEqual(32);
    await sleep(200);
  }
  isOver = true;
  await Promise.all(visitors);
  expect(failed).toEqual([]);
  expect(requests).toBeGreaterThan(30);
  expect(written.length).toBeGreaterThan(5);
  console.info(`${requests} requests over three changes of keys, ${failed.length} failed`);

  const { forgotten } = await renewCompartmentKeys(owner, path, { forget: true });
  expect(forgotten).toContain(first);
  // Of files the keys are wrapped anew: with the old key outside gone, the bytes still open.
  expect((await readFile(file)).status).toBe(200);
  const used = await scene.owner<{ with: string; version: number }>(
    'select distinct wrapped_with as "with", version from compartments.data_key',
  );
  expect(used).toEqual([{ with: presentKey(path), version: 5 }]);
  for (const [n, id] of compartments.entries()) {
    const { text } = await read(id);
    expect(text).not.toMatch(SHUT);
    for (const body of [`Texto ${n}.0.`, `Texto ${n}.3.`]) expect(text).toContain(body);
    for (const [at, body] of written) if (at === id) expect(text).toContain(body);
  }
});

test('a text that was tampered with stays as it is, its compartment with its key, and it is told', async () => {
  const [id = ''] = compartments;
  await scene.owner(
    `update compartments.leaf set sealed = sealed || '\\x00' where id = (
       select id from compartments.leaf where compartment_id = $1 limit 1)`,
    [id],
  );
  const before = presentKey(path);
  const renewed = await renewCompartmentKeys(scene.house.database.urls.owner, path, {
    forget: true,
  });
  expect(renewed).toMatchObject({ compartments: compartments.length - 1, left: 1, forgotten: [] });
  const [kept] = await scene.owner<{ with: string }>(
    'select wrapped_with as "with" from compartments.data_key where compartment_id = $1',
    [id],
  );
  expect(kept?.with).toBe(before);
  const { text } = await read(id);
  expect(text.match(/This text is damaged/g)).toHaveLength(1);
  expect(text).toContain('Texto 0.');
});

test('without the file nothing opens and all else works; with it again all opens', async () => {
  const [, id = ''] = compartments;
  renameSync(path, `${path}.away`);
  const shut = await read(id);
  expect(shut.status).toBe(200);
  expect(shut.text).toContain('cannot be opened now');
  expect(shut.text).not.toContain('Texto 1.0.');
  await expect(write(id, 'Mais.')).resolves.toMatchObject({
    problem: { code: 'compartment-locked' },
  });
  await expect(scene.waiting()).resolves.toHaveProperty('visitId');
  renameSync(`${path}.away`, path);
  expect((await read(id)).text).toContain('Texto 1.0.');
});
