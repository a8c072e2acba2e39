// What is spoken at the desks of a simulated day, when languages are on. An assumption, the same for
// every policy: the first group of the world (Portuguese) at every desk; of each office's desks every
// second one the second group, every third one the third, every fourth one the fourth, beginning with
// the last desk, so that small offices lack some.
import type { SimulatedWorld } from './world.ts';

/** Languages of each desk: all of them when languages are off. */
export function rosterOf(
  world: SimulatedWorld,
  desks: readonly number[],
  languages: boolean,
): (office: number, desk: number) => readonly string[] {
  const codes = world.languageGroups.map(({ code }) => code);
  if (!languages) return () => codes;
  return (office, desk) => {
    const fromLast = (desks[office] ?? 0) - desk;
    return codes.filter((_, group) => fromLast % (group + 1) === 0);
  };
}
