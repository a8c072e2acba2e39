// Messages over a real mail server: what was promised arrives once, in her language, with nothing about
// her; and never where it must not.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processToken } from '#main/process-accounts.ts';
import { Database } from '#platform/db/database.ts';
import { type Mailer, smtpMailer } from '#platform/mail/mailer.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { sendDue } from './send-due.ts';

let scene: Scene;
let worker: Database;
let server: SMTPServer;
let mailer: Mailer;
let refusing = false;
const arrived: string[] = [];

beforeAll(async () => {
  scene = await Scene.open(await openHouse());
  // The contact of a person comes with its own migration; here the columns that are read.
  await scene.owner(`create table if not exists people.contact (person_id uuid primary key,
    unit_id text not null, phone text, email text, rule text not null default 'discreet')`);
  worker = new Database({
    url: scene.house.database.urls.jobs,
    connections: 2,
    applicationName: 'test',
    rehearsalClock: scene.house.clock,
  });
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refusing ? new Error('full') : null),
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString()));
      stream.on('end', () => {
        arrived.push(text);
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  const { port } = server.server.address() as AddressInfo;
  mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'Oneroof <oneroof@example.org>');
});
afterAll(async () => {
  mailer?.close();
  await new Promise<void>((closed) => server.close(() => closed()));
  await worker?.close();
  await scene?.close();
});

const send = () =>
  sendDue({
    database: worker,
    token: processToken(SECRET, 'worker'),
    mailer,
    clock: scene.house.clock,
  });

/** Somebody with an address, booked for a morning of next week. */
async function booked(rule = 'discreet'): Promise<{ appointmentId: string; personId: string }> {
  const { personId } = await scene.known();
  await scene.owner(
    `insert into people.contact (person_id, unit_id, email, rule) values ($1, 'network-welcome', $2, $3)`,
    [personId, 'nour@example.org', rule],
  );
  const at = { officeId: 'cnaim-lisboa.legal', serviceId: 'legal-family', on: '2026-03-18' };
  const time = `1${booking++ % 8}:00`;
  const made = await scene.house.done(scene.tokens.iryna, 'appointment.book', {
    personId,
    ...at,
    at: time,
  });
  return { appointmentId: String(made['appointmentId']), personId };
}
let booking = 0;
/** What became of the last try of each message about a booking. */
const became = (appointmentId: string) =>
  scene.owner<{ kind: string; outcome: string | null; reason: string | null }>(
    `select m.kind, l.outcome, l.reason from messages.message m
     left join lateral (select outcome, reason from messages.attempt a
       where a.event_id = m.event_id and a.kind = m.kind
       order by number desc, outcome = 'taken' limit 1) l on true
     where m.about_id = $1 order by m.kind`,
    [appointmentId],
  );

test('a booking is told at once, once, in her language, by a neutral letter with a calendar file', async () => {
  const { appointmentId } = await booked();
  expect(await send()).toBe(1);
  expect(await send()).toBe(0);
  expect(arrived).toHaveLength(1);
  const [letter = ''] = arrived;
  expect(letter).toContain('To: nour@example.org');
  expect(letter).toContain('Content-Language: ar');
  expect(letter).toMatch(/Message-ID:\s*<[0-9a-f-]{36}\.appointment-booked@example\.org>/i);
  expect(letter).toContain('text/calendar');
  expect(letter).not.toMatch(/Nour|legal|Jur/);
  expect(await became(appointmentId)).toEqual([
    { kind: 'appointment-booked', outcome: 'sent', reason: null },
    { kind: 'appointment-reminder', outcome: null, reason: null },
  ]);
});

test('two workers at once send it once', async () => {
  arrived.length = 0;
  await booked();
  await Promise.all([send(), send(), send()]);
  expect(arrived).toHaveLength(1);
});

test('whoever said never gets nothing, nor whoever has no address', async () => {
  arrived.length = 0;
  const { appointmentId } = await booked('never');
  await send();
  expect(arrived).toEqual([]);
  expect((await became(appointmentId))[0]).toMatchObject({ outcome: 'skipped', reason: 'never' });
});

test('a server that refuses is tried again, later and later, with the same letter', async () => {
  arrived.length = 0;
  refusing = true;
  const { appointmentId } = await booked();
  await send();
  expect((await became(appointmentId))[0]).toMatchObject({ outcome: 'failed' });
  refusing = false;
  expect(await send()).toBe(0);
  scene.house.wait(2);
  expect(await send()).toBe(1);
  expect(arrived).toHaveLength(1);
});

test('on the evening before she is reminded, unless it was cancelled', async () => {
  const stands = await booked();
  const gone = await booked();
  await send();
  await scene.house.done(scene.tokens.iryna, 'appointment.cancel', {
    appointmentId: gone.appointmentId,
    because: 'she-asked',
  });
  await send();
  scene.house.clock.moveTo(Temporal.Instant.from('2026-03-17T18:01:00Z'));
  arrived.length = 0;
  await send();
  const reminder = async ({ appointmentId }: { appointmentId: string }) =>
    (await became(appointmentId)).find(({ kind }) => kind === 'appointment-reminder');
  expect(await reminder(stands)).toMatchObject({ outcome: 'sent' });
  expect(await reminder(gone)).toMatchObject({ outcome: 'skipped', reason: 'no-longer-so' });
});

test('nobody but the worker takes messages, and no role of the application reads the outbox', async () => {
  const { database } = scene.house.services;
  const asIryna = (text: string) =>
    database.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [scene.tokens.iryna]);
      return await tx.text(text);
    });
  await expect(asIryna('select * from messages.take_due(5)')).rejects.toThrow();
  await expect(asIryna('select * from messages.message')).rejects.toThrow();
  await expect(asIryna(`select * from messages.counts('cnaim-lisboa')`)).resolves.toEqual([]);
});
