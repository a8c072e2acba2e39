// A house in which a morning has been played, so that every table holds somebody: people who wait,
// are served, went, come from another centre, with notes, acts, readings and shown papers.
import { drain } from '#main/readers.ts';
import { processToken } from '#main/process-accounts.ts';
import { Database } from '#platform/db/database.ts';
import { publishHeads } from '#platform/event-log/chain.ts';
import { type House, SECRET } from './house.ts';
import { type CopyOptions, keptHouse } from './kept-house.ts';
import {
  accountOf,
  conferOn,
  keepFile,
  keepSecret,
  sendToPartner,
  takeOut,
} from './played-sharing.ts';
import { linkOf } from './scene.ts';

type Received = { visitId: string; personId: string; number: number };

export interface PlayedHouse {
  readonly house: House;
  readonly tokens: Readonly<
    Record<
      | 'iryna'
      | 'marta'
      | 'paulo'
      | 'duarte'
      | 'teresa'
      | 'helena'
      | 'ines'
      | 'catarina'
      | 'augusto',
      string
    >
  >;
  /** Waits at the residence authority (behind the fence) first, then at Social Security. */
  readonly nour: Received;
  /** Waits at the residence authority, after Nour. */
  readonly amal: Received;
  /** Has been served by Legal Support, with a note; is being served by the labour inspector. */
  readonly karim: Received & { readonly stopId: string };
  /** Is being served by Social Security, with a note. */
  readonly ana: Received & { readonly stopId: string };
  /** Was served and has gone. */
  readonly gone: Received;
  /** At the local centre of Odemira. */
  readonly elsewhere: Received;
  close(): Promise<void>;
}

export const LEGAL_NOTE = 'Pede asilo; teme ser encontrado.';

const CLAIM = { centreId: 'claim-odemira' };
const CNAIM = { centreId: 'cnaim-lisboa' };

/** Opens a house in which a morning has been played, by the commands that people use. */
export async function playHouse(options: CopyOptions = {}): Promise<PlayedHouse> {
  const { house, found } = await playedMorning(options);
  return { ...found, house, close: () => house.close() };
}

const playedMorning = keptHouse(play);

