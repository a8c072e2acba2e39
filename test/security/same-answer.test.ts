// What may not be seen and what does not exist are one answer, on every page that names a visit or a
// person, to everybody who may not: to the byte, but for ids that were asked for or made anew.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { type PlayedHouse, playHouse } from '../support/played-house.ts';

let played: PlayedHouse;
beforeAll(async () => {
  played = await playHouse();
});
afterAll(() => played?.close());

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

async function answer(token: string, path: string) {
  const response = await played.house.app.request(path, {
    headers: { Cookie: `oneroof=${token}` },
  });
  return {
    status: response.status,
    headers: [...response.headers]
      .filter(([name]) => !['date', 'x-request-id', 'content-length'].includes(name))
      .map(([name, value]) => [name, value.replaceAll(UUID, 'id')]),
    body: (await response.text()).replaceAll(UUID, 'id'),
  };
}

/** Pages and queries whose address names one visit or person. */
function addresses(): { path: string; kind: 'visitId' | 'personId' }[] {
  const found = new Map<string, 'visitId' | 'personId'>();
  for (const { method, path } of played.house.app.routes) {
    const kind = /:visitId/.test(path)
      ? 'visitId'
      : /:personId/.test(path)
        ? 'personId'
        : undefined;
    if (method === 'GET' && kind) found.set(path, kind);
  }
  return [...found].map(([path, kind]) => ({ path, kind }));
}

test('every address that names a visit or a person gives strangers the answer of one that there is not', {
  timeout: 60_000,
}, async () => {
  const { tokens, nour, karim, ana, elsewhere } = played;
  const pages = addresses();
  expect(pages.length).toBeGreaterThan(6);
  const strangers = {
    // Behind the fence, in whose queue Nour waits; an inspector; an administrator; a coordinator.
    marta: [nour, karim, ana, elsewhere],
    duarte: [nour, ana, elsewhere],
    paulo: [nour, karim, elsewhere],
    ines: [nour, karim, ana, elsewhere],
    helena: [nour, karim, ana, elsewhere],
    catarina: [nour, karim, ana],
    iryna: [elsewhere],
  } as const;
  for (const [who, whom] of Object.entries(strangers)) {
    const token = tokens[who as keyof typeof strangers];
    for (const { path, kind } of pages) {
      const at = (id: string) =>
        path.replace(`:${kind}`, id).replace(':centreId', 'cnaim-lisboa').replaceAll(/:\w+/g, 'x');
      const unknown = await answer(token, at(newId()));
      expect(unknown.status, `${who} ${path}`).not.toBe(200);
      for (const person of whom) {
        const asked = `${who} ${at(person[kind])}`;
        const theirs = await answer(token, at(person[kind]));
        expect(theirs.status, asked).toBe(unknown.status);
        expect(theirs.headers, asked).toEqual(unknown.headers);
        expect(theirs.body === unknown.body, asked).toBe(true);
      }
    }
  }
});

test('and those who may see her are shown her, so that the test above is about something', async () => {
  const { tokens, ana } = played;
  const page = await answer(tokens.iryna, `/visits/${ana.visitId}`);
  expect(page.status).toBe(200);
  expect(page.body).toContain('Ana');
});
