// visit.record-at-once: in a small house, what was done for somebody is recorded in one go; the rows
// and events are those of a trip by reception, queue and desk.
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { recordAttendance } from '../../attendances/steps.ts';
import { findNeeds, openCaseFile, settleNeed, writeNote } from '../../casefiles/steps.ts';
import { survivorOf } from '../../people/one-person.ts';
import { registerPerson } from '../../people/steps.ts';
import { type AtOnce, type AtOnceFacts, type LocalAnswer, planAtOnce } from '../at-once-rules.ts';
import { mayRecordAtOnce } from '../local-office.ts';
import { recordAtOnceInput } from '../schema.ts';

type Input = z.output<typeof recordAtOnceInput>;
type Facts = AtOnceFacts & { readonly zone: string };

export const recordAtOnce = command<Input, Facts, AtOnce>({
  name: 'visit.record-at-once',
  summary: 'Records what was done for somebody in a house with one office: a whole trip in one go.',
  input: recordAtOnceInput,
  async load(tx, input, actor, now): Promise<Facts | Problem> {
    const office = await findLocalOffice(tx, input.centreId);
    if (!office || !mayRecordAtOnce(actor, input.centreId, office.unitId))
      return problem('not-found');
    const day = now.toZonedDateTimeISO(office.zone).toPlainDate();
    const personId = input.personId && (await survivorOf(tx, input.personId));
    const [answer, person, numbered] = await Promise.all([
      findAnswer(tx, office.officeId, input),
      personId
        ? tx.first(
            build.selectFrom('people.person').select(['id', 'language']).where('id', '=', personId),
          )
        : undefined,
      tx.text<{ number: number }>('select visits.next_number($1, $2) as number', [
        input.centreId,
        day,
      ]),
    ]);
    if (input.personId && !person) return problem('not-found');
    return {
      ...office,
      centreId: input.centreId,
      day,
      number: numbered[0]?.number ?? 1,
      code: String(randomInt(10_000)).padStart(4, '0'),
      answer,
      person,
    };
  },
  may: (actor, { centreId, unitId }) => mayRecordAtOnce(actor, centreId, unitId),
  decide: (facts, input, actor, now) => planAtOnce(facts, input, actor.accountId, now),
  apply(tx, { newPerson, visit, stop, act, from, note }, now) {
    const { personId, unitId, centreId } = stop;
    if (newPerson) {
      registerPerson(tx, { ...newPerson, unitId }, now);
      openCaseFile(tx, { personId, unitId }, now);
    }
    tx.write(
      build.insertInto('visits.visit').values({
        id: visit.id,
        person_id: personId,
        centre_id: centreId,
        host_unit_id: unitId,
        day: stop.day,
        number: visit.number,
        code: visit.code,
        language: visit.language,
        state: 'closed',
        arrived_at: from,
        closed_at: now,
      }),
    );
    const { needId, subjectId } = visit;
    findNeeds(tx, [{ id: needId, personId, unitId, visitId: visit.id, subjectId }], now);
    insertServedStop(tx, { stop, act, from }, now);
    recordAttendance(tx, act, now);
    settleNeed(tx, { id: needId, state: act.outcome }, now);
    if (note !== undefined) {
      const { accountId } = act;
      const of = { personId, visitId: visit.id, stopId: stop.id, unitId, accountId };
      writeNote(tx, { id: newId(), body: note, ...of }, now);
    }
  },
});

/** The stop as it is after serving, and its time. */
function insertServedStop(
  tx: Transaction,
  { stop, act, from }: Pick<AtOnce, 'stop' | 'act' | 'from'>,
  now: Temporal.Instant,
): void {
  tx.write(
    build.insertInto('visits.stop').values({
      id: stop.id,
      visit_id: stop.visitId,
      person_id: stop.personId,
      centre_id: stop.centreId,
      office_id: stop.officeId,
      unit_id: stop.unitId,
      host_unit_id: stop.hostUnitId,
      need_id: stop.needId,
      subject_id: stop.subjectId,
      service_id: stop.serviceId,
      number: stop.number,
      language: stop.language,
      rank: stop.rank,
      state: stop.state,
      day: stop.day,
      queued_at: from,
      called_at: from,
      served_at: from,
      ended_at: now,
      desk_id: stop.deskId,
      account_id: stop.accountId,
      outcome: act.outcome,
    }),
  );
  tx.write(
    build.insertInto('visits.period').values({
      visit_id: stop.visitId,
      person_id: stop.personId,
      centre_id: stop.centreId,
      host_unit_id: stop.hostUnitId,
      unit_id: stop.unitId,
      kind: 'serving',
      stop_id: stop.id,
      desk_id: stop.deskId,
      during: sql`tstzrange(${from.toString()}::timestamptz, ${now.toString()}::timestamptz)`,
    }),
  );
}

/** The one office of a small house, with its first desk (VIS-96). */
async function findLocalOffice(tx: Transaction, centreId: string) {
  const [office] = await tx.all(sql<{
    officeId: string;
    unitId: string;
    zone: string;
    deskId: string | null;
  }>`
    select o.id as "officeId", o.unit_id as "unitId", c.zone,
           (select d.id from directory.desk d where d.office_id = o.id and d.closed_on is null
            order by d.position limit 1) as "deskId"
    from directory.centre c
    join directory.office o on o.centre_id = c.id and o.kind = 'local' and o.closed_on is null
    where c.id = ${centreId} order by o.position limit 1`);
  return office;
}

/** DIR-8 in SQL, at one office: the service that was named, or the best for the subject. */
async function findAnswer(
  tx: Transaction,
  officeId: string,
  input: Input,
): Promise<LocalAnswer | undefined> {
  const [answer] = await tx.all(sql<LocalAnswer>`
    select s.id as "serviceId", s.duration_minutes::integer as minutes
    from directory.subject sub
    join directory.subject own on coalesce(own.parent_id, own.id) = coalesce(sub.parent_id, sub.id)
    join directory.service s on s.subject_id = own.id
    join directory.office_service os on os.service_id = s.id and os.office_id = ${officeId}
    cross join lateral (select s.subject_id = sub.id or exists (
      select from directory.service_subject ss
      where ss.service_id = s.id and ss.subject_id = sub.id) as exactly) e
    where sub.id = ${input.subjectId}
      and (${input.serviceId ?? null}::text is null or s.id = ${input.serviceId ?? null}::text)
      and (sub.parent_id is null or e.exactly or s.subject_id = sub.parent_id)
    order by sub.parent_id is not null and e.exactly desc, os.rank, s.id limit 1`);
  return answer;
}
