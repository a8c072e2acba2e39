// What a ticket's page says of the time, from what is foretold.
import { expect, test } from 'vitest';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import type { Outlook } from '#modules/visits/outlook-rules.ts';
import type { OwnTicket } from '#modules/visits/own-ticket.ts';
import { words } from '#platform/words/words.ts';
import { sayTicket } from './said-ticket.ts';

const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');
const at = (minutes: number) => NOW.add({ minutes });
const CENTRE: Centre = {
  id: 'house',
  kind: 'national',
  institutionId: 'network',
  name: 'House',
  names: [],
  aliases: [],
  zone: 'Europe/Lisbon',
  municipality: 'lisboa',
  timetable: {
    zone: 'Europe/Lisbon',
    region: 'PT',
    municipalityCode: '1106',
    hours: [],
    exceptions: [],
    holidays: [],
  },
  offices: [],
};
// Of the directory only its offices are asked.
const DIRECTORY = { offices: new Map() } as Pick<Directory, 'offices'> as Directory;
const TICKET: OwnTicket = {
  visitId: 'visit',
  centreId: 'house',
  day: Temporal.PlainDate.from('2026-03-09'),
  number: 12,
  language: 'en',
  arrivedAt: at(-20),
  closedAt: null,
  doing: 'waiting',
  since: at(-20),
  deskLabel: null,
  awayUntil: null,
  delays: 0,
  leaveBy: at(60),
  stops: [{ stopId: 's', officeId: 'office', state: 'waiting', endedAt: null, deskLabel: null }],
};
const outlook = (from: number, to: number): Outlook => ({
  queues: [{ officeId: 'office', ahead: 2, wait: { from: 5, to: 10 } }],
  free: { from: at(from), to: at(to) },
});
const say = (ticket: Partial<OwnTicket>, told: Outlook | undefined) =>
  sayTicket({ ...TICKET, ...ticket }, told, CENTRE, DIRECTORY, words('en'), NOW);

test('VIS-212: who must leave is told surely, perhaps or not whether she will be free before', () => {
  expect(say({}, outlook(30, 45)).leaving).toMatchObject({ sure: true });
  expect(say({}, outlook(30, 45)).leaving?.text).toContain('11:00');
  expect(say({}, outlook(50, 65)).leaving).toMatchObject({ sure: false });
  expect(say({}, outlook(65, 80)).leaving?.text).not.toBe(say({}, outlook(50, 65)).leaving?.text);
});

test('VIS-212: nothing is said of it while nobody knows, nor to who never said so', () => {
  expect(say({ leaveBy: null }, outlook(30, 45)).leaving).toBeUndefined();
  expect(say({ awayUntil: at(5) }, outlook(30, 45)).leaving).toBeUndefined();
  expect(say({ doing: 'parked' }, outlook(30, 45)).leaving).toBeUndefined();
  expect(say({}, { queues: [], free: undefined }).leaving).toBeUndefined();
});

test('VIS-151: while nobody calls her, her place is kept and no wait is told', () => {
  expect(say({ awayUntil: at(5) }, outlook(30, 45)).steps[0]?.note).toBe('Your place is kept');
  expect(say({}, outlook(30, 45)).steps[0]?.note).toContain('2 people ahead of you');
});
