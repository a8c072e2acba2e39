// Messages over a real mail server: what was promised arrives once, in her language, with nothing about
// her; and never where it must not.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processToken } from '#main/process-accounts.ts';
import { linksBy } from '#main/ticket-link.ts';
import { Database } from '#platform/db/database.ts';
import { type Mailer, smtpMailer } from '#platform/mail/mailer.ts';
import { httpTexter } from '#platform/mail/texter.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { sendDue } from './send-due.ts';

let scene: Scene;
let worker: Database;
let server: SMTPServer;
let mailer: Mailer;
let refusing = false;
/** What happens elsewhere while the server takes its time over a letter. */
let meanwhile: (() => Promise<unknown>) | undefined;
const arrived: string[] = [];
/** A gateway, and what was posted to it. */
let gateway: Server;
let gatewayUrl = '';
const texted: { readonly to: string; readonly text: string; readonly token: string }[] = [];

beforeAll(async () => {
  scene = await Scene.open(await openHouse());
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
        void Promise.resolve(meanwhile?.()).then(() => done(), done);
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      if (!refusing)
        texted.push({ ...JSON.parse(body), token: request.headers.authorization ?? '' });
      response.writeHead(refusing ? 503 : 202).end('+351912345678');
    });
  });
  await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', () => ready()));
  gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`;
  const { port } = server.server.address() as AddressInfo;
  mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'Oneroof <oneroof@example.org>');
});
afterAll(async () => {
  mailer?.close();
  await new Promise<void>((closed) => gateway.close(() => closed()));
  await new Promise<void>((closed) => server.close(() => closed()));
  await worker?.close();
  await scene?.close();
});

const send = (tell?: (text: string) => void) =>
  sendDue(
    {
      database: worker,
      token: processToken(SECRET, 'worker'),
      mailer,
      texter: httpTexter(gatewayUrl, 'token of tests'),
      linkOf: linksBy({ secret: SECRET, origin: 'https://oneroof.example' }),
      clock: scene.house.clock,
    },
    tell,
  );

/** Somebody with an address, booked for a morning of next week. */
async function booked(
  rule = 'discreet',
  hours?: string | null,
): Promise<{ appointmentId: string; personId: string }> {
  const { personId } = await scene.known();
  await scene.owner(
    `insert into people.contact (person_id, unit_id, email, rule, hours)
     values ($1, 'network-welcome', $2, $3, $4)`,
    [personId, 'nour@example.org', rule, hours ?? null],
  );
  // Of a day of its own: another test counts on the evening before the 18th.
  const nth = hours === undefined ? booking++ : heldBooking++;
  const on = hours === undefined ? '2026-03-18' : (DAYS[Math.floor(nth / 6)] ?? '');
  const at = { officeId: 'cnaim-lisboa.legal', serviceId: 'legal-family', on };
  const time = `1${nth % 6}:00`;
  const made = await scene.house.done(scene.tokens.iryna, 'appointment.book', {
    personId,
    ...at,
    at: time,
  });
  return { appointmentId: String(made['appointmentId']), personId };
}
const DAYS = ['2026-03-25', '2026-03-26', '2026-03-27', '2026-03-30'];
let booking = 0;
let heldBooking = 0;
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

/** As somebody at reception puts it right. */
const correct = (personId: string, field: string, was: string, now: string | null) =>
  scene.house.done(scene.tokens.iryna, 'person.correct', {
    personId,
    changes: [{ field, was, now }],
  });

test('MSG-1: what becomes “never” while another letter is sent is not sent any more', async () => {
  arrived.length = 0;
  const both = [await booked('discreet', null), await booked('discreet', null)];
  meanwhile = () =>
    Promise.all(both.map(({ personId }) => correct(personId, 'rule', 'discreet', 'never')));
  expect(await send()).toBe(1);
  meanwhile = undefined;
  expect(arrived).toHaveLength(1);
  const last = await Promise.all(both.map(({ appointmentId }) => became(appointmentId)));
  const told = last.map(([first]) => `${first?.outcome} ${first?.reason}`);
  expect(told.toSorted()).toEqual(['held never', 'sent null']);
});

test('a server that takes six minutes over each letter gets none twice, whoever else sends meanwhile', async () => {
  arrived.length = 0;
  for (let letters = 0; letters < 3; letters++) await booked('discreet', null);
  let others = 0;
  meanwhile = async () => {
    scene.house.wait(6);
    // A second worker begins after twelve minutes, once: what the first has not sent by then it may send itself.
    if (others++ === 1) await send();
  };
  await send();
  meanwhile = undefined;
  await send();
  const ids = arrived.map((letter) => /Message-ID:\s*(\S+)/i.exec(letter)?.[1]);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(3);
});

test('MSG-1: what is held asks anew when the rule changed in the very moment in which it was held', async () => {
  arrived.length = 0;
  const { appointmentId, personId } = await booked('never', null);
  expect(await send()).toBe(0);
  expect((await became(appointmentId))[0]).toMatchObject({ outcome: 'held', reason: 'never' });
  // Not a moment later by the clock.
  await correct(personId, 'rule', 'never', 'open');
  expect(await send()).toBe(1);
  expect((await became(appointmentId))[0]).toMatchObject({ outcome: 'sent' });
  // And the other way: nothing is asked again and again while nothing changed.
  expect(await send()).toBe(0);
});

test('outside her hours it is held, and goes at the next of them; a change of the rule holds for what waits', async () => {
  arrived.length = 0;
  const now = scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon');
  const later = now.add({ hours: 2 }).round({ smallestUnit: 'hour', roundingMode: 'floor' });
  const hours = `${later.toPlainTime().toString().slice(0, 5)} 23:00`;
  const one = await booked('discreet', hours);
  const other = await booked('discreet', hours);
  const stopped = await booked('discreet', hours);
  const never = await booked('never', null);
  expect(await send()).toBe(0);
  const [first] = await became(one.appointmentId);
  expect(first).toMatchObject({ outcome: 'held', reason: 'hours' });
  // Asked again and again, it waits: no try is used up by waiting.
  scene.house.wait(30);
  expect(await send()).toBe(0);
  scene.house.wait(1);
  // One may be written to at any hour from now on, another never: both hold for what is queued.
  await correct(other.personId, 'hours', hours, null);
  await correct(stopped.personId, 'rule', 'discreet', 'never');
  await correct(never.personId, 'rule', 'never', 'open');
  expect(await send()).toBe(2);
  expect((await became(stopped.appointmentId))[0]).toMatchObject({
    outcome: 'held',
    reason: 'never',
  });
  scene.house.clock.moveTo(later.toInstant());
  expect(await send()).toBe(1);
  expect((await became(one.appointmentId))[0]).toMatchObject({ outcome: 'sent' });
  expect(arrived).toHaveLength(3);
});

test('one that can be neither taken nor written stops none of the others, and is told without a word of anybody', async () => {
  arrived.length = 0;
  const untaken = await booked('discreet', null);
  // Where this one goes the database does not say.
  await linkAsked('+351 912 345 678');
  const whole = await booked('discreet', null);
  const booking = `m.about_id = '${untaken.appointmentId}' and m.kind = 'appointment-booked'`;
  // It stands before all others.
  await scene.owner(
    `update messages.message m set due_at = due_at - interval '1 hour' where ${booking}`,
  );
  await scene.owner(
    `create function messages.break_it() returns trigger language plpgsql security definer as $$ begin
       if exists (select from messages.message m where ${booking} and m.event_id = new.event_id) then
         raise exception 'Nour is not taken' using errcode = 'P0001';
       end if;
       return new;
     end $$`,
  );
  await scene.owner(
    `create trigger break_it before insert on messages.attempt for each row execute function messages.break_it()`,
  );
  await scene.owner('alter function messages.link_of(uuid) rename to link_of_kept');
  const told: string[] = [];
  try {
    expect(await send((text) => told.push(text))).toBe(1);
  } finally {
    await scene.owner('drop trigger break_it on messages.attempt');
    await scene.owner('drop function messages.break_it()');
    await scene.owner('alter function messages.link_of_kept(uuid) rename to link_of');
  }
  expect(told).toEqual(['a message (appointment-booked) could not be sent: P0001']);
  expect((await became(whole.appointmentId))[0]).toMatchObject({ outcome: 'sent' });
  expect((await became(untaken.appointmentId))[0]).toMatchObject({ outcome: null });
  const tries = () =>
    scene.owner(
      `select number, reason from messages.attempt where kind = 'ticket-link' and outcome = 'failed'`,
    );
  expect(await tries()).toEqual([{ number: 1, reason: 'refused' }]);
  scene.house.wait(2);
  expect(await send()).toBe(2);
  texted.length = 0;
});

test('workers at once send each letter once, and none of them fails', async () => {
  arrived.length = 0;
  for (let letters = 0; letters < 5; letters++) await booked('discreet', null);
  const sent = await Promise.all([send(), send(), send()]);
  expect(sent.reduce((sum, one) => sum + one)).toBe(5);
  expect(arrived).toHaveLength(5);
});

test('whoever said never gets nothing, nor whoever has no address', async () => {
  arrived.length = 0;
  const { appointmentId } = await booked('never');
  await send();
  expect(arrived).toEqual([]);
  expect((await became(appointmentId))[0]).toMatchObject({ outcome: 'held', reason: 'never' });
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

/** A ticket, and its link asked for. */
async function linkAsked(to: string): Promise<string> {
  const { visitId } = await scene.waiting();
  await scene.house.done(scene.tokens.iryna, 'ticket.send-link', { visitId, to });
  return visitId;
}
const addresses = (visitId: string) =>
  scene.owner<{ phone: string | null; email: string | null }>(
    'select phone, email from messages.link_address where visit_id = $1',
    [visitId],
  );

test('MSG-6: the link to her ticket comes by SMS, opens her ticket, names nobody, and where it went is forgotten', async () => {
  const visitId = await linkAsked('+351 912 345 678');
  expect(await addresses(visitId)).toEqual([{ phone: '+351912345678', email: null }]);
  expect(await send()).toBe(1);
  expect(await send()).toBe(0);
  const [sms] = texted;
  expect(texted).toHaveLength(1);
  expect(sms).toMatchObject({ to: '+351912345678', token: 'Bearer token of tests' });
  const link = /^https:\/\/oneroof\.example\/t\/([\w-]{22})$/m.exec(sms?.text ?? '')?.[1] ?? '';
  const page = await scene.house.app.request('/my-ticket/now', {
    headers: { Cookie: `oneroof-ticket=${link}` },
  });
  expect(page.status).toBe(200);
  expect(await addresses(visitId)).toEqual([{ phone: null, email: null }]);
  const kept = await scene.owner<{ all: string }>(
    `select concat((select string_agg(e::text, ' ') from log.event e), (select string_agg(m::text, ' ')
       from messages.message m), (select string_agg(a::text, ' ') from messages.attempt a)) as all`,
  );
  expect(kept[0]?.all).not.toContain('912345678');
  expect(kept[0]?.all).not.toContain(link);
});

test('a link goes by letter, too; a gateway that is away is asked again; a visit that is over gets none', async () => {
  arrived.length = 0;
  texted.length = 0;
  await linkAsked('nour@example.org');
  expect(await send()).toBe(1);
  expect(arrived[0]).toContain('To: nour@example.org');
  const body = arrived[0]?.split('\r\n\r\n')[1] ?? '';
  expect(Buffer.from(body, 'base64').toString()).toContain('https://oneroof.example/t/');
  refusing = true;
  const waits = await linkAsked('912345678');
  expect(await send()).toBe(0);
  refusing = false;
  // Kept for the next try.
  expect(await addresses(waits)).toEqual([{ phone: '912345678', email: null }]);
  const gone = await linkAsked('912345679');
  await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId: gone });
  scene.house.wait(2);
  expect(await send()).toBe(1);
  expect(texted.map(({ to }) => to)).toEqual(['912345678']);
  expect(await addresses(gone)).toEqual([{ phone: null, email: null }]);
});

test('where a link goes is kept for five tries, and waiting is none of them', async () => {
  texted.length = 0;
  const visitId = await linkAsked('912345670');
  await scene.owner(
    `insert into messages.attempt (event_id, kind, number, outcome, at)
     select m.event_id, m.kind, n, 'held', $2 from messages.message m, generate_series(1, 5) n
     where m.about_id = (select id from messages.link_address where visit_id = $1)`,
    [visitId, scene.house.clock.now().toString()],
  );
  refusing = true;
  await send();
  refusing = false;
  expect(await addresses(visitId)).toEqual([{ phone: '912345670', email: null }]);
  scene.house.wait(2);
  expect(await send()).toBe(1);
  expect(texted.map(({ to }) => to)).toEqual(['912345670']);
  expect(await addresses(visitId)).toEqual([{ phone: null, email: null }]);
});

test('whoever said never gets no link, though it was asked for at the door', async () => {
  const { visitId } = await scene.waiting();
  await scene.owner(
    `insert into people.contact (person_id, unit_id, rule)
     select person_id, host_unit_id, 'never' from visits.visit where id = $1`,
    [visitId],
  );
  const input = { visitId, to: '912345678' };
  const asked = await scene.house.run(scene.tokens.iryna, 'ticket.send-link', input);
  expect(asked).toMatchObject({ problem: { code: 'contact-never' } });
  expect(await addresses(visitId)).toEqual([]);
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
