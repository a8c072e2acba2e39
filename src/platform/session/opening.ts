// What every way to open a session has alike: how long it lives, at which workstation, and the web's
// own proof.
import type { Keyring } from './keyring.ts';
import { hashOf } from './token.ts';

/** How long a session lives, in minutes. */
export interface SessionLimits {
  /** Without an act of its owner. */
  readonly idle: number;
  /** In all, whatever she does. */
  readonly total: number;
}

/** Half an hour alone, twelve hours in all. */
export const STAFF_LIMITS: SessionLimits = { idle: 30, total: 12 * 60 };

export interface Opening {
  readonly keyring: Keyring;
  readonly now: Temporal.Instant;
  /** The token of the workstation's own cookie. */
  readonly station: string;
  readonly limits: SessionLimits;
}

/** The last four values of each function that opens a session: hash, workstation, life, idleness. */
export function openingValues(opening: Opening, session: string): unknown[] {
  const { station, limits } = opening;
  return [hashOf(session), hashOf(station), `${limits.total} minutes`, `${limits.idle} minutes`];
}
