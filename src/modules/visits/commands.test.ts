// Every command of a visit, and of what follows from one, in five ways, over a real database: it works; another may not; a rule is
// broken; the same id again; two at once. A command without a row here fails the first test.
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { newId } from '#base/ids.ts';
import { type Row, testFiveWays, type Who } from '../../../test/support/five-ways.ts';
import { floorRows } from './floor-rows.fixture.ts';
import { openHouse } from '../../../test/support/house.ts';
import { deskRows, STRANGERS } from './desk-rows.fixture.ts';
import { onwardRows } from './onward-rows.fixture.ts';
import { publicRows } from './public-rows.fixture.ts';
import { DESK, Scene } from '../../../test/support/scene.ts';
import { doorRows } from './door-rows.fixture.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const ACT = { mode: 'support', outcome: 'solved' } as const;
const done = (name: string, input: unknown, by: Who = 'paulo') =>
  scene.house.done(scene.tokens[by], name, input);
const stop = async (given: Promise<{ readonly stopId: string }>) => ({
  stopId: (await given).stopId,
});
const visit = async (given: Promise<{ readonly visitId: string }>) => ({
  visitId: (await given).visitId,
});
const finish = (input: { stopId: string }) => done('stop.finish', { stopId: input.stopId, ...ACT });
/** A hash that no other row has. */
const hash = () => createHash('sha256').update(newId()).digest('hex');
let offices = 0;
/** An office that is new in the house, with a desk. */
const newOffice = async () => {
  const code = `room-${++offices}`;
  const name = { pt: 'Sala' };
  const office = { centreId: 'cnaim-lisboa', code, unitId: 'network-legal', kind: 'support' };
  await done('office.set', { ...office, name, shortName: name }, 'helena');
  const officeId = `cnaim-lisboa.${code}`;
  await done('desk.set', { officeId, label: String(500 + offices) }, 'helena');
  return { officeId, deskId: `cnaim-lisboa.d${500 + offices}` };
};
/** Somebody is booked at Social Security this morning, and has not come yet. */
const booked = async () => {
  const { personId } = await scene.known();
  const day = scene.nextMorning();
  const input = {
    personId,
    officeId: 'cnaim-lisboa.iss',
    serviceId: 'pensions',
    on: day,
    at: '10:00',
  };
  const { appointmentId } = await done('appointment.book', input, 'iryna');
  return { appointmentId };
};
/** An act of Paulo's, of a visit that is over. */
async function acted(): Promise<string> {
  const { stopId } = await scene.serving();
  await finish({ stopId });
  const [act] = await scene.owner<{ id: string }>(
    'select id from attendances.attendance where stop_id = $1',
    [stopId],
  );
  return act?.id ?? '';
}

