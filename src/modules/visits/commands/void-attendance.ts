// attendance.void: an act that was none is taken back, with a reason.
import { voidAct } from '../correction-rules.ts';
import { voidInput } from '../schema.ts';
import { correctionCommand } from './correction-command.ts';

export const voidAttendance = correctionCommand({
  name: 'attendance.void',
  summary: 'Takes back an act that was recorded by mistake, with a reason; counts follow.',
  input: voidInput,
  decide: (act, { reason }) => voidAct(act, reason),
});
