// When an office or a desk may close. Pure.
//
// VIS-90: an office closes when nobody is on her way to it or in it, and nobody sits at its desks.
// VIS-91: nobody is sent to an office that is closed.
// VIS-92: a desk is taken away when nobody sits at it.
// VIS-93: nobody sits down at a desk that was taken away, or whose office is closed.
import { type Problem, problem } from '#base/problem.ts';

/** Who and what holds an office open. */
export interface Held {
  readonly people: number;
  readonly openDesks: readonly string[];
}

/** VIS-90. */
export function refusePeople({ people, openDesks }: Held): Problem | undefined {
  if (people > 0) return problem('conflict', 'people-waiting', { params: { count: people } });
  return openDesks.length > 0
    ? problem('conflict', 'desks-open', { params: { count: openDesks.length } })
    : undefined;
}

/** VIS-92. */
export function refuseOpenDesk(deskId: string, { openDesks }: Held): Problem | undefined {
  return openDesks.includes(deskId) ? problem('conflict', 'desk-in-use') : undefined;
}

/** The same by the database, also for a change that waited for its day, and for an undo. */
export const CLOSING_REFUSALS: Readonly<Record<string, Problem>> = {
  office_nobody_there: problem('conflict', 'people-waiting', { params: { count: 1 } }),
  desk_nobody_there: problem('conflict', 'desk-in-use'),
};
