// Writes what a reception came to: whoever is new, the visit, its needs, stops and papers.
import { sql } from 'kysely';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { findNeeds, openCaseFile } from '../casefiles/steps.ts';
import { anyFileOf } from '../people/one-person.ts';
import { registerPerson } from '../people/steps.ts';
import { beginTime, insertStops } from './apply-change.ts';
import type { Reception } from './reception-rules.ts';

/** Applies one reception. */
export function applyReception(tx: Transaction, change: Reception, now: Temporal.Instant): void {
  const { person, visit, needs, stops, papers, protection } = change;
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
      leave_by: visit.leaveBy ?? null,
      state: visit.over ? 'closed' : 'open',
      arrived_at: now,
      closed_at: visit.over ? now : null,
    }),
  );
  findNeeds(tx, needs, now);
  if (stops.length > 0) insertStops(tx, stops);
  if (!visit.over) beginTime(tx, visit, now);
  if (papers.length > 0) {
    tx.write(
      build.insertInto('visits.paper').values(
        papers.map(({ documentId, here }) => ({
          visit_id: visit.id,
          person_id: visit.personId,
          host_unit_id: visit.hostUnitId,
          document_id: documentId,
          here,
          noted_at: now,
        })),
      ),
      papers.length,
    );
  }
  // Whom another house sent on has arrived.
  if (!person)
    tx.write(
      build
        .updateTable('visits.expected')
        .set({ arrived_visit_id: visit.id })
        .where('person_id', '=', anyFileOf(visit.personId))
        .where('to_centre_id', '=', visit.centreId)
        .where('arrived_visit_id', 'is', null),
      'any',
    );
  // By a function: the table is for those who were told, and for no role of the application.
  if (protection)
    tx.write(
      sql`select visits.note_signs(${protection.id}, ${visit.id}, ${[...protection.signs]}::text[])`,
    );
}
