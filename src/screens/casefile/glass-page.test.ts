// What somebody in a hurry gets when the form of an emergency is not right: each fault at its place, and all
// that was typed still there.
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
