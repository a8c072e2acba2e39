// Who looks after a house sees all of it in numbers, and nobody in it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { READERS } from '#main/readers.ts';
import { readOnce } from '#platform/event-log/reader.ts';
import { Database } from '#platform/db/database.ts';
import { processToken } from '#main/process-accounts.ts';
import { playMorning } from '../support/busy-morning.ts';
import { type House, openHouse, SECRET } from '../support/house.ts';

let house: House;
const cookies = new Map<string, string>();

beforeAll(async () => {
  house = await openHouse();
  await playMorning(house, 60);
});
afterAll(() => house.close());

async function get(who: string, path: string) {
  const cookie = cookies.get(who) ?? (await house.signIn(who));
  cookies.set(who, cookie);
  const answer = await house.app.request(path, { headers: { cookie, 'Accept-Language': 'pt' } });
  return { status: answer.status, text: await answer.text() };
}

describe('the floor', () => {
  test('shows each office with who waits and how long, and which desks are open', async () => {
    const { status, text } = await get('Helena', '/coordination/cnaim-lisboa');
    expect(status).toBe(200);
    const rows = [...text.matchAll(/<tr id="floor-([\w.-]+)"/g)].map((match) => match[1]);
    expect(rows).toContain('cnaim-lisboa.iss');
    expect(rows).not.toContain('cnaim-lisboa.welcome');
    expect(text).toContain('3 balcões abertos de 5');
    expect(text).toContain('Apoio Social: nenhum balcão aberto');
    expect(text).toContain('De serviço e sem balcão aberto:');
  });

  test('counts as many as wait', async () => {
    const { text } = await get('Helena', '/coordination/cnaim-lisboa/live/floor');
    const legal = /<tr id="floor-cnaim-lisboa\.legal"[\s\S]*?<\/tr>/.exec(text)?.[0] ?? '';
    const shown = Number(/class="measure"[^>]*><bdi>(\d+)/.exec(legal)?.[1]);
    const queue = await get('Teresa', '/api/v1/offices/cnaim-lisboa.legal/queue');
    const waiting = (JSON.parse(queue.text) as { items: { state: string }[] }).items.filter(
      (item) => item.state === 'waiting',
    );
    expect(waiting.length).toBeGreaterThan(0);
    expect(shown).toBe(waiting.length);
  });

  test('names no one who came', async () => {
    for (const path of ['', '/live/floor', '/live/attention']) {
      const { text } = await get('Helena', `/coordination/cnaim-lisboa${path}`);
      expect(text).not.toContain('Amal Haddad');
    }
  });

  test('is not found for anyone else, as if it were not there', async () => {
    for (const who of ['Iryna', 'Paulo', 'Marta', 'Inês', 'Catarina']) {
      expect((await get(who, '/coordination/cnaim-lisboa')).status, who).toBe(404);
    }
    expect((await get('Helena', '/coordination/cnaim-norte')).status).toBe(404);
    expect((await get('Helena', '/coordination/nowhere')).status).toBe(404);
    expect((await get('Augusto', '/coordination/cnaim-norte')).status).toBe(200);
  });
});

describe('figures', () => {
  test('of a day and its month, by office; the acts close', async () => {
    const { status, text } = await get('Helena', '/figures/cnaim-lisboa?day=2026-03-09');
    expect(status).toBe(200);
    expect(text).toContain('segunda-feira, 9 de março de 2026');
    const table = /<table class="table office-figures">[\s\S]*?<\/table>/.exec(text)?.[0] ?? '';
    const rows = [...table.matchAll(/<tr>\s*<th scope="row">[\s\S]*?<\/tr>/g)].map((row) =>
      [...row[0].matchAll(/<td[^>]*>(?:<bdi>)?(?:<span[^>]*>)?([\d\s.]+|–)/g)].map((cell) =>
        cell[1] === '–' ? 0 : Number((cell[1] ?? '').replaceAll(/\D/g, '')),
      ),
    );
    const total = rows.pop() ?? [];
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.reduce((sum, row) => sum + (row[0] ?? 0), 0)).toBe(total[0]);
    expect(total[0]).toBeGreaterThan(10);
    expect(total.slice(0, 3)).toEqual(total.slice(3));
  });

  test('of a day that is none are those of today', async () => {
    for (const day of ['2026-02-31', 'tomorrow', '', '9999-99-99', '%00']) {
      const { status, text } = await get('Helena', `/figures/cnaim-lisboa?day=${day}`);
      expect(status).toBe(200);
      expect(text).toContain('9 de março de 2026');
    }
  });

  test('are not found for who may not count there', async () => {
    for (const who of ['Iryna', 'Paulo', 'Marta', 'Teresa', 'Inês']) {
      expect((await get(who, '/figures/cnaim-lisboa')).status, who).toBe(404);
    }
    expect((await get('Catarina', '/figures/claim-odemira')).status).toBe(200);
  });
});

describe('what the network has done', () => {
  async function open(language: string) {
    const headers = { 'Accept-Language': language };
    const answer = await house.app.request('/figures', { headers });
    const text = (await answer.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
    return { status: answer.status, text, rows: text.match(/<tr[\s\S]*?<\/tr>/g) ?? [] };
  }

  test('STA-14: is told to everybody: the published sum, which its three centres close', async () => {
    const { status, text } = await open('en');
    expect(status).toBe(200);
    for (const value of ['4,115,757', '2,623,754', '1,294,051', '197,952'])
      expect(text).toContain(`<bdi>${value}</bdi>`);
    expect(2_623_754 + 1_294_051 + 197_952).toBe(4_115_757);
    expect(text).toContain('a problem analysis');
  });

  test('STA-11: shows the years without a figure as a gap, and adds none of them up', async () => {
    const { text, rows } = await open('en');
    const row = (start: string) => rows.find((each) => each.includes(start)) ?? '';
    expect(row('>2014<')).toContain('285,430');
    expect(row('>2016<')).toContain('255,796');
    expect(row('<bdi>2004–2013</bdi>')).toContain('any of these 10 years');
    expect(row('<bdi>2015</bdi>')).toContain('Nobody published');
    expect(row('<bdi>2017–2020</bdi>')).toContain('any of these 4 years');
    expect(text).toContain('These years are not added up');
    expect(text).not.toContain((285_430 + 255_796).toLocaleString('en'));
  });

  test('STA-10: keeps both values of the local centres for 2021, side by side', async () => {
    const { rows } = await open('pt');
    const at = rows.findIndex((each) => each.includes('2 fontes, lado a lado'));
    expect(rows[at]).toContain('132 028');
    expect(rows[at]).toContain('United Nations Network on Migration');
    expect(rows[at + 1]).toContain('cerca de 140 000');
    expect(rows[at + 1]).toContain('Agora Europa');
  });

  test('STA-13: tells what is counted here apart, and says that it is invented', async () => {
    const worker = new Database({
      url: house.database.urls.jobs,
      connections: 1,
      applicationName: 'test',
      rehearsalClock: house.clock,
    });
    const token = processToken(SECRET, 'worker');
    while ((await readOnce(worker, token, 'figures', READERS['figures'] as never)) > 0);
    await worker.close();
    const { text } = await open('en');
    const here = /data-here[\s\S]*?<bdi>([\d,]+)/.exec(text)?.[1] ?? '';
    expect(Number(here.replaceAll(',', ''))).toBeGreaterThan(10);
    expect(text).toContain('invented acts of this demonstration');
    expect(text).toContain('counted here, so far');
  });
});
