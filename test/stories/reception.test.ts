// Reception as a browser without script sees it: pages, forms, refusals, papers.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { type House, openHouse } from '../support/house.ts';

const LISBON = '/reception/cnaim-lisboa';
let house: House;
let iryna: string;
let paulo: string;

beforeAll(async () => {
  house = await openHouse();
  [iryna, paulo] = await Promise.all([house.signIn('Iryna'), house.signIn('Paulo')]);
});
afterAll(() => house.close());

async function get(path: string, cookie = iryna) {
  const response = await house.app.request(path, { headers: { Cookie: cookie } });
  return { status: response.status, text: await response.text() };
}

async function post(path: string, fields: Record<string, string | string[]>, cookie = iryna) {
  const body = new URLSearchParams({ commandId: newId() });
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) body.append(name, each);
  const response = await house.app.request(path, {
    method: 'POST',
    headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
    body,
  });
  return {
    status: response.status,
    location: response.headers.get('Location') ?? '',
    text: await response.text(),
  };
}

/** The id of a visit that was just received. */
async function receive(fields: Record<string, string | string[]>): Promise<string> {
  const { status, location } = await post(LISBON, fields);
  expect(status).toBe(303);
  return location.split('/').at(-1) ?? '';
}

describe('the conversation', () => {
  test('asks for the language first, by its own name', async () => {
    const { text } = await get(LISBON);
    for (const autonym of ['Українська', 'العربية', 'Kriolu']) expect(text).toContain(autonym);
    expect(text).not.toContain('name="subjectIds"');
    const found = await get(`${LISBON}?q=ucraniano`);
    expect(found.text).toContain('?language=uk"');
    expect(found.text).not.toContain('?language=ar"');
    expect((await get(`${LISBON}?q=${encodeURIComponent('<b>?')}`)).status).toBe(200);
  });

  test('shows every need in both languages, and hers first when the screen is turned', async () => {
    const { text } = await get(`${LISBON}?language=uk`);
    expect(text).toContain('Segurança Social');
    expect(text).toContain('Соціальне забезпечення');
    const turned = await get(`${LISBON}?language=ar&turned=1`);
    expect(turned.text).toMatch(/<html lang="ar" dir="rtl"/);
    expect(turned.text.indexOf('الضمان الاجتماعي')).toBeLessThan(
      turned.text.indexOf('Segurança Social'),
    );
  });

  test('draws the route and names the papers as needs are ticked', async () => {
    const { text } = await get(
      `${LISBON}/route?language=uk&subjectIds=social-security&subjectIds=school`,
    );
    expect(text).toContain('id="route"');
    expect(text).toContain('4–8');
    expect(text).toContain('NISS');
    expect(text).not.toContain('<form');
    expect((await get(`${LISBON}/route?language=xx-nobody`)).status).toBe(404);
    expect((await get(`${LISBON}/route?language=uk&subjectIds=${'x'.repeat(500)}`)).status).toBe(
      200,
    );
  });

  test('a language and one need are enough; the slip is in her language and bears no name', async () => {
    const visit = await receive({ language: 'ar', name: 'أمل', subjectIds: ['health'] });
    const { text } = await get(`${LISBON}/ticket/${visit}`);
    const slip = text.slice(text.indexOf('<article class="slip"'), text.indexOf('</article>'));
    expect(slip).toContain('رقمك');
    expect(slip).toMatch(/slip-typed">(?:<bdi>)?\d{4}</);
    expect(slip).not.toContain('أمل');
    const nameless = await receive({ language: 'uk', subjectIds: ['school'] });
    expect((await get(`/visits/${nameless}`)).text).toContain('sem nome');
  });

  test('what was typed survives a refusal, with the reason by the field', async () => {
    const refused = await post(LISBON, {
      language: 'uk',
      name: `${'x'.repeat(121)}<i>`,
      subjectIds: ['school'],
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="name-error"');
    expect(refused.text).toContain(`${'x'.repeat(121)}&lt;i&gt;`);
    expect(refused.text).toMatch(/value="school" checked/);
    const nothing = await post(LISBON, { language: 'uk', name: 'Oksana' });
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('id="subjectIds-error"');
    expect(nothing.text).toContain('value="Oksana"');
    const unknown = await post(LISBON, { language: 'klingon', subjectIds: ['school'] });
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('Que língua fala?');
  });

  test('the mediator changes the route before the ticket prints: what comes first, what waits, by when', async () => {
    const asked = 'language=uk&subjectIds=social-security&subjectIds=school&subjectIds=health';
    const plain = (await get(`${LISBON}/route?${asked}`)).text;
    expect(plain).toContain('name="first"');
    expect(plain.match(/name="notToday"/g)).toHaveLength(3);
    const changed = (
      await get(`${LISBON}/route?${asked}&first=school&notToday=health&leaveBy=23:58`)
    ).text;
    const route = changed.slice(
      changed.indexOf('id="route"'),
      changed.indexOf('id="route-choices"'),
    );
    expect(route.indexOf('Educação')).toBeGreaterThan(0);
    expect(route.indexOf('Educação')).toBeLessThan(route.indexOf('Segurança Social'));
    expect(route).not.toContain('Saúde');
    expect(route).toMatch(/antes das 23:58|até às 23:58/);
    expect(changed).toContain('fica para outro dia, como escolheu');
    const soon = house.clock.now().toZonedDateTimeISO('Europe/Lisbon').add({ minutes: 2 });
    const hour = soon.toPlainTime().toString().slice(0, 5);
    expect((await get(`${LISBON}/route?${asked}&leaveBy=${hour}`)).text).toContain(
      `Não dá tempo até às ${hour}`,
    );

    const chosen = { language: 'uk', subjectIds: ['social-security', 'school', 'health'] };
    const more = { first: 'school', notToday: ['health'], leaveBy: '23:58' };
    const visit = await receive({ ...chosen, ...more });
    const stops = await withClient(house.database.urls.owner, async (client) => {
      const { rows } = await client.query(
        `select s.subject_id, s.state, v.leave_by > v.arrived_at as leaves from visits.stop s
         join visits.visit v on v.id = s.visit_id where v.id = $1 order by s.rank`,
        [visit],
      );
      return rows;
    });
    expect(stops).toEqual([
      { subject_id: 'social-security', state: 'ahead', leaves: true },
      { subject_id: 'school', state: 'waiting', leaves: true },
    ]);
    expect((await get(`/visits/${visit}`)).text).toContain('tem de sair até às 23:58');
    const past = await post(LISBON, { ...chosen, leaveBy: '00:00' });
    expect(past.status).toBe(422);
    expect(past.text).toContain('id="leaveBy-error"');
  });

  test('the same form twice is one person', async () => {
    const commandId = newId();
    const fields = { commandId, language: 'fr', subjectIds: ['school'] };
    const body = () => new URLSearchParams(fields as unknown as Record<string, string>);
    const send = () =>
      house.app.request(LISBON, { method: 'POST', headers: { Cookie: iryna }, body: body() });
    const [first, second] = [await send(), await send()];
    expect(first.headers.get('Location')).toBe(second.headers.get('Location'));
    expect(first.status).toBe(303);
  });

  test('is for those who receive people in that house; for others it is not there', async () => {
    for (const path of [LISBON, `${LISBON}/here`, `${LISBON}/route?language=uk`])
      expect((await get(path, paulo)).status, path).toBe(404);
    expect((await get('/reception/cnaim-porto')).status).toBe(404);
    expect((await get('/reception/nowhere')).status).toBe(404);
    const refused = await post(LISBON, { language: 'uk', subjectIds: ['school'] }, paulo);
    expect([403, 404]).toContain(refused.status);
  });
});

describe('the trip', () => {
  test('is listed among those who are here, live, with every look written down', async () => {
    const visit = await receive({ language: 'uk', name: 'Oksana', subjectIds: ['housing'] });
    const { text } = await get(`${LISBON}/here`);
    expect(text).toContain('data-topic="floor:cnaim-lisboa"');
    expect(text).toContain(`/visits/${visit}`);
    expect(text).not.toContain('<form');
    const trip = await get(`/visits/${visit}`);
    const looks = await withClient(house.database.urls.owner, (client) =>
      client.query(
        `select distinct purpose from log.read r join visits.visit v using (person_id)
         where v.id = $1 and r.screen = 'reception'`,
        [visit],
      ),
    );
    expect(looks.rows).toEqual([{ purpose: 'receive' }]);
    expect(trip.text).toContain('Oksana');
    expect(trip.text).toContain(`data-topic="visit:${visit}"`);
  });

  test('ends early when she goes, and says so when it is over already', async () => {
    const visit = await receive({ language: 'uk', subjectIds: ['housing', 'school'] });
    const left = await post(`/visits/${visit}/leave`, {});
    expect([left.status, left.location]).toEqual([303, `/visits/${visit}`]);
    const again = await post(`/visits/${visit}/leave`, {});
    expect(again.status).toBe(409);
    expect(again.text).toContain('Esta visita já terminou');
    expect((await get(`/visits/${visit}`)).text).not.toContain(`/visits/${visit}/leave`);
  });

  test('who stepped out is brought back to the queue', async () => {
    const visit = await receive({ language: 'uk', subjectIds: ['social-security'] });
    const token = await house.tokenOf('Paulo');
    await house.done(token, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
    const { stopId } = await house.done(token, 'stop.call-next', { deskId: 'cnaim-lisboa.d4' });
    await house.done(token, 'stop.start', { stopId });
    expect((await get(`/visits/${visit}`)).text).not.toContain(`/visits/${visit}/leave`);
    await house.done(token, 'stop.park', { stopId });
    expect((await get(`/visits/${visit}`)).text).toContain('Está de volta: Segurança Social');
    const back = await post(`/visits/${visit}/resume`, { stopId: String(stopId) });
    expect([back.status, back.location]).toEqual([303, `/visits/${visit}`]);
    const after = await get(`/visits/${visit}`);
    expect(after.text).toContain('à espera');
    expect(after.text).not.toContain('Está de volta');
    const twice = await post(`/visits/${visit}/resume`, { stopId: String(stopId) });
    expect(twice.status).toBe(409);
    expect(twice.text).toContain('Esta senha já avançou');
  });

  test('a lost paper is replaced by one with another code', async () => {
    const visit = await receive({ language: 'uk', subjectIds: ['housing'] });
    const codeOf = async () =>
      /slip-typed">(?:<bdi>)?(\d{4})</.exec((await get(`${LISBON}/ticket/${visit}`)).text)?.[1];
    const before = await codeOf();
    let after = before;
    // One in ten thousand is the same by chance.
    for (let tries = 0; tries < 3 && after === before; tries++) {
      const printed = await post(`/visits/${visit}/reprint`, {});
      expect(printed.location).toBe(`${LISBON}/ticket/${visit}`);
      after = await codeOf();
    }
    expect(after).not.toBe(before);
  });

  test('what does not exist and what may not be seen give the same answer', async () => {
    const visit = await receive({ language: 'uk', subjectIds: ['school'] });
    const away = [
      `/visits/${newId()}`,
      '/visits/abc',
      `/visits/${newId()}/summary`,
      `${LISBON}/ticket/zzz`,
    ];
    const bodies = new Set<string>();
    for (const path of away) {
      const { status, text } = await get(path);
      expect(status, path).toBe(404);
      bodies.add(text);
    }
    for (const path of [`/visits/${visit}`, `/visits/${visit}/stops`, `/visits/${visit}/summary`])
      expect((await get(path, paulo)).status, path).toBe(404);
  });
});
