// The part of the table about houses and the catalogue of the network, which are changed without code.
// Written by hand; takes nothing from the product.
import { OVERSEE, type Line, type RoleName } from './roles.ts';

const MANAGER: readonly RoleName[] = ['network-manager'];
export const HOUSES: readonly Line[] = [
  {
    way: 'GET /settings/houses',
    says: 'The houses that she may change',
    about: 'nothing',
    own: OVERSEE,
  },
  {
    way: 'GET /settings/houses/:centreId',
    says: 'A house with everything on it, and what was changed',
    about: 'centre',
    own: OVERSEE,
  },
  {
    way: 'POST /settings/houses/:centreId/change',
    says: 'Changes something of a house',
    about: 'centre',
    sends: 'centre.move',
    own: OVERSEE,
  },
  {
    way: 'GET /settings/catalogue',
    says: 'Subjects, services, papers and holidays of the network',
    about: 'nothing',
    own: MANAGER,
  },
  {
    way: 'POST /settings/catalogue/change',
    says: 'Changes something of the catalogue',
    about: 'nothing',
    sends: 'document.set',
    own: MANAGER,
  },
];
const ofHouse = (sends: string, says: string): Line => ({
  way: `command ${sends}`,
  says,
  about: 'centre',
  sends,
  own: OVERSEE,
});
const ofAll = (sends: string, says: string): Line => ({
  way: `command ${sends}`,
  says,
  about: 'nothing',
  sends,
  own: MANAGER,
});
/** The same acts without a screen. */
export const HOUSE_COMMANDS: readonly Line[] = [
  ofHouse('centre.rename', 'Another name for a house'),
  ofHouse('hours.set', 'The week of a house'),
  ofHouse('closure.set', 'A day unlike the others'),
  ofHouse('closure.remove', 'A day like the others after all'),
  ofHouse('office.set', 'An office more, or other names'),
  ofHouse('office.close', 'An office less'),
  ofHouse('desk.set', 'A desk more'),
  ofHouse('desk.remove', 'A desk less'),
  ofHouse('office-service.set', 'A service at an office'),
  ofHouse('office-service.remove', 'A service less at an office'),
  ofHouse('directory.undo', 'What was before a change'),
  ofAll('subject.set', 'A subject of the catalogue'),
  ofAll('service.set', 'A service of the catalogue'),
  ofAll('document.remove', 'A paper less'),
  ofAll('holiday.set', 'A holiday'),
  ofAll('holiday.remove', 'A holiday less'),
];

/** A small house: whoever receives and serves in it, and nobody else. */
const ALONE: readonly RoleName[] = ['local-technician'];
export const LOCAL: readonly Line[] = [
  { way: 'GET /local', says: 'To the small house where she works', about: 'nothing', own: ALONE },
  {
    way: 'GET /local/:centreId',
    says: 'What was done and promised in a small house',
    about: 'centre',
    own: ALONE,
  },
  {
    way: 'POST /local/:centreId',
    says: 'Records an act as a whole trip',
    about: 'centre',
    sends: 'visit.record-at-once',
    own: ALONE,
  },
];
