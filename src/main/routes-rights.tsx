// Addresses of what people ask about their data, and of what must be kept.
import type { Hono } from 'hono';
import { isId } from '#base/ids.ts';
import { answerClaim } from '#modules/rights/commands/answer-claim.ts';
import { approveErasure } from '#modules/rights/commands/approve-erasure.ts';
import { extendClaim } from '#modules/rights/commands/extend-claim.ts';
import { liftHold } from '#modules/rights/commands/lift-hold.ts';
import { liftRestriction } from '#modules/rights/commands/lift-restriction.ts';
import { placeHold } from '#modules/rights/commands/place-hold.ts';
import { recordClaim } from '#modules/rights/commands/record-claim.ts';
import { reviewErasure } from '#modules/rights/commands/review-erasure.ts';
import { tellRestriction } from '#modules/rights/commands/tell-restriction.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { claimPage } from '#screens/rights/claim-page.tsx';
import { holdsPage } from '#screens/rights/holds-page.tsx';
import { restrictionsPage } from '#screens/rights/restrictions-page.tsx';
import { retentionPage } from '#screens/rights/retention-page.tsx';
import { rightsPage } from '#screens/rights/rights-page.tsx';
import type { Site } from './site.tsx';

/** The register with the forms of one claim: without its number there are none. */
function answering(claimId: unknown): string {
  return typeof claimId === 'string' && isId(claimId)
    ? `/rights?answer=${claimId}#${claimId}`
    : '/rights';
}

/** Mounts the register, the lists of holds and restrictions, retention, the page of one person, and their forms. */
export function rightsRoutes(site: Site, app: Hono): void {
  site.page('/rights', rightsPage);
  const acts: readonly (readonly [string, AnyCommand])[] = [
    ['answer', answerClaim as AnyCommand],
    ['extend', extendClaim as AnyCommand],
    ['review', reviewErasure as AnyCommand],
    ['approve', approveErasure as AnyCommand],
  ];
  for (const [act, command] of acts) {
    site.form(`/rights/${act}`, command, {
      page: rightsPage,
      home: (fields) => answering(fields.get('claimId')),
      after: ({ claimId }) => `/rights?done=1#${String(claimId)}`,
    });
    // A refused form stands at its own address: a reload leads back to the page.
    app.get(`/rights/${act}`, (c) => c.redirect(answering(c.req.query('answer')), 303));
  }
  site.page('/rights/holds', holdsPage);
  site.form('/rights/holds', placeHold, { page: holdsPage, after: () => '/rights/holds?done=1' });
  site.form('/rights/holds/lift', liftHold, {
    page: holdsPage,
    after: () => '/rights/holds?done=1',
  });
  app.get('/rights/holds/lift', (c) => c.redirect('/rights/holds', 303));
  site.page('/rights/restrictions', restrictionsPage);
  const ends: readonly (readonly [string, AnyCommand])[] = [
    ['tell', tellRestriction as AnyCommand],
    ['lift', liftRestriction as AnyCommand],
  ];
  for (const [act, command] of ends) {
    site.form(`/rights/restrictions/${act}`, command, {
      page: restrictionsPage,
      home: '/rights/restrictions',
      after: () => '/rights/restrictions?done=1',
    });
    app.get(`/rights/restrictions/${act}`, (c) => c.redirect('/rights/restrictions', 303));
  }
  site.page('/rights/retention', retentionPage);
  site.page('/people/:personId/rights', claimPage);
  site.form('/people/:personId/rights', recordClaim, {
    page: claimPage,
    input: (fields, { personId }) => ({ ...fields, personId }),
    after: (_result, { personId = '' }) => `/people/${encodeURIComponent(personId)}/rights?done=1`,
  });
}
