// Addresses of reception: the conversation, the ticket, one trip, the summary.
import { correctPerson } from '#modules/people/commands/correct-person.ts';
import { addVisitNeed } from '#modules/visits/commands/add-visit-need.ts';
import { answerQuestion } from '#modules/visits/commands/answer-question.ts';
import { leaveVisit } from '#modules/visits/commands/leave-visit.ts';
import { receivePerson } from '#modules/visits/commands/receive-person.ts';
import { reprintTicket } from '#modules/visits/commands/reprint-ticket.ts';
import { receiveTogether } from '#modules/visits/commands/receive-together.ts';
import { sendLink } from '#modules/visits/commands/send-link.ts';
import { sendOn } from '#modules/visits/commands/send-on.ts';
import { takeProtection } from '#modules/visits/commands/take-protection.ts';
import { resumeStop } from '#modules/visits/commands/resume-stop.ts';
import { withdrawStop } from '#modules/visits/commands/withdraw-stop.ts';
import { correctionOf } from '#screens/reception/correction-form.ts';
import { questionsPage } from '#screens/reception/questions-page.tsx';
import { factsPage } from '#screens/reception/facts-page.tsx';
import { findPage } from '#screens/reception/find-page.tsx';
import { knownPage } from '#screens/reception/known-list.tsx';
import { protectionPage, protectionPart } from '#screens/protection/protection-page.tsx';
import {
  followPage,
  peopleHerePage,
  receptionHomePage,
  receptionPage,
} from '#screens/reception/reception-page.tsx';
import { summaryPage } from '#screens/reception/summary-page.tsx';
import { membersOf } from '#screens/reception/together-form.ts';
import { togetherKnownPage, togetherPage } from '#screens/reception/together-page.tsx';
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
  site.form('/reception/:centreId/ticket/:visitId', sendLink, {
    page: ticketPage,
    input: (fields, { visitId }) => ({ ...fields, visitId }),
    after: (_result, { centreId, visitId }) => `/reception/${centreId}/ticket/${visitId}?link=sent`,
  });
  site.form('/reception/:centreId', receivePerson, {
    page: receptionPage,
    // What the mediator leaves for another day gets no ticket, as what has none.
    input: (fields, { centreId }, form) => {
      const later = new Set([...form.getAll('later'), ...form.getAll('notToday')]);
      return { ...fields, centreId, later: [...later] };
    },
    after: ({ visitId }, { centreId }) => `/reception/${centreId}/ticket/${visitId}`,
  });

  site.page('/reception/:centreId/find', findPage);
  site.form('/visits/:visitId/send-on', sendOn, {
    page: visitPage,
    // A small house sends her on from its own page, and goes on there.
    input: ({ toCentreId, note }, { visitId }) => ({ toCentreId, note, visitId }),
    after: ({ toCentreId }, { visitId }, _input, fields) => {
      const local = fields.get('local');
      return typeof local === 'string' && local !== ''
        ? `/local/${encodeURIComponent(local)}?sent=${toCentreId}`
        : `/visits/${visitId}?sent=${toCentreId}`;
    },
  });
  site.page('/reception/:centreId/together', togetherPage);
  site.form('/reception/:centreId/together', receiveTogether, {
    page: togetherPage,
    input: (_fields, { centreId = '' }, form) => membersOf(centreId, form),
    after: ({ visitIds }, { centreId }) =>
      `/reception/${centreId}/together?issued=${encodeURIComponent(String(visitIds))}`,
  });
  site.page('/reception/:centreId/together/known', togetherKnownPage);
  site.page('/reception/:centreId/known', knownPage);
  site.form('/reception/:centreId/question', answerQuestion, {
    page: receptionPage,
    // The conversation's own form: the first need that is ticked is what the question was about.
    input: (fields, { centreId }, form) => ({
      ...fields,
      centreId,
      subjectId: form.get('subjectId') ?? form.get('subjectIds') ?? 'other',
    }),
    after: (_result, { centreId }) => `/reception/${centreId}?answered=1`,
  });
  site.page('/protection/:centreId', protectionPage);
  site.page('/protection/:centreId/live', protectionPart);
  site.form('/protection/:centreId', takeProtection, {
    page: protectionPage,
    after: (_result, { centreId }) => `/protection/${centreId}`,
  });
  site.page('/reception/:centreId/questions', questionsPage);
  site.page('/people/:personId/facts', factsPage);
  site.form('/people/:personId/facts', correctPerson, {
    page: factsPage,
    input: (_fields, { personId = '' }, form) => correctionOf(personId, form),
    after: (_result, { personId }) => `/people/${personId}/facts?saved=1`,
  });

  site.page('/visits/:visitId', visitPage);
  site.page('/visits/:visitId/stops', tripStopsPage);
  site.page('/visits/:visitId/summary', summaryPage);
  site.form('/visits/:visitId/resume', resumeStop, {
    page: visitPage,
    after: (_result, { visitId }) => `/visits/${visitId}`,
  });
  site.form('/visits/:visitId/need', addVisitNeed, {
    page: visitPage,
    input: (fields, { visitId }) => ({ ...fields, visitId }),
    after: ({ officeId }, { visitId }) => `/visits/${visitId}?added=${officeId}`,
  });
  site.form('/visits/:visitId/withdraw', withdrawStop, {
    page: visitPage,
    input: (fields, { visitId }) => ({ ...fields, visitId }),
    after: (_result, { visitId }) => `/visits/${visitId}?withdrawn`,
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
