// npm run admin -- rotate-compartment-keys: another key outside the database, another data key for each
// compartment, and all of their texts sealed anew, while Oneroof runs. One compartment is one short
// transaction: whoever writes there waits for it, whoever reads finds it as it was before or as it is after.
import type pg from 'pg';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { addKey, FileVault, forgetOldKeys, presentKey } from '#platform/vault/file-vault.ts';
import { newDataKey, openAt, sealAt } from '#platform/vault/seal.ts';
import type { Vault, WrappedKey } from '#platform/vault/vault.ts';
import { keyAbout, leafPlace } from '#modules/compartments/sealing.ts';
import { keyAbout as fileKeyAbout } from '#modules/files/sealing.ts';

export interface RenewedCompartments {
  readonly compartments: number;
  readonly leaves: number;
  /** Keys of persons' files that are wrapped by the other key now. */
  readonly fileKeys: number;
  /** Compartments whose key, or a text of them, does not open, and such keys of files: they stay as they are. */
  readonly left: number;
  /** Names of keys that are gone. */
  readonly forgotten: readonly string[];
}

interface Row extends WrappedKey {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly version: number;
}

/**
 * Seals everything anew.
 * @param keysPath the file of the keys
 * @param forget removes keys that nothing needs any more; copies of the database from before need them
 */
export async function renewCompartmentKeys(
  ownerUrl: string,
  keysPath: string,
  { forget = false }: { readonly forget?: boolean } = {},
): Promise<RenewedCompartments> {
  const present = addKey(keysPath);
  const vault = new FileVault(keysPath);
  return withClient(ownerUrl, async (client) => {
    let [compartments, leaves] = [0, 0];
    const left = new Set<string>();
    // Until none is found: one may have been opened meanwhile by a process that had not read the file yet.
    for (;;) {
      const { rows } = await client.query<{ id: string }>(
        `select compartment_id as id from compartments.data_key
         where wrapped_with <> $1 and compartment_id <> all ($2::uuid[]) order by 1 limit 100`,
        [present, [...left]],
      );
      if (rows.length === 0) break;
      for (const { id } of rows) {
        const sealed = await renewOne(client, vault, id);
        if (sealed === undefined) left.add(id);
        else {
          compartments++;
          leaves += sealed;
        }
      }
    }
    const files = await rewrapFileKeys(client, vault, present);
    const stay = left.size + files.left;
    const forgotten = forget && stay === 0 ? forgetOldKeys(keysPath) : [];
    return { compartments, leaves, fileKeys: files.done, left: stay, forgotten };
  });
}

/**
 * Keys of files are wrapped anew and stay what they are: millions of bytes are not sealed again. One key is one
 * short statement; whoever adds a file at that moment has it wrapped as it was, which still opens.
 */
async function rewrapFileKeys(client: pg.Client, vault: Vault, present: string) {
  let done = 0;
  const left = new Set<string>();
  for (;;) {
    const { rows } = await client.query<Pick<Row, 'personId' | 'version' | keyof WrappedKey>>(
      `select person_id as "personId", version, wrapped_with as "wrappedWith", wrapped from files.data_key
       where wrapped_with <> $1 and person_id <> all ($2::uuid[]) order by 1 limit 100`,
      [present, [...left]],
    );
    if (rows.length === 0) return { done, left: left.size };
    for (const row of rows) {
      const key = await vault.unwrap(row, fileKeyAbout(row));
      const wrapped = typeof key === 'string' ? key : await vault.wrap(key, fileKeyAbout(row));
      if (typeof wrapped === 'string') {
        left.add(row.personId);
        continue;
      }
      await client.query(
        'update files.data_key set wrapped_with = $2, wrapped = $3 where person_id = $1 and version = $4',
        [row.personId, wrapped.wrappedWith, wrapped.wrapped, row.version],
      );
      done++;
    }
  }
}

/** @returns how many texts were sealed anew, or undefined when something does not open */
async function renewOne(client: pg.Client, vault: Vault, id: string): Promise<number | undefined> {
  await client.query('begin');
  try {
    const sealed = await resealed(client, vault, id);
    await client.query(sealed === undefined ? 'rollback' : 'commit');
    return sealed;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function resealed(client: pg.Client, vault: Vault, id: string): Promise<number | undefined> {
  const { rows } = await client.query<Row>(
    `select c.id, c.person_id as "personId", c.unit_id as "unitId", k.version,
       k.wrapped_with as "wrappedWith", k.wrapped
     from compartments.data_key k join compartments.compartment c on c.id = k.compartment_id
     where k.compartment_id = $1 for update of k`,
    [id],
  );
  const [row] = rows;
  if (!row) return 0;
  const key = await vault.unwrap(row, keyAbout(row));
  const [next, version] = [newDataKey(), row.version + 1];
  const wrapped = await vault.wrap(next, keyAbout({ ...row, version }));
  if (typeof key === 'string' || wrapped === 'locked') return undefined;
  const leaves = await client.query<{
    id: string;
    version: number;
    sealed: Buffer;
    form: string;
  }>(
    `select id, key_version as version, sealed, form from compartments.leaf
     where compartment_id = $1 and sealed is not null order by id for update`,
    [id],
  );
  for (const leaf of leaves.rows) {
    const place = { ...row, ...leaf, compartmentId: id };
    const text = openAt(key, leaf.sealed, leafPlace(place));
    if (text === undefined) return undefined;
    await client.query('update compartments.leaf set sealed = $2, key_version = $3 where id = $1', [
      leaf.id,
      sealAt(next, text, leafPlace({ ...place, version })),
      version,
    ]);
  }
  await client.query(
    `update compartments.data_key set version = $2, wrapped_with = $3, wrapped = $4
     where compartment_id = $1`,
    [id, version, wrapped.wrappedWith, wrapped.wrapped],
  );
  return leaves.rows.length;
}

/** Whether there are compartments or files that need a key which is not there; for the start. */
export async function hasCompartments(ownerUrl: string): Promise<boolean> {
  return withClient(ownerUrl, async (client) => {
    const found = await client.query(
      'select 1 where exists (select from compartments.data_key) or exists (select from files.data_key)',
    );
    return found.rowCount === 1;
  });
}

/** What to tell the operator. */
export function sayRenewed(renewed: RenewedCompartments, keysPath: string): string {
  const { compartments, leaves, fileKeys, left, forgotten } = renewed;
  return [
    `${compartments} compartments have another key (${presentKey(keysPath)} in ${keysPath}); ${leaves} texts were sealed anew. ${fileKeys} keys of files were wrapped anew.`,
    ...(left > 0
      ? [
          `${left} compartments or keys of files did not open and stay as they were: look for the older file of keys.`,
        ]
      : []),
    forgotten.length > 0
      ? `Gone for good: ${forgotten.join(', ')}. Backups from before open their compartments no more.`
      : 'The keys before it stay in the file: backups from before need them. Once those are gone: rotate-compartment-keys --forget',
    'Keep a copy of the file where no backup of the database lies.',
  ].join('\n');
}
