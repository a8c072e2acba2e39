// A colleague leaves: all her cases are handed to another by one press, in a real browser. One that can’t go
// any more holds up none of the rest.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let looking: Looking;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets() }));
  looking = await Looking.at(await scene.house.listen());
}, 60_000);
afterAll(async () => {
  await looking?.close();
  await scene?.close();
});

/** A case for which Samira is named. */
async function ofSamira(): Promise<string> {
  const { iryna, samira } = scene.tokens;
  const { personId } = await scene.known();
  const { referralId } = await scene.house.done(iryna, 'file.assign', {
    personId,
    toAccountId: await scene.accountOf('Samira'),
    body: 'Falar com ela na quinta.',
  });
  await scene.house.done(samira, 'referral.accept', { referralId });
  scene.house.wait(1);
  return personId;
}

test('her cases stand ticked; those that can go are asked for by one press, and it is said that one did not', async () => {
  const { iryna } = scene.tokens;
  const personIds = [await ofSamira(), await ofSamira(), await ofSamira()];
  const { page, faults, close } = await looking.open(iryna, '/referrals');
  await page.getByRole('link', { name: 'Passar vários processos' }).click();
  await page.waitForURL(/\/cases$/);
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
  await page.getByLabel('Processos de quem').selectOption({ label: 'Samira Haddad: 3' });
  await page.waitForURL(/of=/);
  await page.getByRole('checkbox', { checked: true }).nth(2).waitFor();
  await page.locator('select[name=toAccountId]').selectOption({ label: 'Youssef Amrani' });
  await page.locator('textarea[name=body]').fill('A Samira vai-se embora na sexta.');
  await looking.see('cases-chosen', page);
  // Meanwhile one of the three keeps whoever sits here away from her.
  await scene.house.done(scene.tokens.samira, 'person.keep-away', {
    personId: personIds[0],
    accountId: await scene.accountOf('Iryna'),
  });
  await page.getByRole('button', { name: 'Passar os escolhidos' }).click();
  await page.getByText('Nem todos seguiram.').waitFor();
  await page.getByText('2 processos foram pedidos.').waitFor();
  await page.getByText('1 processo já não está nesta lista.').waitFor();
  expect(await page.getByText('já se pediu a Youssef Amrani').count()).toBe(2);
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
  await looking.see('cases-reported', page);
  expect(faults).toEqual([]);
  await close();
  await looking.look('cases', iryna, `/cases?of=${await scene.accountOf('Samira')}`);
});
