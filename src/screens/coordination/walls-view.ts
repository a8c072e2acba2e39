// What the page of the walls shows and its forms choose from.
import type { Device } from '#modules/access/device-queries.ts';
import type { Wall } from '#modules/content/wall.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { LentDesk } from '#modules/visits/rules/lend-rules.ts';
import type { ClosedQueue } from '#modules/visits/closed-queues.ts';

export interface WallsView {
  readonly centre: Centre;
  readonly wall: Wall;
  readonly closed: readonly ClosedQueue[];
  /** Desks that serve another office today; they stand there in `centre`. */
  readonly lent: readonly LentDesk[];
  readonly boards: readonly Device[];
}
