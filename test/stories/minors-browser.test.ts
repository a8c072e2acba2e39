// In a real browser: a mother asks for health and school for her daughter, who has no papers. The family office enters
// her, hands out the paper for the school, and renews it a year later. A minor alone: the guardian is late, is written
// down, and the step is done.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { receiveChild } from '../support/played-minors.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let looking: Looking;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets(), connections: 8 }));
  looking = await Looking.at(await scene.house.listen());
}, 60_000);
afterAll(async () => {
  await looking?.close();
  await scene?.close();
});

const sql = (text: string, values?: unknown[]) => scene.owner(text, values);

test('a child without papers: entered, a paper for the school, renewed', async () => {
  const { mariama, iryna } = scene.tokens;
  const personId = await receiveChild({ house: scene.house, sql, token: iryna }, { name: 'Aicha' });
  const { page, faults, close } = await looking.open(mariama, `/people/${personId}/minors`);
  await page.locator('input[name="purposes"][value="school"]').check();
  await page.locator('input[name="askedBy"][value="parent"]').check();
  await looking.see('minor-make', page);
  await page.getByRole('button', { name: 'Inscrever' }).click();
  await page.getByText('Está no registo. Entregue a declaração.').waitFor();
  const path = new URL(page.url()).pathname;
  await page.getByText('Para a escola', { exact: true }).click();
  const [sheet] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: 'Imprimir' }).click(),
  ]);
  await sheet.close();
  await page.reload();
  await page.getByText('1 entregue').waitFor();
  await looking.look('minor-entry', mariama, path);
  await looking.look('minors', mariama, '/minors');
  scene.house.wait(60 * 24 * 380);
  await page.goto(`${looking.url}${path}`);
  await page.getByText('Caducou: renovar').waitFor();
  await page.locator('summary', { hasText: 'Renovar' }).click();
  await page.getByRole('button', { name: 'Renovar' }).click();
  await page.getByText('Está renovada.').waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('a minor alone: the guardian is late, is written down, and the step is done', async () => {
  const { samira, ines, iryna } = scene.tokens;
  const accountId = await scene.accountOf('Samira');
  const today = scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
  await scene.house.done(ines, 'training.give', {
    accountId,
    topicId: 'child-protection',
    from: today.toString(),
    until: today.add({ months: 30 }).toString(),
  });
  const personId = await receiveChild(
    { house: scene.house, sql, token: iryna },
    { name: 'Ibrahim' },
  );
  const { compartmentId } = await scene.house.done(samira, 'compartment.open', {
    personId,
    kindId: 'child-protection',
  });
  scene.house.wait(60 * 73);
  const path = `/compartments/${compartmentId}`;
  const { page, faults, close } = await looking.open(samira, path);
  await page.locator('#step-guardian[data-state="overdue"]').waitFor();
  await page.locator('#step-guardian').getByRole('link').click();
  await page.getByText('Escrever quem é', { exact: true }).click();
  const form = page.locator('#guardians form').first();
  await form.getByLabel('Nome', { exact: true }).fill('Fatou Ba');
  await form.getByLabel('Relação', { exact: true }).selectOption('relative');
  await form.locator('input[name="capacity"][value="court"]').check();
  await form.getByLabel('Desde', { exact: true }).fill(today.toString());
  await form.getByLabel('Prova que viu', { exact: true }).selectOption('court-decision');
  await form.locator('input[name="standing"][value="clear"]').check();
  await form.locator('input[name="withheld"][value="where"]').check();
  await form.getByLabel('Contacto', { exact: true }).fill('+351 912 000 111');
  await looking.see('guardian-form', page);
  await form.getByRole('button', { name: 'Guardar' }).click();
  await page.locator('#step-guardian[data-state="done"]').waitFor();
  await page.getByText('Pode assinar').waitFor();
  await looking.look('guardian', samira, path);
  expect(faults).toEqual([]);
  await close();
});
