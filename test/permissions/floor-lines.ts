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

export const FLOOR: readonly Line[] = [
  ofHouse('GET /coordination/:centreId', 'The floor of a house, in counts'),
  ofHouse('GET /coordination/:centreId/live/:region', 'A part of the floor'),
  ofHouse('GET /coordination/:centreId/care', 'What was left open, and the end of the day'),
  ofHouse('POST /coordination/:centreId/care/mend', 'Mends what was left open', 'anomaly.mend'),
  ofHouse('POST /coordination/:centreId/care/day-end', 'Ends the day of a house', 'day.end'),
];
/** The same acts without a screen. */
export const FLOOR_COMMANDS: readonly Line[] = [
  ofHouse('command anomaly.mend', 'Mends what was left open', 'anomaly.mend'),
  ofHouse('command day.end', 'Ends the day of a house', 'day.end'),
];
