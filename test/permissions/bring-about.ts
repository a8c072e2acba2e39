// Brings about what an act needs so that whoever may do it can: somebody called, served or parked,
// an open desk, an account, a proposal, a code on a screen. Each act has a scene of its own.
import { newId } from '#base/ids.ts';
import { hashOf } from '#platform/session/token.ts';
import { seeSigns } from './see-signs.ts';
import type { Seat } from './asking.ts';
import type { Cast, Things } from './cast.ts';
import { askForHelp } from './help-rows.ts';
import { type Line, type RoleName, ROLES } from './roles.ts';
import { planOf, shiftOf } from './rosters-of.ts';
import { keptFor } from './kept-of.ts';
import { shareFor } from './consents-of.ts';

const ACCEPTS: readonly RoleName[] = [
  'unit-officer',
  'support-technician',
  'local-technician',
  'fenced-officer',
];
const SERVED = [
  'mediator.ask',
  'need.add',
  'stop.park',
  'stop.finish',
  'stop.forward',
  'stop.send-on',
  'stop.to-reception',
  'attendance.record',
  'note.write',
  'photo-link.open',
];
const AT_OPEN_DESK: readonly string[] = [
  'alarm.raise',
  'desk.close',
  'desk.pause',
  'desk.resume',
  'desk.take-over',
  'stop.call-next',
  'stop.call-chosen',
];
const SUBJECTS: Partial<Record<RoleName, string>> = {
  'unit-officer': 'social-security',
  'support-technician': 'nationality.legal-nationality',
};

/** Acts at the door of a house, which must be empty for them. */
const DOOR_ACTS = ['visit.receive', 'household.receive', 'question.answer'];

interface Scene {
  readonly things: Things;
  readonly seat: Seat;
}

