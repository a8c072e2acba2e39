// Addresses of what is shared: what a person agreed to, referrals that a unit sent and got.
import type { Hono } from 'hono';
import { recordConsent } from '#modules/casefiles/commands/record-consent.ts';
import { acceptReferral } from '#modules/referrals/commands/accept-referral.ts';
import { completeReferral } from '#modules/referrals/commands/complete-referral.ts';
import { declineReferral } from '#modules/referrals/commands/decline-referral.ts';
import { sendReferral } from '#modules/referrals/commands/send-referral.ts';
import { withdrawConsent } from '#modules/referrals/commands/withdraw-consent.ts';
import { withdrawReferral } from '#modules/referrals/commands/withdraw-referral.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { referPage } from '#screens/referrals/refer-page.tsx';
import { referralPage } from '#screens/referrals/referral-page.tsx';
import { referralsPage } from '#screens/referrals/referrals-page.tsx';
import { sharePage } from '#screens/referrals/share-page.tsx';
import type { Site } from './site.tsx';

const ANSWERS: Readonly<Record<string, AnyCommand>> = {
  accept: acceptReferral,
  decline: declineReferral,
  complete: completeReferral,
  withdraw: withdrawReferral,
};

/** Mounts the pages of sharing and their forms. */
export function referralRoutes(site: Site, app: Hono): void {
  const ofPerson = (fields: Record<string, unknown>, { personId }: Record<string, string>) => ({
    ...fields,
    personId,
  });
  const person = ({ personId = '' }: Record<string, string>) =>
    `/people/${encodeURIComponent(personId)}`;
  site.page('/people/:personId/share', sharePage);
  site.form('/people/:personId/share', recordConsent, {
    page: sharePage,
    input: ofPerson,
    after: ({ consentId }, params) => `${person(params)}/refer?consent=${String(consentId)}`,
  });
  site.form('/people/:personId/share/withdraw', withdrawConsent, {
    page: sharePage,
    after: (_result, params) => `${person(params)}/share?done=withdrawn`,
  });
  app.get('/people/:personId/share/withdraw', (c) =>
    c.redirect(`${person(c.req.param())}/share`, 303),
  );
  site.page('/people/:personId/refer', referPage);
  site.form('/people/:personId/refer', sendReferral, {
    page: referPage,
    input: ofPerson,
    after: ({ referralId }) => `/referrals/${String(referralId)}`,
  });
  site.page('/referrals', referralsPage);
  site.page('/referrals/:referralId', referralPage);
  for (const [act, command] of Object.entries(ANSWERS)) {
    site.form(`/referrals/:referralId/${act}`, command, {
      page: referralPage,
      input: (fields, { referralId }) => ({ ...fields, referralId }),
      after: ({ referralId }) => `/referrals/${String(referralId)}`,
    });
  }
  // A refused form stands at its own address: a reload leads back to the page.
  app.get('/referrals/:referralId/:act', (c) =>
    c.redirect(`/referrals/${encodeURIComponent(c.req.param('referralId'))}`, 303),
  );
}
