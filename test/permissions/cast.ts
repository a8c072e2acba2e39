// The people of the table and what they ask for: an account of each role, and for each of them a
// thing of her own, one that a grant opens, one of another house, and one that is not there.
import pg from 'pg';
import { newId } from '#base/ids.ts';
import { processToken } from '#main/process-accounts.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import { type House, SECRET } from '../support/house.ts';
import { keptHouse } from '../support/kept-house.ts';
import { unitOf } from './units-of.ts';
import { digestOf } from '../support/digest.ts';
import { TABLES } from './digest-tables.ts';
import { askForHelp } from './help-rows.ts';
import { seeSigns } from './see-signs.ts';
import { householdOf, leavingOf } from './households-of.ts';
import { likeOf } from './merged-of.ts';
import { keptOf, type KeptThings } from './kept-of.ts';
import { type Relation, type RoleName, ROLES } from './roles.ts';
import { rosterOf, type RosterThings } from './rosters-of.ts';
import { sharedByOthers, sharedOf, type SharedThings } from './consents-of.ts';
import { thingsOfNobody } from './things-of-nobody.ts';

/** Ids of one relation, by what they are of. */
export interface Things extends RosterThings, SharedThings, KeptThings {
  readonly centre: string;
  readonly office: string;
  readonly desk: string;
  readonly visit: string;
  readonly person: string;
  readonly stop: string;
  act: string;
  readonly account: string;
  readonly membership: string;
  readonly proposal: string;
  readonly unit: string;
  readonly device: string;
  readonly appointment: string;
  readonly task: string;
  readonly alarm: string;
  readonly request: string;
  /** A row of protection signs: for those who were told, by name. */
  readonly protection: string;
}

/** `cnaim-lisboa` asks for what is in another national centre, and all others for what is there. */
const ELSEWHERE = 'cnaim-norte';
const LISBOA = 'cnaim-lisboa';
export class Cast {
  readonly house: House;
  readonly #owner: pg.Client;
  readonly accounts: Map<RoleName, string>;
  readonly tokens: Map<RoleName, string>;
  readonly #things: Map<string, Things>;
  #booked: number;
  /** Memberships of the account of a role. */
  readonly memberships: Map<RoleName, string>;

  private constructor(house: House, owner: pg.Client, like?: Cast) {
    this.house = house;
    this.#owner = owner;
    this.accounts = new Map(like?.accounts);
    this.tokens = new Map(like?.tokens);
    this.memberships = new Map(like?.memberships);
    this.#things = like ? structuredClone(like.#things) : new Map();
    this.#booked = like ? like.#booked : 0;
  }

  /** Everybody, in a house of one's own: engaged once in a worker, and copied. */
  static async open(): Promise<Cast> {
    const { house, found } = await Cast.#furnished({ connections: 8 });
    return Cast.#in(house, found);
  }

