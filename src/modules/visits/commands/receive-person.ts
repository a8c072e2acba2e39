// visit.receive: the conversation at the door ends in a route and one ticket. Nothing is asked but
// a language and one need.
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, WELCOME } from '../../access/decide.ts';
import { findNeeds, openCaseFile } from '../../casefiles/steps.ts';
import { registerPerson } from '../../people/steps.ts';
import type { Precedence } from '../../planning/rules/precedence.ts';
import { listAnswers } from '../answers.ts';
import { beginTime, insertStops } from '../apply-change.ts';
import { type Answer, planReception, type Reception } from '../reception-rules.ts';
import { type PriorityGround, priorityOf } from '../precedence-rules.ts';
import { receiveInput } from '../schema.ts';

interface ReceiveFacts {
  readonly centreId: string;
  readonly hostUnitId: string;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  readonly answers: readonly Answer[];
  readonly precedence: readonly Precedence[];
  /** Somebody known: her id; undefined for a new person. */
  readonly personId: string | undefined;
  readonly grounds: readonly PriorityGround[];
}

export const receivePerson = command({
  name: 'visit.receive',
  summary: 'Receives a person: her language and needs, a route, and one ticket.',
  input: receiveInput,
  async load(tx, input, _actor, now): Promise<ReceiveFacts | Problem> {
    const [host] = await tx.all(sql<{ unitId: string; zone: string }>`
      select o.unit_id as "unitId", c.zone from directory.centre c
      join directory.office o on o.centre_id = c.id and o.kind in ('welcome', 'local')
        and o.closed_on is null
      where c.id = ${input.centreId} order by o.kind = 'welcome' desc, o.position limit 1`);
    if (!host) return problem('not-found');
    const day = now.toZonedDateTimeISO(host.zone).toPlainDate();
    const [answers, precedence, known, numbered, grounds] = await Promise.all([
      listAnswers(tx, input.centreId, input.subjectIds),
      tx.text<Precedence>(
        'select service_id as "serviceId", after_service_id as "afterServiceId" from directory.service_precedence',
      ),
      input.personId
        ? tx.first(build.selectFrom('people.person').select('id').where('id', '=', input.personId))
        : undefined,
      tx.text<{ number: number }>('select visits.next_number($1, $2) as number', [
        input.centreId,
        day,
      ]),
      listGrounds(tx, input.grounds, day),
    ]);
    if (input.personId && !known) return problem('not-found');
    return {
      centreId: input.centreId,
      hostUnitId: host.unitId,
      day,
      answers,
      precedence,
      number: numbered[0]?.number ?? 1,
      personId: known?.id,
      grounds,
    };
  },
  may: (actor, facts) =>
    mayAct(actor, { roles: WELCOME, units: [facts.hostUnitId], centreId: facts.centreId }),
  decide: (facts, input, _actor, now) =>
    planReception(
      {
        ...facts,
        code: String(randomInt(10_000)).padStart(4, '0'),
        priority: priorityOf(input, facts.grounds, facts.day),
      },
      input,
      now,
    ),
  apply(tx, change: Reception, now) {
    const { person, visit, needs, stops } = change;
    if (person) {
      registerPerson(tx, person, now);
      openCaseFile(tx, { personId: person.id, unitId: person.unitId }, now);
    }
    tx.write(
      build.insertInto('visits.visit').values({
        id: visit.id,
        person_id: visit.personId,
        centre_id: visit.centreId,
        host_unit_id: visit.hostUnitId,
        day: visit.day,
        number: visit.number,
        code: visit.code,
        language: visit.language,
        priority: visit.priority,
        state: 'open',
        arrived_at: now,
      }),
    );
    findNeeds(tx, needs, now);
    insertStops(tx, stops);
    beginTime(tx, visit, now);
  },
  // VIS-2: a person is in one centre at a time.
  refusals: {
    visit_one_open: problem('conflict', 'already-here'),
    stop_office_open: problem('conflict', 'office-closed'),
  },
});

/** Those of the named grounds that are in force. */
function listGrounds(
  tx: Transaction,
  ids: readonly string[],
  day: Temporal.PlainDate,
): Promise<PriorityGround[]> | readonly PriorityGround[] {
  if (ids.length === 0) return [];
  return tx.all(sql<PriorityGround>`
    select id from directory.priority_ground
    where id = any (${[...ids]}::text[]) and valid @> ${day.toString()}::date`);
}
