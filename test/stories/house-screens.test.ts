// The way in, the wall, the floor and the figures in a real browser: looked through by axe in two
// directions and both lights (Arabic by night is looked at with all other pages, every-screen.test.ts), no
// sideways scrolling on a phone, no report of the content policy; and the floor follows the house by itself.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { playMorning } from '../support/busy-morning.ts';
import { type House, openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';

const SCREENS = [
  { name: 'sign-in', path: '/sign-in', who: undefined },
  { name: 'privacy', path: '/privacy', who: undefined },
  { name: 'a page that is not there', path: '/nowhere', who: undefined },
  { name: 'home', path: '/', who: 'Iryna' },
  { name: 'home of the network', path: '/', who: 'Augusto' },
  { name: 'the board', path: '/board/cnaim-lisboa', who: undefined },
  { name: 'the floor', path: '/coordination/cnaim-lisboa', who: 'Helena' },
  { name: 'figures', path: '/figures/cnaim-lisboa', who: 'Helena' },
] as const;
/** Wide by day; what is not yet seen narrow. */
const LOOKS = [
  { language: 'pt', theme: 'light', width: 1280 },
  { language: 'pt', theme: 'dark', width: 390 },
  { language: 'ar', theme: 'light', width: 390 },
];

let house: House;
let looking: Looking;

beforeAll(async () => {
  house = await openHouse({ assets: loadAssets() });
  looking = await Looking.at(await house.listen());
  await playMorning(house, 60);
});
afterAll(async () => {
  await looking?.close();
  await house?.close();
});

const tokenOf = (name?: string) => (name ? house.tokenOf(name) : Promise.resolve(''));

test.each(SCREENS)('$name: axe finds nothing and a phone is wide enough', async (screen) => {
  await looking.look(screen.name, await tokenOf(screen.who), screen.path, LOOKS);
});

test('the floor follows the house by itself', async () => {
  const { page, close } = await looking.open(
    await house.tokenOf('Helena'),
    '/coordination/cnaim-lisboa',
  );
  await page.waitForSelector('[data-live-status][data-state="live"]');
  const people = page.locator('.floor-house .figure-value').first();
  const before = Number(await people.innerText());
  await house.done(await house.tokenOf('Iryna'), 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    subjectIds: ['housing'],
  });
  await expect
    .poll(async () => Number(await people.innerText()), { timeout: 3000 })
    .toBe(before + 1);
  await close();
});

test('one click lets a persona in, and one more lets her out', async () => {
  const { page, close } = await looking.open('', '/sign-in?next=/figures/cnaim-lisboa', {
    scripts: false,
  });
  await page.getByRole('button', { name: /Helena Sequeira/ }).click();
  expect(new URL(page.url()).pathname).toBe('/figures/cnaim-lisboa');
  await page.locator('.bar-person summary').click();
  await page.locator('.bar-menu button', { hasText: 'Sair' }).click();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.goto(`${looking.url}/figures/cnaim-lisboa`);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await close();
});
