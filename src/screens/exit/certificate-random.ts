// The random end of a certificate's code: eight signs that nobody confuses, 40 bits. Together with the
// name and a slow check nobody finds one by trying.

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight signs of Crockford's base 32. */
export function certificateRandom(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => SIGNS[byte % 32]).join('');
}

/** Whether a text may be such an end. */
export function isCertificateRandom(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(text);
}
