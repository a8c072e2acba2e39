// The commands at the door in five ways, as `commands.test.ts` tries them.
import type { Row } from '../../../test/support/five-ways.ts';
import type { Scene } from '../../../test/support/scene.ts';

/** Whoever does not receive people in the house does not know of the trip. */
const ELSEWHERE = {
  marta: 'not-found',
  duarte: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
  paulo: 'not-found',
} as const;

/** The rows of what reception does. */
export function doorRows(scene: () => Scene): Readonly<Record<string, Row>> {
  return {
    'visit.receive': {
      by: 'iryna',
      before: async () => ({
        centreId: 'cnaim-lisboa',
        language: 'ar',
        subjectIds: ['social-security'],
      }),
      events: ['person.registered', 'visit.opened', 'stop.queued'],
      others: {
        paulo: 'not-allowed',
        marta: 'not-allowed',
        catarina: 'not-allowed',
        ines: 'not-allowed',
      },
      broken: [() => ({ centreId: 'claim-lagos' }), 'not-allowed'],
      twice: 'both',
    },
    'household.receive': {
      by: 'iryna',
      before: async () => ({
        centreId: 'cnaim-lisboa',
        members: [
          { role: 'adult', language: 'ar', subjectIds: ['social-security'] },
          { role: 'child', language: 'ar', subjectIds: ['school'] },
          { role: 'child', language: 'ar' },
        ],
      }),
      events: [
        'person.registered',
        'visit.opened',
        'stop.queued',
        'person.registered',
        'visit.opened',
        'stop.queued',
        'person.registered',
      ],
      others: {
        paulo: 'not-allowed',
        marta: 'not-allowed',
        catarina: 'not-allowed',
        ines: 'not-allowed',
      },
      broken: [() => ({ centreId: 'claim-lagos' }), 'not-allowed'],
      twice: 'both',
    },
    'person.keep-away': {
      by: 'iryna',
      before: async () => ({
        personId: (await scene().serving()).personId,
        accountId: await scene().accountOf('Paulo'),
      }),
      events: ['person.kept-away', 'stop.parted'],
      others: { ...ELSEWHERE, paulo: 'not-found' },
      broken: [
        (input: object) => scene().house.done(scene().tokens.iryna, 'person.keep-away', input),
        'kept-away-already',
      ],
      twice: 'kept-away-already',
    },
    'person.let-back': {
      by: 'iryna',
      before: async () => {
        const { personId } = await scene().waiting();
        const accountId = await scene().accountOf('Paulo');
        const input = { personId, accountId };
        const { exclusionId } = await scene().house.done(
          scene().tokens.iryna,
          'person.keep-away',
          input,
        );
        scene().house.wait(1);
        return { exclusionId };
      },
      events: ['person.let-back'],
      others: { ...ELSEWHERE, paulo: 'not-found' },
      broken: [
        (input: object) => scene().house.done(scene().tokens.iryna, 'person.let-back', input),
        'let-back-already',
      ],
      twice: 'let-back-already',
    },
    'visit.send-on': {
      by: 'iryna',
      before: async () => ({
        visitId: (await scene().waiting()).visitId,
        toCentreId: 'claim-odemira',
        note: 'Traz o recibo.',
      }),
      events: ['visit.closed', 'person.expected'],
      others: {
        marta: 'not-found',
        duarte: 'not-found',
        catarina: 'not-found',
        ines: 'not-found',
        paulo: 'not-found',
      },
      broken: [() => ({ toCentreId: 'cnaim-lisboa' }), 'centre-not-possible'],
      twice: 'already-moved-on',
    },
    'visit.add-need': {
      by: 'iryna',
      before: async () => ({ visitId: (await scene().waiting()).visitId, subjectId: 'health' }),
      events: ['need.found', 'stop.queued'],
      others: ELSEWHERE,
      broken: [() => ({ subjectId: 'social-security' }), 'need-known'],
      twice: 'need-known',
    },
    'stop.withdraw': {
      by: 'iryna',
      before: async () => {
        const { visitId } = await scene().waiting(['social-security', 'health']);
        const [stop] = await scene().owner<{ id: string }>(
          `select id from visits.stop where visit_id = $1 and subject_id = 'health'`,
          [visitId],
        );
        return { visitId, stopId: stop?.id, why: 'another-day' };
      },
      events: ['stop.withdrawn'],
      others: ELSEWHERE,
      broken: [
        ({ visitId }: { visitId: string }) =>
          scene().house.done(scene().tokens.iryna, 'visit.leave', { visitId }),
        'visit-closed',
      ],
      twice: 'already-moved-on',
    },
    'question.answer': {
      by: 'iryna',
      before: async () => ({ centreId: 'cnaim-lisboa', subjectId: 'health', language: 'ar' }),
      events: ['attendance.recorded'],
      others: {
        paulo: 'not-allowed',
        marta: 'not-allowed',
        catarina: 'not-allowed',
        ines: 'not-allowed',
      },
      broken: [() => ({ centreId: 'claim-lagos' }), 'not-allowed'],
      twice: 'both',
    },
    'protection.take': {
      by: 'samira',
      before: () => scene().protection(),
      events: [],
      others: {
        marta: 'not-found',
        duarte: 'not-found',
        catarina: 'not-found',
        ines: 'not-found',
        paulo: 'not-found',
        iryna: 'not-found',
        lurdes: 'not-found',
      },
      broken: [
        (input: object) => scene().house.done(scene().tokens.helena, 'protection.take', input),
        'already-moved-on',
      ],
      twice: 'both',
    },
  };
}
