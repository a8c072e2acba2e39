// A package as it goes to the database: signed, then sealed with a key of its own, so that destroying the one
// row destroys what it said, wherever a copy of the rest lies.
import { createHash } from 'node:crypto';
import { type Problem, problem } from '#base/problem.ts';
import type { Ports } from '#platform/run-command/command.ts';
import { newDataKey, openAt, type Place, sealAt } from '#platform/vault/seal.ts';
import { payloadOf, signText } from '#platform/vault/signer.ts';
import type { Vault, WrappedKey } from '#platform/vault/vault.ts';
import type { PackageContent } from './schema.ts';

export interface SealedPackage {
  readonly id: string;
  readonly language: string;
  /** SHA-256 of what was signed: what its paper shows. */
  readonly digest: Buffer;
  readonly signedWith: string;
  readonly signature: Buffer;
  readonly key: WrappedKey;
  readonly sealed: Buffer;
}

interface Placed {
  readonly id: string;
  readonly personId: string;
  readonly toUnitId: string;
}

/** What a package's key is wrapped for. */
export function keyAbout({ id, personId }: Pick<Placed, 'id' | 'personId'>): string {
  return JSON.stringify(['partners.content', id, personId]);
}

function placeOf({ id, personId, toUnitId }: Placed): Place {
  const column = 'sealed';
  return {
    table: 'partners.content',
    column,
    row: id,
    unit: toUnitId,
    within: personId,
    keyVersion: 1,
  };
}

/** Signs and seals what a package says; nothing is sent while a key is away. */
export async function sealPackage(
  content: PackageContent,
  of: Omit<Placed, 'id'>,
  { vault, signer }: Pick<Ports, 'vault' | 'signer'>,
): Promise<SealedPackage | Problem> {
  const payload = JSON.stringify(content);
  const placed = { ...of, id: content.id };
  const signed = signText(signer, payload);
  const dataKey = newDataKey();
  const key = await vault.wrap(dataKey, keyAbout(placed));
  if (signed === 'locked' || key === 'locked') return problem('too-late', 'package-keys-away');
  return {
    id: content.id,
    language: content.language,
    digest: digestOf(payload),
    signedWith: signed.signature.key,
    signature: signed.signature.bytes,
    key,
    sealed: sealAt(dataKey, signed.text, placeOf(placed)),
  };
}

export function digestOf(payload: string): Buffer {
  return createHash('sha256').update(payload, 'utf8').digest();
}

/** A sealed package as the database hands it out. */
export interface HandedOut extends Placed, WrappedKey {
  readonly sealed: Buffer;
}

/** What was sealed; undefined when the key is away, or it is not what was sealed here. */
export async function openPackage(
  one: HandedOut,
  vault: Vault,
): Promise<{ readonly text: string; readonly content: PackageContent } | undefined> {
  const key = await vault.unwrap(one, keyAbout(one));
  const text = typeof key === 'string' ? undefined : openAt(key, one.sealed, placeOf(one));
  return text === undefined
    ? undefined
    : { text, content: JSON.parse(payloadOf(text)) as PackageContent };
}
