// What is printed on the paper that a person takes along.
import { build, type Transaction } from '#platform/db/transaction.ts';

/** The paper: its number, the code that only the paper shows, and the route. */
export interface Ticket {
  readonly visitId: string;
  readonly personId: string;
  readonly centreId: string;
  /** The unit that receives people in the house; only it prints papers. */
  readonly hostUnitId: string;
  readonly number: number;
  readonly code: string;
  readonly language: string;
  readonly stops: readonly {
    readonly officeId: string;
    readonly subjectId: string;
    readonly serviceId: string;
  }[];
}

/** The ticket of a visit, or undefined: not there, or not to be seen. Its person is read: note it. */
export async function findTicket(tx: Transaction, visitId: string): Promise<Ticket | undefined> {
  const visit = tx.first(
    build
      .selectFrom('visits.visit')
      .select([
        'id as visitId',
        'person_id as personId',
        'centre_id as centreId',
        'host_unit_id as hostUnitId',
        'number',
        'code',
        'language',
      ])
      .where('id', '=', visitId),
  );
  const stops = tx.all(
    build
      .selectFrom('visits.stop')
      .select(['office_id as officeId', 'subject_id as subjectId', 'service_id as serviceId'])
      .where('visit_id', '=', visitId)
      .orderBy('rank')
      .orderBy('id'),
  );
  const [found, route] = await Promise.all([visit, stops]);
  return found && { ...found, stops: route };
}
