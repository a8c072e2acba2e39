// What the page of the walls shows and its forms choose from.
import type { Device } from '#modules/access/device-queries.ts';
import type { Wall } from '#modules/content/wall.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { ClosedQueue } from '#modules/visits/closed-queues.ts';

export interface WallsView {
  readonly centre: Centre;
  readonly wall: Wall;
  readonly closed: readonly ClosedQueue[];
  readonly boards: readonly Device[];
}