/** What a role acts on, and where she sits, for one act. */
export async function bringAbout(
  cast: Cast,
  line: Line,
  role: RoleName,
  of: Things,
): Promise<Scene> {
  const own = cast.things(role, 'own') as Things;
  const seat = { desk: own.desk, centre: own.centre };
  const { about, sends = '' } = line;
  if (about === 'visit' || about === 'stop' || about === 'desk' || DOOR_ACTS.includes(sends)) {
    await cast.sweep();
    return about === 'stop'
      ? somebody(cast, sends, role, of, seat)
      : { things: await atDesk(cast, line, role, of), seat };
  }
  if (about === 'shift' || about === 'plan' || sends === 'roster.copy-week') {
    await cast.sql(`update rosters.shift set removed_by = $1 where on_date >= '2026-05-11'`, [
      of.plan,
    ]);
    const shift = await shiftOf(cast, own.centre);
    const [who] = await cast.sql('select account_id as id from rosters.shift where id = $1', [
      shift || of.plan,
    ]);
    const plan = await planOf(cast, own.centre);
    return { things: { ...of, shift, plan, account: who?.id ?? of.account }, seat };
  }
  if (['shift.add', 'absence.add', 'roster.import'].includes(sends)) {
    const [office] = await cast.sql<{ unit_id: string; centre_id: string }>(
      'select unit_id, centre_id from directory.office where id = $1',
      [of.office],
    );
    const { id } = await cast.account(
      office?.unit_id ?? 'iss',
      office?.centre_id ?? own.centre,
      'unit-officer',
    );
    await cast.sql('update access.account set name = id::text where id = $1', [id]);
    return { things: { ...of, centre: office?.centre_id ?? of.centre, account: id }, seat };
  }
  const account = cast.accounts.get(role) ?? own.account;
  const keeper = { account, unit: own.unit, person: of.person };
  const kept =
    (await keptFor(cast, line, keeper, seat, of.training)) ??
    (await shareFor(cast, sends, ROLES[role].unit, of.person || own.person));
  if (kept) return { things: { ...of, ...kept }, seat };
  if (about === 'appointment' || about === 'task') {
    await cast.sweep();
    const by = role === 'local-technician' ? 'claim-odemira' : 'cnaim-lisboa';
    const { personId, visitId } = await cast.receive(by, 'residence');
    await cast.house.done(
      cast.token(by === 'cnaim-lisboa' ? 'reception-mediator' : 'local-technician'),
      'visit.leave',
      { visitId },
    );
    cast.moment();
    // That she did not come is said after her time.
    const soon = cast.house.clock.now().add({ minutes: sends === 'appointment.miss' ? -20 : 20 });
    return {
      things: {
        ...of,
        appointment: await cast.appointment(personId, own.office, soon),
        task: await cast.task(personId, ROLES[role].unit),
      },
      seat,
    };
  }
  if (about === 'alarm') {
    const { alarm } = await askForHelp(cast, own.centre, own.unit, { stop: newId() });
    if (sends === 'alarm.close')
      await cast.house.done(cast.token(role), 'alarm.acknowledge', { alarmId: alarm });
    return { things: { ...of, alarm }, seat };
  }
  if (about === 'request')
    return { things: { ...of, request: await asked(cast, sends, role) }, seat };
  if (about === 'protection')
    return { things: { ...of, protection: await seeSigns(cast, of.centre) }, seat };
  if (about === 'account' || about === 'membership') {
    const unit = of.unit === 'system' ? 'iss' : of.unit;
    const { id, membership } = await cast.account(unit, own.centre, 'unit-officer');
    if (sends === 'account.enable')
      await cast.sql('update access.account set disabled_at = now() where id = $1', [id]);
    return { things: { ...of, account: id, membership }, seat };
  }
  if (about === 'proposal') {
    const other = await cast.account('aima-network', null, 'administrator');
    await cast.sql(
      `update access.proposal set decided_by = $1, decided_at = now(), outcome = 'dropped'
       where decided_at is null`,
      [other.id],
    );
    const [proposal] = await cast.sql(
      `insert into access.proposal (kind, unit_id, link, proposed_by, proposed_at, expires_at)
       values ('link', 'education', 'indirect', $1, now(), now() + interval '1 day') returning id`,
      [other.id],
    );
    return { things: { ...of, proposal: proposal?.id ?? '' }, seat };
  }
  if (about === 'act') {
    await cast.sweep();
    const { visitId } = await cast.receive(of.centre, 'residence');
    const [stop] = await cast.sql('select id from visits.stop where visit_id = $1', [visitId]);
    const { id } = await cast.account(ROLES[role].unit, of.centre, 'unit-officer');
    const doer = role === 'centre-coordinator' ? id : (cast.accounts.get(role) ?? id);
    return { things: { ...of, act: await cast.act(stop?.id ?? '', doer, ROLES[role].unit) }, seat };
  }
  // She is back: what she came for is left, and she has no ticket.
  if (sends === 'visit.continue') {
    await cast.sweep();
    return { things: of, seat };
  }
  if (sends === 'month.sign') await cast.sql('delete from attendances.signed_month');
  if (about === 'device') return { things: { ...of, device: await cast.board(of.centre) }, seat };
  if (sends === 'device.enrol') {
    const code = codeNumber(++codes);
    await cast.sql('insert into access.device_offer (token_hash, code_hash) values ($1, $2)', [
      hashOf(`browser ${code}`),
      hashOf(code),
    ]);
    return { things: of, seat: { ...seat, code } };
  }
  if (sends === 'reconciliation.confirm') {
    await cast.sql('delete from access.reconciliation');
    const held = await cast.sql(
      `select m.id from access.membership m join access.account a on a.id = m.account_id
       where m.unit_id = $1 and m.valid @> $2::timestamptz and a.kind = 'person' order by m.id`,
      [of.unit, cast.house.clock.now().toString()],
    );
    return { things: of, seat: { ...seat, memberships: held.map(({ id }) => id) } };
  }
  if (sends === 'day.end') await cast.sweep();
  if (sends === 'anomaly.mend')
    return { things: of, seat: { ...seat, made: await leftOpen(cast) } };
  if (sends.startsWith('duty.')) {
    const made = await somebodyOnDuty(cast, sends, of.centre);
    return { things: of, seat: { ...seat, ...(made !== undefined && { made }) } };
  }
  if (WALL.includes(sends)) {
    const on = await somethingOnWalls(cast, sends, of.centre);
    return { things: of, seat: { ...seat, ...(on !== undefined && { made: on }) } };
  }
  const made = await somethingOfAHouse(cast, sends, of.centre);
  return { things: of, seat: { ...seat, ...(made !== undefined && { made }) } };
}

