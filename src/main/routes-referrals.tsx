// Addresses of what is shared and handed over: what a person agreed to, what a unit sent and got.
import type { Hono } from 'hono';
import { recordConsent } from '#modules/casefiles/commands/record-consent.ts';
import { renewPackage } from '#modules/partners/commands/renew-package.ts';
import { sendPackage } from '#modules/partners/commands/send-package.ts';
import { acceptReferral } from '#modules/referrals/commands/accept-referral.ts';
import { assignFile } from '#modules/referrals/commands/assign-file.ts';
import { completeReferral } from '#modules/referrals/commands/complete-referral.ts';
import { declineReferral } from '#modules/referrals/commands/decline-referral.ts';
import { requestFile } from '#modules/referrals/commands/request-file.ts';
import { sendReferral } from '#modules/referrals/commands/send-referral.ts';
import { transferFile } from '#modules/referrals/commands/transfer-file.ts';
import { withdrawConsent } from '#modules/referrals/commands/withdraw-consent.ts';
import { withdrawReferral } from '#modules/referrals/commands/withdraw-referral.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { assignPage } from '#screens/referrals/assign-page.tsx';
import { referPage, transferPage } from '#screens/referrals/refer-page.tsx';
import { requestPage } from '#screens/referrals/request-page.tsx';
import { referralPage } from '#screens/referrals/referral-page.tsx';
import { referralsPage } from '#screens/referrals/referrals-page.tsx';
import { sharePage } from '#screens/referrals/share-page.tsx';
import type { Page } from '#screens/page.ts';
import type { Site } from './site.tsx';

const ANSWERS: Readonly<Record<string, AnyCommand>> = {
  accept: acceptReferral,
  decline: declineReferral,
  complete: completeReferral,
  withdraw: withdrawReferral,
  package: renewPackage,
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
  const sends: readonly (readonly [act: string, page: Page, command: AnyCommand])[] = [
    ['refer', referPage, sendReferral],
    ['transfer', transferPage, transferFile],
    ['request', requestPage, requestFile],
    ['assign', assignPage, assignFile],
  ];
  site.form('/people/:personId/package', sendPackage, {
    page: referPage,
    input: ofPerson,
    after: ({ referralId }) => `/referrals/${String(referralId)}`,
  });
  app.get('/people/:personId/package', (c) => c.redirect(`${person(c.req.param())}/refer`, 303));
  for (const [act, page, command] of sends) {
    site.page(`/people/:personId/${act}`, page);
    site.form(`/people/:personId/${act}`, command, {
      page,
      input: ofPerson,
      after: ({ referralId }) => `/referrals/${String(referralId)}`,
    });
  }
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
