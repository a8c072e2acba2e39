// What files, their names and the keys of them are bound to.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Examined } from '#platform/uploads/examine.ts';
import { newDataKey, type Place, sealAt, sealBytesAt } from '#platform/vault/seal.ts';
import type { Vault, WrappedKey } from '#platform/vault/vault.ts';

/** What a data key is wrapped for: the files of this person, in this version. */
export function keyAbout(of: { readonly personId: string; readonly version: number }): string {
  return JSON.stringify(['files.data_key', of.personId, of.version]);
}

interface Placed {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly keyVersion: number;
}

/** Where the bytes of a file stand. */
export function contentPlace(of: Placed): Place {
  return { ...placeOf(of), table: 'files.content', column: 'sealed' };
}
/** Where its name stands. */
export function namePlace(of: Placed): Place {
  return { ...placeOf(of), table: 'files.file', column: 'name_sealed' };
}
function placeOf({ id, personId, unitId, keyVersion }: Placed) {
  return { row: id, unit: unitId, within: personId, keyVersion };
}

/** The key by which a person's files are sealed now: hers, or a new one, to be kept with the first file. */
export interface SealingKey {
  readonly key: Buffer;
  readonly version: number;
  readonly fresh: WrappedKey | undefined;
  /** Files of hers that the unit keeps already. */
  readonly kept: number;
}

/** Takes a person's key in hand, so that whoever adds at the same moment waits. */
export async function holdKey(
  tx: Transaction,
  vault: Vault,
  personId: string,
  unitId: string,
): Promise<SealingKey | Problem> {
  const [row] = await tx.text<WrappedKey & { readonly version: number; readonly kept: number }>(
    `select version, wrapped_with as "wrappedWith", wrapped, kept from files.hold_key($1, $2)`,
    [personId, unitId],
  );
  if (!row) return problem('not-found');
  const version = row.version || 1;
  const about = keyAbout({ personId, version });
  if (row.version > 0) {
    const key = await vault.unwrap(row, about);
    if (key === 'locked') return problem('too-late', 'file-key-away');
    if (key === 'damaged') return problem('conflict', 'file-damaged');
    return { key, version, fresh: undefined, kept: row.kept };
  }
  const key = newDataKey();
  const fresh = await vault.wrap(key, about);
  return fresh === 'locked'
    ? problem('too-late', 'file-key-away')
    : { key, version, fresh, kept: row.kept };
}

/** A file as it goes to the database: nothing of it can be read there. */
export interface SealedFile {
  readonly id: string;
  readonly media: Examined['media'];
  readonly size: number;
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
  readonly name: Buffer | null;
}

/** Seals a file for a person and unit. */
export function sealFile(
  file: Examined,
  { key, version }: SealingKey,
  of: { readonly personId: string; readonly unitId: string; readonly name?: string | undefined },
): SealedFile {
  const id = newId();
  const placed = { id, personId: of.personId, unitId: of.unitId, keyVersion: version };
  return {
    id,
    media: file.media,
    size: file.bytes.length,
    width: file.width,
    height: file.height,
    bytes: sealBytesAt(key, file.bytes, contentPlace(placed)),
    name: of.name ? sealAt(key, of.name, namePlace(placed)) : null,
  };
}
