// What was told in person, in five ways; what is on nobody else's list; and that the outbox is the worker's.
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

test('MSG-7: why is told to whoever may see how she may be reached, and to nobody else', async () => {
  const { eventId, personId } = await held();
  await scene.owner(
    `insert into people.contact (person_id, unit_id, rule) values ($1, 'network-welcome', 'never')`,
    [personId],
  );
  const why = () =>
    scene.house.services.database.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [scene.tokens.iryna]);
      return (await listToTell(tx, personId)).find((one) => one.eventId === eventId)?.reason;
    });
  expect(await why()).toBe('never');
  // Another house wrote it, and nothing of hers is open to who promised beside that she is known.
  await scene.owner(`update people.contact set unit_id = 'network-legal' where person_id = $1`, [
    personId,
  ]);
  await scene.owner(`delete from access."grant" where person_id = $1`, [personId]);
  expect(await why()).toBeNull();
});

test('MSG-7: two hundred of people of whom she may not know hide none of those of whom she may', async () => {
  const { personId: unknown } = await scene.known();
  const { eventId } = await held();
  await scene.owner(
    `insert into messages.message (event_id, kind, person_id, unit_id, centre_id, about_id, starts_at, due_at)
     select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, m.kind, $2, 'network-welcome', m.centre_id, m.about_id, m.starts_at, m.due_at
     from messages.message m, generate_series(1, 200) n where m.event_id = $1`,
    [eventId, unknown],
  );
  await scene.owner(
    `insert into messages.attempt (event_id, kind, number, outcome, reason, at)
     select event_id, kind, 1, 'held', 'never', now() from messages.message where person_id = $1
       and kind = 'appointment-moved'`,
    [unknown],
  );
  // They stand before it, promised by her unit, and are all of somebody at home elsewhere.
  await scene.owner(`update people.person set unit_id = 'network-legal' where id = $1`, [unknown]);
  await scene.owner(`delete from access."grant" where person_id = $1`, [unknown]);
  const [all] = await scene.house.services.database.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [scene.tokens.iryna]);
    return tx.text<{ before: number }>(
      'select count(*)::integer as before from messages.to_tell() where person_id = $1',
      [unknown],
    );
  });
  expect(all?.before).toBe(200);
  expect(await listed(scene.tokens.iryna)).toContain(eventId);
});

test('nobody but the worker takes messages, and no role of the application reads the outbox', async () => {
  const { database } = scene.house.services;
  const asIryna = (text: string) =>
    database.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [scene.tokens.iryna]);
      return await tx.text(text);
    });
  await expect(asIryna('select * from messages.due(5)')).rejects.toThrow();
  await expect(
    asIryna(`select t.* from (values (uuidv7())) d (id), messages.take(d.id, 'package') t`),
  ).rejects.toThrow();
  await expect(asIryna('select * from messages.message')).rejects.toThrow();
  await expect(asIryna(`select * from messages.counts('cnaim-lisboa')`)).resolves.toEqual([]);
});
