// A house for tests of files: a picture and a PDF that were looked through already, a file that is there, a
// link that is shown, a worker that judges.
import { newId } from '#base/ids.ts';
import { photoToken } from '#main/photo-link.ts';
import type { Examined } from '#platform/uploads/examine.ts';
import { digestOf } from '#platform/uploads/uploads.ts';
import { openHouse } from '../../../test/support/house.ts';
import { MemoryVault } from '../../../test/support/memory-vault.ts';
import { Scene } from '../../../test/support/scene.ts';

/** Can be shut. */
export const vault = new MemoryVault();
export let scene: Scene;
export async function openScene(): Promise<void> {
  scene = await Scene.open(await openHouse({ connections: 8, vault }));
}
/** The next morning, with the key and without those who were here. */
export async function nextScene(): Promise<void> {
  vault.isShut = false;
  await scene.sweep();
  scene.nextMorning();
}

/** What stands in files of these tests, to be looked for where it must not be. */
export const CANARY = 'canário-no-ficheiro-7QK2';

/** Something that was looked through, each time other bytes. */
export function looked(media: Examined['media'] = 'image/jpeg'): Examined {
  const isPicture = media === 'image/jpeg';
  return {
    media,
    bytes: new Uint8Array(Buffer.from(`${CANARY} ${newId()}`)),
    width: isPicture ? 800 : 0,
    height: isPicture ? 600 : 0,
  };
}

/** Holds a file as if it had just come in with a request of somebody. @returns its fingerprint */
export function sent(accountId: string, file: Examined): string {
  const digest = digestOf(file.bytes);
  scene.house.services.uploads.hold(accountId, digest, file);
  return digest;
}

/** Somebody is served by Paulo, who has chosen a file. */
export async function chosen(media?: Examined['media']) {
  const { personId } = await scene.serving();
  const digest = sent(await scene.accountOf('Paulo'), looked(media));
  return { personId, documentId: 'residence-permit', digest, name: 'titulo.jpg' };
}

/** A file that Paulo added. */
export async function added(media?: Examined['media']) {
  const input = await chosen(media);
  const { fileId } = await scene.house.done(scene.tokens.paulo, 'file.add', input);
  return { fileId: String(fileId), personId: input.personId };
}

export const judge = (fileId: string, verdict = 'clean') =>
  scene.house.done(scene.tokens.worker, 'file.judge', { fileId, verdict });

/** One that is out of quarantine. */
export async function clean() {
  const file = await added();
  await judge(file.fileId);
  return file;
}

/** Paulo shows a code; `tokens.phone` is what it leads to. */
export async function shown() {
  const { personId, stopId } = await scene.serving();
  const { linkId } = await scene.house.done(scene.tokens.paulo, 'photo-link.open', { stopId });
  await scene.house.app.request(`/photo-links/${String(linkId)}`, {
    headers: { Authorization: `Bearer ${scene.tokens.paulo}` },
  });
  scene.tokens.phone = photoToken(scene.house.services.keyring, String(linkId));
  return { personId, stopId, linkId: String(linkId) };
}

/** The account that stands for the telephones of the house. */
export async function phones(): Promise<string> {
  const [row] = await scene.owner<{ id: string }>(
    `select account_id as id from visits.phone where centre_id = 'cnaim-lisboa'`,
  );
  return row?.id ?? '';
}

/** A telephone has photographed something. */
export async function photographed(count = 1) {
  const link = await shown();
  const account = await phones();
  return { ...link, digests: Array.from({ length: count }, () => sent(account, looked())) };
}

/** What a telephone handed in, as Paulo finds it. */
export async function handedIn() {
  const { digests, personId, linkId } = await photographed();
  await scene.house.done(scene.tokens.phone, 'photo.hand-in', { digests });
  const [file] = await scene.owner<{ id: string }>('select id from files.file where link_id = $1', [
    linkId,
  ]);
  return { fileId: file?.id ?? '', personId, linkId };
}

export const page = async (token: string, path: string) => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
