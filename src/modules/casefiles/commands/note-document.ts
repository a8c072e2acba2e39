// document.note: a paper was shown. Listed are its kind and what was seen of it, never its number or a
// picture, so that the next desk need not ask for it again.
// A unit lists a kind once a day.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, isFenced, mayAct, reachesPeople, unitsAt, WELCOME } from '../../access/decide.ts';
import { survivorOf } from '../../people/one-person.ts';
import { refuseDocument } from '../document-rules.ts';
import { noteDocumentInput } from '../schema.ts';

interface Facts {
  readonly personId: string;
  /** The unit for which she was seen. */
  readonly unitId: string;
  readonly today: Temporal.PlainDate;
}

export const noteDocument = command({
  name: 'document.note',
  summary:
    'Lists a paper that a person showed: its kind, what was seen of it, until when it is valid.',
  input: noteDocumentInput,
  async load(tx, input, actor, now): Promise<Facts | Problem> {
    // Behind the fence there is no list of papers.
    if (!reachesPeople(actor) || isFenced(actor)) return problem('not-found');
    const { centreId, documentId } = input;
    const personId = await survivorOf(tx, input.personId);
    const [person, centre, kind] = await Promise.all([
      tx.first(build.selectFrom('people.person').select('id').where('id', '=', personId)),
      tx.first(build.selectFrom('directory.centre').select('zone').where('id', '=', centreId)),
      tx.first(build.selectFrom('directory.document').select('id').where('id', '=', documentId)),
    ]);
    const [unitId] = unitsAt(actor, centreId);
    if (!person || !centre || !kind || !unitId) return problem('not-found');
    return { personId, unitId, today: now.toZonedDateTimeISO(centre.zone).toPlainDate() };
  },
  may: (actor, { unitId }, { centreId }) =>
    mayAct(actor, { roles: [...DESK, ...WELCOME], units: [unitId], centreId }),
  decide({ personId, unitId, today }, input) {
    const seenOn = input.seenOn ? Temporal.PlainDate.from(input.seenOn) : today;
    const id = newId();
    return (
      refuseDocument(seenOn, today) ?? {
        change: { id, personId, unitId, seenOn, input },
        // Which paper is not said: some kinds tell how somebody stands with the law.
        events: [
          {
            kind: 'document.noted',
            centreId: input.centreId,
            unitId,
            personId,
            data: { noteId: id },
          },
        ],
        result: { noteId: id, personId },
      }
    );
  },
  apply(tx, { id, personId, unitId, seenOn, input }, now, actor) {
    tx.write(
      build.insertInto('casefiles.document').values({
        id,
        person_id: personId,
        unit_id: unitId,
        account_id: actor.accountId,
        document_id: input.documentId,
        seen: input.seen,
        centre_id: input.centreId,
        seen_on: seenOn,
        valid_until: input.validUntil ? Temporal.PlainDate.from(input.validUntil) : null,
        noted_at: now,
      }),
    );
  },
  refusals: {
    document_once: problem('conflict', 'document-listed', {
      fields: { documentId: 'document-listed' },
    }),
  },
});
