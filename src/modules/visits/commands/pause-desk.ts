// desk.pause: an officer's break begins. The desk stays hers, and nobody is called there.
import { command } from '#platform/run-command/command.ts';
import { beginBreak, deskEvent } from '../desk-steps.ts';
import { refuseBreak } from '../rules/desk-rules.ts';
import { deskInput } from '../schema.ts';
import { loadOwnDesk, mayServeAtDesk } from './at-own-desk.ts';

export const pauseDesk = command({
  name: 'desk.pause',
  summary: 'Begins a break at an open desk at which nobody is called or served.',
  input: deskInput,
  load: loadOwnDesk,
  may: mayServeAtDesk,
  decide: ({ desk, busy }, _input, _actor, now) =>
    refuseBreak(desk, busy) ?? {
      change: { desk, at: now },
      events: [deskEvent('desk.paused', desk)],
      result: { deskId: desk.deskId },
    },
  apply: (tx, { desk, at }) => beginBreak(tx, desk.id, at),
});
