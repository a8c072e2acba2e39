// The five ways of what those who look after a house do on its floor.
import type { Row } from '../../../test/support/five-ways.ts';
import type { Scene } from '../../../test/support/scene.ts';

const OFFICE = { officeId: 'cnaim-lisboa.iss' };
const CLOSED = { ...OFFICE, message: { pt: 'Voltamos às 14:00' } };
const LENT = { deskId: 'cnaim-lisboa.d5', officeId: 'cnaim-lisboa.legal' };
const OTHERS = {
  iryna: 'not-found',
  paulo: 'not-found',
  marta: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;

export function floorRows(scene: () => Scene): Readonly<Record<string, Row>> {
  const done = (name: string, input: object) =>
    scene().house.done(scene().tokens.helena, name, input);
  return {
    'queue.close': {
      by: 'helena',
      before: async () => CLOSED,
      events: ['queue.closed'],
      others: OTHERS,
      broken: [() => done('queue.close', CLOSED), 'queue-closed'],
      twice: 'queue-closed',
    },
    'queue.reopen': {
      by: 'helena',
      before: async () => (await done('queue.close', CLOSED), OFFICE),
      events: ['queue.reopened'],
      others: OTHERS,
      broken: [() => done('queue.reopen', OFFICE), 'queue-open'],
      twice: 'queue-open',
    },
    'desk.lend': {
      by: 'helena',
      before: async () => LENT,
      events: ['desk.lent'],
      others: OTHERS,
      broken: [() => done('desk.lend', LENT), 'desk-there-already'],
      twice: 'desk-there-already',
    },
    'desk.return': {
      by: 'helena',
      before: async () => (await done('desk.lend', LENT), { deskId: LENT.deskId }),
      events: ['desk.returned'],
      others: OTHERS,
      broken: [() => done('desk.return', { deskId: LENT.deskId }), 'desk-there-already'],
      twice: 'desk-there-already',
    },
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
