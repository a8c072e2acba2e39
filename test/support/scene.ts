// A small scene at one office, set up by commands, looked at and swept by the owner of the database:
// for tests of single commands, many in one house.
import { newId } from '#base/ids.ts';
import pg from 'pg';
import type { Outcome } from '#platform/run-command/command.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import { processToken } from '#main/process-accounts.ts';
import { ticketToken } from '#main/ticket-link.ts';
import { digestOf } from './digest.ts';
import { type House, SECRET } from './house.ts';

const STATE = [
  'people.person',
  'casefiles.case_file',
  'casefiles.need',
  'casefiles.note',
  'casefiles.document',
  'casefiles.consent',
  'casefiles.consent_end',
  'conferences.conference',
  'conferences.file',
  'conferences.invited',
  'conferences.seat',
  'conferences.record',
  'rights.claim',
  'rights.hold',
  'rights.erasure',
  'disclosures.disclosure',
  'minors.entry',
  'minors.declaration',
  'compartments.compartment',
  'compartments.member',
  'compartments.data_key',
  'compartments.leaf',
  'compartments.training',
  'files.data_key',
  'files.photo_link',
  'files.file',
  'files.content',
  'referrals.referral',
  'referrals.envelope',
  'partners.package',
  'partners.content',
  'partners.visit',
  'directory.partner',
  'directory.partner_proposal',
  'statistics.package',
  'statistics.referral',
  'attendances.attendance',
  'attendances.correction',
  'attendances.signed_month',
  'visits.visit',
  'visits.stop',
  'visits.period',
  'visits.desk_session',
  'visits.desk_break',
  'visits.summary_link',
  'visits.ticket_link',
  'visits.certificate',
  'feedback.asked',
  'feedback.solved',
  'appointments.appointment',
  'appointments.booking',
  'followups.task',
  'messages.message',
  'messages.link_address',
  'visits.alarm',
  'interpretation.request',
  'visits.paper',
  'visits.expected',
  'visits.sent_back',
  'visits.protection',
  'visits.protection_reader',
  'people.merge',
  'people.same_person',
  'people.pair',
  'access.held',
  'people.identity',
  'people.contact',
  'people.name_key',
  'people.household',
  'people.household_member',
  'history.person_field',
  'rosters.shift',
  'rosters.change',
  'rosters.absence',
  'access."grant"',
  'access.presentation',
  'access.exclusion',
  'access.glass',
  'casefiles.export',
  'casefiles.export_document',
  'access.glass_notice',
  'statistics.arrival',
  'statistics.act',
  'statistics.departure',
  'statistics.chosen_call',
  'statistics.missed_booking',
  'visits.closed_queue',
  'visits.desk_lent',
  'content.wall_text',
  'content.room',
];

/** Working days on which the house is closed, in the weeks after the Monday of the scenes. */
const HOLIDAYS = ['2026-04-03', '2026-05-01', '2026-06-04', '2026-06-10'];

export const DESK = 'cnaim-lisboa.d4';

export interface Waiting {
  readonly visitId: string;
  readonly personId: string;
}

export class Scene {
  readonly house: House;
  readonly tokens: Readonly<
    Record<
      | 'iryna'
      | 'paulo'
      | 'marta'
      | 'duarte'
      | 'catarina'
      | 'ines'
      | 'lurdes'
      | 'helena'
      | 'augusto'
      | 'baltazar'
      | 'samira'
      | 'youssef'
      | 'mariama',
      string
    >
  > & { phone: string; kiosk: string; worker: string; partner: string };

  readonly #owner: pg.Client;

  private constructor(house: House, tokens: Scene['tokens'], owner: pg.Client) {
    this.house = house;
    this.tokens = tokens;
    this.#owner = owner;
  }

