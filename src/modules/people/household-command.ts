// What the commands on a household have in common: those who receive people for its unit change it, one
// after the other, and everybody who is named is known to them.
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isFenced, mayAct, reachesPeople, WELCOME } from '../access/decide.ts';
import { findHousehold, lockHousehold } from './household-queries.ts';
import type { Household } from './household-rules.ts';
import { survivorsOf } from './one-person.ts';
import { findPersonUnit } from './queries.ts';

/** A household with the people who were named, each under her file that counts. */
export interface HouseholdFacts {
  readonly household: Household;
  /** From each who was named to her file that counts. */
  readonly survivors: ReadonlyMap<string, string>;
}

/** Locks a household and finds those who were named; a problem where either is not to be seen. */
export async function loadHousehold(
  tx: Transaction,
  actor: Actor,
  {
    householdId,
    personIds,
  }: { readonly householdId: string; readonly personIds: readonly string[] },
): Promise<HouseholdFacts | Problem> {
  if (!reachesPeople(actor) || isFenced(actor)) return problem('not-found');
  lockHousehold(tx, householdId);
  const [household, survivors] = await Promise.all([
    findHousehold(tx, householdId),
    knownOnes(tx, personIds),
  ]);
  return household && survivors ? { household, survivors } : problem('not-found');
}

/** Each who was named with her file that counts; undefined when one of them is not to be seen. */
export async function knownOnes(
  tx: Transaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const survivors = await survivorsOf(tx, personIds);
  const ids = [...new Set(survivors.values())];
  const units = await Promise.all(ids.map((id) => findPersonUnit(tx, id)));
  return units.includes(undefined) ? undefined : survivors;
}

/** Those who receive people for the unit that wrote a household down. */
export function mayChange(actor: Actor, { unitId }: Pick<Household, 'unitId'>): boolean {
  return mayAct(actor, { roles: WELCOME, units: [unitId] });
}

/** The file that counts of somebody who was named. */
export const countsFor = ({ survivors }: Pick<HouseholdFacts, 'survivors'>, named: string) =>
  survivors.get(named) ?? named;
