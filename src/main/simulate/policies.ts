// The ways of ordering a day that are compared.
import type { HousePolicy, Standing } from '#modules/planning/rules/house.ts';
import { ORDER, type OrderPolicy } from '#modules/planning/rules/order.ts';

/** First come, first served, whatever language: how centres work today. */
const IN_TURN: OrderPolicy = {
  ...ORDER,
  sinceLast: 1,
  sinceFirst: 0,
  eachStopLeft: 0,
  language: 0,
};

/**
 * `together`: she stands in all her queues at once, in the order of production. `sequence`: one
 * ticket at a time, her needs in the order in which she happens to have them. `sequence-shortest`:
 * one ticket at a time, the shortest queue next.
 */
export const POLICIES: Readonly<Record<Standing, HousePolicy>> = {
  together: { standing: 'together', order: ORDER },
  sequence: { standing: 'sequence', order: IN_TURN },
  'sequence-shortest': { standing: 'sequence-shortest', order: IN_TURN },
};

export function isPolicy(name: string): name is Standing {
  return name in POLICIES;
}
