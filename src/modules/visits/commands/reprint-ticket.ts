// ticket.reprint: the paper is printed anew with another code. The old paper proves nothing any
// more, and a desk that locked itself by wrong codes may be shown the new one (VIS-16).
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import type { Visit } from '../facts.ts';
import { leaveInput } from '../schema.ts';

type Reprinted = Pick<Visit, 'id' | 'personId' | 'centreId' | 'hostUnitId' | 'state'>;

export const reprintTicket = command({
  name: 'ticket.reprint',
  summary: 'Prints the paper of an open visit anew, with a new code; the old paper proves nothing.',
  input: leaveInput,
  async load(tx, input, actor): Promise<Reprinted | Problem> {
    if (!reachesPeople(actor)) return problem('not-found');
    const visit = await tx.first(
      build
        .selectFrom('visits.visit')
        .select([
          'id',
          'person_id as personId',
          'centre_id as centreId',
          'host_unit_id as hostUnitId',
          'state',
        ])
        .$narrowType<{ state: 'open' | 'closed' }>()
        .where('id', '=', input.visitId)
        .forUpdate(),
    );
    return visit ?? problem('not-found');
  },
  may: (actor, visit) =>
    mayAct(actor, { roles: WELCOME, units: [visit.hostUnitId], centreId: visit.centreId }),
  decide(visit) {
    if (visit.state === 'closed') return problem('conflict', 'visit-closed');
    return {
      change: { visitId: visit.id, code: String(randomInt(10_000)).padStart(4, '0') },
      events: [
        {
          kind: 'ticket.reprinted',
          centreId: visit.centreId,
          unitId: visit.hostUnitId,
          visitId: visit.id,
          personId: visit.personId,
        },
      ],
      result: { visitId: visit.id, centreId: visit.centreId },
    };
  },
  apply: (tx, change) => tx.write(sql`select visits.renew_code(${change.visitId}, ${change.code})`),
});
