// Open pages of tickets: each is told when it says something else, and only then; a link that is none,
// or no more, is told nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTicketsByLinks } from '#modules/visits/own-ticket.ts';
import { readHouseByLink } from '#modules/visits/house-now.ts';
import { hashOf } from '#platform/session/token.ts';
import { type House, openHouse } from '../../test/support/house.ts';
import { linkOf } from '../../test/support/scene.ts';

const HOUSE = 'cnaim-lisboa';

let house: House;
let iryna: string;
let paulo: string;
beforeAll(async () => {
  house = await openHouse();
  iryna = await house.tokenOf('Iryna');
  paulo = await house.tokenOf('Paulo');
  await house.done(paulo, 'desk.open', { deskId: `${HOUSE}.d4` });
});
afterAll(() => house?.close());

async function receive(subjectId: string): Promise<{ visitId: string; link: string }> {
  const input = { centreId: HOUSE, language: 'en', subjectIds: [subjectId] };
  const visitId = String((await house.done(iryna, 'visit.receive', input))['visitId']);
  return { visitId, link: await linkOf(house, iryna, visitId) };
}

/** An open page: what it was told, event by event. */
async function open(link: string) {
  const answer = await house.app.request('/my-ticket/live', {
    headers: { Cookie: `oneroof-ticket=${link}` },
  });
  const told: string[] = [];
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => {
    let rest = '';
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return;
      const blocks = (rest + (value ?? '')).split('\n\n');
      rest = blocks.pop() ?? '';
      told.push(...blocks.filter((block) => block.startsWith('event: ')));
    }
  };
  const over = read();
  return { status: answer.status, told, over, close: () => reader?.cancel() };
}
const shown = (told: readonly string[]) => told.filter((one) => one.startsWith('event: now'));

test('who is called is told the desk, who waits behind her that one less is ahead, another queue nothing', async () => {
  const first = await receive('social-security');
  const second = await receive('social-security');
  const other = await receive('housing');
  const [one, two, three] = await Promise.all([first, second, other].map(({ link }) => open(link)));
  if (!one || !two || !three) throw new Error('three pages');
  await expect
    .poll(() => [one, two, three].map(({ told }) => shown(told).length))
    .toEqual([1, 1, 1]);
  expect(shown(two.told)[0]).toContain('1 person ahead of you');
  await house.done(paulo, 'stop.call-next', { deskId: `${HOUSE}.d4` });
  await expect.poll(() => shown(one.told).at(-1)).toContain('Desk 4, now');
  await expect.poll(() => shown(two.told).at(-1)).toContain('Nobody ahead of you');
  // Told after them in the same look, if there were anything to tell.
  await house.done(iryna, 'visit.receive', {
    centreId: HOUSE,
    language: 'en',
    subjectIds: ['social-security'],
  });
  expect(shown(three.told)).toHaveLength(1);
  // The page that is opened anew says what the open one says.
  const again = await house.app.request('/my-ticket/now', {
    headers: { Cookie: `oneroof-ticket=${second.link}` },
  });
  const plain = (html: string) => html.replace(/^event: now$|^data: /gm, '').replace(/\s/g, '');
  expect(plain(await again.text())).toBe(plain(shown(two.told).at(-1) ?? ''));
  // Another paper ends the first one's link, and its stream.
  await house.done(iryna, 'ticket.reprint', { visitId: other.visitId });
  await three.over;
  expect(three.told.at(-1)).toMatch(/^event: over/);
  expect((await open(other.link)).status).toBe(404);
  await Promise.all([one.close(), two.close()]);
});

test('a desk that is lent for the day stands at the office that it serves, on open pages and new ones', async () => {
  const { link } = await receive('social-security');
  const helena = await house.tokenOf('Helena');
  const page = await open(link);
  await expect.poll(() => shown(page.told).length).toBe(1);
  const desksOf = (html: string | undefined) => /Desk (\d[–,\d ]*)/.exec(html ?? '')?.[1];
  const before = desksOf(shown(page.told)[0]);
  await house.done(helena, 'desk.lend', { deskId: `${HOUSE}.d5`, officeId: `${HOUSE}.health` });
  await expect.poll(() => desksOf(shown(page.told).at(-1))).not.toBe(before);
  const now = async () => {
    const headers = { Cookie: `oneroof-ticket=${link}` };
    return desksOf(await (await house.app.request('/my-ticket/now', { headers })).text());
  };
  expect(await now()).toBe(desksOf(shown(page.told).at(-1)));
  await house.done(helena, 'desk.return', { deskId: `${HOUSE}.d5` });
  await expect.poll(() => desksOf(shown(page.told).at(-1))).toBe(before);
  expect(await now()).toBe(before);
  await page.close();
});

test('a link that is none opens no ticket and no house; one that is good names nobody else', async () => {
  const { link } = await receive('social-security');
  const [none, good] = [hashOf(`${link.slice(0, -1)}!`), hashOf(link)];
  await house.services.database.transaction(async (tx) => {
    expect((await listTicketsByLinks(tx, [none])).size).toBe(0);
    expect(await readHouseByLink(tx, none)).toEqual({ stops: [], desks: [], booked: [] });
    expect((await listTicketsByLinks(tx, [none, good])).size).toBe(1);
    const { stops } = await readHouseByLink(tx, good);
    expect(stops.length).toBeGreaterThan(1);
    for (const { visitId, number } of stops) expect(visitId).toBe(String(number));
  });
});
