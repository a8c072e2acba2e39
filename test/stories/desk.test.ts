// The desk and the case file as requests: who is shown to whom and when, what a form does, what a
// refusal keeps.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { type House, openHouse } from '../support/house.ts';

const LEGAL = 'cnaim-lisboa.d12';
const SOCIAL = 'cnaim-lisboa.d4';
const RESIDENCE = 'cnaim-lisboa.d34';
const LABOUR_LAW = 'work-rights.legal-labour';

let house: House;
let iryna: string;
let teresa: string;
let paulo: string;
let marta: string;

beforeAll(async () => {
  house = await openHouse();
  [iryna, teresa, paulo, marta] = (await Promise.all(
    ['Iryna', 'Teresa', 'Paulo', 'Marta'].map((name) => house.tokenOf(name)),
  )) as [string, string, string, string];
  await house.done(teresa, 'desk.open', { deskId: LEGAL });
  await house.done(paulo, 'desk.open', { deskId: SOCIAL });
  await house.done(marta, 'desk.open', { deskId: RESIDENCE });
});
afterAll(async () => house?.close());
// Nobody of one test waits in another.
beforeEach(() =>
  withClient(house.database.superuserUrl, async (client) => {
    await client.query(`update visits.stop set state = 'withdrawn', ended_at = meta.now()
                        where state not in ('done', 'withdrawn')`);
    await client.query(
      `update visits.visit set state = 'closed', closed_at = meta.now() where state = 'open'`,
    );
    await client.query(`update visits.period set during = tstzrange(lower(during), lower(during) + interval '1 day')
                        where upper_inf(during)`);
  }),
);

interface Received {
  readonly visitId: string;
  readonly personId: string;
  readonly number: number;
}

async function receive(name: string, subjectIds: string[], language = 'pt'): Promise<Received> {
  const input = { centreId: 'cnaim-lisboa', language, name, subjectIds };
  return (await house.done(iryna, 'visit.receive', input)) as unknown as Received;
}

async function callTo(token: string, deskId: string): Promise<string> {
  const { stopId } = await house.done(token, 'stop.call-next', { deskId });
  return String(stopId);
}

async function serveAt(token: string, deskId: string): Promise<string> {
  const stopId = await callTo(token, deskId);
  await house.done(token, 'stop.start', { stopId });
  return stopId;
}

async function get(token: string, path: string) {
  const answer = await house.app.request(path, { headers: { Cookie: `oneroof=${token}` } });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('Location') };
}

async function post(token: string, path: string, fields: Record<string, string>) {
  const ids = { commandId: newId(), nextCommandId: newId() };
  const answer = await house.app.request(path, {
    method: 'POST',
    headers: { Cookie: `oneroof=${token}`, 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ ...ids, ...fields }),
  });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('Location') };
}

async function count(sql: string, values: unknown[]): Promise<number> {
  const { rows } = await withClient(house.database.superuserUrl, (client) =>
    client.query<{ n: number }>(`select count(*)::int as n ${sql}`, values),
  );
  return rows[0]?.n ?? -1;
}

const actsOf = (visitId: string) =>
  count('from attendances.attendance where visit_id = $1', [visitId]);

test('a name shows once serving has begun, and that it was read is noted', async () => {
  const her = await receive('Oksana Kovalenko', [LABOUR_LAW], 'uk');
  const readsOf = () =>
    count(`from log.read where person_id = $1 and screen = 'desk' and purpose = 'serve'`, [
      her.personId,
    ]);
  for (const before of ['waiting', 'called']) {
    if (before === 'called') await callTo(teresa, LEGAL);
    const { text } = await get(teresa, `/desk/${LEGAL}`);
    expect(text, before).toContain(String(her.number));
    expect(text, before).not.toContain('Oksana');
  }
  expect(await readsOf()).toBe(0);
  await post(teresa, `/desk/${LEGAL}/serve`, { stopId: await inHand(LEGAL) });
  expect((await get(teresa, `/desk/${LEGAL}`)).text).toContain('Oksana Kovalenko');
  expect(await readsOf()).toBe(1);
});

async function inHand(deskId: string): Promise<string> {
  const { rows } = await withClient(house.database.superuserUrl, (client) =>
    client.query<{ id: string }>(
      `select id from visits.stop where desk_id = $1 and state in ('called', 'serving')`,
      [deskId],
    ),
  );
  return rows[0]?.id ?? '';
}

