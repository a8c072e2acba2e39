// The part of the table about files that are opened in an emergency. Written by hand; takes nothing from
// the product. Whose number is right is tried in src/modules/casefiles/glass.test.ts; here nobody's is.
import { BY_GRANT, type Line, type RoleName } from './roles.ts';

const TOLD: readonly RoleName[] = ['data-protection-officer', 'custodian'];
const breaks = (way: string): Line => ({
  way,
  says: 'Opens a file in an emergency: of no number that is there',
  about: 'nothing',
  sends: 'glass.break',
  own: [],
});
const reviews = (way: string): Line => ({
  way,
  says: 'Looks at it afterwards: whoever was told',
  about: 'glass',
  sends: 'glass.review',
  own: TOLD,
});

export const GLASS: readonly Line[] = [
  { way: 'GET /break-glass', says: 'The form for it', about: 'nothing', own: BY_GRANT },
  breaks('POST /break-glass'),
  breaks('command glass.break'),
  {
    way: 'GET /break-glass/reviews',
    says: 'What she was told of',
    about: 'nothing',
    own: TOLD,
  },
  reviews('POST /break-glass/reviews'),
  reviews('command glass.review'),
  {
    way: 'command glass.suspend',
    says: 'Closes an account after which nobody looked: the worker',
    about: 'glass',
    sends: 'glass.suspend',
    own: ['worker'],
    foreign: ['worker'],
  },
];
