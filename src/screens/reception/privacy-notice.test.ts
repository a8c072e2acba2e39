// The privacy notice at the door: two sentences in her language, and the whole of it behind a link.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { words } from '#platform/words/words.ts';
import { type House, openHouse } from '../../../test/support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test.each(['pt', 'en', 'fr', 'uk', 'ar'] as const)(
  'who speaks %s is told in her language',
  async (tag) => {
    const cookie = `${await house.signIn('Iryna')}; lang=pt`;
    const w = words(tag);
    const said = w('privacy.notice');
    expect([...new Intl.Segmenter(tag, { granularity: 'sentence' }).segment(said)]).toHaveLength(2);
    for (const turned of ['', '&turned=1']) {
      const path = `/reception/cnaim-lisboa?language=${tag}${turned}`;
      const page = await (await house.app.request(path, { headers: { cookie } })).text();
      const notice = /<p class="reception-privacy"[^]*?<\/p>/.exec(page)?.[0] ?? '';
      expect(notice).toContain(`lang="${w.tag}" dir="${w.direction}"`);
      expect(notice).toContain(said);
      expect(notice).toContain(`href="/privacy?lang=${tag}"`);
    }
    const whole = await (await house.app.request(`/privacy?lang=${tag}`)).text();
    expect(whole).toContain(w('privacy.never'));
  },
);
