// The live parts of a desk that is open in two tabs, or that a colleague takes: each says when it is so no more.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../../test/support/house.ts';

const DESK = 'cnaim-lisboa.d4';
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

test('who would be next is no part of a desk at which somebody is, nor of one that a colleague has', async () => {
  const paulo = await house.tokenOf('Paulo');
  const lurdes = await house.tokenOfLogin('lurdes.tavares@oneroof.example');
  /** Whether it is still so; and whether the page may go on by itself where it is not. */
  const part = async (query = '', token = paulo) => {
    const headers = { cookie: `oneroof=${token}` };
    const answer = await house.app.request(`/desk/${DESK}/hand${query}`, { headers });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    if (!text.includes(`href="/desk/${DESK}"`)) return 'so';
    expect(text).not.toContain('Chamar');
    return text.includes('data-moved-on') ? 'goes on' : 'stays';
  };
  await house.done(paulo, 'desk.open', { deskId: DESK });
  await house.done(await house.tokenOf('Iryna'), 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'pt',
    subjectIds: ['social-security'],
  });
  house.wait(1);
  expect([await part(), await part('?was=closed', lurdes)]).toEqual(['so', 'stays']);
  const { stopId } = await house.done(paulo, 'stop.call-next', { deskId: DESK });
  expect([await part(), await part(`?stop=${stopId}`)]).toEqual(['goes on', 'so']);
  await house.done(paulo, 'stop.start', { stopId });
  expect([await part(), await part(`?serving=${stopId}`)]).toEqual(['goes on', 'so']);
  // Where the same press would now take the desk from a colleague, no page goes on by itself.
  await house.done(lurdes, 'desk.take-over', { deskId: DESK });
  expect([await part(), await part(`?serving=${stopId}`)]).toEqual(['stays', 'stays']);
});

test('the desk of today’s roster at the foot of the choice follows the house: a colleague’s is not offered', async () => {
  const fresh = await openHouse();
  try {
    const [paulo, lurdes] = [
      await fresh.tokenOf('Paulo'),
      await fresh.tokenOfLogin('lurdes.tavares@oneroof.example'),
    ];
    const foot = async () => {
      const answer = await fresh.app.request('/desk', { headers: { cookie: `oneroof=${paulo}` } });
      return /<turbo-frame id="desk-own"[^]*?<\/turbo-frame>/.exec(await answer.text())?.[0];
    };
    expect(await foot()).toMatch(/data-src="\/desk"[^>]* data-topic="queue:/);
    expect(await foot()).toContain(`href="/desk/${DESK}"`);
    await fresh.done(lurdes, 'desk.open', { deskId: DESK });
    expect(await foot()).not.toContain('href');
    // Far from the list, it says of which desk it speaks.
    expect(await foot()).toContain('Balcão 4: aberto por Lurdes Tavares.');
  } finally {
    await fresh.close();
  }
});