  static async open(house: House): Promise<Scene> {
    const owner = new pg.Client({ connectionString: house.database.urls.owner });
    await owner.connect();
    const tokens = {
      iryna: await house.tokenOf('Iryna'),
      helena: await house.tokenOf('Helena'),
      paulo: await house.tokenOf('Paulo'),
      marta: await house.tokenOf('Marta'),
      duarte: await house.tokenOf('Duarte'),
      catarina: await house.tokenOf('Catarina'),
      ines: await house.tokenOf('Inês'),
      // The link of a paper; of the last one that was looked at.
      phone: '',
      // The visit of whoever came by the link of a package; of the last one.
      partner: '',
      kiosk: await enrolKiosk(owner),
      worker: processToken(SECRET, 'worker'),
      augusto: await house.tokenOf('Augusto'),
      lurdes: await house.tokenOfLogin('lurdes.tavares@oneroof.example'),
      baltazar: await house.tokenOf('Baltazar'),
      samira: await house.tokenOf('Samira'),
      youssef: await house.tokenOfLogin('youssef.amrani@oneroof.example'),
      mariama: await house.tokenOfLogin('mariama.balde@oneroof.example'),
    };
    return new Scene(house, tokens, owner);
  }

  /** Somebody waits at Social Security, after a minute. */
  async waiting(subjectIds: readonly string[] = ['social-security']): Promise<Waiting> {
    const received = await this.house.done(this.tokens.iryna, 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'ar',
      name: 'Nour',
      subjectIds,
    });
    this.house.wait(1);
    return received as unknown as Waiting;
  }

  /** Somebody waits, and her paper was read by her phone: `tokens.phone` is its link. */
  async held(): Promise<Waiting> {
    const waiting = await this.waiting();
    this.tokens.phone = await linkOf(this.house, this.tokens.iryna, waiting.visitId);
    return waiting;
  }

  /** Somebody who was here and has gone. */
  async known(): Promise<Waiting> {
    const waiting = await this.waiting();
    await this.house.done(this.tokens.iryna, 'visit.leave', { visitId: waiting.visitId });
    this.house.wait(1);
    return waiting;
  }

  /** Half past eight in Lisbon on the next working day without a holiday; tells the day. */
  nextMorning(): string {
    const zoned = this.house.clock.now().toZonedDateTimeISO('Europe/Lisbon');
    let morning = zoned.add({ days: 1 }).withPlainTime('08:30');
    while (morning.dayOfWeek > 5 || HOLIDAYS.includes(morning.toPlainDate().toString()))
      morning = morning.add({ days: 1 });
    this.house.clock.moveTo(morning.toInstant());
    return morning.toPlainDate().toString();
  }

  /** Somebody was received with a sign that she needs protection; Samira and Helena were told. */
  async protection(): Promise<{ readonly protectionId: string }> {
    const received = await this.house.done(this.tokens.iryna, 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'ar',
      subjectIds: ['social-security'],
      signs: ['minor-alone'],
    });
    const [row] = await this.owner<{ id: string }>(
      'select id from visits.protection where visit_id = $1',
      [received['visitId']],
    );
    return { protectionId: row?.id ?? '' };
  }

  /** Paulo's desk is open. */
  async desk(): Promise<void> {
    await this.house.done(this.tokens.paulo, 'desk.open', { deskId: DESK });
  }

  /** Somebody is called to Paulo's desk. */
  async called(): Promise<Waiting & { readonly stopId: string }> {
    await this.desk();
    const waiting = await this.waiting();
    const { stopId } = await this.house.done(this.tokens.paulo, 'stop.call-next', { deskId: DESK });
    this.house.wait(1);
    return { ...waiting, stopId: String(stopId) };
  }

  /** Somebody is served at Paulo's desk. */
  async serving(): Promise<Waiting & { readonly stopId: string }> {
    const called = await this.called();
    await this.house.done(this.tokens.paulo, 'stop.start', { stopId: called.stopId });
    this.house.wait(1);
    return called;
  }

  async owner<Row = Record<string, unknown>>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.#owner.query(text, [...values])).rows as Row[];
  }

  /** The account of a marked persona. */
  async accountOf(name: string): Promise<string> {
    const [found] = await this.owner<{ id: string }>(
      'select id from access.account where demo_persona is not null and name like $1',
      [`${name} %`],
    );
    return found?.id ?? '';
  }

  async close(): Promise<void> {
    await this.#owner.end();
    await this.house.close();
  }

  /** A digest of everything that is true now: two alike mean that nothing changed. */
  async digest(): Promise<string> {
    const rows = await digestOf(this.#owner, STATE);
    return rows.map(({ name, sum }) => `${name} ${sum}`).join('\n');
  }

  /** What the log holds of a command: its outcome and the kinds of its events. */
  async logged(commandId: string): Promise<{ outcomes: Outcome[]; events: string[] }> {
    const outcomes = await this.owner<{ outcome: Outcome }>(
      'select outcome from log.command where id = $1',
      [commandId],
    );
    const events = await this.owner<{ kind: string }>(
      'select kind from log.event where command_id = $1 order by position',
      [commandId],
    );
    return {
      outcomes: outcomes.map(({ outcome }) => outcome),
      events: events.map(({ kind }) => kind),
    };
  }

  /** Everybody has gone and every desk is closed, so that the next scene begins in an empty house. */
  async sweep(): Promise<void> {
    await this.owner(
      `update visits.stop set state = 'withdrawn', desk_id = null where state not in ('done', 'withdrawn')`,
    );
    await this.owner(`update visits.period set during = tstzrange(lower(during), lower(during) + interval '1 second')
      where upper_inf(during)`);
    await this.owner(
      `update visits.visit set state = 'closed', closed_at = now() where state = 'open'`,
    );
    await this.owner('update interpretation.request set ended_at = now() where ended_at is null');
    await this.owner(`update visits.alarm set closed_at = now(), closed_by = account_id
      where closed_at is null`);
    await this.owner('update visits.desk_session set closed_at = now() where closed_at is null');
    await this.owner(`update access."grant" set valid = tstzrange(lower(valid), lower(valid) + interval '1 second')
      where upper_inf(valid)`);
    await this.owner(
      'update visits.closed_queue set reopened_at = closed_at where reopened_at is null',
    );
    await this.owner('update access.exclusion set lifted_at = recorded_at where lifted_at is null');
    await this.owner('update visits.desk_lent set returned_at = lent_at where returned_at is null');
    this.house.wait(60);
  }

  /** Runs a command under a fresh id and tells both. */
  async run(token: string, name: string, input: unknown): Promise<{ id: string; answer: Outcome }> {
    const id = newId();
    const answer = await this.house.run(token, name, input, id);
    if (answer === 'unauthenticated') throw new Error('the token of the scene is not valid');
    return { id, answer };
  }
}

