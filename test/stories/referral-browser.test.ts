// One file shared, in a real browser: Joana of social support asks Nour, in her language, whether the
// labour inspectorate may hear of her; Duarte takes it on, sees what she agreed to and nothing else, and
// refers back. Then she changes her mind at reception while he has her file open.
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
  scene = await Scene.open(await openHouse({ assets: loadAssets() }));
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

test('social support asks her and refers her; the labour inspectorate takes it on and refers back', async () => {
  const asks = await looking.open(joana, `/people/${personId}/share`);
  await looking.look('share', joana, `/people/${personId}/share`);
  // What is said to her stands in her language beside that of whoever asks.
  await asks.page.getByText('Podemos falar de si a outro serviço').waitFor();
  await asks.page.getByText('هل يمكننا أن نخبر مكتبًا آخر عنك').waitFor();
  await asks.page.locator('select[name=toUnitId]').selectOption('act');
  await asks.page.locator('select[name=purpose]').selectOption('work');
  await asks.page.getByRole('button', { name: 'A pessoa aceita' }).click();
  await asks.page.waitForURL(/\/refer\?consent=/);
  await looking.look('refer', joana, asks.page.url().slice(looking.url.length));
  await asks.page.locator('select[name=subjectId]').selectOption('work-rights');
  await asks.page.locator('textarea[name=body]').fill('O patrão não paga há três meses.');
  await asks.page.getByRole('button', { name: 'Enviar o pedido' }).click();
  await asks.page.waitForURL(/\/referrals\/[0-9a-f-]+$/);
  const referral = asks.page.url().slice(looking.url.length);

  const { duarte } = scene.tokens;
  await looking.look('received', duarte, '/referrals');
  await looking.look('minimum', duarte, referral);
  const takes = await looking.open(duarte, '/referrals');
  await takes.page
    .getByRole('link', { name: /Salário e contrato/ })
    .first()
    .click();
  await takes.page.waitForURL(looking.url + referral);
  const before = await takes.page.content();
  for (const secret of ['نور', 'patrão', '910 000 000', personId])
    expect(before).not.toContain(secret);
  await takes.page.getByRole('button', { name: 'Aceitar' }).click();
  await takes.page.getByText('O patrão não paga há três meses.').waitFor();
  await looking.look('accepted', duarte, referral);
  await takes.page.getByRole('link', { name: 'Abrir o processo' }).click();
  await takes.page.waitForURL(`${looking.url}/people/${personId}`);
  await takes.page.getByRole('heading', { name: 'نور' }).waitFor();
  expect(await takes.page.content()).not.toContain('910 000 000');
  await looking.look('file', duarte, `/people/${personId}`);

  // And back: asked again by whoever sends it, shared what he has himself.
  await takes.page.goto(`${looking.url}/people/${personId}/share`);
  await takes.page.locator('select[name=toUnitId]').selectOption('network-support');
  await takes.page.getByRole('button', { name: 'A pessoa aceita' }).click();
  await takes.page.waitForURL(/\/refer\?consent=/);
  await takes.page.locator('select[name=subjectId]').selectOption('work-rights');
  await takes.page.locator('textarea[name=body]').fill('A queixa está feita.');
  await takes.page.getByRole('button', { name: 'Enviar o pedido' }).click();
  await takes.page.waitForURL(/\/referrals\/[0-9a-f-]+$/);
  await takes.page.goto(looking.url + referral);
  await takes.page.getByRole('button', { name: 'Está feito' }).click();
  await takes.page.getByText('feito', { exact: false }).first().waitFor();
  await asks.page.goto(`${looking.url}/referrals?side=sent`);
  await asks.page.getByText('feito: 1').waitFor();
  await asks.page.goto(`${looking.url}/referrals`);
  await asks.page.getByText('espera resposta').first().waitFor();
  expect([...asks.faults, ...takes.faults]).toEqual([]);
  await asks.close();
  await takes.close();
});

test('she changes her mind at reception, and the file that is open elsewhere is gone at once', async () => {
  const { consentId } = await scene.house.done(joana, 'consent.record', {
    personId,
    toUnitId: 'act',
    purpose: 'work',
    sections: ['needs'],
    until: '2026-08-31',
    language: 'ar',
  });
  const { referralId } = await scene.house.done(joana, 'referral.send', {
    personId,
    consentId,
    toUnitId: 'act',
    subjectId: 'work-rights',
    body: 'Mais uma queixa.',
  });
  await scene.house.done(scene.tokens.duarte, 'referral.accept', { referralId });
  scene.house.wait(1);
  const reads = await looking.open(scene.tokens.duarte, `/people/${personId}`);
  await reads.page.getByRole('heading', { name: 'نور' }).waitFor();
  // The link is up: the region that hears of the file was fetched over it.
  await reads.page.locator('turbo-frame#also-here').waitFor({ state: 'attached' });
  const hears = await reads.page.evaluate(
    async (topic) => (await (await fetch(`/live?topics=${topic}`)).body?.getReader().read())?.value,
    `file:${personId}`,
  );
  expect(hears).toBeDefined();

  const reception = await looking.open(scene.tokens.iryna, `/people/${personId}/share`);
  const back = reception.page.getByRole('button', { name: 'A pessoa já não quer' });
  while ((await back.count()) > 0) {
    await back.first().click();
    await reception.page.getByText('Acabou. Ninguém fora daqui').waitFor();
    await reception.page.goto(`${looking.url}/people/${personId}/share`);
  }
  await reads.page.getByRole('heading', { name: 'نور' }).waitFor({ state: 'detached' });
  expect(await reads.page.content()).not.toContain('نور');
  const answer = await scene.house.app.request(`/people/${personId}`, {
    headers: { Authorization: `Bearer ${scene.tokens.duarte}` },
  });
  expect(answer.status).toBe(404);
  await looking.look('withdrawn', scene.tokens.iryna, `/people/${personId}/share?done=withdrawn`);
  await reception.close();
  await reads.close();
});
