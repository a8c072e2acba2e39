// Drafts of whoever is signed in: in this page's memory, and sealed on the disk, so that a reload or
// a killed browser loses nothing. The key comes from the server, to her live session alone, and stays
// in memory: whoever else works at this computer, or takes its disk, reads nothing.
import { listSealed, removeSealed, writeSealed } from './sealed-store.ts';
import { serverNow } from './server-time.ts';

/** What was typed, by control. */
export type Draft = Readonly<Record<string, string | boolean>>;

/** A shift, and then some: what nobody sent by then is gone. */
const KEPT_MS = 12 * 60 * 60_000;

/** How soon the key is asked for again while the link is cut. */
const AGAIN_MS = 3000;

let owner = '';
let drafts = new Map<string, Draft>();
/** Sent or begun anew in this page: what the disk still has of them is not read. */
let gone = new Set<string>();
let key: Promise<CryptoKey | undefined> = Promise.resolve(undefined);
let ready: Promise<void> | undefined;
/** One after the other, so that the last one stays. */
let writing: Promise<void> = Promise.resolve();

function accountOf(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="oneroof-account"]')?.content ?? '';
}

/** Another person works in this tab now: the one before leaves nothing in its memory. */
function beHers(): void {
  const account = accountOf();
  if (account === owner) return;
  owner = account;
  drafts = new Map();
  gone = new Set();
  ready = undefined;
}

/** Reads what she left here before; at once when that was done. */
export function openDrafts(): Promise<void> {
  beHers();
  if (!owner) return Promise.resolve();
  ready ??= readAll(owner);
  return ready;
}

export function draftOf(name: string): Draft | undefined {
  beHers();
  return drafts.get(name);
}

/** Keeps a draft, or forgets it. */
export function keepDraft(name: string, draft: Draft | undefined): void {
  beHers();
  if (!owner) return;
  if (draft) drafts.set(name, draft);
  else {
    drafts.delete(name);
    gone.add(name);
  }
  const account = owner;
  writing = writing.then(() => write(account, name)).catch(() => {});
}

/** She signs out: nothing of hers stays, read or not. */
export function forgetDrafts(): void {
  beHers();
  const account = owner;
  drafts.clear();
  const remove = async () => {
    for (const { name } of await listSealed())
      if (name.startsWith(`${account}:`)) await removeSealed(name);
  };
  // At once, since what is being written may wait for a key; and after it.
  void remove().catch(() => {});
  writing = writing.then(remove).catch(() => {});
}

async function readAll(account: string): Promise<void> {
  key = askKey(account);
  const opened = await key;
  for (const { name, sealed } of await listSealed().catch(() => [])) {
    const old = serverNow() - sealed.at > KEPT_MS;
    const hers = name.startsWith(`${account}:`);
    const text = hers && !old && opened ? await unseal(opened, name, sealed) : undefined;
    if (old || (hers && opened && text === undefined)) await removeSealed(name).catch(() => {});
    if (text === undefined || owner !== account) continue;
    const short = name.slice(account.length + 1);
    if (gone.has(short)) continue;
    // What was typed meanwhile is newer.
    drafts.set(short, { ...(JSON.parse(text) as Draft), ...drafts.get(short) });
  }
}

/** Writes what a draft is by now; what was written in between needs no writing. */
async function write(account: string, name: string): Promise<void> {
  await openDrafts();
  if (owner !== account) return;
  const draft = drafts.get(name);
  if (!draft) return removeSealed(`${account}:${name}`);
  const opened = await key;
  if (!opened) return;
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const text = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: bytes(`${account}:${name}`) },
    opened,
    bytes(JSON.stringify(draft)),
  );
  // Sent or typed on meanwhile: the next in line writes what is true then.
  if (drafts.get(name) !== draft || owner !== account) return;
  await writeSealed(`${account}:${name}`, { at: serverNow(), nonce, text });
}

async function unseal(
  opened: CryptoKey,
  name: string,
  { nonce, text }: { nonce: Uint8Array<ArrayBuffer>; text: ArrayBuffer },
): Promise<string | undefined> {
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: bytes(name) },
      opened,
      text,
    );
    return new TextDecoder().decode(plain);
  } catch {
    return undefined;
  }
}

/**
 * Undefined without a session, and where the page came without TLS: then memory is all there is. While
 * the link is cut it is asked for again and again; whoever waits for it opens and writes late.
 */
async function askKey(account: string): Promise<CryptoKey | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  while (owner === account) {
    const answer = await fetch('/account/drafts-key', { cache: 'no-store' }).catch(() => undefined);
    if (answer?.ok)
      return keyOf(account, (await answer.json()) as { account: string; key: string });
    if (answer && answer.status < 500 && answer.status !== 429) return undefined;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  return undefined;
}

async function keyOf(
  asking: string,
  { account, key: text }: { readonly account: string; readonly key: string },
): Promise<CryptoKey | undefined> {
  if (account !== asking || account !== owner) return undefined;
  const raw = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