test('an office with a direct enforcement link learns a name only from the paper, and finds no file', async () => {
  const her = await receive('Yasmin', ['residence', LABOUR_LAW], 'ar');
  const stopId = await callTo(marta, RESIDENCE);
  expect((await get(marta, `/desk/${RESIDENCE}`)).text).toContain('name="code"');
  const wrong = await post(marta, `/desk/${RESIDENCE}/serve`, { stopId, code: 'no' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('value="no"');
  expect(wrong.text).toContain('id="code-error"');
  expect(wrong.text).not.toContain('Yasmin');
  const { rows } = await withClient(house.database.superuserUrl, (client) =>
    client.query<{ code: string }>('select code from visits.visit where id = $1', [her.visitId]),
  );
  const right = await post(marta, `/desk/${RESIDENCE}/serve`, {
    stopId,
    code: rows[0]?.code ?? '',
  });
  expect(right.status).toBe(303);
  const { text } = await get(marta, `/desk/${RESIDENCE}`);
  expect(text).toContain('Yasmin');
  // What else she came for is nobody's business here.
  expect(text).not.toContain('/people/');
  const hers = text.replace(/<option.*?<\/option>/gs, ''); // what anybody may choose from says nothing of her
  expect(hers).not.toContain('Apoio jurídico');
  expect((await get(marta, `/people/${her.personId}`)).status).toBe(404);
});

test('finishing without a next step is refused by its field, and what was typed stays', async () => {
  const her = await receive('Ana', [LABOUR_LAW]);
  const stopId = await serveAt(teresa, LEGAL);
  const answer = await post(teresa, `/desk/${LEGAL}/finish`, {
    stopId,
    number: String(her.number),
    mode: 'advice',
    outcome: 'in-progress',
    'detail-in-progress': '',
    note: 'Três meses sem <receber>.',
    next: 'call',
  });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('id="detail-in-progress-error"');
  expect(answer.text).toContain('id="nextOn-error"');
  expect(answer.text).toContain('Três meses sem &lt;receber&gt;.');
  expect(answer.text).toMatch(/value="advice" checked/);
  expect(await actsOf(her.visitId)).toBe(0);
});

test('finish and call with nobody waiting records the act and says plainly that nobody was called', async () => {
  const her = await receive('Ana', [LABOUR_LAW]);
  const stopId = await serveAt(teresa, LEGAL);
  const fields = {
    commandId: newId(),
    nextCommandId: newId(),
    stopId,
    number: String(her.number),
    mode: 'information',
    outcome: 'solved',
    next: 'call',
  };
  const first = await post(teresa, `/desk/${LEGAL}/finish`, fields);
  const again = await post(teresa, `/desk/${LEGAL}/finish`, fields);
  expect([first.status, again.status]).toEqual([303, 303]);
  expect(again.to).toBe(first.to);
  expect(await actsOf(her.visitId)).toBe(1);
  const { text } = await get(teresa, first.to ?? '');
  expect(text).toContain('por isso ninguém foi chamado');
  expect(text).toContain('A visita terminou.');
});

test('finish and call brings the next number in the same press', async () => {
  await receive('Ana', [LABOUR_LAW]);
  const stopId = await serveAt(teresa, LEGAL);
  const next = await receive('Edi', [LABOUR_LAW]);
  const { to } = await post(teresa, `/desk/${LEGAL}/finish`, {
    stopId,
    number: '1',
    mode: 'information',
    outcome: 'solved',
    next: 'call',
  });
  const { text } = await get(teresa, to ?? '');
  expect(text).toContain('senha chamada');
  expect(text).toContain(`</span>${next.number}</bdi>`);
});

test('sent on to another office she keeps her ticket, and the first note stays where it was written', async () => {
  const her = await receive('Oksana', [LABOUR_LAW]);
  const stopId = await serveAt(teresa, LEGAL);
  const { text: sheet } = await get(teresa, `/desk/${LEGAL}`);
  const target = /value="(cnaim-lisboa\.iss\|[a-z-]+)"/.exec(sheet)?.[1] ?? '';
  const { to } = await post(teresa, `/desk/${LEGAL}/finish`, {
    stopId,
    number: String(her.number),
    mode: 'referral',
    outcome: 'forward',
    to: target,
    note: 'Só para o Apoio Jurídico.',
  });
  expect((await get(teresa, to ?? '')).text).toContain('Encaminhada para Segurança Social');
  await serveAt(paulo, SOCIAL);
  const { text } = await get(paulo, `/desk/${SOCIAL}`);
  expect(text).toContain('Oksana');
  expect(text).toContain(String(her.number));
  expect(text).not.toContain('Só para o Apoio Jurídico');
  const file = await get(paulo, `/people/${her.personId}`);
  expect(file.status).toBe(200);
  expect(file.text).not.toContain('Só para o Apoio Jurídico');
});

test('what the next desk is told is read there and by its author’s unit, and goes to no office with a direct link', async () => {
  await receive('Halyna', [LABOUR_LAW]);
  const stopId = await serveAt(teresa, LEGAL);
  const { text: sheet } = await get(teresa, `/desk/${LEGAL}`);
  const target = (office: string) =>
    new RegExp(`value="(cnaim-lisboa\\.${office}\\|[a-z-]+)"`).exec(sheet)?.[1] ?? '';
  const fields = {
    stopId,
    number: '1',
    mode: 'referral',
    outcome: 'forward',
    handover: 'Traz o recibo de março.',
  };
  const refused = await post(teresa, `/desk/${LEGAL}/finish`, {
    ...fields,
    to: target('aima'),
  });
  expect(refused.text).toContain('Para este serviço não segue recado');
  expect(refused.text).toContain('Traz o recibo de março.');
  await post(teresa, `/desk/${LEGAL}/finish`, { ...fields, to: target('iss') });
  const called = await callTo(paulo, SOCIAL);
  expect((await get(paulo, `/desk/${SOCIAL}`)).text).toContain('Traz o recibo de março.');
  await house.done(paulo, 'stop.start', { stopId: called });
  expect((await get(paulo, `/desk/${SOCIAL}`)).text).toContain('Traz o recibo de março.');
  const read = (token: string) => countAs(token, 'visits.handover');
  expect(await Promise.all([teresa, paulo, iryna, marta].map(read))).toEqual([1, 1, 0, 0]);
});

test('VIS-171: on to another house with a note: expected there, the stop ended here, her other place kept', async () => {
  const her = await receive('Solomiya', [LABOUR_LAW, 'social-security']);
  const stopId = await serveAt(teresa, LEGAL);
  const { text: sheet } = await get(teresa, `/desk/${LEGAL}`);
  expect(sheet).toContain('value="centre|claim-odemira"');
  const { to } = await post(teresa, `/desk/${LEGAL}/finish`, {
    stopId,
    number: '1',
    mode: 'referral',
    outcome: 'forward',
    to: 'centre|claim-odemira',
    handover: 'Mora lá desde maio.',
  });
  expect((await get(teresa, to ?? '')).text).toContain('CLAIM Odemira espera esta pessoa');
  const catarina = await house.tokenOf('Catarina');
  const there = await get(catarina, '/reception/claim-odemira');
  expect(there.text).toContain('Solomiya');
  expect(there.text).toContain('Mora lá desde maio.');
  // What is still to be done here goes on here.
  expect(await actsOf(her.visitId)).toBe(1);
  expect(
    await count(`from visits.stop where visit_id = $1 and outcome = 'forwarded'`, [her.visitId]),
  ).toBe(1);
  const here = await serveAt(paulo, SOCIAL);
  await house.done(paulo, 'stop.finish', { stopId: here, mode: 'support', outcome: 'solved' });
  const notes = (token: string) => countAs(token, 'visits.expected where note is not null');
  expect(await Promise.all([teresa, catarina, paulo, iryna, marta].map(notes))).toEqual([
    1, 1, 0, 0, 0,
  ]);
});

test('VIS-173: back to reception with why: seen there at once, called by nobody, her places kept', async () => {
  const her = await receive('Zoya', [LABOUR_LAW, 'social-security']);
  const stopId = await serveAt(teresa, LEGAL);
  const { to } = await post(teresa, `/desk/${LEGAL}/finish`, {
    stopId,
    number: String(her.number),
    outcome: 'forward',
    to: 'reception|papers',
    handover: 'Falta o contrato.',
    note: 'Contar os dias.',
  });
  expect((await get(teresa, to ?? '')).text).toContain('volta à receção');
  const atDoor = (await get(iryna, '/reception/cnaim-lisboa/here')).text;
  expect(atDoor).toContain('Faltam documentos ou dados');
  expect(atDoor).toContain('Falta o contrato.');
  expect(atDoor).not.toContain('Contar os dias.');
  expect((await get(iryna, `/visits/${her.visitId}`)).text).toContain('Falta o contrato.');
  expect(await actsOf(her.visitId)).toBe(0);
  await expect(callTo(paulo, SOCIAL)).rejects.toThrow('nobody-waiting');
  const rows = (token: string) => countAs(token, 'visits.sent_back');
  expect(await Promise.all([teresa, iryna, paulo, marta].map(rows))).toEqual([1, 1, 0, 0]);
  await house.done(iryna, 'stop.resume', { stopId });
  expect((await get(iryna, '/reception/cnaim-lisboa/here')).text).not.toContain(
    'Falta o contrato.',
  );
  expect(await serveAt(teresa, LEGAL)).toBe(stopId);
  // Parked later for another reason, she is not back at reception.
  await house.done(teresa, 'stop.park', { stopId });
  expect((await get(iryna, '/reception/cnaim-lisboa/here')).text).not.toContain(
    'Falta o contrato.',
  );
});

/** How many rows of something an account sees. */
async function countAs(token: string, of: string): Promise<number> {
  return withClient(house.database.urls.app, async (client) => {
    await client.query('begin');
    await client.query('select access.enter($1)', [token]);
    const { rows } = await client.query(`select count(*)::int as n from ${of}`);
    await client.query('rollback');
    return rows[0].n;
  });
}

test('parking keeps the note that was being written', async () => {
  const her = await receive('Ana', [LABOUR_LAW]);
  const stopId = await serveAt(teresa, LEGAL);
  const fields = { stopId, number: String(her.number), note: 'Foi fazer cópias do contrato.' };
  const { to } = await post(teresa, `/desk/${LEGAL}/park`, fields);
  expect((await get(teresa, to ?? '')).text).toContain('está em pausa');
  await post(teresa, `/desk/${LEGAL}/resume`, { stopId });
  await serveAt(teresa, LEGAL);
  expect((await get(teresa, `/desk/${LEGAL}`)).text).toContain('Foi fazer cópias do contrato.');
});

test('one more act in the same sitting is counted, and serving goes on', async () => {
  const her = await receive('Ana', [LABOUR_LAW]);
  const stopId = await serveAt(teresa, LEGAL);
  const fields = { stopId, number: String(her.number), mode: 'support', outcome: 'solved' };
  const { to } = await post(teresa, `/desk/${LEGAL}/record`, fields);
  expect((await get(teresa, to ?? '')).text).toContain('Continua a atender');
  expect(await actsOf(her.visitId)).toBe(1);
  const long = await post(teresa, `/desk/${LEGAL}/record`, { ...fields, note: 'a'.repeat(4001) });
  expect(long.status).toBe(422);
  expect(long.text).toContain('id="note-error"');
  expect(await actsOf(her.visitId), 'a note that can’t be kept counts nothing twice').toBe(1);
});

test('a file is there while she is served, and gone afterwards', async () => {
  const her = await receive('Ana', [LABOUR_LAW]);
  expect((await get(teresa, `/people/${her.personId}`)).status).toBe(404);
  const stopId = await serveAt(teresa, LEGAL);
  const noted = await post(teresa, `/people/${her.personId}/note`, {
    stopId,
    body: 'Traz recibos.',
  });
  expect(noted.to).toBe(`/people/${her.personId}`);
  const { status, text } = await get(teresa, `/people/${her.personId}`);
  expect(status).toBe(200);
  expect(text).toContain('Traz recibos.');
  expect(text).toContain('Teresa Valadas');
  await post(teresa, `/desk/${LEGAL}/finish`, {
    stopId,
    number: '1',
    mode: 'support',
    outcome: 'solved',
  });
  house.wait(1);
  expect((await get(teresa, `/people/${her.personId}`)).status).toBe(404);
});

test('a desk of another office, one that is not there and a file that never was answer alike', async () => {
  for (const path of [
    `/desk/${SOCIAL}`,
    `/desk/${SOCIAL}/queue`,
    '/desk/nowhere',
    '/people/nobody',
    `/people/${newId()}`,
  ]) {
    expect((await get(teresa, path)).status, path).toBe(404);
  }
});

test('a live part answers with itself alone, and without a form', async () => {
  await receive('Ana', [LABOUR_LAW]);
  for (const part of ['queue', 'next', 'next?finishing', 'hand']) {
    const { status, text } = await get(teresa, `/desk/${LEGAL}/${part}`);
    expect(status, part).toBe(200);
    expect(text, part).toMatch(/^<turbo-frame[\s\S]*<\/turbo-frame>$/);
    expect(text, part).not.toContain('<form');
  }
});
