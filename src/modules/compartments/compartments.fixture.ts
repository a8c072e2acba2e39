// A house for tests of compartments: who is trained, one that is opened, written in, shared; and how a page or
// an act is answered.
import { openHouse } from '../../../test/support/house.ts';
import { MemoryVault } from '../../../test/support/memory-vault.ts';
import { Scene } from '../../../test/support/scene.ts';

/** Can be shut. */
export const vault = new MemoryVault();
export let scene: Scene;
/** Ids by first name. */
export const accounts: Record<string, string> = {};
/** Opens the house; Youssef and Paulo are trained, too. */
export async function openScene(): Promise<void> {
  scene = await Scene.open(await openHouse({ connections: 8, vault }));
  for (const name of ['Samira', 'Iryna', 'Paulo', 'Helena', 'Marta', 'Inês'])
    accounts[name.toLowerCase()] = await scene.accountOf(name);
  const [youssef] = await scene.owner<{ id: string }>(
    `select id from access.account where login = 'youssef.amrani@oneroof.example'`,
  );
  accounts['youssef'] = youssef?.id ?? '';
  await train('youssef');
  await train('paulo');
}
/** The next morning, with the key and without those who were here. */
export async function nextScene(): Promise<void> {
  vault.isShut = false;
  await scene.sweep();
  scene.nextMorning();
}

export const today = () =>
  scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
export const train = async (name: string, more: object = {}) => {
  const input = {
    accountId: accounts[name] ?? '',
    topicId: 'violence',
    from: today().toString(),
    until: today().add({ months: 30 }).toString(),
    ...more,
  };
  const { trainingId } = await scene.house.done(scene.tokens.ines, 'training.give', input);
  return { trainingId: String(trainingId) };
};
/** Samira opened one about somebody who was here. */
export const opened = async (kindId = 'violence') => {
  const { personId } = await scene.known();
  const { compartmentId } = await scene.house.done(scene.tokens.samira, 'compartment.open', {
    personId,
    kindId,
  });
  scene.house.wait(1);
  return { personId, compartmentId: String(compartmentId) };
};
/** The same, of a kind that Samira is not trained for from the first day. */
export const openedOf = async (kindId: string) => {
  await train('samira', { topicId: kindId });
  return (await opened(kindId)).compartmentId;
};
export const written = async (body = 'Dorme em casa da irmã.') => {
  const { compartmentId, personId } = await opened();
  const input = { compartmentId, body };
  const { leafId } = await scene.house.done(scene.tokens.samira, 'leaf.write', input);
  return { compartmentId, personId, leafId: String(leafId) };
};
export const withMember = async (name = 'youssef') => {
  const { compartmentId, personId } = await opened();
  const accountId = accounts[name] ?? '';
  await scene.house.done(scene.tokens.samira, 'member.name', { compartmentId, accountId });
  return { compartmentId, personId, accountId };
};
export const member = async () => {
  const { compartmentId, accountId } = await withMember();
  return { compartmentId, accountId };
};
export const codeOf = async (token: string, name: string, input: unknown) => {
  const { answer } = await scene.run(token, name, input);
  if (answer.ok) return 'done';
  return Object.values(answer.problem.fields ?? {}).join() || answer.problem.code;
};
export const page = async (token: string, path: string) => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
};
export const status = async (token: string, path: string) => (await page(token, path)).status;
