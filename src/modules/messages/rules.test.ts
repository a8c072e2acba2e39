// Whether a message goes out, when, and what is never said in one.
import { describe, expect, test } from 'vitest';
import { UI_LANGUAGES } from '#base/languages.ts';
import { type ContactFacts, UNASKED } from '../people/contact-rules.ts';
import { messagesOf } from './outbox.ts';
import { decideDelivery } from './rules.ts';
import { type DueMessage, MESSAGE_KINDS } from './schema.ts';
import { textOf } from './text.ts';

const NOON = Temporal.Instant.from('2026-07-03T11:00:00Z');
const WAYS = { sms: true, links: true };
const message: DueMessage = {
  eventId: 'e',
  kind: 'appointment-booked',
  number: 1,
  language: 'uk',
  email: 'oksana@example.org',
  phone: null,
  visitId: null,
  code: null,
  contacts: [],
  packageId: null,
  centreName: 'CNAIM Lisboa',
  zone: 'Europe/Lisbon',
  officeName: { pt: 'Apoio Jurídico' },
  startsAt: Temporal.Instant.from('2026-07-10T09:00:00Z'),
  endsAt: Temporal.Instant.from('2026-07-10T09:20:00Z'),
  dueOn: null,
  stillSo: true,
};
const said = (more: Partial<ContactFacts>) => ({ contacts: [{ ...UNASKED, ...more }] });
const decided = (more: Partial<DueMessage>, at = NOON) =>
  decideDelivery({ ...message, ...more }, at, WAYS);

describe('what becomes of a message', () => {
  test('MSG-1: nothing goes to whoever said never, or never there; she is told in person', () => {
    expect(decided({})).toEqual({ do: 'send', by: 'email', to: 'oksana@example.org' });
    expect(decided(said({ rule: 'never' }))).toEqual({ do: 'hold', reason: 'never' });
    expect(decided({ ...said({ rule: 'never' }), email: null })).toEqual({
      do: 'hold',
      reason: 'never',
    });
    // A ticket's link whose address has gone waits for nobody: she holds the ticket.
    expect(
      decided({ ...said({ rule: 'never' }), kind: 'ticket-link', email: null, visitId: 'v' }),
    ).toEqual({ do: 'skip', reason: 'no-address' });
    const avoid = '912 345 678, Oksana@example.org';
    expect(decided(said({ avoid }))).toEqual({ do: 'hold', reason: 'avoided' });
    expect(decided(said({ cover: 'da biblioteca' }))).toEqual({ do: 'hold', reason: 'words' });
    expect(decided(said({ rule: 'messages-only' }))).toMatchObject({ do: 'send' });
    expect(decided({ email: null })).toEqual({ do: 'skip', reason: 'no-address' });
  });

  test('MSG-2: what is no longer so is not sent', () => {
    expect(decided({ stillSo: false })).toEqual({ do: 'skip', reason: 'no-longer-so' });
  });

  test('MSG-3: without a centre, it is the clock of the network', () => {
    // Half past eight in the evening by UTC is half past nine in a Portuguese summer.
    const late = Temporal.Instant.from('2026-07-03T20:30:00Z');
    expect(decided({ zone: null }, late)).toMatchObject({ do: 'hold', reason: 'hours' });
  });

  test('MSG-3: outside her hours it is held until the next of them, on the clock of the centre', () => {
    const at = (clock: string, more = {}) =>
      decided(more, Temporal.ZonedDateTime.from(`2026-07-03T${clock}[Europe/Lisbon]`).toInstant());
    expect([at('07:59').do, at('08:00').do, at('20:59').do, at('21:00').do]).toEqual([
      'hold',
      'send',
      'send',
      'hold',
    ]);
    const evening = said({ hours: '21:00 22:30', days: '1 2 5' });
    expect(at('21:30', evening)).toMatchObject({ do: 'send' });
    // A Friday: the next of her days is Monday.
    expect(at('22:30', evening)).toEqual({
      do: 'hold',
      reason: 'hours',
      until: Temporal.Instant.from('2026-07-06T20:00:00Z'),
    });
  });

  test('MSG-6: a number is sent an SMS; where there is no way, or no link can be made, nothing goes', () => {
    const link = { kind: 'ticket-link', email: null, phone: '+351912345678' } as const;
    expect(decided(link)).toEqual({ do: 'send', by: 'sms', to: '+351912345678' });
    const by = (ways: Partial<typeof WAYS>, more: Partial<DueMessage> = link) =>
      decideDelivery({ ...message, ...more }, NOON, { ...WAYS, ...ways });
    expect(by({ sms: false })).toEqual({ do: 'skip', reason: 'no-channel' });
    expect(by({ links: false })).toEqual({ do: 'skip', reason: 'no-channel' });
    const asked = { ...link, ...said({ hours: '03:00 04:00', cover: 'da biblioteca' }) };
    expect(by({}, asked), 'she asked for it now').toMatchObject({ do: 'send' });
    expect(by({}, { ...link, ...said({ avoid: '00351 912345678' }) })).toEqual({
      do: 'skip',
      reason: 'avoided',
    });
    expect(by({ sms: false, links: false }, {})).toMatchObject({ do: 'send', by: 'email' });
  });

  test('MSG-4: in each language it says where and when, and nothing about her', () => {
    for (const language of UI_LANGUAGES) {
      for (const kind of MESSAGE_KINDS) {
        const dueOn = kind === 'call-back-promised' ? Temporal.PlainDate.from('2026-07-10') : null;
        const text = textOf({ ...message, kind, language, dueOn });
        expect(text.language).toBe(language);
        expect(text.subject + text.body).not.toContain('Jurídico');
        // A letter to a partner names no house either (MSG-8).
        if (kind !== 'package') expect(text.body).toContain('CNAIM Lisboa');
        expect(text.body.length).toBeLessThan(700);
      }
    }
  });
});

test('MSG-5: told at once, and once more on the evening before', () => {
  const event = {
    id: 'e',
    commandId: 'c',
    accountId: 'a',
    kind: 'appointment.booked',
    personId: 'p',
    unitId: 'iss',
    centreId: 'cnaim-lisboa',
    officeId: 'cnaim-lisboa.iss',
    occurredAt: NOON,
    data: {
      appointmentId: 'b',
      startsAt: '2026-07-10T09:00:00Z',
      remindAt: '2026-07-09T17:00:00Z',
    },
  };
  const rows = messagesOf(event);
  expect(rows.map(({ kind, due_at }) => [kind, due_at.toString()])).toEqual([
    ['appointment-booked', '2026-07-03T11:00:00Z'],
    ['appointment-reminder', '2026-07-09T17:00:00Z'],
  ]);
  expect(messagesOf({ ...event, kind: 'appointment.arrived' })).toEqual([]);
  expect(messagesOf({ ...event, kind: 'task.added', data: { taskId: 't' } })).toEqual([]);
});
