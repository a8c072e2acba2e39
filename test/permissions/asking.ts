// How each line of the table is asked: the address with its ids, and the fields of a form or the
// input of a command. What comes of it is the table's to say.
import { createHash } from 'node:crypto';
import { newId } from '#base/ids.ts';
import { fill } from './addresses.ts';
import type { Things } from './cast.ts';
import { withFile } from './files-of.ts';
import { SHARE_INPUTS } from './share-inputs.ts';
import { ON_FLOOR } from './asking-floor.ts';
import { ON_TRIP } from './asking-trip.ts';
import type { Line } from './roles.ts';

const ACT = { mode: 'support', outcome: 'solved' } as const;
type Value = string | number | readonly (string | Input)[] | Input;
interface Input {
  readonly [field: string]: Value;
}
const NAME = { pt: 'Novo', en: 'New' };
/** Something that is not there yet. */
const fresh = () => `n${newId().slice(-10)}`;
const link = () => newId().replaceAll('-', '').slice(10);

/** The fields of an act, by command; of some the same whoever is named. */
const INPUTS: Readonly<Record<string, (of: Things, seat: Seat) => Input>> = {
  'visit.receive': ({ centre }) => ({
    centreId: centre,
    language: 'ar',
    subjectIds: [centre.startsWith('claim-') ? 'residence' : 'social-security'],
  }),
  'visit.record-at-once': ({ centre }) => ({
    centreId: centre,
    language: 'ar',
    subjectId: 'residence',
  }),
  'visit.send-on': ({ visit }) => ({ visitId: visit, toCentreId: 'cnaim-norte' }),
  'question.answer': ({ centre }) => ({ centreId: centre, subjectId: 'health', language: 'ar' }),
  'protection.take': ({ protection }) => ({ protectionId: protection }),
  'visit.leave': ({ visit }) => ({ visitId: visit }),
  'ticket.reprint': ({ visit }) => ({ visitId: visit }),
  'ticket.send-link': ({ visit }) => ({ visitId: visit, to: '+351912345678' }),
  'attendance.correct': ({ act }) => ({ attendanceId: act, reason: 'Engano.', mode: 'advice' }),
  'attendance.void': ({ act }) => ({ attendanceId: act, reason: 'Engano.' }),
  'month.sign': ({ centre }) => ({ centreId: centre, month: '2026-02' }),
  'kiosk.receive': () => ({ language: 'ar', subjectIds: ['social-security'] }),
  'ticket.delay': () => ({}),
  'ticket.leave': () => ({}),
  'document.note': ({ person }, { centre }) => ({
    personId: person,
    centreId: centre,
    documentId: PAPERS[papers++ % PAPERS.length] ?? '',
    seen: 'original',
  }),
  ...SHARE_INPUTS,
  ...ON_TRIP,
  'visit.continue': ({ person }, { centre }) => ({ personId: person, centreId: centre }),
  'summary.hand-out': ({ visit }) => ({ visitId: visit, linkHash: hash() }),
  'certificate.issue': ({ visit }) => ({ visitId: visit, proof: hash() }),
  'feedback.answer-solved': ({ visit }) => ({ visitId: visit, answer: 'yes' }),
  'desk.open': ({ desk }) => ({ deskId: desk }),
  'desk.close': ({ desk }) => ({ deskId: desk }),
  'desk.pause': ({ desk }) => ({ deskId: desk }),
  'desk.resume': ({ desk }) => ({ deskId: desk }),
  'desk.take-over': ({ desk }) => ({ deskId: desk }),
  'stop.call-chosen': ({ desk, stop }) => ({ deskId: desk, stopId: stop, reason: 'booked' }),
  'alarm.raise': ({ desk }) => ({ deskId: desk }),
  'alarm.acknowledge': ({ alarm }) => ({ alarmId: alarm }),
  'alarm.close': ({ alarm }) => ({ alarmId: alarm }),
  'mediator.ask': atStop,
  'mediator.accept': ({ request }) => ({ requestId: request }),
  'mediator.join': ({ request }) => ({ requestId: request }),
  'mediator.end': ({ request }) => ({ requestId: request }),
  'stop.call-next': ({ desk }) => ({ deskId: desk }),
  'stop.recall': atStop,
  'stop.acknowledge': atStop,
  'stop.miss': atStop,
  'stop.start': ({ stop }, { code }) => ({ stopId: stop, ...(code && { code }) }),
  'stop.park': atStop,
  'stop.resume': atStop,
  'stop.finish': ({ stop }) => ({ stopId: stop, ...ACT }),
  'stop.forward': ({ stop }) => ({
    stopId: stop,
    ...ACT,
    toOfficeId: 'cnaim-lisboa.health',
    toServiceId: 'health-number',
  }),
  'stop.send-on': ({ stop }) => ({ stopId: stop, ...ACT, toCentreId: 'cnaim-norte' }),
  'stop.to-reception': ({ stop }) => ({ stopId: stop, why: 'papers' }),
  'attendance.record': ({ stop }) => ({ stopId: stop, ...ACT }),
  'need.add': ({ stop }) => ({ stopId: stop, subjectId: 'health' }),
  'person.correct': ({ person }) => ({
    personId: person,
    changes: [{ field: 'born', was: null, now: '1987' }] as never,
  }),
  'message.tell': ({ untold }) => ({ eventId: untold, kind: 'call-back-promised' }),
  'note.write': ({ stop }) => ({ stopId: stop, body: 'Falta o recibo.' }),
  'appointment.book': ({ person }) => ({
    personId: person,
    officeId: 'cnaim-lisboa.iss',
    serviceId: 'pensions',
    ...anotherTime(),
  }),
  'appointment.move': ({ appointment }) => ({ appointmentId: appointment, ...anotherTime() }),
  'appointment.cancel': ({ appointment }) => ({
    appointmentId: appointment,
    because: 'she-asked',
  }),
  'appointment.miss': ({ appointment }) => ({ appointmentId: appointment }),
  'appointment.arrive': ({ appointment }) => ({ appointmentId: appointment }),
  'shift.add': ({ office, account }) => ({
    officeId: office,
    accountId: account,
    on: '2026-05-25',
    from: '09:00',
    to: '12:00',
  }),
  'shift.change': ({ shift, account }) => ({
    shiftId: shift,
    accountId: account,
    on: '2026-05-25',
    from: '09:00',
    to: '12:00',
  }),
  'shift.remove': ({ shift }) => ({ shiftId: shift }),
  'roster.copy-week': ({ centre }) => ({ centreId: centre, week: '2026-05-11' }),
  // The colleague is called as her account is.
  'roster.import': ({ office, account }) => ({
    officeId: office,
    text: `2026-07-06;${account};;09:00;12:00`,
  }),
  'absence.add': ({ centre, account }) => ({
    centreId: centre,
    accountId: account,
    from: '2026-06-01',
    to: '2026-06-02',
  }),
  'roster.undo': ({ plan }) => ({ changeId: plan }),
  'task.add': ({ person }) => ({
    personId: person,
    kind: 'ours',
    title: 'Carta',
    dueOn: '2026-05-04',
  }),
  'account.invite': ({ unit }, { centre }) => ({
    name: 'Rosa Nova',
    login: `${newId()}@oneroof.example`,
    unitId: unit,
    centreId: centre,
    role: 'unit-officer',
    tokenHash: hash(),
  }),
  'invitation.renew': ({ account }) => ({ accountId: account, tokenHash: hash() }),
  'invitation.renew-code': ({ account }) => ({ accountId: account, codeHash: hash() }),
  'membership.grant': ({ account, unit }, { centre }) => ({
    accountId: account,
    unitId: unit,
    centreId: centre,
    role: 'interpreter',
  }),
  'membership.move': ({ membership, unit }, { centre }) => ({
    membershipId: membership,
    unitId: unit,
    centreId: centre,
    role: 'interpreter',
  }),
  'membership.end': ({ membership }) => ({ membershipId: membership }),
  'account.leave': ({ account }) => ({ accountId: account }),
  'account.disable': ({ account }) => ({ accountId: account }),
  'account.enable': ({ account }) => ({ accountId: account }),
  'proposal.confirm': ({ proposal }) => ({ proposalId: proposal }),
  'proposal.drop': ({ proposal }) => ({ proposalId: proposal }),
  'unit.propose-link': ({ unit }) => ({ unitId: unit, link: 'indirect' }),
  'reconciliation.confirm': ({ unit }, { memberships }) => ({
    unitId: unit,
    month: '2026-03',
    membershipIds: memberships ?? [newId()],
  }),
  'device.enrol': ({ centre }, { code }) => ({
    centreId: centre,
    code: code ?? 'K7M2XQ4P',
    kind: 'board',
    name: 'Sala',
  }),
  'device.revoke': ({ device }) => ({ deviceId: device }),
  'centre.rename': ({ centre }) => ({ centreId: centre, name: fresh() }),
  'anomaly.mend': ({ centre }, { made }) => ({
    centreId: centre,
    kind: 'visit',
    visitId: made ?? newId(),
  }),
  ...ON_FLOOR,
  'board.say': ({ centre }) => ({ centreId: centre, text: NAME, until: '20:00' }),
  'board.take-down': ({ centre }, { made }) => ({ centreId: centre, textId: made ?? newId() }),
  'slide.add': ({ centre }) => ({ centreId: centre, text: NAME }),
  'room.set': ({ centre, office }) => ({ centreId: centre, name: NAME, officeIds: [office] }),
  'room.close': ({ centre }, { made }) => ({ centreId: centre, roomId: made ?? newId() }),
  'day.end': ({ centre }) => ({ centreId: centre }),
  'centre.move': ({ centre }) => ({ centreId: centre, address: fresh() }),
  'hours.set': ({ centre }) => ({
    centreId: centre,
    lines: [
      { weekday: 1, opens: '09:00', closes: `12:${String(minutes++ % 60).padStart(2, '0')}` },
    ],
  }),
  'closure.set': ({ centre }) => ({ centreId: centre, on: '2026-12-24', reason: { pt: fresh() } }),
  'closure.remove': ({ centre }, { made }) => ({ centreId: centre, on: made ?? '2026-12-25' }),
  'office.set': ({ centre }, { made }) => ({
    centreId: centre,
    code: made ?? fresh(),
    unitId: 'network-legal',
    kind: 'support',
    name: { pt: fresh() },
    shortName: NAME,
  }),
  'office.close': ({ centre }, { made }) => ({ officeId: `${centre}.${made ?? 'nowhere'}` }),
  'desk.set': ({ centre }, { made }) => ({
    officeId: `${centre}.${made ?? 'nowhere'}`,
    label: String(700 + (minutes++ % 200)),
  }),
  'desk.remove': ({ centre }, { made }) => ({ deskId: `${centre}.d${made ?? '999'}` }),
  'office-service.set': ({ centre }, { made }) => ({
    officeId: `${centre}.${made ?? 'nowhere'}`,
    serviceId: 'general-information',
    rank: 9,
  }),
  'office-service.remove': ({ centre }, { made }) => ({
    officeId: `${centre}.${made ?? 'nowhere'}`,
    serviceId: 'general-information',
  }),
  'directory.undo': (_of, { made }) => ({ changeId: made ?? newId() }),
  'subject.set': () => ({ subjectId: `residence.${fresh()}`, parentId: 'residence', name: NAME }),
  'service.set': () => ({
    serviceId: fresh(),
    subjectId: 'residence',
    modes: ['information'],
    durationMinutes: 10,
    booking: 'both',
    name: NAME,
  }),
  'document.set': (_of, { made }) => ({ documentId: made ?? fresh(), name: NAME }),
  'document.remove': (_of, { made }) => ({ documentId: made ?? 'nowhere' }),
  'partner.propose': () => ({
    name: { pt: fresh() },
    kind: 'charity',
    email: 'porta@parceiro.example',
    language: 'pt',
  }),
  'holiday.set': (_of, { made }) => ({
    holidayId: made ?? fresh(),
    scope: 'national',
    monthDay: '02-28',
    name: NAME,
  }),
  'holiday.remove': (_of, { made }) => ({ holidayId: made ?? 'nowhere' }),
};

