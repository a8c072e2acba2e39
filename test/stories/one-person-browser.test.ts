// Two files of one person, in a real browser: reception joins them and takes them apart; twins are told
// apart; and where something is kept that reception was not told of, the words are those of any review.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAssets } from '#platform/build/assets.ts';
import { openHouse } from '../support/house.ts';
import { Looking } from '../support/looking.ts';
import { Scene } from '../support/scene.ts';

let scene: Scene;
let looking: Looking;

beforeAll(async () => {
  scene = await Scene.open(await openHouse({ assets: loadAssets() }));
  looking = await Looking.at(await scene.house.listen());
}, 60_000);
afterAll(async () => {
  await looking?.close();
  await scene?.close();
});

async function file(more: object): Promise<string> {
  const got = await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    subjectIds: ['social-security'],
    ...more,
  });
  await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId: got['visitId'] });
  scene.house.wait(1);
  return String(got['personId']);
}

const open = (path: string) => looking.open(scene.tokens.iryna, path, { language: 'en' });
const look = (name: string, path: string) => looking.look(name, scene.tokens.iryna, path);

test('reception finds the other file in other letters, joins them, and takes them apart', async () => {
  const born = { born: '1987-05-12', nationality: 'UA' };
  const one = await file({ name: 'Oleksandra Bondar', ...born });
  const other = await file({ name: 'Олександра Бондар', ...born });
  const { page, close } = await open(`/people/${other}`);
  await page.getByRole('link', { name: 'Is there another file?' }).click();
  await page.getByRole('searchbox').fill('Oleksandra Bondar');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByText('The same date of birth').waitFor();
  await look('compare', new URL(page.url()).pathname);
  await page.getByRole('button', { name: 'Yes, one person' }).click();
  await page.getByText('The two files are one now').waitFor();
  await look('joined', `/people/${one}/same`);
  await page.goto(`${looking.url}/people/${other}`);
  await page.waitForURL(`${looking.url}/people/${one}`);
  await page.getByText(/also file/).waitFor();
  await look('file', `/people/${one}`);
  await page.goto(`${looking.url}/people/${one}/same`);
  await page.getByRole('button', { name: 'Take apart' }).click();
  await page.getByText('These are two files again').waitFor();
  await close();
});

test('twins are told apart: what speaks against it is said, and the answer is remembered', async () => {
  const together = await scene.house.done(scene.tokens.iryna, 'household.receive', {
    centreId: 'cnaim-lisboa',
    members: ['Hassan Diallo', 'Hussein Diallo'].map((name) => ({
      role: 'sibling',
      language: 'fr',
      name,
      born: '2001-03-04',
      subjectIds: ['social-security'],
    })),
  });
  expect(together).toBeTruthy();
  const rows = await scene.owner<{ id: string }>(
    `select id from people.person where name like 'H%Diallo' order by name`,
  );
  const [hassan, hussein] = rows.map(({ id }) => id);
  const { page, close } = await open(`/people/${hassan}/same/${hussein}`);
  await page.getByText('They came together, as two').waitFor();
  await look('twins', `/people/${hassan}/same/${hussein}`);
  await page.getByRole('button', { name: 'No, two people' }).click();
  await page.getByText('This pair is not asked about again').waitFor();
  await page.goto(`${looking.url}/people/${hassan}/same/${hussein}`);
  await page.getByText('A colleague said before that these are two people.').waitFor();
  await close();
});

test('what is kept and what only contradicts are told in the very same words', async () => {
  const words: string[] = [];
  for (const [one, other] of [
    [{ name: 'Amina One', signs: ['violence'] }, { name: 'Amina Two' }],
    [
      { name: 'Fatima One', born: '1980' },
      { name: 'Fatima Two', born: '1990' },
    ],
  ] as const) {
    const [id, otherId] = [await file(one), await file(other)];
    const { page, close } = await open(`/people/${id}/same/${otherId}`);
    await page.getByRole('button', { name: 'Yes, one person' }).click();
    await page.waitForURL(/done=review/);
    words.push(await page.locator('.notice').innerText());
    await page.goto(`${looking.url}/pairs`);
    await page.getByText('Waits for somebody else to look first.').first().waitFor();
    await close();
  }
  expect(words[0]).toContain('Somebody else in reception must look first');
  expect(words[1]).toBe(words[0]);
  await look('pairs', '/pairs');
});
