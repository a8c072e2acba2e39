// task.add: something is promised about somebody: by us, by her, or a call from us.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, mayAct, reachesPeople } from '../../access/decide.ts';
import { refuseCallOn, reachOf } from '../../people/contact-rules.ts';
import { anyFileOf, survivorOf } from '../../people/one-person.ts';
import { listContacts } from '../../people/queries.ts';
import { applyTask } from '../apply-change.ts';
import type { NewTask } from '../facts.ts';
import { worksAt, zoneOf } from '../load-facts.ts';
import { refuseDue, spanOf, taskEvent } from '../rules.ts';
import { addTaskInput } from '../schema.ts';
import { ownCentreOf, ownUnitOf, PROMISE } from '../who-may.ts';

export const addTask = command({
  name: 'task.add',
  summary: 'Adds a dated follow-up about a person: a task of ours or of hers, or a call-back.',
  input: addTaskInput,
  async load(tx, input, actor) {
    if (!reachesPeople(actor)) return problem('not-found');
    const unitId = input.unitId ?? ownUnitOf(actor, input.centreId);
    if (!unitId) return problem('not-found');
    const centreId = input.centreId ?? ownCentreOf(actor, unitId);
    const personId = await survivorOf(tx, input.personId);
    const [person, need, zone, assignable, contacts] = await Promise.all([
      tx.first(build.selectFrom('people.person').select('id').where('id', '=', personId)),
      input.needId
        ? tx.first(
            build
              .selectFrom('casefiles.need')
              .select('id')
              .where('id', '=', input.needId)
              .where('person_id', '=', anyFileOf(personId)),
          )
        : { id: '' },
      zoneOf(tx, centreId),
      worksAt(tx, input.accountId, unitId),
      listContacts(tx, personId),
    ]);
    const reach = reachOf(contacts);
    return person && need
      ? { personId, unitId, centreId, zone, assignable, reach }
      : problem('not-found');
  },
  // FOL-6: a unit promises for itself and for nobody else
  may: (actor, { unitId }) =>
    !isFenced(actor) && mayAct(actor, { roles: PROMISE, units: [unitId] }),
  decide({ personId, unitId, centreId, zone, assignable, reach }, input, actor, now) {
    const refused =
      refuseDue(input, zone, now) ??
      (input.kind === 'call-back' ? refuseCallOn(reach, input) : undefined);
    if (refused) return refused;
    if (!assignable) {
      return problem('invalid', 'invalid', { fields: { accountId: 'not-of-the-unit' } });
    }
    const task: NewTask = {
      id: newId(),
      personId,
      kind: input.kind,
      title: input.title,
      unitId,
      centreId: centreId ?? null,
      accountId: input.accountId ?? null,
      dueOn: Temporal.PlainDate.from(input.dueOn),
      within: spanOf(input),
      needId: input.needId ?? null,
      safeContact: input.safeContact,
      ownUnitOnly: input.ownUnitOnly,
      visitId: input.visitId,
      actId: input.actId,
      madeBy: actor.accountId,
      state: 'open',
    };
    const window = { from: input.from ?? null, to: input.to ?? null };
    return {
      change: { add: task },
      events: [
        taskEvent('task.added', task, { accountId: task.accountId }),
        ...(task.kind === 'call-back' ? [taskEvent('call-back.promised', task, window)] : []),
      ],
      result: { taskId: task.id, personId: task.personId },
    };
  },
  apply: applyTask,
});
