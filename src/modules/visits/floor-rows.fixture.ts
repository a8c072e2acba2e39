// The five ways of what those who look after a house do on its floor.
import { dayOf } from '#base/dates.ts';
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
  const named = async () => {
    await scene().owner('delete from access.protection_duty where named_by is not null');
    const [who] = await scene().owner<{ id: string }>(
      `select account_id as id from access.membership
       where centre_id = 'cnaim-lisboa' and role = 'support-technician' order by id limit 1`,
    );
    const from = dayOf(scene().house.clock.now(), 'Europe/Lisbon').toString();
    return { centreId: 'cnaim-lisboa', accountId: who?.id, from };
  };
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
    'duty.name': {
      by: 'helena',
      before: named,
      events: ['duty.named'],
      others: OTHERS,
      broken: [(input: object) => done('duty.name', input), 'duty-already'],
      twice: 'duty-already',
    },
    'duty.end': {
      by: 'helena',
      before: async () => {
        const { dutyId } = await done('duty.name', await named());
        scene().house.wait(1);
        return { centreId: 'cnaim-lisboa', dutyId };
      },
      events: ['duty.ended'],
      others: OTHERS,
      broken: [(input: object) => done('duty.end', input), 'duty-ended'],
      twice: 'duty-ended',
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
