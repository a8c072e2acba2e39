// Ids for the demonstration's people that are the same on every machine, so that a day played with
// one seed gives one result everywhere.
import { createHash } from 'node:crypto';

const STAMP = Temporal.Instant.from('2026-01-01T00:00:00Z').epochMilliseconds;

/** A UUIDv7 stamped with a fixed moment, whose other bits come from `name`. */
export function seededId(name: string): string {
  const time = STAMP.toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(name).digest('hex');
  const variant = ((Number.parseInt(hash[3] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
