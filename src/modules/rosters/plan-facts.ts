// Reads what a change of the plan must know, and writes what was decided. Two who plan the same house at
// once wait for each other.
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { dayOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { NewEvent, Plain } from '#platform/event-log/events.ts';
import type { Actor } from '#platform/session/actor.ts';
import { COORDINATION, isFenced, mayAct } from '../access/decide.ts';
import type { Absence, PlannedShift } from './plan-rules.ts';
import type { Shift } from './schema.ts';

/** May this actor change the roster of a house? ROS-14: only those who look after it. */
export function mayPlan(actor: Actor, { centreId }: { readonly centreId: string }): boolean {
  return !isFenced(actor) && mayAct(actor, { roles: COORDINATION, centreId });
}

export interface Plan {
  readonly centreId: string;
  readonly zone: string;
  readonly today: Temporal.PlainDate;
  readonly shifts: readonly PlannedShift[];
  readonly absences: readonly Absence[];
}

/** The plan of a house between two days, once nobody else is changing it. */
export async function lockPlan(
  tx: Transaction,
  centreId: string,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<Plan | Problem> {
  const locked = tx.text('select pg_advisory_xact_lock(hashtextextended($1, 10))', [centreId]);
  const [, zones, shifts, absences] = await Promise.all([
    locked,
    tx.text<{ zone: string }>('select zone from directory.centre where id = $1', [centreId]),
    listPlanned(tx, centreId, from, to),
    tx.text<Absence>(
      `select account_id as "accountId", lower(days) as "from", upper(days) - 1 as "to"
       from rosters.absence where not taken_back and days && daterange($1, $2, '[]')`,
      [from, to],
    ),
  ]);
  const zone = zones[0]?.zone;
  if (!zone) return problem('not-found');
  return { centreId, zone, today: dayOf(now, zone), shifts, absences };
}

interface Row {
  id: string;
  accountId: string;
  centreId: string;
  officeId: string;
  deskId: string | null;
  date: Temporal.PlainDate;
  works_from: Temporal.PlainTime;
  works_to: Temporal.PlainTime;
  rests_from: Temporal.PlainTime | null;
  rests_to: Temporal.PlainTime | null;
  services: string[] | null;
}

/** Shifts that stand in a house between two days, both included. */
export async function listPlanned(
  tx: Transaction,
  centreId: string,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<PlannedShift[]> {
  const rows = await tx.text<Row>(
    `select id, account_id as "accountId", centre_id as "centreId", office_id as "officeId",
       desk_id as "deskId", on_date as date, lower(works) as works_from, upper(works) as works_to,
       lower(rests) as rests_from, upper(rests) as rests_to, services
     from rosters.shift
     where centre_id = $1 and on_date between $2 and $3 and removed_by is null
     order by on_date, office_id, lower(works), id`,
    [centreId, from, to],
  );
  return rows.map(({ deskId, works_from, works_to, rests_from, rests_to, services, ...row }) => ({
    ...row,
    ...(deskId && { deskId }),
    works: { from: works_from, to: works_to },
    ...(rests_from && rests_to && { rests: { from: rests_from, to: rests_to } }),
    ...(services && { services }),
  }));
}

/** What a change of the plan writes. */
export interface PlanChange {
  readonly id: string;
  readonly centreId: string;
  readonly kind: 'add' | 'remove' | 'change' | 'copy' | 'absence' | 'import' | 'undo';
  readonly week: Temporal.PlainDate;
  readonly madeBy: string;
  readonly remove?: readonly string[];
  readonly add?: readonly Shift[];
  readonly absence?: Absence;
  /** The change that is taken back. */
  readonly undo?: string;
}

export function applyPlan(tx: Transaction, change: PlanChange, now: Temporal.Instant): void {
  const { id, centreId, kind, week, madeBy, remove = [], add = [], absence, undo } = change;
  tx.write(
    build
      .insertInto('rosters.change')
      .values({ id, centre_id: centreId, kind, week, made_by: madeBy, made_at: now }),
  );
  if (undo) takeBack(tx, undo, id);
  if (remove.length > 0) {
    tx.write(
      build
        .updateTable('rosters.shift')
        .set({ removed_by: id })
        .where('id', 'in', [...remove])
        .where('removed_by', 'is', null),
      remove.length,
    );
  }
  if (add.length > 0) {
    tx.write(
      build.insertInto('rosters.shift').values(
        add.map((shift) => ({
          id: newId(),
          account_id: shift.accountId,
          centre_id: shift.centreId,
          office_id: shift.officeId,
          desk_id: shift.deskId ?? null,
          on_date: shift.date,
          works: `[${shift.works.from},${shift.works.to})`,
          rests: shift.rests ? `[${shift.rests.from},${shift.rests.to})` : null,
          services: shift.services ? [...shift.services] : null,
          added_by: id,
        })),
      ),
      add.length,
    );
  }
  if (absence) {
    tx.write(
      build.insertInto('rosters.absence').values({
        id: newId(),
        account_id: absence.accountId,
        centre_id: centreId,
        days: `[${absence.from},${absence.to}]`,
        change_id: id,
      }),
    );
  }
}

/** What was put in goes out first, since the constraints look at each row as it comes. */
function takeBack(tx: Transaction, undo: string, by: string): void {
  const shifts = () => build.updateTable('rosters.shift');
  tx.write(
    shifts().set({ removed_by: by }).where('added_by', '=', undo).where('removed_by', 'is', null),
    'any',
  );
  tx.write(shifts().set({ removed_by: null }).where('removed_by', '=', undo), 'any');
  tx.write(
    build.updateTable('rosters.absence').set({ taken_back: true }).where('change_id', '=', undo),
    'any',
  );
  tx.write(
    build
      .updateTable('rosters.change')
      .set({ undone_by: by })
      .where('id', '=', undo)
      .where(sql<boolean>`undone_by is null`),
  );
}

/** An event about the plan of a house: counts and days. */
export function planEvent(
  change: PlanChange,
  data: Readonly<Record<string, Plain>> = {},
): NewEvent {
  const { id, centreId, kind, week, add = [], remove = [] } = change;
  return {
    kind: 'roster.changed',
    centreId,
    data: {
      changeId: id,
      kind,
      week: week.toString(),
      added: add.length,
      removed: remove.length,
      ...data,
    },
  };
}

/** What the constraints say when the same was planned by another way. */
export const PLANNED: Readonly<Record<string, Problem>> = {
  shift_one_place: problem('conflict', 'already-rostered'),
  shift_one_person: problem('conflict', 'desk-taken'),
  absence_once: problem('conflict', 'away'),
};
