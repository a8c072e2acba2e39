// Protected notes in a real browser: a mediator who is trained for violence opens them on a file, writes where
// somebody sleeps, names a colleague of social support; her colleague beside her, trained or not, sees nothing.
// The list of who saw the file, opened in front of a husband, says no word of it. Olena's training lapsed: she
// is told, and the coordinator sees it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let looking: Looking;
let person: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets(), connections: 8 }));
  looking = await Looking.at(await scene.house.listen());
  person = (await scene.waiting()).personId;
}, 60_000);
afterAll(async () => {
  await looking?.close();
  await scene?.close();
});

test('a mediator of the violence team writes; a colleague outside sees nothing', async () => {
  const { samira, iryna, youssef, helena, ines } = scene.tokens;
  const { page, faults, close } = await looking.open(samira, `/people/${person}`);
  await page.getByRole('link', { name: 'Notas protegidas' }).click();
  await page.getByText('Só as pessoas nomeadas aqui sabem disto').waitFor();
  await looking.look('compartment-open', samira, `/people/${person}/compartments`);
  await page.getByLabel('Violência').check();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Está aberto. Fica responsável.').waitFor();
  const path = new URL(page.url()).pathname;
  await page
    .locator('#write [name=body]')
    .fill('Fica em casa da irmã até sexta-feira.\nNão telefonar: ele atende.');
  await page.keyboard.press('Control+Enter');
  await page.locator('.note-text', { hasText: 'Não telefonar: ele atende.' }).waitFor();
  await page.getByText('Corrigir', { exact: true }).click();
  await page.locator('article [name=body]').fill('Fica em casa da prima até sexta-feira.');
  await page.getByRole('button', { name: 'Guardar este texto' }).click();
  await page.getByText('1 versão anterior').waitFor();
  // Nothing that is typed here is kept by the browser, not even for a reload.
  await page.locator('#write [name=body]').fill('Ainda por guardar.');
  await page.reload();
  expect(await page.locator('#write [name=body]').inputValue()).toBe('');
  await page.getByLabel('Nomear alguém').selectOption({ label: 'Joana Prates' });
  await page.getByRole('button', { name: 'Nomear' }).click();
  await page.locator('#members').getByText('Joana Prates').waitFor();
  await looking.look('compartment', samira, path);
  await looking.look('compartments', samira, '/compartments');

  const joana = await scene.house.tokenOfLogin('joana.prates@oneroof.example');
  const member = await looking.open(joana, '/compartments');
  await member.page.getByRole('link', { name: 'Violência' }).click();
  await member.page.getByText('Fica em casa da prima').first().waitFor();
  await member.close();

  // Her colleagues: of the same house and unit; one of them is trained, too.
  for (const token of [iryna, youssef, helena, ines]) {
    const outside = await looking.open(token, '/');
    const answer = await outside.page.goto(looking.url + path);
    expect(answer?.status()).toBe(404);
    expect(await outside.page.content()).not.toMatch(/Violência|da prima/);
    await outside.close();
  }
  const outside = await looking.open(iryna, `/people/${person}`);
  expect(await outside.page.content()).not.toMatch(/\/people\/[^"]*\/compartments|da prima|Joana/);
  await looking.look('compartment-outside', iryna, `/people/${person}`);
  // In front of somebody else: who saw her file.
  await outside.page.goto(`${looking.url}/people/${person}/readings`);
  expect(await outside.page.content()).not.toMatch(/Joana|Violência|da prima|Samira/);
  await outside.close();
  expect(faults).toEqual([]);
  await close();
});

test('her training lapsed: she is told, the coordinator sees it, the administrator renews it', async () => {
  const { helena, ines } = scene.tokens;
  const olena = await scene.house.tokenOfLogin('olena.shevchuk@oneroof.example');
  await looking.look('compartment-lapsed', olena, '/compartments');
  const hers = await looking.open(olena, '/compartments');
  await hers.page.getByText('A sua formação «Violência doméstica» caducou').waitFor();
  await looking.look('trainings', helena, '/trainings');
  const seen = await looking.open(helena, '/trainings');
  await seen.page.locator('li', { hasText: 'Olena Shevchuk' }).getByText('caducou em').waitFor();
  expect(await seen.page.getByRole('button', { name: 'Retirar' }).count()).toBe(0);
  await seen.close();
  await looking.look('trainings-give', ines, '/trainings');
  const gives = await looking.open(ines, '/trainings');
  await gives.page.getByLabel('Quem teve formação').selectOption({ label: 'Olena Shevchuk' });
  await gives.page.getByLabel('Em quê').selectOption({ label: 'Violência doméstica' });
  await gives.page.keyboard.press('Control+Enter');
  await gives.page.getByText('Está feito.').waitFor();
  await hers.page.reload();
  expect(await hers.page.content()).not.toContain('caducou');
  expect([...hers.faults, ...gives.faults]).toEqual([]);
  await hers.close();
  await gives.close();
});
