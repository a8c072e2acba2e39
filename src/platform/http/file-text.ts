// The text of a file that somebody chose. Excel writes UTF-8 with a mark, UTF-16 with a mark, or the old
// Windows alphabet of western Europe, and says nowhere which.

/** Reads UTF-8 or UTF-16 by its mark, UTF-8 without one where it is that, and Windows-1252 otherwise. */
export function textOfFile(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
