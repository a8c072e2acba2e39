// How long things take, as far as is known. Pure.

/** How long sittings of one kind took so far. */
export interface Taken {
  readonly count: number;
  readonly meanMinutes: number;
}

/** As many sittings as the mean of the service counts for against what one desk or language shows. */
export const TRUST = 20;

/**
 * PLN-5: a learned duration is drawn towards what is known of more sittings: of a desk or a language
 * towards the service, of a service towards the minutes of the catalogue, the more the fewer there
 * were. At the cold start, with none, it is the catalogue's.
 */
export function shrink(taken: Taken | undefined, towards: number): number {
  if (!taken || taken.count === 0) return towards;
  return (taken.count * taken.meanMinutes + TRUST * towards) / (taken.count + TRUST);
}

/** Usual spread of a sitting: standard deviation divided by the mean. */
export const USUAL_CV = 0.7;

/**
 * PLN-6: what is left of a sitting that has taken `elapsed` minutes, if sittings spread as lengths of
 * service do (lognormally): never nothing, and after a long one rather more than less.
 */
export function minutesLeft(mean: number, elapsed: number, cv = USUAL_CV): number {
  if (elapsed <= 0) return mean;
  const variance = Math.log(1 + cv * cv);
  const sigma = Math.sqrt(variance);
  const at = (Math.log(elapsed / mean) + variance / 2) / sigma;
  const lasts = 1 - normal(at);
  if (lasts < 1e-4) return mean;
  return (mean * (1 - normal(at - sigma))) / lasts - elapsed;
}

/** The standard normal distribution (Abramowitz and Stegun 26.2.17). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    Math.exp((-x * x) / 2) *
    0.3989422804014327 *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}
