// attendance.correct: what was recorded wrongly is said anew, with a reason.
import { correctAct } from '../correction-rules.ts';
import { correctionInput } from '../schema.ts';
import { correctionCommand } from './correction-command.ts';

export const correctAttendance = correctionCommand({
  name: 'attendance.correct',
  summary: 'Corrects an act with a reason; what was written first stays, counts follow.',
  input: correctionInput,
  decide: correctAct,
});
