// The page on which two people bring back a third, as it looks and reads.
import { expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { enrol, makeStaff, visitor } from '../support/visitor.ts';
import { keepPicture } from '../support/pictures.ts';

const PASSWORD = 'barco verde no telhado';

test('whoever answers for a unit sees who waits for the second, and gets the link', async () => {
  const house = await openHouse({ assets: loadAssets(), connections: 8 });
  const browser = await launchBrowser();
  try {
    const origin = await house.listen();
    const signedIn = async (login: string, name: string, role: string) => {
      const staff = { login, name, role, password: PASSWORD };
      await makeStaff(house, staff);
      const who = visitor(house);
      await enrol(house, who, staff);
      return who;
    };
    await signedIn('ines.mota@oneroof.example', 'Inês Mota', 'reception-mediator');
    const lead = await signedIn('lead@oneroof.example', 'Lena Sousa', 'unit-lead');
    const second = await signedIn('second@oneroof.example', 'Carla Dias', 'centre-coordinator');
    await lead.post('/account/recoveries', { login: 'ines.mota@oneroof.example' });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addCookies([
      { name: 'oneroof', value: second.cookies.get('oneroof') ?? '', url: origin },
    ]);
    const page = await context.newPage();
    await page.goto(`${origin}/account/recoveries`);
    await keepPicture(page, 'recovery/1-waiting');
    const { violations } = await lookThrough(page);
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.locator('button[name=recovery]').click();
    await page.locator('.secret').waitFor();
    await keepPicture(page, 'recovery/2-link');
    expect(await page.locator('.secret').innerText()).toMatch(/\/recover\/[\w-]{43}$/);
  } finally {
    await browser.close();
    await house.close();
  }
});
