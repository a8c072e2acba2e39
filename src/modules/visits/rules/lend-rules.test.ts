// When a desk moves for the day, and where it stands then.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readyDirectory } from '../../directory/directory.fixture.ts';
import type { Directory, Office } from '../../directory/schema.ts';
import { asToday, type HeldDesk, moveEvents, refuseMove } from './lend-rules.ts';

const DESK: HeldDesk = {
  deskId: 'c.d1',
  centreId: 'c',
  homeOfficeId: 'c.a',
  officeId: 'c.a',
  unitId: 'u',
  busy: false,
  sits: null,
  otherDesks: 1,
  people: 3,
};

test('VIS-196: a desk stays where somebody is called or served', () => {
  expect(refuseMove(DESK)).toBeUndefined();
  expect(refuseMove({ ...DESK, busy: true })?.code).toBe('desk-busy');
});

test('VIS-198: the last desk of an office stays while somebody counts on it', () => {
  expect(refuseMove({ ...DESK, otherDesks: 0 })).toMatchObject({
    code: 'last-desk-there',
    params: { count: 3 },
  });
  expect(refuseMove({ ...DESK, otherDesks: 0, people: 0 })).toBeUndefined();
});

test('whoever sat there is told to have got up; both queues hear of the desk', () => {
  expect(moveEvents(DESK, 'desk.lent', 'c.b')).toEqual([
    {
      kind: 'desk.lent',
      centreId: 'c',
      officeId: 'c.a',
      unitId: 'u',
      data: { deskId: 'c.d1', toOfficeId: 'c.b' },
    },
  ]);
  expect(moveEvents({ ...DESK, sits: 'x' }, 'desk.lent', 'c.b').map(({ kind }) => kind)).toEqual([
    'desk.closed',
    'desk.lent',
  ]);
});

/** Three offices with three desks each. */
const HOUSE = ((): Directory => {
  const directory = readyDirectory();
  const centre = directory.centres.get('c');
  if (!centre) throw new Error('the fixture has no house');
  const offices = ['a', 'b', 'd'].map(
    (code): Office => ({
      id: `c.${code}`,
      centreId: 'c',
      unitId: 'u',
      code,
      kind: 'agency',
      name: { pt: code },
      shortName: { pt: code },
      offers: [],
      desks: [1, 2, 3].map((n) => ({
        id: `c.${code}${n}`,
        centreId: 'c',
        officeId: `c.${code}`,
        label: `${code}${n}`,
        kind: 'desk',
      })),
    }),
  );
  return {
    ...directory,
    centres: new Map([['c', { ...centre, offices }]]),
    offices: new Map(offices.map((office) => [office.id, office])),
    desks: new Map(offices.flatMap(({ desks }) => desks.map((desk) => [desk.id, desk]))),
  };
})();
const DESK_IDS = [...HOUSE.desks.keys()];

test('VIS-199: every desk stands at one office, the one that it serves today', () => {
  const loans = fc.uniqueArray(
    fc.record({
      deskId: fc.constantFrom(...DESK_IDS),
      officeId: fc.constantFrom(...HOUSE.offices.keys()),
    }),
    { selector: ({ deskId }) => deskId },
  );
  fc.assert(
    fc.property(loans, (drawn) => {
      const lent = drawn
        .map((loan) => ({ ...loan, homeOfficeId: HOUSE.desks.get(loan.deskId)?.officeId ?? '' }))
        .filter(({ officeId, homeOfficeId }) => officeId !== homeOfficeId);
      const today = asToday(HOUSE, lent);
      const listed = [...today.offices.values()].flatMap(({ id, desks }) =>
        desks.map((desk) => {
          expect(desk.officeId).toBe(id);
          return desk.id;
        }),
      );
      expect(listed.toSorted()).toEqual(DESK_IDS.toSorted());
      for (const { deskId, officeId } of lent)
        expect(today.desks.get(deskId)?.officeId).toBe(officeId);
      expect(today.centres.get('c')?.offices).toEqual([...today.offices.values()]);
    }),
  );
  expect(asToday(HOUSE, [])).toBe(HOUSE);
});
