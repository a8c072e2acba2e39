// Rows of the five ways for the commands of a desk itself: its breaks, calls out of turn, its taking
// over, its emergency button.
import type { Row, Who } from '../../../test/support/five-ways.ts';
import { DESK, type Scene } from '../../../test/support/scene.ts';

/** Those who have no business with a desk of Social Security. */
export const STRANGERS = {
  marta: 'not-found',
  duarte: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;

/** @param done runs a command, as Paulo unless told otherwise */
export function deskRows(
  scene: () => Scene,
  done: (name: string, input: unknown, by?: Who) => ReturnType<Scene['house']['done']>,
): Readonly<Record<string, Row>> {
  const alarm = async () => {
    await scene().desk();
    return String((await done('alarm.raise', { deskId: DESK }))['alarmId']);
  };
  return {
    'desk.pause': {
      by: 'paulo',
      before: async () => (await scene().desk(), { deskId: DESK }),
      events: ['desk.paused'],
      others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found' },
      broken: [
        () =>
          scene()
            .waiting()
            .then(() => done('stop.call-next', { deskId: DESK })),
        'desk-busy',
      ],
      twice: 'desk-on-break',
    },
    'desk.resume': {
      by: 'paulo',
      before: async () => {
        await scene().desk();
        await done('desk.pause', { deskId: DESK });
        return { deskId: DESK };
      },
      events: ['desk.resumed'],
      others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found' },
      broken: [(input: object) => done('desk.resume', input), 'desk-not-on-break'],
      twice: 'desk-not-on-break',
    },
    'desk.take-over': {
      by: 'lurdes',
      before: async () => (await scene().serving(), { deskId: DESK }),
      events: ['desk.closed', 'desk.opened', 'stop.taken-over'],
      others: { ...STRANGERS, iryna: 'not-found' },
      broken: [(input: object) => done('desk.take-over', input, 'lurdes'), 'desk-yours'],
      twice: 'desk-yours',
    },
    'alarm.raise': {
      by: 'paulo',
      before: async () => (await scene().desk(), { deskId: DESK }),
      events: ['alarm.raised'],
      others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found', helena: 'not-found' },
      broken: [(input: object) => done('desk.close', input), 'desk-closed'],
      twice: 'both',
    },
    'alarm.acknowledge': {
      by: 'baltazar',
      before: async () => ({ alarmId: await alarm() }),
      events: ['alarm.acknowledged'],
      // Nobody of the house hears of it, not even the desk that raised it may answer.
      others: { ...STRANGERS, iryna: 'not-found', paulo: 'not-found', lurdes: 'not-found' },
      broken: [(input: object) => done('alarm.acknowledge', input, 'helena'), 'alarm-answered'],
      twice: 'alarm-answered',
    },
    'alarm.close': {
      by: 'helena',
      before: async () => {
        const alarmId = await alarm();
        await done('alarm.acknowledge', { alarmId }, 'baltazar');
        return { alarmId };
      },
      events: ['alarm.closed'],
      others: { ...STRANGERS, iryna: 'not-found', paulo: 'not-found', lurdes: 'not-found' },
      broken: [(input: object) => done('alarm.close', input, 'baltazar'), 'alarm-over'],
      twice: 'alarm-over',
    },
    'stop.call-chosen': {
      by: 'paulo',
      before: async () => {
        await scene().desk();
        await scene().waiting();
        const { visitId } = await scene().waiting();
        const [stop] = await scene().owner<{ id: string }>(
          'select id from visits.stop where visit_id = $1',
          [visitId],
        );
        return { deskId: DESK, stopId: stop?.id, reason: 'booked' };
      },
      events: ['stop.called', 'stop.chosen'],
      others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found' },
      broken: [
        async ({ stopId }: { stopId: string }) => {
          await scene().owner(`update visits.stop set state = 'parked' where id = $1`, [stopId]);
        },
        'not-waiting-here',
      ],
      twice: 'not-waiting-here',
    },
  };
}
