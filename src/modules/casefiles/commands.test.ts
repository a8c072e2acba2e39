// The command of a file in five ways, over a real database, as those of a visit.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const ROWS: Readonly<Record<string, Row>> = {
  'document.note': {
    by: 'paulo',
    before: async () => ({
      personId: (await scene.serving()).personId,
      centreId: 'cnaim-lisboa',
      documentId: 'passport',
      seen: 'original',
      validUntil: '2027-01-31',
    }),
    events: ['document.noted'],
    others: {
      marta: 'not-found',
      duarte: 'not-found',
      catarina: 'not-found',
      ines: 'not-found',
      lurdes: 'not-found',
    },
    broken: [() => ({ seenOn: '2031-01-01' }), 'invalid'],
    twice: 'document-listed',
  },
};

testFiveWays(['src/modules/casefiles/'], ROWS, () => scene);
