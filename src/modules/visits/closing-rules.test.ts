// When an office or a desk may close.
import { expect, test } from 'vitest';
import { refuseOpenDesk, refusePeople } from './closing-rules.ts';

test('VIS-90: an office closes when nobody is there and nobody sits at its desks', () => {
  expect(refusePeople({ people: 0, openDesks: [] })).toBeUndefined();
  expect(refusePeople({ people: 3, openDesks: ['d'] })).toMatchObject({
    code: 'people-waiting',
    params: { count: 3 },
  });
  expect(refusePeople({ people: 0, openDesks: ['d'] })).toMatchObject({ code: 'desks-open' });
});

test('VIS-92: a desk is taken away when nobody sits at it', () => {
  expect(refuseOpenDesk('d1', { people: 5, openDesks: ['d2'] })).toBeUndefined();
  expect(refuseOpenDesk('d1', { people: 0, openDesks: ['d1'] })).toMatchObject({
    code: 'desk-in-use',
  });
});
