// How a language is bridged at the door: whoever receives speaks it, a colleague who is at work
// does, or an interpreter on the telephone.
import { languageOf } from '#base/languages.ts';
import { hostUnitOf } from '#modules/visits/host-unit.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { listShifts } from '#modules/rosters/queries.ts';
import { whoWorks } from '#modules/rosters/rules.ts';
import { dayOf } from '#base/dates.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import type { LanguageBridge } from '#platform/ui/language-dot.tsx';

export interface Bridge {
  readonly kind: LanguageBridge;
  /** Colleagues who speak it, when `kind` is `mediator`. */
  readonly names: readonly string[];
}

/** Tells for any language how it is bridged now. */
export type BridgeFinder = (tag: string) => Bridge;

/** Reads who is at work at the welcome of a house. */
export async function bridgesAt(
  tx: Transaction,
  centre: Centre,
  actor: Actor,
  now: Temporal.Instant,
): Promise<BridgeFinder> {
  const host = hostUnitOf(centre);
  const offices = new Set(
    centre.offices.filter(({ unitId }) => unitId === host).map(({ id }) => id),
  );
  const shifts = await listShifts(tx, centre.id, dayOf(now, centre.zone));
  const colleagues = whoWorks(shifts, centre.zone, now).filter(
    ({ officeId, accountId }) => offices.has(officeId) && accountId !== actor.accountId,
  );
  return (tag) => {
    const speaks = (tags: readonly string[]) =>
      tags.some((each) => languageOf(each)?.tag === languageOf(tag)?.tag);
    if (speaks(actor.speaks)) return { kind: 'own', names: [actor.name] };
    const names = colleagues.filter((shift) => speaks(shift.speaks)).map(({ name }) => name);
    return names.length > 0 ? { kind: 'mediator', names } : { kind: 'telephone', names: [] };
  };
}
