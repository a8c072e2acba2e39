// What somebody in a hurry gets when the form of an emergency is not right: each fault at its place, and all
// that was typed still there. And on the file that it opens: nothing that would be refused.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { proveLately, somebody } from '../../../test/support/somebody.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse());
  await proveLately(scene.house, scene.tokens.duarte);
});
afterAll(() => scene?.close());

const post = async (token: string, path: string, fields: Record<string, string>) => {
  const answer = await scene.house.app.request(`${path}?lang=en`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: new URLSearchParams({ commandId: newId(), ...fields }),
  });
  return { status: answer.status, text: await answer.text() };
};

test('too short a word, and no reason: said beside both, nothing lost', async () => {
  const { status, text } = await post(scene.tokens.duarte, '/break-glass', {
    fileNumber: '7QK2-93MX',
    words: 'Caiu.',
  });
  expect(status).toBe(422);
  expect(text).toContain('value="7QK2-93MX"');
  expect(text).toMatch(/<textarea[^>]*aria-invalid="true"[^>]*>Caiu\.</);
  expect(text).toContain('This text is too short.');
  expect(text).toMatch(/id="reason-error"/);
});

test('what the custodian wrote stays when it is refused', async () => {
  const custodian = await somebody(scene.house, 'custodian', { unitId: 'network-welcome' });
  const { personId } = await scene.known();
  await breakGlass(scene.tokens.duarte, personId);
  const [glass] = await scene.owner<{ id: string }>('select id from access.glass');
  const { status, text } = await post(custodian.token, '/break-glass/reviews', {
    glassId: String(glass?.id),
    words: 'O hospital confirmou.',
  });
  expect(status).toBe(422);
  expect(text).toContain('>O hospital confirmou.</textarea>');
});

const ways = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, way]) => String(way));
/** Where the forms of a page go that her bar hasn't anyway. */
const formsIn = (text: string) =>
  [
    ...ways(text, /<form(?=[^>]* method="post")[^>]* action="([^"]*)"/g),
    ...ways(text, /formaction="([^"]*)"/g),
  ].filter((way) => !/^\/(lock|preferences|sign-out)/.test(way));
/** Of sections in which nothing may stand but what is offered. */
const HEADINGS = /<h2[^>]*>(?:Referrals|Case conferences)</;
const statusOf = async (token: string, path: string) =>
  (await scene.house.app.request(path, { headers: { Authorization: `Bearer ${token}` } })).status;

