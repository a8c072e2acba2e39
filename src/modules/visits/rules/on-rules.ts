// Sending somebody on from a desk to another house. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Stop } from '../facts.ts';

/** Who receives in another house. */
export interface Host {
  readonly unitId: string;
  readonly officeId: string;
}

/**
 * VIS-170: a desk sends somebody on to another house where somebody receives; never to a unit with a
 * direct enforcement link.
 */
export function refuseHouse(
  stop: Pick<Stop, 'centreId'>,
  toCentreId: string,
  host: Host | undefined,
): Problem | undefined {
  return !host || toCentreId === stop.centreId
    ? problem('invalid', 'centre-not-possible', { fields: { toCentreId: 'centre-not-possible' } })
    : undefined;
}
