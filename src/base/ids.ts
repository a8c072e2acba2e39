// UUID version 7 (RFC 9562): made by whoever acts, sortable by time, so that an index stays dense.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Random bytes for the next ids: drawn many at a time, since each draw costs more than an id. */
const random = new Uint8Array(16 * 256);
let used = random.length;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A new UUIDv7.
 * @param unixMs milliseconds since 1970 to stamp it with; the present by default
 */
export function newId(unixMs: number = Date.now()): string {
  if (used === random.length) {
    crypto.getRandomValues(random);
    used = 0;
  }
  const bytes = random.subarray(used, (used += 16));
  let time = Math.floor(unixMs);
  for (let at = 5; at >= 0; at--) {
    bytes[at] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  let id = '';
  for (let at = 0; at < 16; at++) {
    if (at === 4 || at === 6 || at === 8 || at === 10) id += '-';
    id += HEX[bytes[at] ?? 0];
  }
  return id;
}

/** Whether a text has the form of a UUID in lower case. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
