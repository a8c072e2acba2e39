// service.set: a service of the catalogue: what it answers, how, how long, and which papers it asks for.
import { problem } from '#base/problem.ts';
import { type Line, newRow, replaceRows, rowChange } from '../change.ts';
import { findLine, readLines } from '../change-queries.ts';
import { directoryCommand } from '../directory-command.ts';
import { serviceInput } from '../inputs.ts';

export const setService = directoryCommand({
  name: 'service.set',
  summary: 'Adds a service to the catalogue, or changes what it is and asks for.',
  input: serviceInput,
  centreOf: () => null,
  async load(tx, { serviceId }) {
    const [service, subjects, documents, answers, papers, costs] = await Promise.all([
      findLine(tx, 'service', serviceId),
      readLines(tx, 'subject', {}),
      readLines(tx, 'document', {}),
      readLines(tx, 'service_subject', { service_id: serviceId }),
      readLines(tx, 'service_document', { service_id: serviceId }),
      readLines(tx, 'cost_option', { service_id: serviceId, option: 'fee' }),
    ]);
    return {
      service,
      subjects: idsOf(subjects),
      documents: idsOf(documents),
      answers,
      papers,
      costs,
    };
  },
  decide({ service, subjects, documents, answers, papers, costs }, input) {
    const bring = [...new Set(input.bring)];
    const helps = [...new Set(input.helps)].filter((id) => !bring.includes(id));
    const fields = {
      ...(!subjects.has(input.subjectId) && { subjectId: 'unknown-choice' }),
      ...(!input.answers.every((id) => subjects.has(id)) && { answers: 'unknown-choice' }),
      ...(![...bring, ...helps].every((id) => documents.has(id)) && { bring: 'unknown-choice' }),
    };
    if (Object.keys(fields).length > 0) return problem('invalid', 'invalid', { fields });
    const columns = {
      subject_id: input.subjectId,
      modes: [...new Set(input.modes)],
      duration_minutes: input.durationMinutes,
      booking: input.booking,
      name: input.name,
      description: input.description ?? null,
    };
    return [
      service
        ? rowChange('service', service, columns)
        : newRow('service', { id: input.serviceId, ...columns }),
      ...replaceRows(
        'service_subject',
        answers,
        [...new Set(input.answers)].map((id) => ({ service_id: input.serviceId, subject_id: id })),
      ),
      ...replaceRows(
        'service_document',
        papers,
        [...bring, ...helps].map((id, position) => ({
          service_id: input.serviceId,
          document_id: id,
          needed: position < bring.length,
          position,
        })),
      ),
      // DIR-32: what a service costs is a line of its own; without one it is free.
      ...replaceRows(
        'cost_option',
        costs,
        input.fee ? [{ service_id: input.serviceId, option: 'fee', note: input.fee }] : [],
      ),
    ];
  },
});

function idsOf(lines: readonly Line[]): ReadonlySet<unknown> {
  return new Set(lines.map((line) => line['id']));
}
