// office-service.remove: an office offers a service no more; who waits for it is still served.
import { problem } from '#base/problem.ts';
import { goneRow } from '../change.ts';
import { readLines } from '../change-queries.ts';
import { centreIdOf } from '../centre-id.ts';
import { directoryCommand } from '../directory-command.ts';
import { officeServiceGoneInput } from '../inputs.ts';

export const removeOfficeService = directoryCommand({
  name: 'office-service.remove',
  summary: 'Ends a service at an office; whoever waits for it is still served.',
  input: officeServiceGoneInput,
  centreOf: ({ officeId }) => centreIdOf(officeId),
  load: (tx, { officeId, serviceId }) =>
    readLines(tx, 'office_service', { office_id: officeId, service_id: serviceId }),
  decide: (existing) =>
    existing[0] ? [goneRow('office_service', existing[0])] : problem('not-found'),
});
