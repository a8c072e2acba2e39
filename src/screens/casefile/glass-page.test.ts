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
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  await scene.house.done(scene.tokens.duarte, 'glass.break', {
    fileNumber: file?.number,
    reason: 'health-emergency',
    words: 'Caiu na rua e não responde; o hospital pergunta.',
  });
  const [glass] = await scene.owner<{ id: string }>('select id from access.glass');
  const { status, text } = await post(custodian.token, '/break-glass/reviews', {
    glassId: String(glass?.id),
    words: 'O hospital confirmou.',
  });
  expect(status).toBe(422);
  expect(text).toContain('>O hospital confirmou.</textarea>');
});

/** Where the forms of a page go that her bar hasn't anyway, and its own links. */
const offered = async (token: string, path: string) => {
  const answer = await scene.house.app.request(`${path}${path.includes('?') ? '&' : '?'}lang=en`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(answer.status, path).toBe(200);
  const text = await answer.text();
  const ways = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, way]) => String(way));
  return {
    text,
    acts: [
      ...ways(/<form[^>]* method="post"[^>]* action="([^"]*)"/g),
      ...ways(/formaction="([^"]*)"/g),
    ].filter((way) => !/^\/(lock|preferences|sign-out)/.test(way)),
    links: ways(/<a[^>]* href="(\/[^"#?]*)/g),
  };
};
/** All that is offered about somebody from her file on: acts there, and on each page about her that it leads to. */
const offeredFrom = async (token: string, personId: string) => {
  const file = await offered(token, `/people/${personId}`);
  const about = file.links.filter((link) => /^\/(people|acts|visits|files|referrals)\//.test(link));
  const acts = [...file.acts];
  for (const link of new Set(about)) acts.push(...(await offered(token, link)).acts);
  return { text: file.text, acts, about };
};

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
  await proveLately(scene.house, paulo);
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  await scene.house.done(paulo, 'glass.break', {
    fileNumber: file?.number,
    reason: 'health-emergency',
    words: 'Caiu na rua e não responde; o hospital pergunta.',
  });
  const opened = await offeredFrom(paulo, personId);
  expect(opened.text).toContain('You opened this file in an emergency: until');
  expect(opened.text).toContain('Ligar');
  expect(opened.acts).toEqual([]);
  expect(opened.about).toContain(`/people/${personId}/tasks`);
  for (const act of ['add', 'book', 'share', 'refer', 'assign', 'request', 'confer', 'export'])
    expect(opened.about, act).not.toContain(`/people/${personId}/${act}`);
  expect(opened.about).not.toContainEqual(expect.stringMatching(/^\/acts\//));
});
