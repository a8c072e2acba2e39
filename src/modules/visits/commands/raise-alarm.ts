// alarm.raise: the emergency button of a desk. Silent: the house's security and coordinator hear of
// it, and the screen shows a discreet mark.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { findOwnAlarm } from '../alarm-queries.ts';
import { lockSession } from '../desk-session.ts';
import { deskEvent } from '../desk-steps.ts';
import type { DeskSession } from '../rules/desk-rules.ts';
import { deskInput } from '../schema.ts';
import { mayServeAtDesk } from './at-own-desk.ts';

export const raiseAlarm = command({
  name: 'alarm.raise',
  summary: 'Calls the security and the coordinator of the house to an open desk, in silence.',
  input: deskInput,
  async load(
    tx,
    { deskId },
    actor,
  ): Promise<{ readonly desk: DeskSession; readonly raised: string | undefined } | Problem> {
    const desk = await lockSession(tx, deskId, 'change');
    if (desk?.accountId !== actor.accountId) return problem('not-found', 'desk-closed');
    const raised = await findOwnAlarm(tx, deskId, actor.accountId);
    return { desk, raised: raised?.id };
  },
  may: (actor, { desk }) => mayServeAtDesk(actor, { desk, busy: false }),
  // VIS-76: pressed twice in fear, it is one alarm: the help that was called is still called.
  decide: ({ desk, raised }, _input, _actor, now) => {
    const alarmId = raised ?? newId();
    return {
      change: raised ? undefined : { alarmId, desk, at: now },
      events: raised ? [] : [deskEvent('alarm.raised', desk)],
      result: { alarmId },
    };
  },
  apply(tx, change) {
    if (!change) return;
    const { alarmId, desk, at } = change;
    tx.write(
      build.insertInto('visits.alarm').values({
        id: alarmId,
        centre_id: desk.centreId,
        office_id: desk.officeId,
        unit_id: desk.unitId,
        desk_id: desk.deskId,
        account_id: desk.accountId,
        raised_at: at,
      }),
    );
  },
  refusals: { alarm_one_desk: problem('conflict', 'alarm-answered') },
});
