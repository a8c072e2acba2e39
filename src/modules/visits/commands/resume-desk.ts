// desk.resume: the officer is back from her break.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { deskEvent, endBreak } from '../desk-steps.ts';
import { deskInput } from '../schema.ts';
import { loadOwnDesk, mayServeAtDesk } from './at-own-desk.ts';

export const resumeDesk = command({
  name: 'desk.resume',
  summary: 'Ends the break of a desk, which calls people again.',
  input: deskInput,
  load: loadOwnDesk,
  may: mayServeAtDesk,
  decide({ desk }, _input, _actor, now) {
    if (!desk.pausedAt) return problem('conflict', 'desk-not-on-break');
    return {
      change: { desk, at: now },
      events: [deskEvent('desk.resumed', desk)],
      result: { deskId: desk.deskId },
    };
  },
  apply: (tx, { desk, at }) => endBreak(tx, desk, at),
});
