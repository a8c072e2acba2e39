// Faults that are planted into a played day, and the checks that must see them: exactly these.

export interface Fault {
  readonly fault: string;
  /** Statements of the owner, in one transaction that is rolled back. */
  readonly plant: string;
  readonly seenBy: readonly string[];
}

/** The first act of the day that was the only one of its stop. */
const LONE_ACT = `(select min(id::text)::uuid from attendances.attendance where stop_id in (
  select stop_id from attendances.attendance group by stop_id having count(*) = 1))`;

export const FAULTS: readonly Fault[] = [
  // ── counting ──
  {
    fault: 'an act of which the event tells something else',
    plant: `update attendances.attendance
      set mode = case mode when 'advice' then 'support' else 'advice' end where id = ${LONE_ACT}`,
    seenBy: ['corrections-are-counted', 'acts-have-events'],
  },
  {
    fault: 'an act that is lost',
    plant: `delete from attendances.attendance where id = ${LONE_ACT}`,
    seenBy: [
      'corrections-are-counted',
      'acts-have-events',
      'acts-are-the-sum-of-offices',
      'offices-count-their-own-acts',
      'sittings-end-with-an-act',
    ],
  },
  {
    fault: 'an act that is written twice',
    plant: `insert into attendances.attendance
      select (jsonb_populate_record(a, jsonb_build_object('id', uuidv7(), 'minutes', 0))).*
      from attendances.attendance a where id = ${LONE_ACT}`,
    seenBy: [
      'corrections-are-counted',
      'acts-have-events',
      'acts-are-the-sum-of-offices',
      'offices-count-their-own-acts',
    ],
  },
  {
    fault: 'statistics that tell another language',
    plant: `update statistics.act set language = 'xx'
      where event_id = (select min(event_id::text)::uuid from statistics.act)`,
    seenBy: ['corrections-are-counted', 'events-are-counted'],
  },
  {
    fault: 'an event that was never counted',
    plant: `delete from statistics.act
      where event_id = (select min(event_id::text)::uuid from statistics.act)`,
    seenBy: ['corrections-are-counted', 'events-are-counted'],
  },
  {
    fault: 'offices that add up to more minutes than the house has',
    plant: `update statistics.daily set minutes = minutes + 1 where office_id = 'cnaim-lisboa.iss'`,
    seenBy: ['acts-are-the-sum-of-offices'],
  },
  {
    fault: 'an act that two offices count',
    plant: `update statistics.daily set acts = acts + 1 where office_id = 'cnaim-lisboa.iss'`,
    seenBy: ['acts-are-the-sum-of-offices', 'offices-count-their-own-acts'],
  },
  {
    fault: 'an act that is counted next door',
    plant: `update statistics.daily
      set acts = acts + case office_id when 'cnaim-lisboa.iss' then 1 else -1 end
      where office_id in ('cnaim-lisboa.iss', 'cnaim-lisboa.legal')`,
    seenBy: ['offices-count-their-own-acts'],
  },
  {
    fault: 'an act by somebody who sat at no desk of the office',
    plant: `update attendances.attendance set account_id = (
        select account_id from visits.desk_session where desk_id = 'cnaim-lisboa.da1' limit 1)
      where id = ${LONE_ACT}`,
    seenBy: ['acts-are-of-their-office'],
  },
  {
    fault: 'an arrival that is counted in another language',
    plant: `update statistics.arrival set language = 'xx'
      where event_id = (select min(event_id::text)::uuid from statistics.arrival)`,
    seenBy: ['visits-are-counted'],
  },
  {
    fault: 'a departure with more solved than was solved',
    plant: `update statistics.departure set solved = (solved + 1) % (needs + 1)
      where event_id = (select min(event_id::text)::uuid from statistics.departure)`,
    seenBy: ['departures-are-counted'],
  },
  {
    fault: 'more visits than acts',
    plant: `delete from attendances.attendance
      where id > (select id from attendances.attendance order by id limit 1 offset 3)
        and id not in (select attendance_id from attendances.correction)`,
    seenBy: [
      'corrections-are-counted',
      'acts-have-events',
      'acts-are-the-sum-of-offices',
      'offices-count-their-own-acts',
      'sittings-end-with-an-act',
      'visits-at-most-acts',
    ],
  },
  {
    fault: 'more persons than visits',
    plant: `insert into people.person (id, unit_id, language, registered_at)
      select uuidv7(), 'network-welcome', 'pt', meta.now() from generate_series(1, 60)`,
    seenBy: ['persons-at-most-visits'],
  },
  {
    fault: 'a number that was left out',
    plant: `update visits.stop set number = 999 where visit_id = (
        select id from visits.visit order by number desc limit 1);
      update visits.visit set number = 999 where id = (
        select id from visits.visit order by number desc limit 1)`,
    seenBy: ['numbers-have-no-gap'],
  },

  // ── time and place ──
  {
    fault: 'somebody who is called to one desk while another serves her',
    plant: `update visits.period b set person_id = a.person_id
      from visits.period a
      where a.kind = 'serving' and b.kind = 'called' and b.visit_id <> a.visit_id
        and a.during && b.during and b.visit_id = (
          select y.visit_id from visits.period x join visits.period y
            on x.kind = 'serving' and y.kind = 'called' and x.visit_id <> y.visit_id
           and x.during && y.during limit 1)`,
    seenBy: ['nobody-in-two-places'],
  },
  {
    fault: 'two people at one desk',
    plant: `update visits.period b set desk_id = pair.desk_id
      from (select a.desk_id, c.visit_id, c.during
        from visits.period a join visits.stop sa on sa.id = a.stop_id
        join visits.period c on c.kind in ('called', 'way') and a.during && c.during
          and c.desk_id <> a.desk_id
        join visits.stop sc on sc.id = c.stop_id and sc.office_id = sa.office_id
        where a.kind = 'serving' and exists (
          select from visits.desk_session d where d.desk_id = a.desk_id
            and tstzrange(d.opened_at, d.closed_at, '[]') @> c.during)
        limit 1) pair
      where b.visit_id = pair.visit_id and b.during = pair.during`,
    seenBy: ['desks-have-one-person'],
  },
  {
    fault: 'an officer at two desks',
    plant: `insert into visits.desk_session
      select (jsonb_populate_record(d, jsonb_build_object('id', uuidv7(), 'desk_id', 'cnaim-lisboa.da6',
        'office_id', visits.office_of_desk('cnaim-lisboa.da6')))).*
      from visits.desk_session d where d.desk_id = 'cnaim-lisboa.d4' limit 1`,
    seenBy: ['desks-have-one-officer'],
  },
  {
    fault: 'a call to a desk of another office',
    plant: `update visits.period set desk_id = 'cnaim-lisboa.da1'
      where kind = 'called' and (visit_id, during) = (
        select visit_id, during from visits.period where kind = 'called' order by during limit 1)`,
    seenBy: ['desks-are-open-when-they-call'],
  },
  {
    fault: 'a second of which nobody knows where it went',
    plant: `update visits.period set during = tstzrange(lower(during), upper(during) - interval '1 second')
      where (visit_id, during) = (select visit_id, during from visits.period
        where kind = 'waiting' and upper(during) - lower(during) > interval '2 seconds' limit 1)`,
    seenBy: ['time-has-no-gap'],
  },
  {
    fault: 'a second that is counted twice',
    plant: `alter table visits.period drop constraint period_no_overlap;
      update visits.period set during = tstzrange(lower(during), upper(during) + interval '1 second')
      where (visit_id, during) = (select visit_id, during from visits.period
        where kind = 'waiting' limit 1)`,
    seenBy: ['time-has-no-overlap'],
  },
  {
    fault: 'somebody who is parked before she was called',
    plant: `update visits.period set kind = 'parked' where kind = 'called' and (visit_id, during) = (
      select visit_id, during from visits.period where kind = 'called' order by during limit 1)`,
    seenBy: ['time-follows-the-way'],
  },
  {
    fault: 'a stop that ended twice',
    plant: `insert into log.event overriding system value
      select (jsonb_populate_record(e, jsonb_build_object('id', uuidv7(), 'position', -1))).*
      from log.event e where kind = 'stop.finished' order by position limit 1`,
    seenBy: ['stops-end-in-one-way'],
  },
  {
    fault: 'somebody who was sent on to nowhere',
    plant: `update visits.stop set from_stop_id = null where id = (
      select min(id::text)::uuid from visits.stop s where from_stop_id is not null
        and not exists (select from visits.handover h where h.to_stop_id = s.id)
        and not exists (select from visits.protection p where p.visit_id = s.visit_id))`,
    seenBy: ['sent-on-means-received'],
  },
  {
    fault: 'a sitting that ended without an act',
    plant: `update attendances.attendance a set occurred_at = s.served_at - interval '1 second'
      from visits.stop s where s.id = a.stop_id and a.id = ${LONE_ACT}`,
    seenBy: ['sittings-end-with-an-act'],
  },
  {
    fault: 'more minutes than she sat there',
    plant: `update attendances.attendance
      set minutes = minutes + case id when ${LONE_ACT} then 5 else -5 end
      where id = ${LONE_ACT} or id = (
        select max(id::text)::uuid from attendances.attendance where minutes >= 5)`,
    seenBy: ['corrections-are-counted', 'minutes-fit-the-sitting'],
  },
  {
    fault: 'a desk that nobody closed',
    plant: `update visits.desk_session set closed_at = null where id = (
      select id from visits.desk_session where desk_id = 'cnaim-lisboa.d4' order by opened_at desc limit 1)`,
    seenBy: ['nothing-is-left-open'],
  },

  // ── needs ──
  {
    fault: 'a need without a stop',
    plant: `update visits.stop set need_id = null where id = (
      select min(id::text)::uuid from visits.stop s
      where from_stop_id is null and outcome = 'solved' and not exists (
        select from visits.stop n where n.from_stop_id = s.id or n.need_id = s.need_id and n.id <> s.id))`,
    seenBy: [
      'departures-are-counted',
      'needs-end-as-their-stop',
      'needs-are-on-the-route',
      'what-is-put-off-is-promised',
    ],
  },
  {
    fault: 'a need that stands otherwise than its stop ended',
    plant: `update casefiles.need set state = case state when 'in-progress' then 'not-possible'
        else 'in-progress' end
      where id = (select min(id::text)::uuid from casefiles.need
                  where state in ('in-progress', 'something-missing', 'not-possible'))`,
    seenBy: ['needs-end-as-their-stop'],
  },

  // ── the log ──
  {
    fault: 'a command that says that it worked and left nothing',
    plant: `update log.command set outcome = '{"ok": true, "result": {}}'
      where id = (select min(id::text)::uuid from log.command where outcome ->> 'ok' = 'false')`,
    seenBy: ['commands-are-answered'],
  },
  {
    fault: 'an event that no command made',
    plant: `update log.event set command_id = uuidv7()
      where position = (select min(position) from log.event where kind = 'stop.finished')`,
    seenBy: ['events-come-from-commands'],
  },
  {
    fault: 'a reader of the log that left something out',
    plant: `update log.reader set position = position - 1 where name = 'figures'`,
    seenBy: ['readers-have-read-all'],
  },

  // ── access ──
  {
    fault: 'a grant that outlives the sitting',
    plant: `update access."grant" set valid = tstzrange(lower(valid), upper(valid) + interval '1 hour')
      where id = (select min(id::text)::uuid from access."grant" where purpose = 'serve')`,
    seenBy: ['grants-end-with-the-sitting'],
  },
  {
    fault: 'a sitting by somebody who might not see her',
    plant: `delete from access."grant"
      where id = (select min(id::text)::uuid from access."grant" where purpose = 'serve')`,
    seenBy: ['sittings-have-a-grant'],
  },
  {
    fault: 'an office that polices and saw no paper',
    plant: `delete from access.presentation`,
    seenBy: ['fenced-offices-saw-the-paper'],
  },
];
