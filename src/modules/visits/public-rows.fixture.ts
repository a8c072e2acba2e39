// The commands of the public side in five ways: a paper that asks for itself, and a kiosk. Nobody who
// works here may do them: their link, or their device, is who they are.
import type { Row } from '../../../test/support/five-ways.ts';
import { DESK, type Scene } from '../../../test/support/scene.ts';

const STRANGERS = {
  marta: 'not-found',
  duarte: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;

export function publicRows(scene: () => Scene): Readonly<Record<string, Row>> {
  const call = () => scene().house.done(scene().tokens.paulo, 'stop.call-next', { deskId: DESK });
  return {
    'kiosk.receive': {
      by: 'kiosk',
      before: async () => {
        scene().nextMorning();
        scene().house.wait(60);
        return { language: 'ar', subjectIds: ['social-security'] };
      },
      events: ['person.registered', 'visit.opened', 'stop.queued'],
      others: { iryna: 'not-found', paulo: 'not-found', marta: 'not-found', helena: 'not-found' },
      // The doors are closed.
      broken: [async () => scene().house.wait(14 * 60), 'house-closed'],
      twice: 'both',
    },
    'ticket.delay': {
      by: 'phone',
      before: async () => (await scene().held()) && {},
      events: ['ticket.delayed'],
      others: { ...STRANGERS, paulo: 'not-found', iryna: 'not-found' },
      // A desk waits for her already.
      broken: [
        async () => {
          await scene().desk();
          await call();
        },
        'not-waiting',
      ],
      twice: 'away-already',
    },
    'ticket.keep-away': {
      by: 'phone',
      before: async () => {
        await scene().held();
        await scene().desk();
        return (await call()) && {};
      },
      events: ['person.kept-away', 'stop.parted'],
      others: { ...STRANGERS, paulo: 'not-found', iryna: 'not-found' },
      // She is not at a desk any more.
      broken: [
        () => scene().house.done(scene().tokens.phone, 'ticket.keep-away', {}),
        'nobody-calls-you',
      ],
      twice: 'nobody-calls-you',
    },
    'ticket.let-back': {
      by: 'phone',
      before: async () => {
        await scene().held();
        await scene().desk();
        await call();
        await scene().house.done(scene().tokens.phone, 'ticket.keep-away', {});
        scene().house.wait(1);
        return {};
      },
      events: ['person.let-back'],
      others: { ...STRANGERS, paulo: 'not-found', iryna: 'not-found' },
      broken: [
        () => scene().house.done(scene().tokens.phone, 'ticket.let-back', {}),
        'let-back-already',
      ],
      twice: 'let-back-already',
    },
    'ticket.leave': {
      by: 'phone',
      before: async () => (await scene().held()) && {},
      events: ['visit.closed'],
      others: { ...STRANGERS, paulo: 'not-found', iryna: 'not-found' },
      broken: [() => scene().house.done(scene().tokens.phone, 'ticket.leave', {}), 'visit-closed'],
      twice: 'visit-closed',
    },
  };
}