/** What an act on a house or the catalogue takes away, or adds to: made by those who look after all. */
async function somethingOfAHouse(
  cast: Cast,
  sends: string,
  centreId: string,
): Promise<string | undefined> {
  const made = `n${newId().slice(-10)}`;
  const name = { pt: 'Novo' };
  const make = (command: string, input: unknown) =>
    cast.house.done(cast.token('network-manager'), command, input);
  if (sends === 'directory.undo')
    return String((await make('centre.move', { centreId, address: made }))['changeId']);
  if (sends === 'closure.remove') {
    await make('closure.set', { centreId, on: '2026-12-26', reason: { pt: made } });
    return '2026-12-26';
  }
  if (sends === 'document.remove') {
    await make('document.set', { documentId: made, name });
    return made;
  }
  if (sends === 'holiday.remove') {
    await make('holiday.set', { holidayId: made, scope: 'national', monthDay: '02-27', name });
    return made;
  }
  if (!MADE.includes(sends)) return undefined;
  const office = { centreId, code: made, unitId: 'network-legal', kind: 'support' };
  await make('office.set', { ...office, name, shortName: name });
  if (sends === 'office.close' || sends === 'desk.set') return made;
  const label = String(500 + desks++);
  await make('desk.set', { officeId: `${centreId}.${made}`, label });
  if (sends === 'desk.remove') return label;
  if (sends === 'office-service.remove')
    await make('office-service.set', {
      officeId: `${centreId}.${made}`,
      serviceId: 'general-information',
    });
  return made;
}

/** Somebody of yesterday whose visit nobody closed. */
async function leftOpen(cast: Cast): Promise<string> {
  await cast.sweep();
  const { visitId } = await cast.receive('cnaim-lisboa', 'residence');
  await cast.sql('update visits.visit set day = day - 1, number = $2 where id = $1', [
    visitId,
    9000 + ++yesterdays,
  ]);
  return visitId;
}

const WALL = [
  'queue.close',
  'queue.reopen',
  'board.take-down',
  'slide.add',
  'room.close',
  'desk.lend',
  'desk.return',
];

/** What is taken from the walls of a house, or makes room there. */
async function somethingOnWalls(
  cast: Cast,
  sends: string,
  centreId: string,
): Promise<string | undefined> {
  const text = { pt: 'Novo' };
  const make = (command: string, input: object) =>
    cast.house.done(cast.token('network-manager'), command, input);
  await cast.sql('update content.wall_text set taken_at = said_at where taken_at is null');
  if (sends === 'board.take-down')
    return String((await make('slide.add', { centreId, text }))['textId']);
  if (sends === 'slide.add') return undefined;
  const made = `n${newId().slice(-10)}`;
  const office = { centreId, code: made, unitId: 'network-legal', kind: 'support' };
  await make('office.set', { ...office, name: text, shortName: text });
  const officeId = `${centreId}.${made}`;
  if (sends === 'room.close')
    return String(
      (await make('room.set', { centreId, name: text, officeIds: [officeId] }))['roomId'],
    );
  if (sends.startsWith('desk.')) {
    const label = String(700 + desks++);
    await make('desk.set', { officeId, label });
    const lent = { deskId: `${centreId}.d${label}`, officeId: `${centreId}.legal` };
    if (sends === 'desk.return') await make('desk.lend', lent);
    return `d${label}`;
  }
  if (sends === 'queue.reopen') await make('queue.close', { officeId, message: text });
  return made;
}

/** Somebody who may be told in a house, or is. */
async function somebodyOnDuty(
  cast: Cast,
  sends: string,
  centreId: string,
): Promise<string | undefined> {
  await cast.sql('delete from access.protection_duty where named_by is not null');
  const [who] = await cast.sql(
    `select m.account_id as id, uuidv7() as duty from access.membership m
     where m.centre_id = $1 and m.role = 'support-technician' and m.valid @> now()
     order by m.account_id limit 1`,
    [centreId],
  );
  if (sends === 'duty.name' || !who) return who?.id;
  const [duty] = await cast.sql(
    `insert into access.protection_duty (account_id, centre_id, valid, named_by)
     values ($1, $2, '[2026-01-01,)', $1) returning id`,
    [who.id, centreId],
  );
  return duty?.id;
}

