// Rows of the five ways for going on from a desk: to another house, or back to reception.
import type { Row, Who } from '../../../test/support/five-ways.ts';
import type { Scene } from '../../../test/support/scene.ts';
import { STRANGERS } from './desk-rows.fixture.ts';

const ACT = { mode: 'support', outcome: 'solved' } as const;

/** @param done runs a command, as Paulo unless told otherwise */
export function onwardRows(
  scene: () => Scene,
  done: (name: string, input: unknown, by?: Who) => ReturnType<Scene['house']['done']>,
): Readonly<Record<string, Row>> {
  const serving = async () => ({ stopId: (await scene().serving()).stopId });
  return {
    'stop.send-on': {
      by: 'paulo',
      before: async () => ({
        ...(await serving()),
        ...ACT,
        toCentreId: 'claim-odemira',
        handover: 'Traz o recibo.',
      }),
      events: ['attendance.recorded', 'stop.forwarded', 'person.expected', 'visit.closed'],
      others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-found' },
      broken: [() => ({ toCentreId: 'cnaim-lisboa' }), 'centre-not-possible'],
      twice: 'already-moved-on',
    },
    'stop.to-reception': {
      by: 'paulo',
      before: async () => ({ ...(await serving()), why: 'papers', handover: 'Falta o recibo.' }),
      events: ['stop.sent-back'],
      others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-allowed' },
      broken: [
        ({ stopId }: { stopId: string }) => done('stop.park', { stopId }),
        'already-moved-on',
      ],
      twice: 'already-moved-on',
    },
  };
}
