// certificate.issue: that she was here, from when until when. What is kept proves the sheet and
// neither its name nor its code.
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { certificateInput } from '../schema.ts';
import { exitCommand, visitEvent } from './at-exit.ts';

export const issueCertificate = exitCommand({
  name: 'certificate.issue',
  summary: 'Issues a certificate that a person was here, which can be checked by code and name.',
  input: certificateInput,
  decide: (facts, { proof }) => ({
    change: { visit: facts.visit, proof },
    events: [visitEvent('certificate.issued', facts)],
    result: { visitId: facts.visit.id },
  }),
  apply(tx, { visit, proof }, now, actor) {
    tx.write(
      build.insertInto('visits.certificate').values({
        proof: Buffer.from(proof, 'hex'),
        visit_id: visit.id,
        person_id: visit.personId,
        host_unit_id: visit.hostUnitId,
        issued_by: actor.accountId,
        issued_at: now,
      }),
    );
  },
  refusals: { certificate_pkey: problem('conflict', 'page-expired') },
});