/** Another paper each time: one is listed once a day. */
const PAPERS = ['passport', 'photo-id', 'birth-certificate', 'vaccination', 'lease', 'cv'];
let papers = 0;

/** A hash that nothing else has. */
function hash(): string {
  return createHash('sha256').update(newId()).digest('hex');
}

let asked = 0;

/** Another quarter of an hour each time, on the Mondays after the day of the table. */
function anotherTime(): { readonly on: string; readonly at: string } {
  const quarter = asked++;
  const on = Temporal.PlainDate.from('2026-03-16').add({ days: 7 * (Math.floor(quarter / 8) % 5) });
  const at = Temporal.PlainTime.from('10:00').add({ minutes: 15 * (quarter % 8) });
  return { on: on.toString(), at: at.toString().slice(0, 5) };
}
let minutes = 1;

function atStop({ stop }: Things): Input {
  return { stopId: stop };
}

/** What else an act needs that works: where she sits, what a paper or a screen shows. */
export interface Seat {
  readonly desk: string;
  readonly centre: string;
  readonly code?: string;
  readonly memberships?: readonly string[];
  /** What was made beforehand: an office, a desk, a change. */
  readonly made?: string;
}

export interface Asked {
  readonly path: string;
  readonly init: RequestInit;
}

/** Every command that the table can ask. */
export const ASKED_COMMANDS: readonly string[] = Object.keys(INPUTS);