let yesterdays = 0;

const MADE = [
  'office.close',
  'desk.set',
  'desk.remove',
  'office-service.set',
  'office-service.remove',
];
let desks = 0;

/** A desk, open where that is needed, with somebody who waits for it; or a trip. */
async function atDesk(cast: Cast, line: Line, role: RoleName, of: Things): Promise<Things> {
  const { sends = '' } = line;
  if (AT_OPEN_DESK.includes(sends)) {
    const by = sends === 'desk.take-over' ? await cast.colleague(role) : cast.token(role);
    await cast.house.done(by, 'desk.open', { deskId: of.desk });
    if (sends === 'desk.resume') await cast.house.done(by, 'desk.pause', { deskId: of.desk });
  }
  if (DOOR_ACTS.includes(sends) || line.sends === 'desk.open') return of;
  const { visitId, personId } = await cast.receive(of.centre, SUBJECTS[role] ?? 'residence');
  cast.moment();
  const [stop] = await cast.sql('select id from visits.stop where visit_id = $1', [visitId]);
  return { ...of, visit: visitId, person: personId, stop: stop?.id ?? of.stop };
}

/** Somebody in the hand of the role, or of the desk that she came to when the role brings back. */
async function somebody(
  cast: Cast,
  sends: string,
  role: RoleName,
  of: Things,
  seat: Seat,
): Promise<Scene> {
  const by = ACCEPTS.includes(role) ? role : 'unit-officer';
  const token = cast.token(by);
  const deskId = cast.things(by, 'own')?.desk ?? '';
  const { visitId, personId } = await cast.receive(
    ROLES[by].centre ?? 'cnaim-lisboa',
    SUBJECTS[by] ?? 'residence',
  );
  cast.moment();
  await cast.house.done(token, 'desk.open', { deskId });
  const called = await cast.house.done(token, 'stop.call-next', { deskId });
  const stopId = String(called['stopId']);
  const [paper] = await cast.sql<{ code: string }>('select code from visits.visit where id = $1', [
    visitId,
  ]);
  const code = by === 'fenced-officer' ? (paper?.code ?? '') : '';
  cast.moment();
  if (SERVED.includes(sends) || sends === 'stop.resume')
    await cast.house.done(token, 'stop.start', { stopId, ...(code && { code }) });
  if (sends === 'stop.resume') await cast.house.done(token, 'stop.park', { stopId });
  cast.moment();
  return {
    things: { ...of, stop: stopId, visit: visitId, person: personId },
    seat: { ...seat, ...(code && { code }) },
  };
}

/** A desk asks for a mediator: the role's own desk, or one that the role comes to. */
async function asked(cast: Cast, sends: string, role: RoleName): Promise<string> {
  await cast.sweep();
  const own = cast.things(role, 'own') as Things;
  const { stop } = await cast.trip(own.centre, SUBJECTS[role] ?? 'residence');
  const { request } = await askForHelp(cast, own.centre, own.unit, { stop });
  const account = cast.accounts.get(role);
  await cast.sql(`update access.account set speaks = '{ar}' where id = $1`, [account]);
  const comes = role === 'mediator' || role === 'reception-mediator';
  if (comes && sends !== 'mediator.accept')
    await cast.house.done(cast.token(role), 'mediator.accept', { requestId: request });
  if (!comes)
    await cast.sql('update interpretation.request set asked_by = $2 where id = $1', [
      request,
      account,
    ]);
  return request;
}

let codes = 0;

/** Another code each time, of the letters that codes have. */
function codeNumber(number: number): string {
  return `ABCDEF${'ABCDEFGHJKMNPQRSTUVWXYZ23456789'[Math.floor(number / 31)]}${'ABCDEFGHJKMNPQRSTUVWXYZ23456789'[number % 31]}`;
}
