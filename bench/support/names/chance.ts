// Chance that can be had again by its seed.

export interface Chance {
  /** From 0 up to, not including, 1. */
  (): number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** Some of these, each once, in an order of chance. */
  some<Each>(all: readonly Each[], count: number): Each[];
}

/** The generator known as mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const some = <Each>(all: readonly Each[], count: number): Each[] => {
    const rest = [...all];
    const end = Math.min(count, rest.length);
    for (let place = 0; place < end; place++) {
      const other = place + below(rest.length - place);
      [rest[place], rest[other]] = [rest[other] as Each, rest[place] as Each];
    }
    return rest.slice(0, end);
  };
  return Object.assign(next, { below, some });
}
