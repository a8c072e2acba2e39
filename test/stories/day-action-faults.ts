// Faults of what is done at the door, at desks and by those who look after the house, planted into a
// played day, and the checks that must see them: exactly these.
import type { Fault } from './day-faults.ts';

/** An event of a kind, the first of the day. */
function first(kind: string): string {
  return `(select min(position) from log.event where kind = '${kind}')`;
}

export const ACTION_FAULTS: readonly Fault[] = [
  // ── at the door ──
  {
    fault: 'a need that is put off and promised to nobody',
    plant: `update appointments.appointment set because_visit_id = null where id = (
      select min(id::text)::uuid from appointments.appointment a where not exists (
        select from visits.stop s where s.need_id = a.need_id))`,
    seenBy: ['what-is-put-off-is-promised'],
  },
  {
    fault: 'a booking that came true at another time',
    plant: `update visits.stop set booked_for = booked_for + interval '15 minutes'
      where id = (select min(id::text)::uuid from visits.stop where appointment_id is not null)`,
    seenBy: ['bookings-come-true'],
  },
  {
    fault: 'a booking whose place was given away',
    plant: `update appointments.booking set released_at = meta.now() where id = (
      select min(b.id::text)::uuid from appointments.booking b
      join appointments.appointment a on a.id = b.appointment_id and a.state = 'booked'
      where b.released_at is null)`,
    seenBy: ['bookings-hold-their-place'],
  },
  {
    fault: 'a booking that was missed and not counted',
    plant: `delete from statistics.missed_booking where event_id = (
      select e.id from log.event e join appointments.appointment a
        on a.id::text = e.data ->> 'appointmentId' and a.state = 'arrived'
      where e.kind = 'appointment.missed' order by e.position limit 1)`,
    seenBy: ['missed-bookings-are-counted'],
  },
  {
    fault: 'a stop that reception took out, of which nothing is told',
    plant: `delete from log.event where position = ${first('stop.withdrawn')}`,
    seenBy: ['commands-are-answered', 'needs-end-as-their-stop', 'stops-end-in-one-way'],
  },
  {
    fault: 'a child whose family is not hers',
    plant: `delete from people.household_member where person_id = (
      select min(person_id::text)::uuid from people.household_member)`,
    seenBy: ['families-come-together'],
  },
  {
    fault: 'a question that is somebody’s',
    plant: `update attendances.attendance set person_id = (
        select min(id::text)::uuid from people.person)
      where id = (select min(id::text)::uuid from attendances.attendance where visit_id is null)`,
    seenBy: ['acts-have-events', 'questions-are-nobodys'],
  },
  {
    fault: 'a paper that was printed anew for somebody who had gone',
    plant: `update log.event e set visit_id = v.id, person_id = v.person_id
      from (select id, person_id from visits.visit where closed_at < (
        select occurred_at from log.event where position = ${first('ticket.reprinted')}) limit 1) v
      where e.position = ${first('ticket.reprinted')}`,
    seenBy: ['papers-are-printed-anew-for-who-is-here'],
  },
  {
    fault: 'somebody who was sent to a house that does not expect her',
    plant: `delete from visits.expected where id = (select min(id::text)::uuid from visits.expected)`,
    seenBy: ['who-is-sent-elsewhere-is-expected'],
  },
  {
    fault: 'somebody who comes first at one desk and not at the next',
    plant: `update visits.stop set priority = 0 where id = (
      select min(id::text)::uuid from visits.stop where priority > 0)`,
    seenBy: ['priority-is-of-the-ticket'],
  },
  {
    fault: 'somebody at risk to whom nobody goes',
    plant: `update visits.protection set taken_by = null, taken_at = null`,
    seenBy: ['those-at-risk-come-first'],
  },
  {
    fault: 'a visit that goes on with what was found only then',
    plant: `update casefiles.need n set found_at = c.occurred_at + interval '1 second'
      from log.command c join visits.stop s
        on s.visit_id::text = c.outcome -> 'result' ->> 'visitId' and s.from_stop_id is null
      where c.name = 'visit.continue' and n.id = s.need_id and n.visit_id <> s.visit_id`,
    seenBy: ['what-goes-on-was-left'],
  },
  {
    fault: 'a person of whom nothing was put right',
    plant: `update log.event set data = '{"fields": ""}' where position = ${first('person.corrected')}`,
    seenBy: ['persons-are-put-right-by-field'],
  },
  {
    fault: 'a summary that was handed out before she was there',
    plant: `update visits.summary_link set made_at = made_at - interval '1 hour' where visit_id = (
      select min(visit_id::text)::uuid from visits.summary_link)`,
    seenBy: ['papers-of-the-way-out-are-counted'],
  },
  {
    fault: 'an answer that is counted twice',
    plant: `insert into feedback.solved (centre_id, day, answer)
      select centre_id, day, answer from feedback.solved limit 1`,
    seenBy: ['answers-are-counted-once'],
  },

  // ── at the desks ──
  {
    fault: 'somebody who is called while she is away',
    plant: `update log.event set data = jsonb_set(data, '{stopId}', to_jsonb(uuidv7()::text))
      where position = (
        select min(r.position) from log.event r join log.event c
          on c.kind = 'stop.called' and c.position > r.position
         and c.data ->> 'stopId' = r.data ->> 'stopId'
        where r.kind = 'stop.resumed')`,
    seenBy: ['parked-are-not-called'],
  },
  {
    fault: 'a missed call that is told of nobody',
    plant: `update visits.stop set misses = misses + 1 where id = (
      select min(id::text)::uuid from visits.stop)`,
    seenBy: ['missed-calls-lead-back'],
  },
  {
    fault: 'a number that sounds again when she has come',
    plant: `update log.event e set data = jsonb_set(data, '{stopId}', to_jsonb((
        select min(id::text) from visits.stop where id::text <> e.data ->> 'stopId')))
      where position = ${first('stop.recalled')}`,
    seenBy: ['recalls-are-of-the-called'],
  },
  {
    fault: 'somebody who is called out of turn for no reason',
    plant: `update log.event set data = jsonb_set(data, '{reason}', '"because"')
      where position = ${first('stop.chosen')}`,
    seenBy: ['chosen-calls-have-a-reason'],
  },
  {
    fault: 'a colleague who took over the desk and may not see the person',
    plant: `delete from access."grant" g using log.event e
      where e.position = (select min(t.position) from log.event t join visits.period p
          on p.stop_id::text = t.data ->> 'stopId' and p.kind = 'serving'
         and p.during @> t.occurred_at where t.kind = 'stop.taken-over')
        and g.because_id::text = e.data ->> 'stopId' and lower(g.valid) >= e.occurred_at`,
    seenBy: ['desks-change-hands-whole'],
  },
  {
    fault: 'a break in the middle of a sitting',
    plant: `update visits.desk_break b set started_at = lower(p.during), ended_at = upper(p.during)
      from visits.desk_session d join visits.period p
        on p.desk_id = d.desk_id and p.kind = 'serving'
       and lower(p.during) >= d.opened_at and upper(p.during) <= d.closed_at
      where b.session_id = d.id and b.id = (
        select min(x.id::text)::uuid from visits.desk_break x join visits.desk_session s
          on s.id = x.session_id join visits.period y on y.desk_id = s.desk_id
         and y.kind = 'serving' and lower(y.during) >= s.opened_at and upper(y.during) <= s.closed_at)`,
    seenBy: ['breaks-call-nobody'],
  },
  {
    fault: 'a need that was found at a desk and is on no route',
    plant: `update log.event e set data = jsonb_set(data, '{needId}', to_jsonb((
        select min(id::text) from casefiles.need where id::text <> e.data ->> 'needId')))
      where position = ${first('need.found')}`,
    seenBy: ['needs-found-at-desks-are-on-the-ticket'],
  },
  {
    fault: 'a mediator who does not speak the language',
    plant: `update interpretation.request set language = 'xx' where id = (
      select min(id::text)::uuid from interpretation.request where mediator_id is not null)`,
    seenBy: ['mediators-are-at-one-desk'],
  },
  {
    fault: 'a word for the next desk that another one reads',
    plant: `update visits.handover set to_unit_id = from_unit_id where id = (
      select min(id::text)::uuid from visits.handover where to_unit_id <> from_unit_id)`,
    seenBy: ['handovers-are-for-the-next-desk'],
  },
  {
    fault: 'a note that another institution reads',
    plant: `update casefiles.note set unit_id = 'network-welcome' where id = (
      select min(id::text)::uuid from casefiles.note where unit_id <> 'network-welcome')`,
    seenBy: ['notes-stay-with-their-unit'],
  },
  {
    fault: 'an alarm of somebody who was not there',
    plant: `update visits.alarm a set account_id = (
        select min(account_id::text)::uuid from visits.desk_session d
        where d.desk_id <> a.desk_id and d.account_id not in (
          select account_id from visits.desk_session s where s.desk_id = a.desk_id))`,
    seenBy: ['alarms-are-answered'],
  },

  // ── the house ──
  {
    fault: 'somebody who was sent to a queue that was closed',
    plant: `update visits.closed_queue set closed_at = closed_at - interval '8 hours'`,
    seenBy: ['closed-queues-take-nobody'],
  },
  {
    fault: 'a day that ended with one more than it tells',
    plant: `update log.event set data = jsonb_set(data, '{visits}', to_jsonb((data ->> 'visits')::int + 1))
      where kind = 'day.ended'`,
    seenBy: ['days-end-with-a-promise'],
  },
  {
    fault: 'a board that takes down what it never said',
    plant: `update log.event set data = jsonb_set(data, '{textId}', to_jsonb(uuidv7()::text))
      where kind = 'board.taken-down'`,
    seenBy: ['boards-take-down-what-they-said'],
  },
  {
    fault: 'a pause that was ended when it was short',
    plant: `update log.event set data = jsonb_set(data, '{kind}', '"serving"')
      where kind = 'anomaly.mended'`,
    seenBy: ['what-is-mended-had-stood-long'],
  },
];
