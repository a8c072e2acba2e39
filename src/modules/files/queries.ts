// What screens, commands and the worker ask about files. Row security shows a file to its own unit, to whoever
// is handed her papers once somebody said what it is, and its bytes to nobody before it was judged
// (db/migrations/0380).
import type { Transaction } from '#platform/db/transaction.ts';
import { openAt, openBytesAt } from '#platform/vault/seal.ts';
import type { Unopened, Vault, WrappedKey } from '#platform/vault/vault.ts';
import type { FileState } from './rules.ts';
import { contentPlace, keyAbout, namePlace } from './sealing.ts';

type Media = 'image/jpeg' | 'application/pdf';

/** A file as screens show it. */
export interface ShownFile extends FileState {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  /** By whose link a telephone handed it in; null: from a desk. */
  readonly linkId: string | null;
  readonly media: Media;
  /** In bytes. */
  readonly size: number;
  readonly addedAt: Temporal.Instant;
  readonly addedBy: string;
  /** What it was called where it came from; null: nothing, or it does not open. */
  readonly name: string | null;
}

interface FileRow extends Omit<ShownFile, 'name'>, WrappedKey {
  readonly keyVersion: number;
  readonly version: number;
  readonly nameSealed: Buffer | null;
}

const FILES = `
  select f.id, f.person_id as "personId", f.unit_id as "unitId", f.link_id as "linkId",
    f.document_id as "documentId", f.media, f.size, f.checked, f.discarded_at is not null as discarded,
    f.added_at as "addedAt", a.name as "addedBy", f.name_sealed as "nameSealed", f.key_version as "keyVersion",
    k.version, k.wrapped_with as "wrappedWith", k.wrapped
  from files.file f
  join files.data_key k on k.person_id = f.person_id
  join access.account a on a.id = f.account_id`;

/**
 * Which of these units keeps what is added to a person's file: one that has to do with her itself, the one
 * that serves her now first; undefined when none has.
 */
export async function findKeepingUnit(
  tx: Transaction,
  personId: string,
  unitIds: readonly string[],
): Promise<string | undefined> {
  const [row] = await tx.text<{ unitId: string }>(
    `select unit_id as "unitId" from files.units_for($1) where unit_id = any ($2::text[])
     order by place limit 1`,
    [personId, unitIds],
  );
  return row?.unitId;
}

/** Files of a person, whichever of her files they stand under, the newest first; what was destroyed is left out. */
export async function listFiles(
  tx: Transaction,
  vault: Vault,
  personId: string,
): Promise<ShownFile[]> {
  const rows = await tx.text<FileRow>(
    `${FILES} where f.person_id = any ((select people.files_of($1))::uuid[]) and f.discarded_at is null
     order by f.added_at desc, f.id desc`,
    [personId],
  );
  return Promise.all(rows.map((row) => opened(row, vault)));
}

/** What a telephone handed in by a link, in its order. */
export async function listFilesOfLink(
  tx: Transaction,
  vault: Vault,
  linkId: string,
): Promise<ShownFile[]> {
  const rows = await tx.text<FileRow>(
    `${FILES} where f.link_id = $1 and f.discarded_at is null order by f.id`,
    [linkId],
  );
  return Promise.all(rows.map((row) => opened(row, vault)));
}

/** One of them, also when it was destroyed; undefined: not there, or of others. */
export async function findFile(
  tx: Transaction,
  vault: Vault,
  fileId: string,
): Promise<ShownFile | undefined> {
  const [row] = await tx.text<FileRow>(`${FILES} where f.id = $1`, [fileId]);
  return row && opened(row, vault);
}

async function opened(row: FileRow, vault: Vault): Promise<ShownFile> {
  const { nameSealed, keyVersion, version, wrapped, wrappedWith, ...shown } = row;
  if (!nameSealed) return { ...shown, name: null };
  const key = await vault.unwrap({ wrappedWith, wrapped }, keyAbout({ ...shown, version }));
  const name =
    typeof key === 'string'
      ? undefined
      : openAt(key, nameSealed, namePlace({ ...shown, keyVersion }));
  return { ...shown, name: name ?? null };
}

/** The bytes of a file with what opens them. */
export interface SealedContent extends WrappedKey {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly media: Media;
  readonly keyVersion: number;
  readonly version: number;
  readonly sealed: Buffer;
}

/** So many bytes are asked for at once: the thread that answers everybody takes them apart in between. */
const PIECE = 256 * 1024;

/** The bytes of a file that is out of quarantine, sealed; undefined: not there, in quarantine, or of others. */
export async function findContent(
  tx: Transaction,
  fileId: string,
): Promise<SealedContent | undefined> {
  const [row] = await tx.text<Omit<SealedContent, 'sealed'> & { readonly length: number }>(
    `select f.id, f.person_id as "personId", f.unit_id as "unitId", f.media, f.key_version as "keyVersion",
       octet_length(c.sealed) as length, k.version, k.wrapped_with as "wrappedWith", k.wrapped
     from files.file f join files.content c on c.file_id = f.id
     join files.data_key k on k.person_id = f.person_id where f.id = $1`,
    [fileId],
  );
  if (!row) return undefined;
  const pieces: Buffer[] = [];
  for (let at = 0; at < row.length; at += PIECE) {
    const [piece] = await tx.text<{ bytes: Buffer }>(
      'select substr(sealed, $2, $3) as bytes from files.content where file_id = $1',
      [fileId, at + 1, PIECE],
    );
    if (piece) pieces.push(piece.bytes);
  }
  return { ...row, sealed: Buffer.concat(pieces) };
}

/** Opens it. */
export async function openContent(
  content: SealedContent,
  vault: Vault,
): Promise<Buffer | Unopened> {
  const key = await vault.unwrap(content, keyAbout(content));
  if (typeof key === 'string') return key;
  return openBytesAt(key, content.sealed, contentPlace(content)) ?? 'damaged';
}

// ── for commands ────────────────────────────────────────────────────────────────────────────────

export interface HeldFile extends FileState {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
}

/** Locks a file of the asking account's unit. */
export async function holdFile(tx: Transaction, fileId: string): Promise<HeldFile | undefined> {
  const [row] = await tx.text<HeldFile>(
    `select id, person_id as "personId", unit_id as "unitId", checked, document_id as "documentId", discarded
     from files.hold($1)`,
    [fileId],
  );
  return row;
}

/** Locks a file for the worker, whatever it is by now. */
export async function holdWaiting(
  tx: Transaction,
  fileId: string,
): Promise<(Omit<HeldFile, 'documentId'> & { readonly media: Media }) | undefined> {
  const [row] = await tx.text<Omit<HeldFile, 'documentId'> & { media: Media }>(
    `select id, person_id as "personId", unit_id as "unitId", media, checked, discarded
     from files.hold_waiting($1)`,
    [fileId],
  );
  return row;
}

/** The next file in quarantine after another, for the worker. */
export async function findNextWaiting(
  tx: Transaction,
  after: string,
): Promise<SealedContent | undefined> {
  const [row] = await tx.text<SealedContent>(
    `select id, person_id as "personId", unit_id as "unitId", media, key_version as "keyVersion", sealed,
       version, wrapped_with as "wrappedWith", wrapped from files.next_waiting($1)`,
    [after],
  );
  return row;
}
