// Every command of the register of minors in five ways, over a real database.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { newId } from '#base/ids.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { asked, entered, FAMILY, openScene, opensTo, scene } from './minors.fixture.ts';

beforeAll(openScene);
afterEach(async () => {
  await scene.sweep();
  scene.nextMorning();
});
afterAll(() => scene?.close());

/** Receives her, serves her elsewhere, coordinates, manages, is an officer, polices: none of them keeps it. */
const NOBODY_ELSE = {
  iryna: 'not-found',
  samira: 'not-found',
  paulo: 'not-found',
  helena: 'not-found',
  ines: 'not-found',
  augusto: 'not-found',
  baltazar: 'not-found',
  marta: 'not-found',
  duarte: 'not-found',
  kiosk: 'not-found',
} as const;
const end = ({ entryId }: { entryId: string }) =>
  scene.house.done(scene.tokens.mariama, 'minor-entry.end', { entryId, ending: 'regularised' });
/** Of somebody who is open to the residence authority as well. */
const shown = async () => {
  const { entryId, personId } = await entered();
  await opensTo(personId, 'iss');
  return entryId;
};
const proof = () => newId().replaceAll('-', '').repeat(2);

const ROWS: Readonly<Record<string, Row>> = {
  'minor-entry.make': {
    by: 'mariama',
    before: () => asked(),
    events: [],
    others: NOBODY_ELSE,
    broken: [() => ({ officeId: 'cnaim-lisboa.iss' }), 'invalid'],
    twice: 'minor-already',
  },
  'minor-entry.renew': {
    by: 'mariama',
    before: async () => ({ entryId: await shown(), officeId: FAMILY, purposes: ['school'] }),
    events: [],
    others: NOBODY_ELSE,
    broken: [end, 'minor-ended'],
    twice: 'both',
  },
  'minor-entry.end': {
    by: 'mariama',
    before: async () => ({ entryId: await shown(), ending: 'family-asks' }),
    events: [],
    others: NOBODY_ELSE,
    broken: [end, 'minor-ended'],
    twice: 'minor-ended',
  },
  'minor-entry.certify': {
    by: 'mariama',
    before: async () => ({ entryId: await shown(), purpose: 'school', proof: proof() }),
    events: [],
    others: NOBODY_ELSE,
    broken: [end, 'minor-ended'],
    twice: 'page-expired',
  },
};
testFiveWays(['src/modules/minors/'], ROWS, () => scene);
