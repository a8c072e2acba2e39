// office-service.set: an office offers a service, with its place among those who do, its tickets of a
// day and its languages.
import { problem } from '#base/problem.ts';
import { newRow, replaceRows } from '../change.ts';
import { findLine, readLines } from '../change-queries.ts';
import { refuseUnserved } from '../change-rules.ts';
import { centreIdOf } from '../centre-id.ts';
import { directoryCommand } from '../directory-command.ts';
import { officeServiceInput } from '../inputs.ts';

export const setOfficeService = directoryCommand({
  name: 'office-service.set',
  summary: 'Lets an office offer a service: its place, tickets a day and languages.',
  input: officeServiceInput,
  centreOf: ({ officeId }) => centreIdOf(officeId),
  async load(tx, { officeId, serviceId }) {
    const [office, desks, service, existing] = await Promise.all([
      findLine(tx, 'office', officeId),
      readLines(tx, 'desk', { office_id: officeId }),
      findLine(tx, 'service', serviceId),
      readLines(tx, 'office_service', { office_id: officeId, service_id: serviceId }),
    ]);
    return office && service ? { office, desks, existing } : problem('not-found');
  },
  decide({ office, desks, existing }, { officeId, serviceId, rank, ticketsPerDay, languages }) {
    const refused = refuseUnserved(office, desks);
    if (refused) return refused;
    const line = {
      office_id: officeId,
      service_id: serviceId,
      rank,
      tickets_per_day: ticketsPerDay ?? null,
      languages: [...new Set(languages)],
    };
    return existing.length > 0
      ? replaceRows('office_service', existing, [line])
      : [newRow('office_service', line)];
  },
});