/** The link that stands on the paper of a visit, as a camera reads it. */
export async function linkOf(house: House, token: string, visitId: string): Promise<string> {
  const path = `/reception/cnaim-lisboa/ticket/${visitId}`;
  await house.app.request(path, { headers: { cookie: `oneroof=${token}` } });
  const [row] = await house.database.owner<{ code: string }>(
    'select code from visits.visit where id = $1',
    [visitId],
  );
  return ticketToken(house.services.keyring, { id: visitId, code: String(row?.code) });
}

/** A kiosk at the door of Lisbon, as if its code had been typed; its token. */
async function enrolKiosk(owner: pg.Client): Promise<string> {
  const token = newToken();
  await owner.query(
    `with made as (
       insert into access.account (kind, name) values ('device', 'Quiosque') returning id
     ), member as (
       insert into access.membership (account_id, unit_id, centre_id, role)
       select id, 'aima-network', 'cnaim-lisboa', 'device' from made
     ), device as (
       insert into access.device (id, account_id, kind, centre_id, offer_id, enrolled_by, enrolled_at)
       select $2, id, 'kiosk', 'cnaim-lisboa', $2,
              (select id from access.account where kind = 'person' limit 1), now() from made
     )
     insert into access.session (account_id, token_hash, kind, method, expires_at, ends_at)
     select id, $1, 'browser', 'issued', now() + interval '1 day', now() + interval '1 day' from made`,
    [hashOf(token), newId()],
  );
  return token;
}
