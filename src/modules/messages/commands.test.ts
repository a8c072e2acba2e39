// What was told in person, in five ways; and what is on nobody else's list.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { listToTell } from './queries.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

/** Her booking moved, and she wants no message: held by the worker. */
async function held(): Promise<{ eventId: string; kind: string; personId: string }> {
  const { personId } = await scene.known();
  const eventId = newId();
  const soon = scene.house.clock.now().add({ hours: 24 });
  const at = { officeId: 'cnaim-lisboa.legal', serviceId: 'legal-family', on: scene.nextMorning() };
  const hour = 10 + (times++ % 6);
  const { appointmentId } = await scene.house.done(scene.tokens.iryna, 'appointment.book', {
    personId,
    ...at,
    at: `${hour}:00`,
  });
  await scene.owner(
    `insert into messages.message (event_id, kind, person_id, unit_id, centre_id, about_id, starts_at, due_at)
     select $1, 'appointment-moved', person_id, unit_id, centre_id, id, starts_at, $3
     from appointments.appointment where id = $2`,
    [eventId, appointmentId, soon.subtract({ hours: 48 }).toString()],
  );
  await scene.owner(
    `insert into messages.attempt (event_id, kind, number, outcome, reason, at)
     values ($1, 'appointment-moved', 1, 'held', 'never', now())`,
    [eventId],
  );
  return { eventId, kind: 'appointment-moved', personId };
}
let times = 0;
const untold = async () => {
  const { eventId, kind } = await held();
  return { eventId, kind };
};
const tell = (input: object) => scene.house.done(scene.tokens.iryna, 'message.tell', input);

const ROWS: Readonly<Record<string, Row>> = {
  'message.tell': {
    by: 'iryna',
    before: untold,
    events: ['message.told'],
    others: {
      paulo: 'not-found',
      marta: 'not-found',
      duarte: 'not-found',
      ines: 'not-found',
      kiosk: 'not-found',
    },
    broken: [tell, 'not-found'],
    twice: 'not-found',
  },
};
testFiveWays(['src/modules/messages/'], ROWS, () => scene);

const listed = (token: string) =>
  scene.house.services.database.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [token]);
    return (await listToTell(tx)).map(({ eventId }) => eventId);
  });

test('MSG-7: it stands on the list of who promised or received her until she was told, and on no other', async () => {
  const { iryna, paulo, marta, ines } = scene.tokens;
  const { eventId, kind, personId } = await held();
  expect(await listed(iryna)).toContain(eventId);
  for (const token of [paulo, marta, ines]) expect(await listed(token)).not.toContain(eventId);
  const page = async () => {
    const answer = await scene.house.app.request(`/people/${personId}/tasks`, {
      headers: { Authorization: `Bearer ${iryna}` },
    });
    return answer.text();
  };
  expect(await page()).toContain(eventId);
  await scene.owner(
    `insert into access.exclusion (id, person_id, account_id, unit_id, recorded_by, recorded_at)
     values (uuidv7(), $1, $2, 'network-welcome', $2, $3)`,
    [personId, await scene.accountOf('Iryna'), scene.house.clock.now().toString()],
  );
  await scene.house.done(scene.tokens.samira, 'message.tell', { eventId, kind });
  expect(await listed(scene.tokens.samira)).not.toContain(eventId);
});
