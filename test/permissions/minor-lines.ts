// The part of the table about the register of minors. Written by hand; takes nothing from the product. In this table
// the legal office of Lisbon keeps it, by its data: whoever serves there has it; for everybody else, and for the
// residence authority above all, there is no such page.
import type { Line, RoleName } from './roles.ts';

const KEEP: readonly RoleName[] = ['support-technician'];

/** Of somebody whom she sees by a grant; who waits at her office unserved is a number. */
const ofPerson = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'person',
  ...(sends && { sends }),
  granted: KEEP,
});
const ofEntry = (way: string, says: string, sends?: string): Line => ({
  way,
  says,
  about: 'entry',
  ...(sends && { sends }),
  own: KEEP,
});
const acts = (act: string, command: string, says: string): Line[] => [
  ofEntry(`POST /minors/:entryId/${act}`, says, command),
  ofEntry(`command ${command}`, says, command),
];

export const MINORS: readonly Line[] = [
  { way: 'GET /minors', says: 'The register of her office', about: 'nothing', own: KEEP },
  ofEntry('GET /minors/:entryId', 'One entry'),
  ofPerson('GET /people/:personId/minors', 'Whether she stands in it, and the form'),
  ofPerson('POST /people/:personId/minors', 'Enters her', 'minor-entry.make'),
  ofPerson('command minor-entry.make', 'Enters her', 'minor-entry.make'),
  ...acts('renew', 'minor-entry.renew', 'Renews an entry'),
  ...acts('end', 'minor-entry.end', 'Ends an entry'),
  ...acts('declaration', 'minor-entry.certify', 'Hands out a declaration'),
];
