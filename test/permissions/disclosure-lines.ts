// The part of the table about what authorities order us to give. Written by hand; takes nothing from the product.
// Officers answer for the whole network; for everybody else, administrators among them, there is no such page.
// Who of them may approve is tried in src/modules/disclosures.
import type { Line, RoleName } from './roles.ts';

const OFFICERS: readonly RoleName[] = ['data-protection-officer', 'custodian'];

const acts = (act: string, says: string): Line[] =>
  [`POST /disclosures/${act}`, `command disclosure.${act}`].map((way) => ({
    way,
    says,
    about: 'disclosure',
    sends: `disclosure.${act}`,
    own: OFFICERS,
    foreign: OFFICERS,
  }));
const registers = (way: string): Line => ({
  way,
  says: 'Registers an order: of no number that is there',
  about: 'nothing',
  sends: 'disclosure.register',
  own: [],
});

export const DISCLOSURES: readonly Line[] = [
  { way: 'GET /disclosures', says: 'The register', about: 'nothing', own: OFFICERS },
  { way: 'GET /disclosures/:act', says: 'Leads back to it', about: 'nothing', own: OFFICERS },
  registers('POST /disclosures'),
  registers('command disclosure.register'),
  ...acts('review', 'Says what the law makes us give'),
  ...acts('approve', 'Approves it, as one of two'),
  ...acts('close', 'Refuses it, or notes that it was withdrawn'),
  ...acts('give', 'Gives what two approved'),
  ...acts('tell', 'Notes that she was told, or why not yet'),
  {
    way: 'POST /disclosures/extract',
    says: 'Takes the extract: of none that is there',
    about: 'nothing',
    own: [],
  },
];
