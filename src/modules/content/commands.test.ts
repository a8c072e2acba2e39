// Every command about the walls of a house in five ways.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(async () => {
  await scene.owner('update content.wall_text set taken_at = said_at where taken_at is null');
  scene.house.clock.moveTo(scene.house.clock.now().add({ minutes: 1 }));
});
afterAll(() => scene?.close());

const HOUSE = { centreId: 'cnaim-lisboa' };
const text = { pt: 'Hoje fechamos às 16:00', uk: 'Сьогодні зачиняємося о 16:00' };
const done = (name: string, input: object) => scene.house.done(scene.tokens.helena, name, input);
const said = async () => ({
  ...HOUSE,
  textId: (await done('board.say', { ...HOUSE, text, until: '16:00' }))['textId'],
});
const room = { ...HOUSE, name: { pt: 'Piso 0' }, officeIds: ['cnaim-lisboa.iss'] };
const furnished = async () => ({ ...HOUSE, roomId: (await done('room.set', room))['roomId'] });
const OTHERS = {
  iryna: 'not-found',
  paulo: 'not-found',
  marta: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;

const ROWS: Readonly<Record<string, Row>> = {
  'board.say': {
    by: 'helena',
    before: async () => ({ ...HOUSE, text, until: '16:00' }),
    events: ['board.said'],
    others: OTHERS,
    broken: [() => ({ until: '08:00' }), 'invalid'],
    twice: 'both',
  },
  'board.take-down': {
    by: 'helena',
    before: said,
    events: ['board.taken-down'],
    others: OTHERS,
    broken: [(input: object) => done('board.take-down', input), 'not-found'],
    twice: 'not-found',
  },
  'slide.add': {
    by: 'helena',
    before: async () => ({ ...HOUSE, text }),
    events: ['slide.added'],
    others: OTHERS,
    broken: [
      async () => {
        for (let slide = 1; slide <= 12; slide++) await done('slide.add', { ...HOUSE, text });
      },
      'slides-full',
    ],
    twice: 'both',
  },
  'room.set': {
    by: 'helena',
    before: async () => ({ ...room, quietFrom: '12:00', quietTo: '14:00' }),
    events: ['room.set'],
    others: OTHERS,
    broken: [() => ({ officeIds: ['cnaim-norte.iss'] }), 'invalid'],
    twice: 'both',
  },
  'room.close': {
    by: 'helena',
    before: furnished,
    events: ['room.closed'],
    others: OTHERS,
    broken: [(input: object) => done('room.close', input), 'not-found'],
    twice: 'not-found',
  },
};

testFiveWays(['src/modules/content/'], ROWS, () => scene);

test('VIS-130: nobody more is sent to a closed queue; who waits there stays, and it opens again', async () => {
  const { iryna, helena } = scene.tokens;
  const { visitId } = await scene.waiting();
  const queue = { officeId: 'cnaim-lisboa.iss' };
  await done('queue.close', { ...queue, message: { pt: 'Voltamos às 14:00' } });
  const receive = { ...HOUSE, language: 'ar', subjectIds: ['social-security'] };
  const refused = (await scene.run(iryna, 'visit.receive', receive)).answer;
  expect(refused).toMatchObject({ problem: { code: 'queue-closed' } });
  const [kept] = await scene.owner<{ state: string }>(
    'select state from visits.stop where visit_id = $1',
    [visitId],
  );
  expect(kept?.state).toBe('waiting');
  await scene.house.done(helena, 'queue.reopen', queue);
  expect((await scene.run(iryna, 'visit.receive', receive)).answer).toMatchObject({ ok: true });
  await scene.sweep();
});
