// To a shelter without an account and back, in a real browser: Joana of social support asks Nour, sends a package
// to the shelter and tells the code by telephone; the shelter opens it on a telephone, takes it
// on, and days later says that it is done. Delivered or opened never looked like a yes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let looking: Looking;
let personId: string;
let joana: string;

beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets(), connections: 8 }));
  looking = await Looking.at(await scene.house.listen());
  joana = await scene.house.tokenOfLogin('joana.prates@oneroof.example');
  const received = await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    name: 'نور',
    phone: '+351 910 000 000',
    subjectIds: ['food-clothes'],
  });
  personId = String(received['personId']);
  scene.house.wait(1);
  const deskId = 'cnaim-lisboa.d29';
  await scene.house.done(joana, 'desk.open', { deskId });
  const { stopId } = await scene.house.done(joana, 'stop.call-next', { deskId });
  await scene.house.done(joana, 'stop.start', { stopId });
  scene.house.wait(1);
}, 60_000);
afterAll(async () => {
  await looking?.close();
  await scene?.close();
});

test('from social support to a shelter without an account, and back', async () => {
  const asks = await looking.open(joana, `/people/${personId}/share`);
  await asks.page.locator('select[name=toUnitId]').selectOption('casa-do-limoeiro');
  await asks.page.locator('input[name=sections][value=contact]').check();
  await asks.page.getByRole('button', { name: 'A pessoa aceita' }).click();
  await asks.page.waitForURL(/\/refer\?consent=/);
  await asks.page.getByText('Isto sai da casa: Casa do Limoeiro não tem conta aqui.').waitFor();
  await looking.look('partner-send', joana, asks.page.url().slice(looking.url.length));
  await asks.page.locator('select[name=subjectId]').selectOption('food-clothes');
  // What is missing is said by its field, and nothing is sent.
  await asks.page.locator('textarea[name=body]').fill(' ');
  await asks.page.getByRole('button', { name: 'Enviar a remessa' }).click();
  await asks.page.locator('#body-error').waitFor();
  await asks.page
    .locator('textarea[name=body]')
    .fill('Precisa de um lugar para dormir esta noite, com uma criança de três anos.');
  await asks.page.getByRole('button', { name: 'Enviar a remessa' }).click();
  await asks.page.waitForURL(/\/referrals\/[0-9a-f-]+$/);
  const referral = asks.page.url().slice(looking.url.length);
  const packed = (await scene.owner<{ id: string }>('select id from partners.package'))[0];
  await scene.house.done(scene.tokens.worker, 'package.note-mail', {
    packageId: packed?.id ?? '',
    cameOut: 'delivered',
  });
  await asks.page.reload();
  await asks.page.getByText('carta entregue').waitFor();
  await asks.page.getByText('ainda sem resposta').waitFor();
  await looking.look('partner-sent', joana, referral);
  const code = (await asks.page.locator('.package-code').innerText()).trim();
  await asks.page.getByText('A carta não chegou').click();
  const link = await asks.page.locator('details .hash').innerText();

  const shelter = await looking.open('', '/privacy', { width: 390 });
  await shelter.page.goto(link.trim());
  await shelter.page.getByRole('heading', { name: 'Uma remessa protegida' }).waitFor();
  expect(await shelter.page.content()).not.toContain('نور');
  await looking.see('partner-door', shelter.page);
  await shelter.page.locator('input[name=code]').fill('1111 1111');
  await shelter.page.getByRole('button', { name: 'Abrir a remessa' }).click();
  await shelter.page.getByText('Este código não a abre.').waitFor();
  await looking.see('partner-wrong', shelter.page);
  await shelter.page.locator('input[name=code]').fill(code);
  await shelter.page.getByRole('button', { name: 'Abrir a remessa' }).click();
  await shelter.page.getByText('com uma criança de três anos').waitFor();
  await shelter.page.getByText('نور').waitFor();
  await looking.see('partner-package', shelter.page);
  await shelter.page.setViewportSize({ width: 1280, height: 800 });
  await looking.see('partner-package-wide', shelter.page);
  await shelter.page.setViewportSize({ width: 390, height: 844 });
  await shelter.page.goto(`${looking.url}/package?lang=ar`);
  await looking.see('partner-package-ar', shelter.page);
  await shelter.page.goto(`${looking.url}/package`);
  await shelter.page.getByRole('button', { name: 'Não podemos' }).click();
  await shelter.page.locator('#reason-error').waitFor();
  await looking.see('partner-no-reason', shelter.page);
  await asks.page.goto(looking.url + referral);
  await asks.page.getByText('ainda sem resposta').waitFor();
  await shelter.page.getByRole('button', { name: 'Aceitamos o pedido' }).click();
  await shelter.page.getByText('aceitaram o pedido').waitFor();
  await looking.see('partner-accepted', shelter.page);
  await shelter.page.getByRole('button', { name: 'Fechar neste computador' }).click();
  await shelter.page.getByRole('heading', { name: 'Fechada' }).waitFor();

  // Days later, by the same letter and code: an answer, and nothing of her.
  scene.house.wait(3 * 24 * 60);
  await shelter.page.goto(link.trim());
  await shelter.page.locator('input[name=code]').fill(code);
  await shelter.page.getByRole('button', { name: 'Abrir a remessa' }).click();
  await shelter.page.getByText('não se mostra segunda vez').waitFor();
  expect(await shelter.page.content()).not.toContain('نور');
  await looking.see('partner-later', shelter.page);
  await shelter.page.getByRole('button', { name: 'Está feito' }).click();
  await shelter.page.getByRole('heading', { name: 'A sua resposta foi entregue' }).waitFor();
  await looking.see('partner-said', shelter.page);
  await asks.page.goto(looking.url + referral);
  await looking.look('partner-done', joana, referral);
  await asks.page.getByText('feito').first().waitFor();
  expect([...asks.faults, ...shelter.faults]).toEqual([]);
  await asks.close();
  await shelter.close();
});
