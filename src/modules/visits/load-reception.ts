// What a reception must know of its house: who receives there, the next number, where each need goes
// and how many tickets are left for it. Receptions of one house and day wait for each other here, so
// that no number and no last ticket is given twice.
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { survivorsOf } from '../people/one-person.ts';
import { listAnswers } from './answers.ts';
import type { Precedence } from '../planning/rules/precedence.ts';
import type { PriorityGround } from './precedence-rules.ts';
import type { Answer } from './reception-rules.ts';

/** A house on one day, as it receives somebody. */
export interface HouseFacts {
  readonly centreId: string;
  readonly hostUnitId: string;
  readonly day: Temporal.PlainDate;
  readonly zone: string;
  readonly number: number;
  readonly answers: readonly Answer[];
  /** What must be seen to before what. */
  readonly precedence: readonly Precedence[];
  readonly grounds: readonly PriorityGround[];
  /** Of the persons who were named, those who are known and within reach. */
  readonly known: ReadonlySet<string>;
  /** From each person who was named to her file that counts. */
  readonly survivors: ReadonlyMap<string, string>;
}

/** Which unit receives in a house, at which office, and what day it is there. */
export async function findHost(
  tx: Transaction,
  centreId: string,
  now: Temporal.Instant,
): Promise<
  { unitId: string; officeId: string; zone: string; day: Temporal.PlainDate } | undefined
> {
  const [host] = await tx.all(sql<{ unitId: string; officeId: string; zone: string }>`
    select o.unit_id as "unitId", o.id as "officeId", c.zone from directory.centre c
    join directory.office o on o.centre_id = c.id and o.kind in ('welcome', 'local')
      and o.closed_on is null
    where c.id = ${centreId} order by o.kind = 'welcome' desc, o.position limit 1`);
  return host && { ...host, day: now.toZonedDateTimeISO(host.zone).toPlainDate() };
}

/** Locks the numbers of a house's day and reads what receptions there must know. */
export async function loadHouse(
  tx: Transaction,
  asked: {
    readonly centreId: string;
    readonly subjectIds: readonly string[];
    readonly grounds: readonly string[];
    readonly personIds: readonly string[];
    /** Those of them who get a ticket; all when left out. */
    readonly arriving?: readonly string[];
  },
  now: Temporal.Instant,
): Promise<HouseFacts | Problem> {
  const host = await findHost(tx, asked.centreId, now);
  if (!host) return problem('not-found');
  const { unitId: hostUnitId, day, zone } = host;
  // The number first: what is counted after it sees every ticket that was given before.
  const [numbered, answers, precedence, known, grounds, survivors, elsewhere] = await Promise.all([
    tx.text<{ number: number }>('select visits.next_number($1, $2) as number', [
      asked.centreId,
      day,
    ]),
    listAnswers(tx, asked.centreId, asked.subjectIds, day),
    tx.text<Precedence>(
      'select service_id as "serviceId", after_service_id as "afterServiceId" from directory.service_precedence',
    ),
    asked.personIds.length === 0
      ? []
      : tx.all(
          build
            .selectFrom('people.person')
            .select('id')
            .where('id', 'in', [...asked.personIds]),
        ),
    listGrounds(tx, asked.grounds, day),
    survivorsOf(tx, asked.personIds),
    isHereAsAnother(tx, asked.arriving ?? asked.personIds),
  ]);
  const ids = new Set(known.map(({ id }) => id));
  if (asked.personIds.some((id) => !ids.has(id))) return problem('not-found');
  if (elsewhere) return problem('conflict', 'already-here');
  const number = numbered[0]?.number ?? 1;
  const { centreId } = asked;
  return {
    centreId,
    hostUnitId,
    day,
    zone,
    number,
    answers,
    precedence,
    grounds,
    known: ids,
    survivors,
  };
}

/** VIS-2 for who has several files: whether one of these has a ticket under one that doesn't count. */
async function isHereAsAnother(tx: Transaction, personIds: readonly string[]): Promise<boolean> {
  if (personIds.length === 0) return false;
  const [row] = await tx.text<{ yes: boolean }>(
    `select exists (select from unnest($1::uuid[]) named
       join visits.visit v on v.person_id = any (people.files_of(named)) and v.state = 'open'
       where v.person_id <> people.survivor_of(named)) as yes`,
    [[...personIds]],
  );
  return row?.yes ?? false;
}

/** Four digits for a paper. */
export function paperCode(): string {
  return String(randomInt(10_000)).padStart(4, '0');
}

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
