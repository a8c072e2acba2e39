// How a language is bridged at a desk: spoken here, by a mediator in the house, or by telephone.
import type { Office } from '#modules/directory/schema.ts';
import { whoWorks } from '#modules/rosters/rules.ts';
import type { StaffedShift } from '#modules/rosters/schema.ts';
import type { LanguageBridge } from '#platform/ui/language-dot.tsx';

/** Who speaks what: the desk itself, and the mediators who are at work and move between desks. */
export interface Speakers {
  readonly own: readonly string[];
  readonly mediators: readonly StaffedShift[];
}

/** Who can bridge a language at a desk now, by the roster. */
export function speakersAt(
  own: readonly string[],
  shifts: readonly StaffedShift[],
  offices: ReadonlyMap<string, Office>,
  zone: string,
  now: Temporal.Instant,
): Speakers {
  const mediators = whoWorks(shifts, zone, now).filter(
    (shift) => shift.deskId === undefined && offices.get(shift.officeId)?.kind === 'welcome',
  );
  return { own, mediators };
}

/** The nearest bridge to a language, with the mediator's name where it is one. */
export function bridgeTo(
  language: string,
  { own, mediators }: Speakers,
): { readonly bridge: LanguageBridge; readonly mediator?: string } {
  if (own.includes(language)) return { bridge: 'own' };
  const mediator = mediators.find((shift) => shift.speaks.includes(language));
  return mediator ? { bridge: 'mediator', mediator: mediator.name } : { bridge: 'telephone' };
}
