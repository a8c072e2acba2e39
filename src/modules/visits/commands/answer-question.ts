// question.answer: a general question is answered at the door and counted; nobody waits for it.
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, WELCOME } from '../../access/decide.ts';
import { recordAnswer } from '../../attendances/steps.ts';
import { findHost } from '../load-reception.ts';
import { answerInput } from '../schema.ts';

export const answerQuestion = command({
  name: 'question.answer',
  summary: 'Counts a general question that was answered at the door, without a ticket.',
  input: answerInput,
  async load(tx, { centreId, subjectId }, _actor, now) {
    const host = await findHost(tx, centreId, now);
    if (!host) return problem('not-found');
    const [service] = await tx.all(sql<{ id: string }>`
      select s.id from directory.office_service os
      join directory.service s on s.id = os.service_id
      join directory.subject sub on sub.id = ${subjectId}
      where os.office_id = ${host.officeId}
      order by s.subject_id in (sub.id, sub.parent_id) desc, os.rank, s.id limit 1`);
    return { ...host, centreId, serviceId: service?.id };
  },
  may: (actor, { unitId, centreId }) =>
    mayAct(actor, { roles: WELCOME, units: [unitId], centreId }),
  // VIS-46: what is answered at the door is an act of the welcome, of nobody in particular: it has no
  // visit, no ticket and no person, and counts like any other.
  decide(host, input, actor) {
    const { centreId, unitId, officeId, day, serviceId } = host;
    if (serviceId === undefined)
      return problem('invalid', 'no-service-here', { fields: { subjectIds: 'no-service-here' } });
    const { subjectId, language, minutes } = input;
    const id = newId();
    const act = { id, centreId, unitId, officeId, day, serviceId, subjectId, language, minutes };
    return {
      change: { ...act, accountId: actor.accountId },
      events: [
        {
          kind: 'attendance.recorded',
          centreId,
          officeId,
          unitId,
          data: {
            attendanceId: id,
            serviceId,
            subjectId,
            mode: 'information',
            outcome: 'solved',
            language,
            interpreter: 'none',
            minutes,
            hostUnitId: unitId,
            day: day.toString(),
          },
        },
      ],
      result: { attendanceId: id },
    };
  },
  apply: recordAnswer,
});
