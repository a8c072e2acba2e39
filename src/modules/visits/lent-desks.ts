// Desks that serve another office of their house today.
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { oversees } from '../access/decide.ts';
import type { HeldDesk, LentDesk } from './rules/lend-rules.ts';

/** The desks of a house that serve another office today; needs no session, since the wall says it. */
export function listLentDesks(tx: Transaction, centreId: string): Promise<LentDesk[]> {
  return tx.text<LentDesk>(
    `select desk_id as "deskId", office_id as "officeId", home_office_id as "homeOfficeId"
     from visits.lent_desks($1)`,
    [centreId],
  );
}

/** A desk, held for whoever looks after its house; for others it is not found. */
export async function holdDesk(
  tx: Transaction,
  deskId: string,
  actor: Actor,
): Promise<HeldDesk | Problem> {
  const [desk] = await tx.text<HeldDesk>(
    `select $1 as "deskId", centre_id as "centreId", home_office_id as "homeOfficeId",
            office_id as "officeId", unit_id as "unitId", busy, sits,
            other_desks as "otherDesks", people
     from visits.hold_desk($1)`,
    [deskId],
  );
  return desk && oversees(actor, desk.centreId) ? desk : problem('not-found');
}

/** What the database says when somebody was called there, or the desk was lent, at the same moment. */
export const LENDING_REFUSALS: Readonly<Record<string, Problem>> = {
  desk_lent_idle: problem('conflict', 'desk-busy'),
  desk_lent_once: problem('conflict', 'desk-there-already'),
};
