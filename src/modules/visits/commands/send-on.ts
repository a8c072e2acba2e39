// visit.send-on: she came to the wrong house. Her visit ends here; the other house sees her coming,
// with her file, and asks nothing twice.
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command, type Decision } from '#platform/run-command/command.ts';
import { mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { applyVisitChange } from '../apply-change.ts';
import type { OpenPeriod, Stop, Visit, VisitChange, VisitFacts } from '../facts.ts';
import { lockVisitRows } from '../load-facts.ts';
import { findHost } from '../load-reception.ts';
import { mayFollow, momentAfter, visitClosed } from '../rules.ts';
import { sendOnInput } from '../schema.ts';

interface SendOnFacts {
  readonly visit: Visit;
  readonly stops: readonly Stop[];
  readonly needs: VisitFacts['needs'];
  readonly period: OpenPeriod | undefined;
  readonly today: Temporal.PlainDate;
  /** Who receives in the other house; undefined when there is nobody. */
  readonly toUnitId: string | undefined;
}

interface SendOnChange {
  readonly visit: VisitChange;
  readonly expected: {
    readonly id: string;
    readonly visitId: string;
    readonly toCentreId: string;
    readonly note: string | null;
  };
}

export const sendOn = command({
  name: 'visit.send-on',
  summary: 'Ends a visit and lets another house expect the person, with her file.',
  input: sendOnInput,
  async load(tx, { visitId, toCentreId }, actor, now): Promise<SendOnFacts | Problem> {
    if (!reachesPeople(actor)) return problem('not-found');
    const [found, [open], target] = await Promise.all([
      lockVisitRows(tx, visitId),
      tx.all(
        build
          .selectFrom('visits.period')
          .select(['kind', sql<Temporal.Instant>`lower(during)`.as('since')])
          .where('visit_id', '=', visitId)
          .where(sql<boolean>`upper_inf(during)`),
      ),
      findHost(tx, toCentreId, now),
    ]);
    if (!found.visit) return problem('not-found');
    const [here] = await tx.text<{ zone: string }>(
      'select zone from directory.centre where id = $1',
      [found.visit.centreId],
    );
    const today = now.toZonedDateTimeISO(here?.zone ?? 'UTC').toPlainDate();
    const period = open as OpenPeriod | undefined;
    return { ...found, visit: found.visit, period, today, toUnitId: target?.unitId };
  },
  may: (actor, { visit }) =>
    mayAct(actor, { roles: WELCOME, units: [visit.hostUnitId], centreId: visit.centreId }),
  // VIS-49: whoever is sent on leaves here, and is expected there on the same file. A visit of today
  // that is over already may be sent on, too: no office here could see to what she needs. Nobody is
  // sent on from a desk at which she is being served.
  decide(facts, { toCentreId, note }, _actor, now): Decision<SendOnChange> | Problem {
    const { visit, stops, period, today, toUnitId } = facts;
    if (!toUnitId || toCentreId === visit.centreId)
      return problem('invalid', 'centre-not-possible', {
        fields: { toCentreId: 'centre-not-possible' },
      });
    if (visit.state === 'closed' && !visit.day.equals(today))
      return problem('conflict', 'visit-closed');
    if (stops.some((stop) => stop.state === 'serving')) return problem('conflict', 'being-served');
    const expected = { id: newId(), visitId: visit.id, toCentreId, note: note ?? null };
    const told = {
      kind: 'person.expected',
      centreId: toCentreId,
      unitId: toUnitId,
      personId: visit.personId,
      data: { fromCentreId: visit.centreId },
    };
    const result = { visitId: visit.id, toCentreId };
    if (visit.state === 'closed' || !period)
      return { change: { visit: {}, expected }, events: [told], result };
    const at = momentAfter(period, now);
    return {
      change: {
        expected,
        visit: {
          stops: stops
            .filter((stop) => mayFollow(stop.state, 'withdrawn'))
            .map((stop) => ({ id: stop.id, state: 'withdrawn' as const, endedAt: at })),
          period: { visitId: visit.id, at, next: null },
          closeVisit: { id: visit.id, at },
        },
      },
      events: [visitClosed(facts, 'sent-on'), told],
      result,
    };
  },
  apply(tx, { visit, expected }, now, actor) {
    applyVisitChange(tx, visit, now, actor);
    tx.write(
      sql`select visits.send_on(${expected.id}::uuid, ${expected.visitId}::uuid,
                                ${expected.toCentreId}::text, ${expected.note}::text)`,
    );
  },
  refusals: {
    expected_possible: problem('invalid', 'centre-not-possible', {
      fields: { toCentreId: 'centre-not-possible' },
    }),
    expected_from_visit_id_to_centre_id_key: problem('conflict', 'already-moved-on'),
  },
});
