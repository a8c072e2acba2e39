// The part of the table about files that are taken out. Written by hand; takes nothing from the product. Who
// fetches what she asked for is tried in src/modules/casefiles/export.test.ts; here it is nobody's.
import { BY_GRANT, type Line, RECEIVE } from './roles.ts';

const asks = (way: string): Line => ({
  way,
  says: 'Asks for a file on paper: whoever reads it',
  about: 'person',
  sends: 'export.ask',
  own: RECEIVE,
  granted: BY_GRANT,
});
const fetches = (way: string): Line => ({
  way,
  says: 'Fetches what was made: of no export that is there',
  about: 'nothing',
  sends: 'export.fetch',
  own: [],
});

export const EXPORTS: readonly Line[] = [
  {
    way: 'GET /people/:personId/export',
    says: 'The form for it, and what was made',
    about: 'person',
    own: RECEIVE,
    granted: BY_GRANT,
  },
  asks('POST /people/:personId/export'),
  asks('command export.ask'),
  fetches('POST /people/:personId/export/:exportId'),
  fetches('command export.fetch'),
];
