// The five ways of what those who look after a house do on its floor.
import type { Row } from '../../../test/support/five-ways.ts';
import type { Scene } from '../../../test/support/scene.ts';

const OTHERS = {
  iryna: 'not-found',
  paulo: 'not-found',
  marta: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;

export function floorRows(scene: () => Scene): Readonly<Record<string, Row>> {
  return {
    'anomaly.mend': {
      by: 'helena',
      before: async () => {
        const { visitId } = await scene().called();
        scene().house.wait(20);
        return { centreId: 'cnaim-lisboa', kind: 'called', visitId };
      },
      events: ['anomaly.mended'],
      others: OTHERS,
      broken: [() => ({ kind: 'serving' }), 'not-left-open'],
      twice: 'not-left-open',
    },
  };
}
