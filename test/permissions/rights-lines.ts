// The part of the table about what people ask about their data, erasure, and what must be kept. Written by hand;
// takes nothing from the product. Officers answer for the whole network, by the number of a file: what is their
// own and what is another's is the same to them. Whose number is right is tried in src/modules/rights.
import { type Line, RECEIVE, type RoleName } from './roles.ts';

const OFFICERS: readonly RoleName[] = ['data-protection-officer', 'custodian'];

const answers = (act: string, command: string, says: string): Line[] =>
  [`POST /rights/${act}`, `command ${command}`].map((way) => ({
    way,
    says,
    about: 'claim',
    sends: command,
    own: OFFICERS,
    foreign: OFFICERS,
  }));
const records = (way: string): Line => ({
  way,
  says: 'Writes down what she asks: whoever receives for her home unit',
  about: 'person',
  sends: 'claim.record',
  own: RECEIVE,
});
const lifts = (way: string): Line => ({
  way,
  says: 'Ends a hold',
  about: 'hold',
  sends: 'hold.lift',
  own: OFFICERS,
  foreign: OFFICERS,
});
const restrictions = (act: 'tell' | 'lift', says: string): Line[] =>
  [`POST /rights/restrictions/${act}`, `command restriction.${act}`].map((way) => ({
    way,
    says,
    about: 'restriction',
    sends: `restriction.${act}`,
    own: OFFICERS,
    foreign: OFFICERS,
  }));
const places = (way: string): Line => ({
  way,
  says: 'Keeps a file: of no number that is there',
  about: 'nothing',
  sends: 'hold.place',
  own: [],
});

export const RIGHTS: readonly Line[] = [
  {
    way: 'GET /rights',
    says: 'The register: officers, and reception with what was asked there',
    about: 'nothing',
    own: [...RECEIVE, 'centre-coordinator', ...OFFICERS],
  },
  ...answers('answer', 'claim.answer', 'Answers her'),
  ...answers('extend', 'claim.extend', 'Takes two months more'),
  ...answers('review', 'erasure.review', 'Says whether something must be kept'),
  ...answers('approve', 'erasure.approve', 'Approves an erasure'),
  {
    way: 'command erasure.carry-out',
    says: 'Erases: the worker',
    about: 'erasure',
    sends: 'erasure.carry-out',
    own: ['worker'],
    foreign: ['worker'],
  },
  { way: 'GET /rights/holds', says: 'What must be kept', about: 'nothing', own: OFFICERS },
  {
    way: 'GET /rights/retention',
    says: 'What will go, and what went, in counts',
    about: 'nothing',
    own: OFFICERS,
  },
  {
    way: 'GET /rights/restrictions',
    says: 'Files that are kept and not worked with',
    about: 'nothing',
    own: OFFICERS,
  },
  ...restrictions('tell', 'Says that she was told that a restriction ends'),
  ...restrictions('lift', 'Ends a restriction'),
  places('POST /rights/holds'),
  places('command hold.place'),
  lifts('POST /rights/holds/lift'),
  lifts('command hold.lift'),
  {
    way: 'GET /people/:personId/rights',
    says: 'What one person asked, and the form for it',
    about: 'person',
    own: RECEIVE,
  },
  records('POST /people/:personId/rights'),
  records('command claim.record'),
];