const ROWS: Readonly<Record<string, Row>> = {
  ...doorRows(() => scene),
  ...onwardRows(
    () => scene,
    (name, input, by) => done(name, input, by),
  ),
  'visit.record-at-once': {
    by: 'catarina',
    before: async () => ({ centreId: 'claim-odemira', language: 'ar', subjectId: 'residence' }),
    events: ['person.registered', 'visit.opened', 'attendance.recorded', 'visit.closed'],
    others: {
      iryna: 'not-found',
      paulo: 'not-found',
      marta: 'not-found',
      helena: 'not-found',
      ines: 'not-found',
    },
    broken: [() => ({ subjectId: 'nowhere' }), 'no-service-here'],
    twice: 'both',
  },
  'visit.leave': {
    by: 'iryna',
    before: () => visit(scene.waiting()),
    events: ['visit.closed'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: { visitId: string }) => done('visit.leave', input, 'iryna'), 'visit-closed'],
    twice: 'visit-closed',
  },
  ...publicRows(() => scene),
  'ticket.reprint': {
    by: 'iryna',
    before: () => visit(scene.waiting()),
    events: ['ticket.reprinted'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: { visitId: string }) => done('visit.leave', input, 'iryna'), 'visit-closed'],
    twice: 'both',
  },
  'ticket.send-link': {
    by: 'iryna',
    before: async () => ({ ...(await visit(scene.waiting())), to: '+351 912 345 678' }),
    events: ['ticket.link-asked'],
    others: { ...STRANGERS, paulo: 'not-found', kiosk: 'not-found' },
    broken: [
      ({ visitId }: { visitId: string }) => done('visit.leave', { visitId }, 'iryna'),
      'visit-closed',
    ],
    twice: 'both',
  },
  'summary.hand-out': {
    by: 'iryna',
    before: async () => ({ ...(await visit(scene.waiting())), linkHash: hash() }),
    events: ['summary.handed-out'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: object) => done('summary.hand-out', input, 'iryna'), 'page-expired'],
    twice: 'page-expired',
  },
  'certificate.issue': {
    by: 'iryna',
    before: async () => ({ ...(await visit(scene.waiting())), proof: hash() }),
    events: ['certificate.issued'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: object) => done('certificate.issue', input, 'iryna'), 'page-expired'],
    twice: 'page-expired',
  },
  'feedback.answer-solved': {
    by: 'iryna',
    before: async () => ({ ...(await visit(scene.waiting())), answer: 'partly' }),
    events: ['feedback.answered'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: object) => done('feedback.answer-solved', input, 'iryna'), 'answered-before'],
    twice: 'answered-before',
  },
  'appointment.arrive': {
    by: 'iryna',
    before: booked,
    events: ['visit.opened', 'stop.queued', 'appointment.arrived'],
    // Social Security sees who is booked at its counter; receiving is the welcome's.
    others: { ...STRANGERS, paulo: 'not-allowed', lurdes: 'not-allowed' },
    broken: [
      (input: object) => done('appointment.cancel', { ...input, because: 'she-asked' }, 'iryna'),
      'booking-cancelled',
    ],
    twice: 'already-arrived',
  },
  'office.close': {
    by: 'helena',
    before: async () => ({ officeId: (await newOffice()).officeId }),
    events: ['directory.changed'],
    others: { ...STRANGERS, iryna: 'not-found', paulo: 'not-found' },
    broken: [(input: object) => done('office.close', input, 'helena'), 'office-is-closed'],
    twice: 'office-is-closed',
  },
  'desk.remove': {
    by: 'helena',
    before: async () => ({ deskId: (await newOffice()).deskId }),
    events: ['directory.changed'],
    others: { ...STRANGERS, iryna: 'not-found', paulo: 'not-found' },
    broken: [(input: object) => done('desk.remove', input, 'helena'), 'desk-is-gone'],
    twice: 'desk-is-gone',
  },
  'attendance.correct': {
    by: 'paulo',
    before: async () => ({ attendanceId: await acted(), reason: 'Engano.', mode: 'advice' }),
    events: ['attendance.corrected'],
    others: { ...STRANGERS, ines: 'not-found', iryna: 'not-found', lurdes: 'not-found' },
    broken: [() => ({ mode: 'support' }), 'nothing-changed'],
    // The second finds that it stands so already.
    twice: 'nothing-changed',
  },
  'attendance.void': {
    by: 'paulo',
    before: async () => ({ attendanceId: await acted(), reason: 'Engano.' }),
    events: ['attendance.voided'],
    others: { ...STRANGERS, ines: 'not-found', iryna: 'not-found', lurdes: 'not-found' },
    broken: [(input: object) => done('attendance.void', input), 'act-voided'],
    twice: 'act-voided',
  },
  'visit.continue': {
    by: 'iryna',
    before: async () => {
      const { personId, visitId } = await scene.waiting();
      await done('visit.leave', { visitId }, 'iryna');
      return { personId, centreId: 'cnaim-lisboa' };
    },
    events: ['visit.opened', 'stop.queued'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: object) => done('visit.continue', input, 'iryna'), 'already-here'],
    twice: 'already-here',
  },
  'desk.open': {
    by: 'paulo',
    before: async () => ({ deskId: DESK }),
    events: ['desk.opened'],
    // A desk stands in the public catalogue: there is nothing to hide.
    others: {
      iryna: 'not-allowed',
      marta: 'not-allowed',
      catarina: 'not-allowed',
      ines: 'not-allowed',
    },
    broken: [(input: object) => done('desk.open', input, 'lurdes'), 'desk-taken'],
    twice: 'desk-taken',
  },
  'desk.close': {
    by: 'paulo',
    before: async () => (await scene.desk(), { deskId: DESK }),
    events: ['desk.closed'],
    others: { ...STRANGERS, iryna: 'not-found' },
    broken: [
      () => scene.waiting().then(() => done('stop.call-next', { deskId: DESK })),
      'desk-busy',
    ],
    twice: 'not-found',
  },
  ...deskRows(() => scene, done),
  'stop.call-next': {
    by: 'paulo',
    before: async () => (await scene.desk(), await scene.waiting(), { deskId: DESK }),
    events: ['stop.called'],
    others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found' },
    broken: [
      (input: object) => done('stop.call-next', input).then(() => scene.waiting()),
      'desk-busy',
    ],
    twice: 'nobody-waiting',
  },
  'stop.recall': {
    by: 'paulo',
    before: () => stop(scene.called()),
    events: ['stop.recalled'],
    others: { ...STRANGERS, iryna: 'not-allowed' },
    broken: [(input: object) => done('stop.start', input), 'already-moved-on'],
    twice: 'both',
  },
  'stop.acknowledge': {
    by: 'paulo',
    before: () => stop(scene.called()),
    events: ['stop.acknowledged'],
    others: STRANGERS,
    broken: [(input: object) => done('stop.acknowledge', input), 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.miss': {
    by: 'paulo',
    before: () => stop(scene.called()),
    events: ['stop.missed'],
    others: { ...STRANGERS, iryna: 'not-allowed' },
    broken: [(input: object) => done('stop.start', input), 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.start': {
    by: 'paulo',
    before: () => stop(scene.called()),
    events: ['stop.started'],
    others: { ...STRANGERS, iryna: 'not-allowed' },
    broken: [(input: object) => done('stop.miss', input), 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.park': {
    by: 'paulo',
    before: () => stop(scene.serving()),
    events: ['stop.parked'],
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-allowed' },
    broken: [finish, 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.resume': {
    by: 'iryna',
    before: async () => {
      const { stopId } = await scene.serving();
      await done('stop.park', { stopId });
      return { stopId };
    },
    events: ['stop.resumed'],
    others: STRANGERS,
    broken: [(input: object) => done('stop.resume', input), 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.finish': {
    by: 'paulo',
    before: async () => ({ ...(await stop(scene.serving())), ...ACT }),
    events: ['attendance.recorded', 'stop.finished', 'visit.closed'],
    // The welcome sees the trip and may not serve; a colleague does not even see whom she may not serve.
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-found' },
    broken: [() => ({ outcome: 'in-progress' }), 'invalid'],
    twice: 'already-moved-on',
  },
  'stop.forward': {
    by: 'paulo',
    before: async () => ({
      ...(await stop(scene.serving())),
      ...ACT,
      toOfficeId: 'cnaim-lisboa.health',
      toServiceId: 'health-number',
    }),
    events: ['attendance.recorded', 'stop.forwarded', 'stop.queued'],
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-found' },
    broken: [() => ({ toServiceId: 'pensions' }), 'invalid'],
    twice: 'already-moved-on',
  },
  'attendance.record': {
    by: 'paulo',
    before: async () => ({ ...(await stop(scene.serving())), ...ACT }),
    events: ['attendance.recorded'],
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-allowed' },
    broken: [finish, 'already-moved-on'],
    twice: 'both',
  },
  'need.add': {
    by: 'paulo',
    before: async () => ({ ...(await stop(scene.serving())), subjectId: 'health' }),
    events: ['need.found', 'stop.queued'],
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-found' },
    broken: [() => ({ subjectId: 'social-security' }), 'need-known'],
    twice: 'need-known',
  },
  'note.write': {
    by: 'paulo',
    before: async () => ({ ...(await stop(scene.serving())), body: 'Falta o recibo.' }),
    events: ['note.written'],
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-allowed' },
    broken: [finish, 'already-moved-on'],
    twice: 'both',
  },
};

testFiveWays(
  ['src/modules/visits/', 'src/modules/feedback/'],
  { ...ROWS, ...floorRows(() => scene) },
  () => scene,
);
