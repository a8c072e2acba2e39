// Every command of compartments and trainings in five ways, over a real database.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import {
  accounts,
  member,
  nextScene,
  opened,
  openedOf,
  openScene,
  scene,
  today,
  train,
  vault,
  written,
} from './compartments.fixture.ts';

beforeAll(openScene);
afterEach(nextScene);
afterAll(() => scene?.close());

/** Trained or not, of the same unit or another, behind the fence, answering for the house: not members. */
const STRANGERS = {
  youssef: 'not-found',
  iryna: 'not-found',
  paulo: 'not-found',
  helena: 'not-found',
  marta: 'not-found',
  ines: 'not-found',
  augusto: 'not-found',
  kiosk: 'not-found',
} as const;
const OUTSIDERS = {
  iryna: 'not-found',
  paulo: 'not-found',
  helena: 'not-found',
  marta: 'not-found',
  ines: 'not-found',
  kiosk: 'not-found',
} as const;
const UNTRAINED = {
  iryna: 'not-found',
  helena: 'not-found',
  marta: 'not-found',
  ines: 'not-found',
  paulo: 'not-found',
  kiosk: 'not-found',
} as const;
const NO_GIVERS = {
  samira: 'not-found',
  helena: 'not-found',
  marta: 'not-found',
  augusto: 'not-found',
  kiosk: 'not-found',
} as const;
const step = (compartmentId: string) => ({
  compartmentId,
  protocolId: 'violence',
  stepId: 'alone',
});
const ROWS: Readonly<Record<string, Row>> = {
  'compartment.open': {
    by: 'samira',
    before: async () => ({ personId: (await scene.known()).personId, kindId: 'violence' }),
    events: [],
    others: UNTRAINED,
    broken: [() => ({ kindId: 'fgm' }), 'invalid'],
    twice: 'invalid',
  },
  'leaf.write': {
    by: 'samira',
    before: async () => ({ compartmentId: (await opened()).compartmentId, body: 'Não telefonar.' }),
    events: [],
    others: STRANGERS,
    broken: [
      async ({ compartmentId }: { compartmentId: string }) => {
        vault.isShut = true;
        return compartmentId;
      },
      'compartment-locked',
    ],
    twice: 'both',
  },
  'leaf.take-back': {
    by: 'samira',
    before: async () => {
      const { compartmentId, leafId } = await written();
      return { compartmentId, leafId };
    },
    events: [],
    others: STRANGERS,
    broken: [
      (input: object) => scene.house.done(scene.tokens.samira, 'leaf.take-back', input),
      'leaf-gone',
    ],
    twice: 'leaf-gone',
  },
  'step.do': {
    by: 'samira',
    before: async () => step((await opened()).compartmentId),
    events: [],
    others: STRANGERS,
    broken: [() => ({ stepId: 'nowhere' }), 'invalid'],
    twice: 'step-noted',
  },
  'danger.assess': {
    by: 'samira',
    before: async () => ({
      compartmentId: (await opened()).compartmentId,
      protocolId: 'violence',
      answers: ['more', 'weapon', 'kill', 'choke', 'jealous'].map((itemId) => ({
        itemId,
        answer: 'not-said',
      })),
    }),
    events: [],
    others: STRANGERS,
    broken: [() => ({ answers: [{ itemId: 'more', answer: 'yes' }] }), 'invalid'],
    twice: 'both',
  },
  'line.call': {
    by: 'samira',
    before: async () => ({
      compartmentId: (await opened()).compartmentId,
      protocolId: 'violence',
      lineId: 'apav',
      together: 'yes',
      told: ['language', 'danger'],
      outcome: 'taken-over',
      takenOverBy: 'Rita',
    }),
    events: [],
    others: STRANGERS,
    broken: [() => ({ told: ['where'] }), 'invalid'],
    twice: 'both',
  },
  'case.count': {
    by: 'samira',
    before: async () => ({
      compartmentId: await openedOf('trafficking'),
      sheetId: 'exploitation',
      answers: [{ choiceIds: ['documents', 'debt'] }],
    }),
    events: [],
    others: STRANGERS,
    broken: [() => ({ answers: [{ choiceIds: ['norte'] }] }), 'invalid'],
    twice: 'case-counted',
  },
  'guardian.name': {
    by: 'samira',
    before: async () => ({
      compartmentId: (await opened()).compartmentId,
      name: 'Fatou Ba',
      relation: 'relative',
      capacity: 'court',
      from: today().toString(),
      proof: 'court-decision',
      standing: 'clear',
      withheld: ['where'],
    }),
    events: [],
    others: STRANGERS,
    broken: [() => ({ from: today().add({ days: 1 }).toString() }), 'invalid'],
    twice: 'both',
  },
  'member.name': {
    by: 'samira',
    before: async () => ({
      compartmentId: (await opened()).compartmentId,
      accountId: accounts['youssef'] ?? '',
    }),
    events: [],
    others: STRANGERS,
    broken: [() => ({ accountId: accounts['iryna'] }), 'invalid'],
    twice: 'member-already',
  },
  'member.end': {
    by: 'samira',
    before: member,
    events: [],
    others: OUTSIDERS,
    broken: [() => ({ accountId: accounts['samira'] }), 'custodian-stays'],
    twice: 'invalid',
  },
  'compartment.hand-on': {
    by: 'samira',
    before: member,
    events: [],
    others: { ...STRANGERS, youssef: 'not-allowed' },
    broken: [() => ({ accountId: accounts['samira'] }), 'custodian-already'],
    twice: 'not-allowed',
  },
  'training.give': {
    by: 'ines',
    before: async () => ({
      accountId: accounts['youssef'] ?? '',
      topicId: 'health',
      from: today().toString(),
      until: today().add({ years: 1 }).toString(),
    }),
    events: ['training.given'],
    others: NO_GIVERS,
    broken: [() => ({ accountId: accounts['inês'] }), 'invalid'],
    twice: 'both',
  },
  'training.end': {
    by: 'ines',
    before: () => train('youssef', { topicId: 'health' }),
    events: ['training.ended'],
    others: NO_GIVERS,
    broken: [
      (input: object) => scene.house.done(scene.tokens.ines, 'training.end', input),
      'training-ended',
    ],
    twice: 'training-ended',
  },
};
testFiveWays(['src/modules/compartments/'], ROWS, () => scene);
