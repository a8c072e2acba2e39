// What the commands about the walls of a house share: who may, and where the house's day is.
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { oversees } from '../access/decide.ts';
import { zoneOfCentre } from '../visits/left-open-queries.ts';
import { loadWall, type Wall } from './wall.ts';

export interface WallFacts {
  readonly zone: string;
  readonly wall: Wall;
}

/** The wall of a house that the actor looks after, held against whoever changes it just now. */
export async function holdWall(
  tx: Transaction,
  { centreId }: { readonly centreId: string },
  actor: Actor,
  now: Temporal.Instant,
): Promise<WallFacts | Problem> {
  if (!oversees(actor, centreId)) return problem('not-found');
  tx.text('select pg_advisory_xact_lock(hashtextextended($1, 71))', [centreId]).catch(() => {});
  const [zone, wall] = await Promise.all([zoneOfCentre(tx, centreId), loadWall(tx, centreId, now)]);
  return zone ? { zone, wall } : problem('not-found');
}
