// A phone hands over a photographed permit, in a real browser: Paulo shows a code while he serves Nour; her phone,
// in Arabic and without a script, photographs both sides and sends them; they come in on his screen by themselves,
// he looks at one and says what it is, destroys the other. The code is used up.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photoToken } from '#main/photo-link.ts';
import { scanFiles } from '#main/scan-files.ts';
import { loadAssets } from '#platform/build/assets.ts';
import { Database } from '#platform/db/database.ts';
import { png } from '../../src/platform/uploads/pictures.fixture.ts';
import { openHouse, SECRET } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let looking: Looking;
let person: string;
let database: Database;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets(), connections: 8 }));
  database = new Database({ url: scene.house.database.urls.jobs, connections: 1 } as never);
  looking = await Looking.at(await scene.house.listen());
  person = (await scene.serving()).personId;
}, 60_000);
afterAll(async () => {
  await looking?.close();
  await database?.close();
  await scene?.close();
});

const judge = () =>
  scanFiles(database, scene.tokens.worker, {
    clock: scene.house.clock,
    secret: SECRET,
    vault: scene.house.services.vault,
    unscanned: 'pictures',
  });
const permit = (name: string, colour: [number, number, number]) => ({
  name,
  mimeType: 'image/png',
  buffer: png(860, 540, { colour }),
});

test('a phone hands over a photographed permit', async () => {
  const { paulo, iryna } = scene.tokens;
  const desk = await looking.open(paulo, `/people/${person}/files`);
  await looking.see('files-none', desk.page);
  await desk.page.getByRole('button', { name: 'Mostrar o código' }).click();
  await desk.page.getByText('Aponte a câmara do telemóvel a este código.').waitFor();
  await looking.see('photo-code', desk.page);
  const [{ id: linkId } = { id: '' }] = await scene.owner<{ id: string }>(
    'select id from files.photo_link',
  );
  const address = `/h/${photoToken(scene.house.services.keyring, linkId)}`;

  const phone = await looking.open('', '/', { language: '', width: 390 });
  await phone.context.clearCookies();
  await phone.page.goto(looking.url + address);
  expect(new URL(phone.page.url()).pathname).toBe('/hand-in');
  await phone.page.getByRole('heading', { name: 'صوّر وثيقتك' }).waitFor();
  await looking.see('phone-photo', phone.page);
  // Something else than a photograph is told in her language, and the code is as good as before.
  const front = phone.page.locator('[name=photo]').nth(0);
  await front.setInputFiles({
    name: 'a.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('<svg/>'),
  });
  await phone.page.getByRole('button', { name: 'إرسال إلى الشباك' }).click();
  await phone.page.getByRole('alert').waitFor();
  await looking.see('phone-photo-refused', phone.page);
  await phone.page
    .locator('[name=photo]')
    .nth(0)
    .setInputFiles(permit('frente.png', [40, 90, 160]));
  await phone.page
    .locator('[name=photo]')
    .nth(1)
    .setInputFiles(permit('verso.png', [200, 190, 160]));
  await phone.page.getByRole('button', { name: 'إرسال إلى الشباك' }).click();
  await phone.page.getByRole('heading', { name: 'وصل إلى الشباك' }).waitFor();
  await looking.see('phone-photo-done', phone.page);
  // The code is used up: opened again, on any telephone, it says that they are at the desk and takes no more.
  await phone.page.goto(looking.url + address);
  await phone.page.getByRole('heading', { name: 'وصل إلى الشباك' }).waitFor();
  expect(await phone.page.locator('[name=photo]').count()).toBe(0);
  await phone.close();

  // By itself on the screen of the desk: first in quarantine, then to be looked at.
  await desk.page.getByText('As fotografias chegaram. O código já não serve.').waitFor();
  await desk.page.getByText('a verificar').first().waitFor();
  expect(await desk.page.locator('.files-photos img').count()).toBe(0);
  expect(await judge()).toBe(2);
  // Another process would tell the screen; the worker of this test shares none.
  await desk.page.reload();
  await desk.page.locator('.files-photos img').nth(1).waitFor();
  await looking.see('photo-came-in', desk.page);
  await looking.look('photo-link', paulo, `/photo-links/${linkId}`);

  await desk.page.locator('.files-photos a').first().click();
  await desk.page.locator('img.file-picture').waitFor();
  const drawn = await desk.page
    .locator('img.file-picture')
    .evaluate((one) => (one as HTMLImageElement).naturalWidth);
  expect(drawn).toBe(860);
  await desk.page.getByLabel('Que documento é').selectOption('residence-permit');
  await desk.page.keyboard.press('Control+Enter');
  await desk.page.getByText('Ficou identificado.').waitFor();
  await looking.look('file', paulo, new URL(desk.page.url()).pathname);
  await desk.page.goto(`${looking.url}/photo-links/${linkId}`);
  await desk.page.locator('.files-photos a').nth(1).click();
  await desk.page.getByText('Não serve, ou é de outra pessoa').click();
  await desk.page.getByRole('button', { name: 'Destruir' }).click();
  await desk.page.getByText('Este ficheiro foi destruído.').waitFor();

  await desk.page.goto(`${looking.url}/people/${person}/files`);
  await desk.page.getByRole('link', { name: 'Título de residência, mesmo caducado' }).waitFor();
  expect(await desk.page.locator('#files li').count()).toBe(1);
  // The desk adds one by itself, through the same page.
  await desk.page.getByLabel('Que documento é').selectOption('passport');
  await desk.page
    .getByLabel('Fotografia ou PDF')
    .setInputFiles(permit('passaporte.png', [90, 20, 30]));
  await desk.page.keyboard.press('Control+Enter');
  await desk.page.getByText('Está junto.').waitFor();
  await looking.look('files', paulo, `/people/${person}/files`);
  // The welcome sees that there are papers of hers, and not what no one has said.
  expect((await looking.open(iryna, `/people/${person}/files`)).faults).toEqual([]);
  expect(desk.faults).toEqual([]);
  await desk.close();
});