async function play(house: House): Promise<Omit<PlayedHouse, 'house' | 'close'>> {
  const names = [
    'iryna',
    'marta',
    'paulo',
    'duarte',
    'teresa',
    'helena',
    'ines',
    'catarina',
    'augusto',
  ] as const;
  const tokens = {} as Record<(typeof names)[number], string>;
  for (const name of names) {
    tokens[name] = await house.tokenOf(
      name === 'ines' ? 'Inês' : name[0]?.toUpperCase() + name.slice(1),
    );
  }
  const { iryna, marta, paulo, duarte, teresa, catarina } = tokens;
  const receive = async (token: string, input: object): Promise<Received> =>
    (await house.done(token, 'visit.receive', input)) as unknown as Received;
  const call = async (token: string, deskId: string): Promise<string> => {
    house.wait(1);
    return String((await house.done(token, 'stop.call-next', { deskId }))['stopId']);
  };
  const act = { mode: 'support', outcome: 'solved' };

  const helena = await house.tokenOf('Helena');
  await house.done(helena, 'closure.set', {
    ...CNAIM,
    on: '2026-12-24',
    reason: { pt: 'Véspera de Natal' },
  });
  const legalSubject = 'nationality.legal-nationality';
  const gone = await receive(iryna, {
    ...CNAIM,
    language: 'pt',
    name: 'Rosa',
    subjectIds: ['social-security'],
  });
  const karim = await receive(iryna, {
    ...CNAIM,
    language: 'fr',
    name: 'Karim',
    subjectIds: [legalSubject, 'work-rights'],
  });
  const nour = await receive(iryna, {
    ...CNAIM,
    language: 'ar',
    name: 'نور',
    subjectIds: ['residence', 'health'],
  });
  const { appointmentId } = await house.done(iryna, 'appointment.book', {
    personId: karim.personId,
    officeId: 'cnaim-lisboa.iss',
    serviceId: 'pensions',
    on: '2026-03-09',
    at: '09:15',
  });
  // By the order of calling, whoever has one stop left comes before whoever has two: Nour came earlier.
  house.wait(40);
  await house.done(iryna, 'appointment.miss', { appointmentId });
  const amal = await receive(iryna, {
    ...CNAIM,
    language: 'ar',
    name: 'Amal',
    subjectIds: ['residence'],
  });
  const ana = await receive(iryna, {
    ...CNAIM,
    language: 'uk',
    name: 'Ana',
    fullName: 'Ana Kovalenko',
    phone: '+351 910 000 000',
    subjectIds: ['social-security'],
    papers: ['photo-id'],
    papersMissing: ['niss'],
  });
  await house.done(iryna, 'person.correct', {
    personId: ana.personId,
    changes: [{ field: 'fullName', was: 'Ana Kovalenko', now: 'Anna Kovalenko' }],
  });
  const elsewhere = await receive(catarina, {
    ...CLAIM,
    language: 'ne',
    name: 'Bimala',
    subjectIds: ['residence'],
    signs: ['speak-alone'],
  });
  const astray = await receive(catarina, { ...CLAIM, language: 'ar', subjectIds: ['residence'] });
  await house.done(catarina, 'visit.send-on', {
    visitId: astray.visitId,
    toCentreId: 'cnaim-norte',
  });
  await house.done(catarina, 'household.receive', {
    ...CLAIM,
    members: [
      { role: 'adult', language: 'ne', personId: elsewhere.personId },
      { role: 'sibling', language: 'ne', name: 'Sita', subjectIds: ['health'] },
    ],
  });

  await linkOf(house, iryna, nour.visitId);
  await house.done(iryna, 'ticket.send-link', { visitId: nour.visitId, to: '+351 912 345 678' });
  await house.done(paulo, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
  await house.done(teresa, 'desk.open', { deskId: 'cnaim-lisboa.d12' });
  await house.done(duarte, 'desk.open', { deskId: 'cnaim-lisboa.d17' });
  await house.done(marta, 'desk.open', { deskId: 'cnaim-lisboa.d34' });

  const first = await call(paulo, 'cnaim-lisboa.d4');
  await house.done(paulo, 'stop.start', { stopId: first });
  await house.done(paulo, 'stop.finish', { stopId: first, ...act, note: 'Tudo em ordem.' });

  await house.done(teresa, 'desk.pause', { deskId: 'cnaim-lisboa.d12' });
  house.wait(1);
  await house.done(teresa, 'desk.resume', { deskId: 'cnaim-lisboa.d12' });
  const [waits] = await ofOwner(
    house,
    'select id from visits.stop where visit_id = $1 and rank = 1',
    [karim.visitId],
  );
  const legal = String(waits?.['id']);
  await house.done(teresa, 'stop.call-chosen', {
    deskId: 'cnaim-lisboa.d12',
    stopId: legal,
    reason: 'interpreter-here',
  });
  await house.done(teresa, 'stop.start', { stopId: legal });
  await house.done(teresa, 'stop.finish', { stopId: legal, ...act, note: LEGAL_NOTE });
  const inspection = await call(duarte, 'cnaim-lisboa.d17');
  await house.done(duarte, 'stop.start', { stopId: inspection });

  const second = await call(paulo, 'cnaim-lisboa.d4');
  await house.done(paulo, 'stop.start', { stopId: second });
  await house.done(paulo, 'note.write', { stopId: second, body: 'Falta o recibo.' });

  const left = { visitId: gone.visitId };
  await house.done(paulo, 'document.note', {
    ...CNAIM,
    personId: ana.personId,
    documentId: 'passport',
    seen: 'original',
    validUntil: '2026-04-30',
  });
  const [mistaken] = await house.database.owner(
    'select id from attendances.attendance where visit_id = $1',
    [gone.visitId],
  );
  await house.done(paulo, 'attendance.correct', {
    attendanceId: mistaken?.['id'],
    reason: 'Foi só informação.',
    mode: 'information',
  });
  // As a night would have learned it from more mornings than this one.
  await ofOwner(
    house,
    `insert into planning.learned_duration (service_id, kind, of, sittings, minutes, learned_at)
     select id, 'service', '', 40, 12.5, meta.now() from directory.service order by id limit 3`,
    [],
  );
  await house.done(helena, 'month.sign', { centreId: 'cnaim-lisboa', month: '2026-02' });
  const hash = 'ab'.repeat(32);
  await house.done(iryna, 'summary.hand-out', { ...left, linkHash: hash });
  await house.done(iryna, 'certificate.issue', { ...left, proof: hash });
  await house.done(iryna, 'feedback.answer-solved', { ...left, answer: 'yes' });

  // Booked at the residence authority and at Social Security, with something to be done for her.
  for (const [officeId, serviceId, at] of [
    ['cnaim-lisboa.aima', 'residence-renewal', '10:00'],
    ['cnaim-lisboa.iss', 'pensions', '11:00'],
  ]) {
    const { personId } = nour;
    await house.done(iryna, 'appointment.book', {
      personId,
      officeId,
      serviceId,
      on: '2026-03-16',
      at,
    });
  }
  await house.done(tokens.augusto, 'absence.add', {
    centreId: CNAIM.centreId,
    accountId: await accountOf(house, 'lurdes.tavares@oneroof.example'),
    from: '2026-03-23',
    to: '2026-03-24',
  });
  await house.done(iryna, 'task.add', {
    personId: ana.personId,
    kind: 'call-back',
    title: 'Dizer se o recibo chegou',
    dueOn: '2026-03-10',
    safeContact: 'Depois das seis',
  });
  // Ana agreed that the labour inspectorate hears of her; whoever went took back what she had agreed to.
  const share = { toUnitId: 'act', purpose: 'work', sections: ['needs'], until: '2026-08-31' };
  const agree = (personId: string) =>
    house.done(iryna, 'consent.record', { ...share, personId, language: 'uk' });
  const { consentId } = await agree(ana.personId);
  await house.done(iryna, 'referral.send', {
    personId: ana.personId,
    consentId,
    toUnitId: 'act',
    subjectId: 'work-rights',
    body: 'Salários em atraso.',
  });
  await conferOn(house, iryna, ana.personId);
  const taken = await agree(gone.personId);
  await house.done(iryna, 'consent.withdraw', { consentId: taken['consentId'] });
  // Rosa had a second file; of two who came together one is taken for the other, and somebody must look.
  const [rosa] = await ofOwner(
    house,
    `insert into people.person (id, unit_id, name, language, registered_at)
     values (uuidv7(), 'network-welcome', 'Rosa Maria', 'pt', meta.now()) returning id`,
    [],
  );
  await house.done(iryna, 'person.merge', { personId: gone.personId, otherId: rosa?.['id'] });
  const [twin] = await ofOwner(
    house,
    `with twin as (
       insert into people.person (id, unit_id, name, language, registered_at)
       values (uuidv7(), 'taipa', 'Bimala', 'ne', meta.now()) returning id
     ), joined as (
       insert into people.household_member (household_id, person_id, unit_id, role, since)
       select m.household_id, twin.id, m.unit_id, 'sibling', meta.now()
       from people.household_member m, twin where m.person_id = $1)
     select id from twin`,
    [elsewhere.personId],
  );
  await house.done(catarina, 'person.merge', {
    personId: elsewhere.personId,
    otherId: twin?.['id'],
  });
  const walls = { ...CNAIM, name: { pt: 'Piso 0' }, officeIds: ['cnaim-lisboa.iss'] };
  await house.done(helena, 'room.set', walls);
  const say = { ...CNAIM, text: { pt: 'Hoje fechamos às 16:00' }, until: '16:00' };
  await house.done(helena, 'board.say', say);
  const queue = { officeId: 'cnaim-lisboa.employment' };
  await house.done(helena, 'queue.close', { ...queue, message: { pt: 'Voltamos já' } });
  await house.done(helena, 'queue.reopen', queue);
  await house.done(helena, 'desk.lend', { deskId: 'cnaim-lisboa.d5', ...queue });
  await house.done(helena, 'desk.return', { deskId: 'cnaim-lisboa.d5' });
  await keepSecret(house, await house.tokenOf('Samira'), ana.personId);
  await sendToPartner(house, iryna, ana.personId);
  await takeOut(house, ana.personId);
  const accountId = await accountOf(house, 'paulo.figueira@oneroof.example');
  await keepFile(house, paulo, { personId: ana.personId, stopId: second, accountId });
  // As if Legal Support had sent Ana on.
  await ofOwner(
    house,
    `insert into visits.handover (id, to_stop_id, person_id, from_unit_id, to_unit_id, account_id, body, written_at)
     select uuidv7(), s.id, s.person_id, from_stop.unit_id, s.unit_id, s.account_id, 'Traz o recibo.', meta.now()
     from visits.stop s, visits.stop from_stop where s.id = $1 and from_stop.id = $2`,
    [second, legal],
  );
  // As if Legal Support had sent Ana back to reception before.
  await ofOwner(
    house,
    `insert into visits.sent_back (id, stop_id, visit_id, person_id, from_unit_id, to_unit_id, account_id, why, note, sent_at)
     select uuidv7(), s.id, s.visit_id, s.person_id, s.unit_id, s.host_unit_id, t.account_id, 'papers', 'Falta o recibo.', meta.now()
     from visits.stop s, visits.stop t where s.id = $2 and t.id = $1`,
    [second, legal],
  );
  await house.done(paulo, 'mediator.ask', { stopId: second });
  await house.done(paulo, 'alarm.raise', { deskId: 'cnaim-lisboa.d4' });

  await house.app.request(`/api/v1/visits/${nour.visitId}`, {
    headers: { Authorization: `Bearer ${iryna}` },
  });
  house.services.refusals.note('password-refused', 'somebody', 'somewhere');
  await house.services.refusals.flush();
  const worker = new Database({
    url: house.database.urls.jobs,
    connections: 2,
    applicationName: 'test',
    rehearsalClock: house.clock,
  });
  await drainWithoutQueue(worker);
  await publishHeads(worker, processToken(SECRET, 'worker'), []);
  await worker.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [processToken(SECRET, 'worker')]);
    await tx.text('select t.* from messages.due(1) d, messages.take(d.event_id, d.kind) t');
  });
  await worker.close();
  return {
    tokens,
    nour,
    amal,
    gone,
    elsewhere,
    karim: { ...karim, stopId: inspection },
    ana: { ...ana, stopId: second },
  };
}

/** The readers that need no job queue have read: counts stand in their table. */
async function drainWithoutQueue(worker: Database): Promise<void> {
  await drain(worker, processToken(SECRET, 'worker')).catch(() => 0);
}

/** The code on the paper of a visit, as only the paper and the owner know it. */
export async function codeOnPaper(house: House, visitId: string): Promise<string> {
  const [paper] = await ofOwner(house, 'select code from visits.visit where id = $1', [visitId]);
  return String(paper?.['code']);
}

function ofOwner(
  house: House,
  text: string,
  values: readonly string[],
): Promise<Record<string, unknown>[]> {
  return house.database.owner(text, values);
}
