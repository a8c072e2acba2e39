// Who is told what only the paper shows.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../test/support/house.ts';

let house: House;
let visitId: string;
beforeAll(async () => {
  house = await openHouse();
  const received = await house.done(await house.tokenOf('Iryna'), 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    subjectIds: ['residence', 'social-security'],
  });
  visitId = String(received['visitId']);
});
afterAll(() => house?.close());

const ask = async (name: string) =>
  house.app.request(`/api/v1/visits/${visitId}/ticket`, {
    headers: { Authorization: `Bearer ${await house.tokenOf(name)}` },
  });

test('VIS-22: the welcome of the house prints the paper, with its code and route', async () => {
  const answer = await ask('Iryna');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    number: 1,
    code: expect.stringMatching(/^\d{4}$/),
    stops: [{ officeId: 'cnaim-lisboa.aima' }, { officeId: 'cnaim-lisboa.iss' }],
  });
});

test('VIS-22: no desk is told the code, and least of all the one that must be shown it', async () => {
  for (const name of ['Marta', 'Paulo']) {
    const answer = await ask(name);
    expect(answer.status).toBe(404);
    expect(await answer.json()).not.toHaveProperty('number');
  }
});

test('VIS-22: not even while she is served there', async () => {
  const paulo = await house.tokenOf('Paulo');
  const paper = (await (await ask('Iryna')).json()) as { code: string };
  const marta = await house.tokenOf('Marta');
  await house.done(marta, 'desk.open', { deskId: 'cnaim-lisboa.d34' });
  const called = await house.done(marta, 'stop.call-next', { deskId: 'cnaim-lisboa.d34' });
  const { stopId } = called;
  expect((await ask('Marta')).status).toBe(404);
  await house.done(marta, 'stop.start', { stopId, code: paper.code });
  await house.done(marta, 'stop.finish', { stopId, mode: 'support', outcome: 'solved' });
  await house.done(paulo, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
  const next = await house.done(paulo, 'stop.call-next', { deskId: 'cnaim-lisboa.d4' });
  await house.done(paulo, 'stop.start', { stopId: next['stopId'] });
  expect((await ask('Paulo')).status).toBe(404);
});