/** What a command is asked with, valid and about these things. */
export function inputOf(command: string, of: Things, seat: Seat): Input {
  const input = INPUTS[command]?.(of, seat);
  if (!input) throw new Error(`nobody says how ${command} is asked: add it to asking.ts`);
  return input;
}

/** A request of a line for some things. */
export function ask(line: Line, of: Things, seat: Seat): Asked {
  const input = line.sends === undefined ? {} : inputOf(line.sends, of, seat);
  if (line.way.startsWith('command ')) {
    return {
      path: `/api/v1/commands/${line.sends}`,
      init: {
        method: 'POST',
        body: JSON.stringify({ id: newId(), input }),
        headers: { 'Content-Type': 'application/json' },
      },
    };
  }
  const [method = 'GET', address = ''] = line.way.split(' ');
  const path = fill(address, line.about === 'desk' ? of : { ...of, desk: seat.desk });
  if (method === 'GET') return { path: path + (QUERY[address] ?? ''), init: {} };
  const form = formOf({ ...input, ...FIELDS[address]?.(of) });
  const body = address === '/people/:personId/files' ? withFile(form) : form;
  return { path, init: { method, body } };
}

const QUERY: Readonly<Record<string, string>> = {
  '/reception/:centreId/route': '?language=ar&subjectIds=residence',
  '/api/v1/offices/:officeId/appointments': '?on=2026-03-16',
  '/api/v1/units/:unitId/tasks': '?by=2026-05-04',
};

