// Addresses of reception: the conversation, the ticket, one trip, the summary.
import { leaveVisit } from '#modules/visits/commands/leave-visit.ts';
import { receivePerson } from '#modules/visits/commands/receive-person.ts';
import { reprintTicket } from '#modules/visits/commands/reprint-ticket.ts';
import { resumeStop } from '#modules/visits/commands/resume-stop.ts';
import {
  followPage,
  peopleHerePage,
  receptionHomePage,
  receptionPage,
} from '#screens/reception/reception-page.tsx';
import { summaryPage } from '#screens/reception/summary-page.tsx';
import { ticketPage } from '#screens/reception/ticket-page.tsx';
import { tripStopsPage, visitPage } from '#screens/reception/visit-page.tsx';
import type { Site } from './site.tsx';

/** Mounts the pages and forms of reception. */
export function receptionRoutes(site: Site): void {
  site.page('/reception', receptionHomePage);
  site.page('/reception/:centreId', receptionPage);
  site.page('/reception/:centreId/here', peopleHerePage);
  site.page('/reception/:centreId/route', followPage);
  site.page('/reception/:centreId/ticket/:visitId', ticketPage);
  site.form('/reception/:centreId', receivePerson, {
    page: receptionPage,
    input: (fields, { centreId }) => ({ ...fields, centreId }),
    after: ({ visitId }, { centreId }) => `/reception/${centreId}/ticket/${visitId}`,
  });

  site.page('/visits/:visitId', visitPage);
  site.page('/visits/:visitId/stops', tripStopsPage);
  site.page('/visits/:visitId/summary', summaryPage);
  site.form('/visits/:visitId/resume', resumeStop, {
    page: visitPage,
    after: (_result, { visitId }) => `/visits/${visitId}`,
  });
  site.form('/visits/:visitId/reprint', reprintTicket, {
    page: visitPage,
    input: (_fields, { visitId }) => ({ visitId }),
    after: ({ visitId, centreId }) => `/reception/${centreId}/ticket/${visitId}`,
  });
  site.form('/visits/:visitId/leave', leaveVisit, {
    page: visitPage,
    input: (_fields, { visitId }) => ({ visitId }),
    after: (_result, { visitId }) => `/visits/${visitId}`,
  });
}
