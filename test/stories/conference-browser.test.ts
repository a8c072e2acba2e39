// A conference on a family, in a real browser: Nour and her daughter agreed that the labour inspectorate and
// Social Security may hear of them. Iryna calls Duarte and Paulo for an hour; they see both files in that
// hour; what was agreed is written down, and the files are closed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let looking: Looking;
let family: { id: string; name: string }[];
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets(), connections: 8 }));
  looking = await Looking.at(await scene.house.listen());
  const { iryna } = scene.tokens;
  await scene.house.done(iryna, 'household.receive', {
    centreId: 'cnaim-lisboa',
    members: [
      { role: 'adult', language: 'ar', name: 'نور', subjectIds: ['social-security'] },
      { role: 'child', language: 'ar', name: 'سلمى', subjectIds: ['food-clothes'] },
    ],
  });
  family = await scene.owner(
    "select id, name from people.person where name in ('نور', 'سلمى') order by name desc",
  );
  scene.house.wait(1);
}, 60_000);
afterAll(async () => {
  await looking?.close();
  await scene?.close();
});

test('a conference on a family: called by what they agreed, open for its hour, written down, closed', async () => {
  const { iryna, duarte, paulo } = scene.tokens;
  const [nour, salma] = family.map(({ id }) => id);
  const path = `/people/${nour}/confer`;
  // Before anybody agreed, nobody can be chosen.
  const early = await looking.open(iryna, path);
  await early.page.getByText('Ainda ninguém de outro serviço pode vir').waitFor();
  await early.close();
  const agree = (personId: string | undefined, toUnitId: string) =>
    scene.house.done(iryna, 'consent.record', {
      personId,
      toUnitId,
      purpose: 'family',
      sections: ['needs'],
      until: '2026-05-31',
      language: 'ar',
    });
  for (const unit of ['act', 'iss']) await agree(nour, unit);
  await agree(salma, 'act');

  await looking.look('confer', iryna, path);
  const { page, faults, close } = await looking.open(iryna, path);
  await page.locator('[name=question]').fill('A escola, o salário e a casa: quem faz o quê?');
  await page.locator('[name=from]').fill('09:01');
  await page.locator('[name=to]').fill('10:00');
  await page.getByLabel('Duarte Nóbrega').check();
  await page.getByLabel('Paulo Figueira').check();
  await page.getByLabel('سلمى').check();
  // Her daughter was not asked about Social Security: said at its place, and nothing typed is lost.
  await page.keyboard.press('Control+Enter');
  await page.getByText('o que a pessoa aceitou não chega').waitFor();
  await looking.see('confer-refused', page);
  expect(await page.locator('[name=question]').inputValue()).toContain('quem faz o quê');
  expect(await page.getByLabel('Paulo Figueira').isChecked()).toBe(true);
  await agree(salma, 'iss');
  await page.getByRole('button', { name: 'Marcar a reunião' }).click();
  await page.waitForURL(/\/conferences\/[0-9a-f-]+\?done=called/);
  const conference = new URL(page.url()).pathname;

  await looking.look('conferences', duarte, '/conferences');
  const guest = await looking.open(duarte, '/conferences');
  await guest.page.locator('.task-list a').first().click();
  await guest.page.getByText('quem faz o quê?').waitFor();
  await looking.look('conference-guest', duarte, conference);
  await guest.page.getByRole('link', { name: 'سلمى' }).click();
  await guest.page.getByText('por uma reunião de caso, até às 10:00').waitFor();
  await looking.look('conference-file', duarte, `/people/${nour}`);
  const other = await looking.open(paulo, `/people/${salma}`);
  await other.page.getByRole('heading', { name: 'سلمى' }).waitFor();
  await other.close();

  // Written down by whoever called it, by keyboard; Paulo did not come.
  scene.house.wait(20);
  await page.goto(looking.url + conference);
  await looking.look('conference-own', iryna, conference);
  await page.getByLabel('Paulo Figueira').uncheck();
  await page.locator('[name=record]').fill('A ACT escreve ao patrão até sexta-feira.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('realizada').first().waitFor();
  await looking.look('conference-over', iryna, conference);
  await guest.page.goto(looking.url + conference);
  await guest.page.getByText('A ACT escreve ao patrão').waitFor();
  const answer = await guest.page.goto(`${looking.url}/people/${salma}`);
  expect(answer?.status()).toBe(404);
  expect(await guest.page.content()).not.toContain('سلمى');
  expect([...faults, ...guest.faults]).toEqual([]);
  await guest.close();
  await close();
});