/** Forms that spell their fields in their own way, or have some beside their command's. */
const FIELDS: Readonly<Record<string, (of: Things) => Input>> = {
  '/settings/houses/:centreId/change': () => ({ command: 'centre.move', confirmed: 'yes' }),
  '/coordination/:centreId/roster/import': () => ({ confirmed: 'yes' }),
  '/settings/catalogue/change': () => ({ command: 'document.set', confirmed: 'yes' }),
  '/reception/:centreId/together': () => ({
    language: 'ar',
    'm0.role': 'adult',
    'm0.subjectIds': 'residence',
    'm1.role': 'child',
  }),
  '/people/:personId/household/split': ({ person }) => ({ [`part.${person}`]: 'go' }),
  '/people/:personId/household/summaries': ({ visit }) => ({ [`link.${visit}`]: link() }),
  '/people/:personId/facts': () => ({ born: '1987', 'was.born': '' }),
  '/settings/devices/printer': ({ centre }) => ({ centreId: centre, host: '127.0.0.1', port: '9' }),
  '/visits/:visitId/summary': () => ({ token: link() }),
  '/visits/:visitId/certificate': () => ({
    name: 'Nour',
    random: 'K7M2XQ4P',
    language: 'pt',
    at: '2026-03-09T09:30:00Z',
  }),
  '/minors/:entryId/declaration': () => ({
    name: 'Nour',
    random: 'K7M2XQ4P',
    language: 'pt',
    purpose: 'school',
  }),
  '/settings/accounts': () => ({
    token: 'a'.repeat(22) + newId().replaceAll('-', '').slice(0, 21),
  }),
  '/settings/accounts/:accountId/code': () => ({ code: 'k3mp-92xz-7qrt' }),
  '/settings/accounts/:accountId/invitation': () => ({
    token: 'a'.repeat(22) + newId().replaceAll('-', '').slice(11, 32),
  }),
};

function formOf(input: Input): URLSearchParams {
  const form = new URLSearchParams({ commandId: newId(), nextCommandId: newId() });
  appendTo(form, input, '');
  return form;
}

/** Fields of an object are called `name.pt`, those of a list of objects `lines.0.opens`. */
function appendTo(form: URLSearchParams, input: Input, prefix: string): void {
  for (const [name, value] of Object.entries(input)) {
    const key = prefix + name;
    if (value === null) continue; // a form has no field that says nothing
    if (typeof value === 'string' || typeof value === 'number') form.append(key, String(value));
    else if (isList(value)) {
      for (const [at, one] of value.entries()) {
        if (typeof one === 'string') form.append(key, one);
        else appendTo(form, one, `${key}.${at}.`);
      }
    } else appendTo(form, value, `${key}.`);
  }
}

function isList(value: Value): value is readonly (string | Input)[] {
  return Array.isArray(value);
}
