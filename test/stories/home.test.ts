// Home leads where the account may go and nowhere else; language and light are chosen without script.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UI_LANGUAGES } from '#base/languages.ts';
import { words } from '#platform/words/words.ts';
import { type House, openHouse } from '../support/house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function doorsOf(who: string) {
  const cookie = await house.signIn(who);
  const home = await house.app.request('/', { headers: { cookie } });
  expect(home.status).toBe(200);
  const doors = [...(await home.text()).matchAll(/<a class="door" href="([^"]+)"/g)];
  return { cookie, doors: doors.map((door) => door[1] ?? '') };
}

test('each role finds its screens', async () => {
  const expected: Record<string, string[]> = {
    Iryna: ['/reception/cnaim-lisboa', '/desk', '/mediation/cnaim-lisboa', '/board/cnaim-lisboa'],
    Paulo: ['/desk', '/board/cnaim-lisboa'],
    Marta: ['/desk', '/board/cnaim-lisboa'],
    Helena: [
      '/coordination/cnaim-lisboa',
      '/security/cnaim-lisboa',
      '/figures/cnaim-lisboa',
      '/board/cnaim-lisboa',
    ],
    Inês: ['/settings/accounts'],
  };
  for (const [who, doors] of Object.entries(expected)) {
    expect((await doorsOf(who)).doors, who).toEqual(doors);
  }
});

test('every door opens', async () => {
  for (const who of ['Iryna', 'Samira', 'Paulo', 'Marta', 'Teresa', 'Catarina', 'Helena']) {
    const { cookie, doors } = await doorsOf(who);
    for (const door of doors) {
      const answer = await house.app.request(door, { headers: { cookie } });
      expect([200, 303], `${who} ${door}`).toContain(answer.status);
    }
  }
});

test('the wall needs nobody to sign in, and its own device goes straight to it', async () => {
  const door = await house.app.request('/sign-in');
  expect(await door.text()).toContain('<a class="door" href="/board/cnaim-lisboa">');
  const token = await house.tokenOfLogin('quadro.lisboa@oneroof.example');
  const home = await house.app.request('/', { headers: { cookie: `oneroof=${token}` } });
  expect(home.headers.get('Location')).toBe('/board/cnaim-lisboa');
});

test('who is not signed in comes back to where she wanted to go', async () => {
  const answer = await house.app.request('/figures/cnaim-lisboa?day=2026-03-09');
  expect(answer.status).toBe(303);
  expect(answer.headers.get('Location')).toBe(
    '/sign-in?next=%2Ffigures%2Fcnaim-lisboa%3Fday%3D2026-03-09',
  );
});

test('language and light are kept in cookies, and the way back stays in the house', async () => {
  const choose = (fields: Record<string, string>) =>
    house.app.request('/preferences', { method: 'POST', body: new URLSearchParams(fields) });
  const french = await choose({ lang: 'fr', back: '/privacy?lang=uk' });
  expect(french.headers.get('Location')).toBe('/privacy');
  const cookie = french.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  expect(cookie).toBe('lang=fr');
  const page = await house.app.request('/privacy', { headers: { cookie } });
  expect(await page.text()).toContain('<html lang="fr"');

  const dark = await choose({ theme: 'dark' });
  expect(dark.headers.getSetCookie().join()).toMatch(/^theme=dark;/);
  expect(dark.headers.get('Location')).toBe('/');

  const odd = await choose({ lang: 'xx', theme: 'loud', back: '//evil.example' });
  expect(odd.headers.getSetCookie()).toEqual([]);
  expect(odd.headers.get('Location')).toBe('/');
});

test('the privacy notice speaks the language of the page, in each complete language', async () => {
  for (const language of UI_LANGUAGES) {
    const answer = await house.app.request('/privacy', {
      headers: { 'Accept-Language': language },
    });
    const w = words(language);
    const text = await answer.text();
    expect(text).toContain(`<html lang="${language}" dir="${w.direction}"`);
    expect(text).toContain(w('privacy.never.title'));
  }
});

test('what is not there and what is not hers look the same', async () => {
  const cookie = await house.signIn('Paulo');
  const pages = await Promise.all(
    ['/nowhere', '/coordination/cnaim-lisboa', '/figures/cnaim-lisboa'].map(async (path) => {
      const answer = await house.app.request(path, { headers: { cookie } });
      return [answer.status, (await answer.text()).replaceAll(/value="\/[^"]*"/g, '')];
    }),
  );
  expect(pages[1]).toEqual(pages[0]);
  expect(pages[2]).toEqual(pages[0]);
});
