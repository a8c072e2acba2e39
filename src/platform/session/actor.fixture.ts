// Somebody who acts, for tests of rules: what a test says of her, and the rest without weight.
import type { Actor, Membership } from './actor.ts';

/** A seat; what is not said of it: at unit `u`, at every centre, before the fence. */
export type SomeSeat = Partial<Membership> & Pick<Membership, 'role'>;

/** A person `a` with these seats, unless told otherwise. */
export function actorWith(seats: readonly SomeSeat[], more: Partial<Actor> = {}): Actor {
  return {
    accountId: 'a',
    sessionId: 's',
    name: 'A',
    kind: 'person',
    sessionKind: 'browser',
    language: 'pt',
    speaks: [],
    memberships: seats.map((seat) => ({ unitId: 'u', centreId: null, link: 'none', ...seat })),
    ...more,
  };
}
