// Two things in a real browser that must go right when somebody is afraid. Nour does not want to meet the
// colleague who calls her: she says so at reception, and another time with her phone. And Duarte opens the
// file of somebody who lies in the street; the custodian is told and looks at it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { DESK, linkOf, Scene } from '../support/scene.ts';
import { proveLately, somebody } from '../support/somebody.ts';

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

test('she keeps a colleague away at reception, and takes it back', async () => {
  const { personId, visitId } = await scene.called();
  const { iryna, paulo } = scene.tokens;
  const path = `/people/${personId}/apart`;
  expect((await looking.open(iryna, path)).faults).toEqual([]);
  await looking.look('apart', iryna, path);
  const { page, faults, close } = await looking.open(iryna, `/people/${personId}`);
  await page.getByRole('link', { name: 'Afastar um colega' }).click();
  // What is said to her stands in her language beside that of whoever asks.
  await page.getByText('هل هنا أحد تفضّل ألّا تلتقي به؟').waitFor();
  // By keyboard alone.
  await page.locator('select[name=accountId]').focus();
  await page.keyboard.type('Paulo');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\?done=kept/);
  await looking.look('apart-kept', iryna, `${path}?done=kept`);
  const gone = await looking.open(paulo, `/people/${personId}`);
  expect(await gone.page.content()).not.toContain('Nour');
  await gone.close();
  const desk = await looking.open(paulo, `/desk/${DESK}`);
  expect(await desk.page.content()).not.toContain('Nour');
  await desk.close();
  await page.locator('.task-list button').click();
  await page.waitForURL(/\?done=back/);
  await scene.house.done(iryna, 'visit.leave', { visitId });
  expect(faults).toEqual([]);
  await close();
});

test('she says it with her phone while the desk calls her, and is back in the queue', async () => {
  const { visitId } = await scene.waiting();
  await scene.house.done(scene.tokens.paulo, 'stop.call-next', { deskId: DESK });
  const link = await linkOf(scene.house, scene.tokens.iryna, visitId);
  const { page, faults, close } = await looking.open('', `/t/${link}`, {
    language: 'ar',
    theme: 'dark',
    width: 390,
  });
  await page.locator('a[href*="another"]').click();
  await page.waitForURL(/my-ticket\/another/);
  await looking.see('phone-called', page);
  await page.locator('form.phone-choice button').click();
  await page.waitForURL(/my-ticket(\?|$)/);
  await page.locator('.phone-wait').waitFor();
  await looking.see('phone-after', page);
  await page.locator('a[href*="another"]').click();
  await looking.see('phone-kept', page);
  await page.locator('form.phone-choice button').click();
  await page.locator('a[href*="another"]').waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('a file is opened in an emergency, after a fresh proof, and looked at afterwards', async () => {
  const { personId } = await scene.known();
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  const custodian = await somebody(scene.house, 'custodian', { unitId: 'network-welcome' });
  const { duarte } = scene.tokens;
  await scene.owner(`update access.session set stepped_up_at = now() - interval '1 day'`);
  await proveLately(scene.house, custodian.token);
  const { page, context, faults, close } = await looking.open(duarte, '/break-glass');
  await page.waitForURL(/step-up/);
  await page.locator('form[action="/step-up"] button').first().click();
  await page.waitForURL(`${looking.url}/break-glass`);
  // Proved anew, the session has another token.
  const cookies = await context.cookies();
  const proved = cookies.find(({ name }) => name === 'oneroof')?.value ?? '';
  await looking.look('glass', proved, '/break-glass');
  // Too short a word is said at its place, and nothing typed is lost.
  await page.locator('[name=fileNumber]').fill(String(file?.number));
  await page.locator('[name=reason][value=health-emergency]').check();
  await page.locator('[name=words]').fill('Caiu.');
  await page.keyboard.press('Control+Enter');
  await page.locator('[name=words][aria-invalid]').waitFor();
  await looking.see('glass-refused', page);
  expect(await page.locator('[name=fileNumber]').inputValue()).toBe(String(file?.number));
  expect(await page.locator('[name=reason]:checked').inputValue()).toBe('health-emergency');
  await page.locator('[name=words]').fill('Caiu na rua e não responde; o hospital pergunta.');
  await page.getByRole('button', { name: 'Abrir o processo' }).click();
  await page.waitForURL(`${looking.url}/people/${personId}`);
  await page.getByRole('heading', { name: 'Nour' }).waitFor();
  await looking.look('glass-file', proved, `/people/${personId}`);

  await looking.look('reviews', custodian.token, '/break-glass/reviews');
  const review = await looking.open(custodian.token, '/break-glass/reviews');
  expect(await review.page.content()).not.toContain('Nour');
  await review.page.locator('textarea[name=words]').fill('O hospital confirmou a chamada.');
  await review.page.locator('button[name=verdict][value=right]').click();
  await review.page.waitForURL(/\?done=1/);
  await looking.look('reviewed', custodian.token, '/break-glass/reviews?done=1');
  await review.close();
  expect(faults).toEqual([]);
  await close();
});
