// One shift that is asked for, new or in place of another: what must be known, and whether it can stand.
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { lockPlan, type Plan } from './plan-facts.ts';
import { planOne, refusePast } from './plan-rules.ts';
import type { Asked } from './plan-schema.ts';
import type { Shift } from './schema.ts';

export interface OnePlan extends Plan {
  readonly officeId: string;
  /** Whether she belongs to the unit of the office. */
  readonly works: boolean;
  /** Whether the desk stands there. */
  readonly desk: boolean;
}

/** The plan of the days from the shift that goes to the one that comes, once nobody else changes it. */
export async function lockOne(
  tx: Transaction,
  officeId: string,
  asked: Asked,
  now: Temporal.Instant,
  instead: Temporal.PlainDate = Temporal.PlainDate.from(asked.on),
): Promise<OnePlan | Problem> {
  const days = [Temporal.PlainDate.from(asked.on), instead];
  const [from, to] = days.toSorted((a, b) => Temporal.PlainDate.compare(a, b));
  const [office] = await tx.text<{ centreId: string; unitId: string }>(
    `select centre_id as "centreId", unit_id as "unitId" from directory.office where id = $1`,
    [officeId],
  );
  if (!office || !from || !to) return problem('not-found');
  const [plan, known] = await Promise.all([
    lockPlan(tx, office.centreId, from, to, now),
    tx.text<{ works: boolean; desk: boolean }>(
      `select exists (select from access.membership m where m.account_id = $1 and m.unit_id = $2
           and (m.centre_id is null or m.centre_id = $3) and m.valid @> now()) as works,
         $4::text is null or exists (select from directory.desk d
           where d.id = $4 and d.office_id = $5) as desk`,
      [asked.accountId, office.unitId, office.centreId, asked.deskId ?? null, officeId],
    ),
  ]);
  if (isProblem(plan)) return plan;
  return { ...plan, officeId, works: Boolean(known[0]?.works), desk: Boolean(known[0]?.desk) };
}

/** The shift as it will stand, or why it can't. @param gone the shift that it takes the place of */
export function decideOne(plan: OnePlan, asked: Asked, gone?: string): Shift | Problem {
  const { centreId, officeId } = plan;
  const date = Temporal.PlainDate.from(asked.on);
  const time = (text: string) => Temporal.PlainTime.from(text);
  const { restFrom, restTo, deskId } = asked;
  if (!plan.works)
    return problem('invalid', 'invalid', { fields: { accountId: 'not-of-the-unit' } });
  if (!plan.desk) return problem('invalid', 'invalid', { fields: { deskId: 'invalid' } });
  // ROS-16: half a break is none: it is said, and not left out
  if (Boolean(restFrom) !== Boolean(restTo))
    return problem('invalid', 'invalid', {
      fields: { [restFrom ? 'restTo' : 'restFrom']: 'required' },
    });
  const before = plan.shifts.find(({ id }) => id === gone);
  const shift: Shift = {
    accountId: asked.accountId,
    centreId,
    officeId,
    ...(deskId && { deskId }),
    date,
    works: { from: time(asked.from), to: time(asked.to) },
    ...(restFrom && restTo && { rests: { from: time(restFrom), to: time(restTo) } }),
    ...(before?.services && { services: before.services }),
  };
  const others = plan.shifts.filter(({ id }) => id !== gone);
  return refusePast(date, plan.today, 'on') ?? planOne(others, plan.absences, shift);
}
