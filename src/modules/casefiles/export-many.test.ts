// 72 people taken out are 72 documents, each about one of them: what was written of one stands in no other's,
// though they came on the same days, some of them together, and one colleague received and asked for all.
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { EXPORTS_A_DAY } from './export-rules.ts';

const PEOPLE = 72;
let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8, unlimited: true }));
});
afterAll(() => scene?.close());

/** As somebody wrote it to be run by a spreadsheet. */
const markOf = (n: number) => `marca-${String(n).padStart(3, '0')}-fim`;

test('EXP-5: no document holds a second person, and no cell of any of them is a formula', {
  timeout: 120_000,
}, async () => {
  const { house, tokens } = scene;
  const { iryna } = tokens;
  const people: string[] = [];
  for (let n = 0; n < PEOPLE; n++) {
    const received = await house.done(iryna, 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'pt',
      name: `=${markOf(n)}`,
      phone: `+351 910 000 ${String(n).padStart(3, '0')}`,
      subjectIds: ['social-security'],
    });
    const personId = String(received['personId']);
    await house.done(iryna, 'task.add', {
      personId,
      kind: 'call-back',
      title: `@SUM(${markOf(n)})`,
      dueOn: '2026-04-01',
    });
    people.push(personId);
    if (n % 2 === 0) continue;
    // Each second one belongs to the one before her.
    await house.done(iryna, 'household.start', {
      members: [people[n - 1], personId].map((each) => ({ personId: each, role: 'adult' })),
    });
  }

  const documents: string[] = [];
  for (const [n, personId] of people.entries()) {
    if (n > 0 && n % EXPORTS_A_DAY === 0) house.wait(25 * 60);
    await scene.owner('update access.session set stepped_up_at = now()');
    const { exportId } = await house.done(iryna, 'export.ask', {
      personId,
      reason: 'she-asked',
      words: 'Pediu uma cópia para o advogado.',
      format: 'csv',
    });
    await house.services.exports.run({ exportId: String(exportId), token: iryna, language: 'pt' });
    const answer = await house.app.request(`/people/${personId}/export/${String(exportId)}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${iryna}` },
      body: new URLSearchParams({ commandId: newId() }),
    });
    expect(answer.status).toBe(200);
    documents.push(await answer.text());
  }
  expect(documents).toHaveLength(PEOPLE);

  for (const [n, text] of documents.entries()) {
    expect([...new Set(text.match(/marca-\d{3}-fim/g))]).toEqual([markOf(n)]);
    for (const [other, personId] of people.entries())
      if (other !== n) expect(text).not.toContain(personId);
    const cells = (parse(text, { bom: true, relax_column_count: true }) as string[][]).flat();
    expect(cells).toContain(`'=${markOf(n)}`);
    expect(cells).toContain(`'@SUM(${markOf(n)})`);
    expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
  }
});
