// Authenticated encryption (AES-256-GCM) of one value of the database, bound to the place where it stands:
// put into another row, column or compartment, or under another version of the key, it does not open.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a sealed value stands. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  /** Whose it is: a unit and what of it. */
  readonly unit: string;
  readonly within: string;
  readonly keyVersion: number;
}

/** 32 bytes, in memory for as long as they are needed. */
export function newDataKey(): Buffer {
  return randomBytes(32);
}

/** @returns nonce (12 bytes), tag (16 bytes) and what was encrypted */
export function sealAt(key: Buffer, text: string, place: Place): Buffer {
  return encrypt(key, Buffer.from(text, 'utf8'), placeText(place));
}

/** @returns undefined when it is damaged, or was sealed for another place or by another key */
export function openAt(key: Buffer, sealed: Buffer, place: Place): string | undefined {
  return decrypt(key, sealed, placeText(place))?.toString('utf8');
}

/** As `sealAt`, for bytes. */
export function sealBytesAt(key: Buffer, bytes: Uint8Array, place: Place): Buffer {
  return encrypt(key, bytes, placeText(place));
}

/** As `openAt`, for bytes. */
export function openBytesAt(key: Buffer, sealed: Buffer, place: Place): Buffer | undefined {
  return decrypt(key, sealed, placeText(place));
}

/** The same for bytes and whatever they are bound to. */
export function encrypt(key: Buffer, bytes: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

export function decrypt(key: Buffer, sealed: Buffer, about: string): Buffer | undefined {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), {
      authTagLength: 16,
    });
    cipher.setAAD(Buffer.from(about));
    cipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]);
  } catch {
    return undefined;
  }
}

/** No two places have one text: each part stands in quotes. */
function placeText({ table, column, row, unit, within, keyVersion }: Place): string {
  return JSON.stringify([table, column, row, unit, within, keyVersion]);
}
