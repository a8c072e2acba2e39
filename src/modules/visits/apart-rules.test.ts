// Keeping a colleague away, without a database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partEvents, refuseKeepAway, refuseLetBack } from './apart-rules.ts';

const HAND = {
  stopId: 'stop',
  visitId: 'visit',
  centreId: 'house',
  officeId: 'office',
  unitId: 'unit',
  deskId: 'desk',
  elsewhere: ['other'],
};

test('APA-1, APA-2: a colleague who receives or serves people, and once', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), (findsPeople, keptAway) => {
      const refused = refuseKeepAway({ findsPeople, keptAway });
      expect(refused === undefined).toBe(findsPeople && !keptAway);
    }),
  );
  expect(refuseKeepAway({ findsPeople: false, keptAway: true })).toMatchObject({
    fields: { accountId: 'unknown-choice' },
  });
  expect(refuseKeepAway({ findsPeople: true, keptAway: true })?.code).toBe('kept-away-already');
});

test('APA-3: whoever is in that colleague’s hands is given back to the queue, and no reason is told', () => {
  expect(partEvents(undefined, 'person')).toEqual([]);
  const [event] = partEvents(HAND, 'person');
  expect(event).toEqual({
    kind: 'stop.parted',
    centreId: 'house',
    officeId: 'office',
    unitId: 'unit',
    visitId: 'visit',
    personId: 'person',
    data: { stopId: 'stop', deskId: 'desk', elsewhere: ['other'] },
  });
});

test('APA-4: it is taken back once', () => {
  expect(refuseLetBack({ lifted: false })).toBeUndefined();
  expect(refuseLetBack({ lifted: true })?.code).toBe('let-back-already');
});
