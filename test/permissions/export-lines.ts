// The part of the table about files that are taken out. Written by hand; takes nothing from the product.
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
  says: 'Fetches what was made: whoever asked for it, and reads the file still',
  about: 'export',
  sends: 'export.fetch',
  own: BY_GRANT,
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
