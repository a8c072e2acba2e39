// Sending somebody on from a desk: to another house, or back to the reception of this one. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Stop } from '../facts.ts';

/** Who receives in another house. */
export interface Host {
  readonly unitId: string;
  readonly officeId: string;
}

/**
 * VIS-170: a desk sends somebody on to another house, where somebody receives; neither from a unit
 * with a direct enforcement link, nor to one.
 */
export function refuseHouse(
  stop: Pick<Stop, 'centreId'>,
  toCentreId: string,
  host: Host | undefined,
  fenced: boolean,
): Problem | undefined {
  return fenced || !host || toCentreId === stop.centreId
    ? problem('invalid', 'centre-not-possible', { fields: { toCentreId: 'centre-not-possible' } })
    : undefined;
}

/**
 * VIS-172: a unit with a direct enforcement link sends nobody back to reception with a reason: what
 * it knows stays with it.
 */
export function refuseBack(fenced: boolean): Problem | undefined {
  return fenced
    ? problem('invalid', 'no-note-there', { fields: { why: 'no-note-there' } })
    : undefined;
}
