// A person keeps a colleague away from her: same family, same community; nobody asks why. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import { elsewhere } from './rules.ts';

/** The stop at which that colleague calls or serves her now. */
export interface InHandOf {
  readonly stopId: string;
  readonly visitId: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly deskId: string | null;
  /** Other offices at which she waits. */
  readonly elsewhere: readonly string[];
}

/** Why a colleague can't be kept away, or nothing. */
// APA-1: a colleague is kept away from a person once at a time; said again, nothing changes
// APA-2: only who receives or serves people is kept away: nobody else finds her anyway
export function refuseKeepAway(facts: {
  readonly findsPeople: boolean;
  readonly keptAway: boolean;
}): Problem | undefined {
  if (!facts.findsPeople)
    return problem('invalid', 'invalid', { fields: { accountId: 'unknown-choice' } });
  return facts.keptAway ? problem('conflict', 'kept-away-already') : undefined;
}

/** What her screens and those of the desk hear when she leaves the hands of whom she keeps away. */
// APA-3: whoever is called or served by a colleague whom she keeps away goes back to the queue at once,
// with the place that she had; no act is counted, and the desk is told no reason
export function partEvents(hand: InHandOf | undefined, personId: string): NewEvent[] {
  if (!hand) return [];
  return [
    {
      kind: 'stop.parted',
      centreId: hand.centreId,
      officeId: hand.officeId,
      unitId: hand.unitId,
      visitId: hand.visitId,
      personId,
      data: { stopId: hand.stopId, deskId: hand.deskId, ...elsewhere(hand.elsewhere) },
    },
  ];
}

/** Why it can't be taken back, or nothing. */
// APA-4: what she asked for she takes back whenever she likes; twice changes nothing
export function refuseLetBack(facts: { readonly lifted: boolean }): Problem | undefined {
  return facts.lifted ? problem('conflict', 'let-back-already') : undefined;
}