  static readonly #furnished = keptHouse(async (house) => {
    const cast = await Cast.#in(house);
    for (const role of Object.keys(ROLES) as RoleName[]) await cast.#engage(role);
    await cast.#furnish();
    await cast.#owner.end();
    return cast;
  });

  static async #in(house: House, like?: Cast): Promise<Cast> {
    const owner = new pg.Client({ connectionString: house.database.urls.owner });
    await owner.connect();
    return new Cast(house, owner, like);
  }

  async close(): Promise<void> {
    await this.#owner.end();
    await this.house.close();
  }

  /** As the owner of the database, who no way in leads to. */
  async sql<Row = { id: string }>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#owner.query(text, values)).rows as Row[];
  }

  /** Some seconds go by: of minutes, one for each line of the table would be more than its day has. */
  moment(): void {
    this.house.wait(0.6);
  }

  token(role: RoleName): string {
    return this.tokens.get(role) ?? '';
  }

  /** What a role asks for. Undefined: there is no such thing for her (all houses are hers). */
  things(role: RoleName, relation: Relation | 'missing'): Things | undefined {
    return this.#things.get(`${role} ${relation}`);
  }

  /** Where a role has its desk. */
  deskOf(role: RoleName): string {
    return unitOf(role).desk;
  }

  /** A new session of an account, proved just now. */
  async openSession(accountId: string): Promise<string> {
    const token = newToken();
    await this.sql(
      `insert into access.session (account_id, token_hash, kind, method, expires_at, stepped_up_at)
       values ($1, $2, 'browser', 'password', now() + interval '1 hour', now())`,
      [accountId, hashOf(token)],
    );
    return token;
  }

  /** An account with one role. */
  async account(
    unit: string,
    centre: string | null,
    role: string,
    kind = 'person',
  ): Promise<{ id: string; membership: string }> {
    const id = newId();
    await this.sql('insert into access.account (id, name, login, kind) values ($1, $2, $3, $4)', [
      id,
      'Alguém',
      `${id}@oneroof.example`,
      kind,
    ]);
    const [held] = await this.sql(
      `insert into access.membership (account_id, unit_id, centre_id, role, valid)
       values ($1, $2, $3, $4, '[2004-01-01T00:00:00Z,)') returning id`,
      [id, unit, centre, role],
    );
    return { id, membership: held?.id ?? '' };
  }

  /** The session of somebody else in the same role at the same place. */
  async colleague(role: RoleName): Promise<string> {
    const place = ROLES[role];
    const { id } = await this.account(place.unit, place.centre, 'as' in place ? place.as : role);
    return this.openSession(id);
  }

  async #engage(role: RoleName): Promise<void> {
    if (role === 'nobody') return;
    if (role === 'worker') {
      this.tokens.set(role, processToken(SECRET, 'worker'));
      return;
    }
    const place = ROLES[role];
    const { id, membership } = await this.account(
      place.unit,
      place.centre,
      'as' in place ? place.as : role,
      role === 'device' ? 'device' : 'person',
    );
    this.accounts.set(role, id);
    this.memberships.set(role, membership);
    this.tokens.set(role, await this.openSession(id));
  }

  /** Somebody is received in a house, by whoever does it there. */
  async receive(centreId: string, subject: string): Promise<{ visitId: string; personId: string }> {
    const by = centreId === LISBOA ? 'reception-mediator' : 'local-technician';
    const got = await this.house.done(this.token(by), 'visit.receive', {
      centreId,
      language: 'ar',
      name: 'Nour',
      subjectIds: [subject],
    });
    return got as unknown as { visitId: string; personId: string };
  }

  async #furnish(): Promise<void> {
    const odemira = await this.trip('claim-odemira', 'residence');
    const protections = new Map<string, string>();
    for (const centre of [LISBOA, 'claim-odemira'])
      protections.set(centre, await seeSigns(this, centre));
    const norte = await this.account('registry', ELSEWHERE, 'unit-officer');
    const [proposal] = await this.sql(
      `insert into access.proposal (kind, unit_id, link, proposed_by, proposed_at, expires_at)
       values ('link', 'registry', 'indirect', $1, now(), now() + interval '1 day') returning id`,
      [norte.id],
    );
    const proposalId = proposal?.id ?? '';
    const alarms = new Map<string, string>();
    for (const centre of [LISBOA, ELSEWHERE])
      alarms.set(centre, (await askForHelp(this, centre, 'registry', { stop: newId() })).alarm);
    const devices = new Map<string, string>();
    for (const centre of [LISBOA, ELSEWHERE, 'claim-odemira']) {
      devices.set(centre, await this.board(centre));
    }
    for (const role of Object.keys(ROLES) as RoleName[]) {
      const place = ROLES[role];
      const home = place.centre ?? LISBOA;
      const unit = unitOf(role);
      const own = await this.trip(home, unit.subject);
      const staff = await this.account(
        place.unit && place.unit !== 'system' ? place.unit : 'iss',
        home,
        'unit-officer',
      );
      const ofUnit = place.unit && place.unit !== 'system' ? place.unit : 'iss';
      this.#things.set(`${role} own`, {
        centre: home,
        ...unit,
        ...own,
        appointment: await this.appointment(own.person, unit.office),
        task: await this.task(own.person, ofUnit),
        ...(await rosterOf(this, home)),
        ...(await sharedOf(this, place.unit, own.person)),
        ...(await keptOf(this, this.accounts.get(role) ?? staff.id, ofUnit)),
        account: staff.id,
        membership: staff.membership,
        proposal: proposalId,
        unit: place.unit || 'iss',
        device: devices.get(home) ?? '',
        ...(await askForHelp(this, home, place.unit, own)),
        protection: protections.get(home) ?? '',
      });
      const doer = this.accounts.get(role) ?? staff.id;
      this.#of(role, 'own').act = await this.act(own.stop, doer, place.unit || 'iss');
      const far = home === LISBOA ? 'claim-odemira' : LISBOA;
      const granted = await this.trip(far, 'residence');
      const account = this.accounts.get(role);
      if (account) {
        await this.sql(
          `insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
           values ($1, $2, $3, '{spine}', 'referral', tstzrange($4, null), $5)`,
          [
            place.unit,
            account,
            granted.person,
            this.house.clock.now().subtract({ hours: 1 }).toString(),
            granted.visit,
          ],
        );
        const mine = { account, membership: this.memberships.get(role) ?? '' };
        this.#things.set(`${role} self`, { ...this.#of(role, 'own'), ...mine });
      }
      const [there] = await this.sql<{ id: string; unit_id: string }>(
        `select id, unit_id from directory.office where centre_id = $1 and unit_id <> $2
         order by id limit 1`,
        [far, place.unit],
      );
      this.#things.set(`${role} granted`, {
        ...this.#of(role, 'own'),
        ...granted,
        twin: await likeOf(this, granted.person),
        household: await householdOf(this, granted.person),
        leaving: await leavingOf(this, granted.person),
        appointment: await this.appointment(granted.person, there?.id ?? ''),
        task: await this.task(granted.person, there?.unit_id ?? ''),
      });
      const other = home === LISBOA ? ELSEWHERE : LISBOA;
      const theirs =
        home === LISBOA
          ? { ...odemira, at: 'claim-odemira.local' }
          : { ...(await this.trip(LISBOA, 'residence')), at: `${LISBOA}.registry` };
      this.#things.set(`${role} foreign`, {
        centre: place.centre ? other : '',
        office: `${LISBOA}.registry`,
        desk: `${LISBOA}.d23`,
        ...theirs,
        appointment: await this.appointment(theirs.person, theirs.at),
        task: await this.task(theirs.person, home === LISBOA ? 'taipa' : 'registry'),
        ...(await rosterOf(this, place.centre ? other : '')),
        ...(await sharedByOthers(this, theirs.person)),
        ...(await keptOf(this, norte.id, 'registry')),
        account: norte.id,
        membership: norte.membership,
        proposal: proposalId,
        unit: 'registry',
        device: place.centre ? (devices.get(other) ?? '') : '',
        alarm: place.centre ? (alarms.get(other) ?? '') : '',
        request: '',
        protection: protections.get(far) ?? '',
      });
      const foreign = this.#of(role, 'foreign');
      foreign.act = place.centre ? await this.act(foreign.stop, norte.id, 'registry', other) : '';
      this.#things.set(`${role} missing`, thingsOfNobody());
    }
  }

  #of(role: RoleName, relation: Relation): Things {
    const found = this.things(role, relation);
    if (!found) throw new Error(`${role} has nothing ${relation}`);
    return found;
  }

  /** A booking of somebody at an office, made by the house that receives her. */
  async appointment(
    personId: string,
    office: string,
    startsAt = this.house.clock.now().add({ hours: 24 * 50 + ++this.#booked }),
  ): Promise<string> {
    const [made] = await this.sql(
      `insert into appointments.appointment (id, number, person_id, centre_id, office_id, unit_id,
         host_unit_id, service_id, subject_id, language, state, starts_at, ends_at, made_by,
         made_by_unit_id, made_at, changed_at)
       select uuidv7(), upper(translate(right(uuidv7()::text, 6), 'ilou', '1100')), $1, o.centre_id,
         o.id, o.unit_id, h.unit_id, s.id, s.subject_id, 'ar', 'booked', $3::timestamptz,
         $3::timestamptz + interval '20 minutes', $4, h.unit_id, now(), now()
       from directory.office o
       join directory.office h on h.centre_id = o.centre_id and h.kind in ('welcome', 'local')
       join directory.office_service os on os.office_id = o.id
       join directory.service s on s.id = os.service_id
       where o.id = $2 order by os.rank, s.id limit 1 returning id`,
      [personId, office, startsAt.toString(), this.accounts.get('reception-mediator')],
    );
    return made?.id ?? '';
  }

  /** A follow-up of a unit about somebody. */
  async task(personId: string, unit: string): Promise<string> {
    const [made] = await this.sql(
      `insert into followups.task (id, person_id, kind, title, unit_id, due_on, own_unit_only, state,
         made_by, made_at, changed_at)
       values (uuidv7(), $1, 'ours', 'Carta', $2, '2026-05-04', false, 'open', $3, now(), now())
       returning id`,
      [personId, unit, this.accounts.get('reception-mediator')],
    );
    return made?.id ?? '';
  }

  async trip(centre: string, subject: string) {
    const { visitId, personId } = await this.receive(centre, subject);
    const [stop] = await this.sql('select id from visits.stop where visit_id = $1', [visitId]);
    return { visit: visitId, person: personId, stop: stop?.id ?? '', act: '' };
  }

  /** An act of an account at a stop. */
  async act(stop: string, account: string, unit: string, centre?: string): Promise<string> {
    const id = newId();
    await this.sql(
      `insert into attendances.attendance (id, person_id, visit_id, stop_id, centre_id, office_id,
         unit_id, account_id, service_id, mode, outcome, language, minutes, day, occurred_at)
       select $1, person_id, visit_id, id, coalesce($5, centre_id), office_id, $3, $2, service_id,
         'support', 'solved', language, 5, day, $4 from visits.stop where id = $6`,
      [id, account, unit, this.house.clock.now().toString(), centre ?? null, stop],
    );
    return id;
  }

  /** A board that stands in a house. */
  async board(centre: string): Promise<string> {
    const { id } = await this.account('aima-network', centre, 'device', 'device');
    const device = newId();
    await this.sql(
      `insert into access.device (id, account_id, kind, centre_id, offer_id, enrolled_by, enrolled_at)
       values ($1, $2, 'board', $3, $4, $5, now())`,
      [device, id, centre, newId(), this.accounts.get('network-manager')],
    );
    return device;
  }

  /** What is true now of everything that somebody might change; two alike: nothing was changed. */
  async digest(): Promise<Record<string, string>> {
    const rows = await digestOf(this.#owner, TABLES);
    return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
  }

  /** Everybody has gone: the next act begins in an empty house. Grants of referrals stay. */
  async sweep(): Promise<void> {
    await this.sql(`update visits.stop set state = 'withdrawn', desk_id = null
      where state not in ('done', 'withdrawn')`);
    await this.sql(`update visits.period
      set during = tstzrange(lower(during), lower(during) + interval '1 second') where upper_inf(during)`);
    await this.sql(
      `update visits.visit set state = 'closed', closed_at = now() where state = 'open'`,
    );
    await this.sql(`update interpretation.request set ended_at = now() where ended_at is null;
      update visits.alarm set closed_at = now(), closed_by = account_id where closed_at is null`);
    await this.sql('update visits.desk_session set closed_at = now() where closed_at is null');
    await this.sql(`update access."grant"
      set valid = tstzrange(lower(valid), lower(valid) + interval '1 second')
      where upper_inf(valid) and purpose <> 'referral'`);
    this.moment();
  }
}
