// A file is taken out in a real browser: asked for with a reason, fetched as a paper, once.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { Scene } from '../support/scene.ts';
import { keepPaper, keepPicture } from '../support/pictures.ts';

let scene: Scene;
let looking: Looking;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets() }));
  looking = await Looking.at(await scene.house.listen());
}, 120_000);
afterAll(async () => {
  await looking?.close();
  await scene?.close();
});

const open = (path: string) => looking.open(scene.tokens.iryna, path);
const look = (name: string, path: string) => looking.look(name, scene.tokens.iryna, path);

test('a mediator takes a file out for the person who asked for it', async () => {
  const { personId } = await scene.serving();
  await scene.owner('update access.session set stepped_up_at = now()');
  const path = `/people/${personId}/export`;
  const asks = await open(`/people/${personId}`);
  await asks.page.getByRole('link', { name: 'Imprimir ou exportar' }).click();
  await asks.page.waitForURL(looking.url + path);
  // What is too short is said at its field, and what was chosen stays.
  await asks.page.getByText('A pessoa pediu uma cópia').click();
  await asks.page.locator('textarea[name=words]').fill('cópia');
  await asks.page.getByRole('button', { name: 'Preparar' }).click();
  await asks.page.locator('.field-error, [aria-invalid=true]').first().waitFor();
  expect(await asks.page.locator('input[value=she-asked]').isChecked()).toBe(true);
  await keepPicture(asks.page, 'export-refused', { fullPage: true });
  await asks.page.locator('textarea[name=words]').fill('Pediu uma cópia para o advogado.');
  await asks.page.keyboard.press('Control+Enter');
  const fetches = asks.page.getByRole('button', { name: /Levantar/ });
  await fetches.waitFor();
  await look('export', path);
  const [download] = await Promise.all([asks.page.waitForEvent('download'), fetches.click()]);
  expect(download.suggestedFilename()).toBe('oneroof.pdf');
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  keepPaper('export.pdf', bytes);
  await asks.page.goto(looking.url + path);
  await asks.page.getByText('levantado', { exact: false }).first().waitFor();
  expect(await fetches.count()).toBe(0);
  await look('export-fetched', path);
  expect(asks.faults).toEqual([]);
  await asks.close();
});
