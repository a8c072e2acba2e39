// What a browser would be given to foretell by itself: the pure rules, called with plain values and
// answering in plain text, so that two engines can be held against each other.
import { nextOf, orderQueue } from '#modules/planning/rules/order.ts';
import type { Candidate } from '#modules/planning/rules/order.ts';
import { type Precedence, whatComesFirst } from '#modules/planning/rules/precedence.ts';
import { foretellRoute } from '#modules/visits/foretell-rules.ts';
import type { DeskNow, StopNow } from '#modules/visits/house-rules.ts';
import { outlookOf } from '#modules/visits/outlook-rules.ts';
import type { AskedStop } from '#modules/visits/route-estimate.ts';

/** A house as plain values. */
export interface PlainHouse {
  readonly now: number;
  readonly stops: readonly StopNow[];
  readonly desks: readonly DeskNow[];
  readonly minutes: Readonly<Record<string, number>>;
  readonly asked: readonly AskedStop[];
  readonly precedence: readonly Precedence[];
}

/** Route, order and forecast of a house, as text: from text, to text. */
export function tellAll(text: string): string {
  const { now, stops, desks, minutes, asked, precedence } = JSON.parse(text) as PlainHouse;
  const house = { now, stops, desks, minutesOf: (service: string) => minutes[service] ?? 10 };
  const waiting = stops
    .filter(({ state }) => state === 'waiting')
    .map((stop): Candidate => ({ ...stop, queued: stop.queued ?? now, stopsLeft: 0 }));
  const asking = { languages: ['pt'], now };
  const needs = asked.map(({ serviceId }, at) => ({ needId: `${at}`, serviceId }));
  return JSON.stringify({
    route: foretellRoute(house, { asked, language: 'pt', precedence }),
    order: orderQueue(waiting, asking).map(({ stopId }) => stopId),
    next: nextOf(waiting, ({ number }) => number % 2 === 0, asking)?.stopId,
    first: [...whatComesFirst(needs, precedence)],
    outlook: [...outlookOf(house)],
  });
}
