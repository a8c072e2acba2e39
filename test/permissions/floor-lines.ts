// The part of the table about the care of a house's floor: what was left open, and the end of its day.
// Written by hand; takes nothing from the product.
import { OVERSEE, type Line } from './roles.ts';

const ofHouse = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'centre',
  ...(sends && { sends }),
  own: OVERSEE,
});

/** Who names those who are told of a person who needs protection. */
const NAMES = ['centre-coordinator', 'custodian'] as const;
const ofDuty = (way: string, says: string, sends?: string): Line => ({
  ...ofHouse(way, says, sends),
  own: NAMES,
});

export const FLOOR: readonly Line[] = [
  ofHouse('GET /coordination/:centreId', 'The floor of a house, in counts'),
  ofHouse('GET /coordination/:centreId/live/:region', 'A part of the floor'),
  ofHouse('GET /coordination/:centreId/care', 'What was left open, and the end of the day'),
  ofHouse('POST /coordination/:centreId/care/mend', 'Mends what was left open', 'anomaly.mend'),
  ofHouse('POST /coordination/:centreId/care/day-end', 'Ends the day of a house', 'day.end'),
  ofHouse('GET /coordination/:centreId/walls', 'What the house says to those who wait'),
  ofHouse('POST /coordination/:centreId/walls/queue-close', 'Closes a queue', 'queue.close'),
  ofHouse('POST /coordination/:centreId/walls/queue-open', 'Opens it again', 'queue.reopen'),
  ofHouse('POST /coordination/:centreId/walls/desk-lend', 'Moves a desk for today', 'desk.lend'),
  ofHouse('POST /coordination/:centreId/walls/desk-return', 'Takes it back', 'desk.return'),
  ofHouse('POST /coordination/:centreId/walls/say', 'Says something on the boards', 'board.say'),
  ofHouse('POST /coordination/:centreId/walls/take-down', 'Takes it down', 'board.take-down'),
  ofHouse('POST /coordination/:centreId/walls/slide', 'A slide for the boards', 'slide.add'),
  ofHouse('POST /coordination/:centreId/walls/room', 'A waiting room', 'room.set'),
  ofHouse('POST /coordination/:centreId/walls/room-close', 'A room less', 'room.close'),
  ofDuty('GET /coordination/:centreId/duty', 'Who is told of who needs protection'),
  ofDuty('POST /coordination/:centreId/duty/name', 'Names who is told', 'duty.name'),
  ofDuty('POST /coordination/:centreId/duty/end', 'Ends it', 'duty.end'),
];
/** The same acts without a screen. */
export const FLOOR_COMMANDS: readonly Line[] = [
  ofHouse('command anomaly.mend', 'Mends what was left open', 'anomaly.mend'),
  ofHouse('command day.end', 'Ends the day of a house', 'day.end'),
  ofHouse('command queue.close', 'Closes a queue for now', 'queue.close'),
  ofHouse('command queue.reopen', 'Opens it again', 'queue.reopen'),
  ofHouse('command desk.lend', 'Moves a desk for today', 'desk.lend'),
  ofHouse('command desk.return', 'Takes it back', 'desk.return'),
  ofDuty('command duty.name', 'Names who is told', 'duty.name'),
  ofDuty('command duty.end', 'Ends it', 'duty.end'),
  ofHouse('command board.say', 'Says something on the boards', 'board.say'),
  ofHouse('command board.take-down', 'Takes it down', 'board.take-down'),
  ofHouse('command slide.add', 'A slide for the boards', 'slide.add'),
  ofHouse('command room.set', 'A waiting room', 'room.set'),
  ofHouse('command room.close', 'A room less', 'room.close'),
];