/** The acts of a page, and its own links. */
const offered = async (token: string, path: string) => {
  const answer = await scene.house.app.request(`${path}${path.includes('?') ? '&' : '?'}lang=en`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(answer.status, path).toBe(200);
  const text = await answer.text();
  return { text, acts: formsIn(text), links: ways(text, /<a[^>]* href="(\/[^"#?]*)/g) };
};
/** All that is offered about somebody from her file on: acts there, and on each page about her that it leads to. */
const offeredFrom = async (token: string, personId: string) => {
  const file = await offered(token, `/people/${personId}`);
  const about = file.links.filter((link) => /^\/(people|acts|visits|files|referrals)\//.test(link));
  const acts = [...file.acts];
  for (const link of new Set(about)) acts.push(...(await offered(token, link)).acts);
  return { text: file.text, acts, about };
};

/** Opens a file in an emergency. */
async function breakGlass(token: string, personId: string): Promise<void> {
  await proveLately(scene.house, token);
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  await scene.house.done(token, 'glass.break', {
    fileNumber: file?.number,
    reason: 'health-emergency',
    words: 'Caiu na rua e não responde; o hospital pergunta.',
  });
}

test('ACC-11: a file that an emergency alone opens offers no act, nor does any page that it leads to', async () => {
  await somebody(scene.house, 'custodian', { unitId: 'network-welcome' });
  const { personId, stopId } = await scene.serving();
  const { paulo } = scene.tokens;
  const until = scene.house.clock.now().add({ hours: 24 }).toString().slice(0, 10);
  const task = { personId, kind: 'ours', title: 'Ligar', centreId: 'cnaim-lisboa', dueOn: until };
  await scene.house.done(paulo, 'task.add', task);
  const serving = await offeredFrom(paulo, personId);
  expect(serving.acts).toContainEqual(expect.stringMatching(/\/settle\//));
  expect(serving.about).toContain(`/people/${personId}/add`);
  expect(serving.text).not.toContain('You opened this file in an emergency');

  await scene.house.done(paulo, 'stop.finish', { stopId, mode: 'support', outcome: 'solved' });
  scene.house.wait(1);
  await breakGlass(paulo, personId);
  const opened = await offeredFrom(paulo, personId);
  expect(opened.text).toContain('You opened this file in an emergency: until');
  expect(opened.text).toContain('Ligar');
  expect(opened.acts).toEqual([]);
  expect(opened.about).toContain(`/people/${personId}/tasks`);
  for (const act of ['add', 'book', 'share', 'refer', 'assign', 'request', 'confer', 'export'])
    expect(opened.about, act).not.toContain(`/people/${personId}/${act}`);
  expect(opened.about).not.toContainEqual(expect.stringMatching(/^\/acts\//));
});

test('ACC-11: whoever is trained for protected notes is offered no more, and no address that is typed has a form', async () => {
  await scene.sweep();
  await somebody(scene.house, 'custodian', { unitId: 'network-welcome' });
  const { personId } = await scene.known();
  // A desk of another unit, trained, and an office that keeps the register of minors.
  const trained = await somebody(scene.house, 'unit-officer', { unitId: 'iss' });
  await scene.owner(
    `insert into compartments.training (id, account_id, topic_id, from_on, until_on, given_by, given_at)
     values (uuidv7(), $1, 'violence', '2026-01-01', '2028-12-31', $1, now())`,
    [trained.id],
  );
  const here = await scene.serving();
  expect(await statusOf(trained.token, `/people/${personId}`)).toBe(404);
  await breakGlass(trained.token, personId);
  const opened = await offeredFrom(trained.token, personId);
  expect(opened.acts).toEqual([]);
  expect(opened.about).not.toContain(`/people/${personId}/compartments`);
  // Nor is a heading left over nothing: with a file that is worked with, what is offered stands under these.
  expect(opened.text).not.toMatch(HEADINGS);
  expect((await offered(scene.tokens.paulo, `/people/${here.personId}`)).text).toMatch(HEADINGS);

  const typed = [
    ...new Set(
      scene.house.app.routes
        .filter(
          ({ method, path }) => method === 'GET' && /^\/people\/:personId\/[a-z-]+$/.test(path),
        )
        .map(({ path }) => path),
    ),
  ];
  expect(typed.length).toBeGreaterThan(15);
  const refused: string[] = [];
  for (const path of typed) {
    const answer = await scene.house.app.request(`${path.replace(':personId', personId)}?lang=en`, {
      headers: { Authorization: `Bearer ${trained.token}` },
    });
    const text = await answer.text();
    expect(formsIn(text), path).toEqual([]);
    if (answer.status !== 403) continue;
    expect(text, path).toContain('you can read it, and nothing can be written in it');
    refused.push(path.replace('/people/:personId/', ''));
  }
  expect(refused.toSorted()).toEqual([
    'add',
    'apart',
    'assign',
    'book',
    'confer',
    'export',
    'facts',
    'refer',
    'request',
    'rights',
    'share',
    'transfer',
  ]);
  // Refused there, and not for everybody: who works with her is asked what to add.
  expect(await statusOf(scene.tokens.paulo, `/people/${here.personId}/add`)).toBe(200);
});

test('until when it is open is told with the day when that is another', async () => {
  await somebody(scene.house, 'custodian', { unitId: 'network-welcome' });
  const { personId } = await scene.known();
  const trained = await somebody(scene.house, 'unit-officer', { unitId: 'iss' });
  const told = async () => {
    await breakGlass(trained.token, personId);
    const { text } = await offered(trained.token, `/people/${personId}`);
    return /You opened this file in an emergency: until (.*?) you/.exec(text)?.[1];
  };
  expect(await told()).toMatch(/^\d\d:\d\d$/);
  const now = scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon');
  scene.house.wait((23 - now.hour) * 60 + 50 - now.minute);
  expect(await told()).toBe('Tuesday 10 March, 00:20');
});
