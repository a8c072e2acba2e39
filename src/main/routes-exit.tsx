// Addresses of the way out: the papers as PDF, the summary behind the link of the paper, the check of a
// certificate. A link is swapped for a cookie at once, so that it stands in no address that is kept.
import type { Context, Hono } from 'hono';
import { isUiLanguage } from '#base/languages.ts';
import { type Problem, problem } from '#base/problem.ts';
import { findAheadByLink } from '#modules/followups/ahead-queries.ts';
import { answerSolved } from '#modules/feedback/commands/answer-solved.ts';
import { wasAskedByLink } from '#modules/feedback/queries.ts';
import { SOLVED_ANSWERS } from '#modules/feedback/schema.ts';
import { answerByLink } from '#modules/feedback/steps.ts';
import { isDeclarationValid } from '#modules/minors/queries.ts';
import { handOutSummary } from '#modules/visits/commands/hand-out-summary.ts';
import { issueCertificate } from '#modules/visits/commands/issue-certificate.ts';
import { attendedAt, certificateCode, certificateProof } from '#modules/visits/exit-rules.ts';
import { findLinkedVisit, isCertificateValid } from '#modules/visits/link-queries.ts';
import { summariseVisit } from '#modules/visits/summary-rules.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import { hashOf } from '#platform/session/token.ts';
import { SlowDown } from '#platform/session/slow-down.ts';
import { words } from '#platform/words/words.ts';
import { isCertificateRandom } from '#screens/exit/certificate-random.ts';
import { CheckPage } from '#screens/exit/check-page.tsx';
import { certificateSheet, slipSheet, summarySheets } from '#screens/exit/exit-papers.ts';
import { LinkedSummaryPage, NoLinkedSummaryPage } from '#screens/exit/linked-summary-page.tsx';
import { findSummary, sayOf } from '#screens/reception/summary-of.ts';
import { summaryPage } from '#screens/reception/summary-page.tsx';
import { findPaper } from '#screens/reception/ticket-paper.ts';
import { tripOf } from '#screens/reception/ticket-page.tsx';
import { visitPage } from '#screens/reception/visit-page.tsx';
import { ownOrigin } from './own-origin.ts';
import { nameOnPaper, pdf, proved, refused, runForPaper, send } from './paper-answers.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const LINK = /^[\w-]{22}$/;
const SLOWER: Problem = problem('too-late', 'sign-in-slow-down');

export function exitRoutes(site: Site, services: Services, app: Hono): void {
  const { database, clock, linkCookie } = services;
  papers(site, services, app);

  app.get('/s/:link', (c) => {
    const link = c.req.param('link');
    if (LINK.test(link)) linkCookie.set(c, link);
    return c.redirect('/my-visit', 303);
  });

  async function myVisit(c: Context, thanked: boolean): Promise<Response> {
    const base = site.base(c);
    const link = linkCookie.read(c) ?? '';
    const found = await database.transaction(async (tx) => ({
      visit: await findLinkedVisit(tx, link),
      asked: await wasAskedByLink(tx, link),
      ahead: await findAheadByLink(tx, link),
    }));
    const centre = found.visit && base.directory.centres.get(found.visit.centreId);
    if (!found.visit || !centre) return site.answer(c, <NoLinkedSummaryPage page={base} />, 404);
    const { visit, asked, ahead } = found;
    const summary = summariseVisit(visit.acts, visit.stops);
    const { directory, now } = base;
    const said = sayOf({ visit, centre, summary, ahead, directory, now });
    // In her language, unless somebody chose another by hand.
    const chosen = c.req.query('lang') ?? /(?:^|;\s*)lang=/.test(c.req.header('Cookie') ?? '');
    const { lang } = said.first;
    const page = chosen || !isUiLanguage(lang) ? base : { ...base, language: lang, w: words(lang) };
    return site.answer(
      c,
      <LinkedSummaryPage page={page} said={said} asked={asked} thanked={thanked} />,
    );
  }
  app.get('/my-visit', (c) => myVisit(c, c.req.query('thanks') !== undefined));
  app.post('/my-visit/solved', async (c) => {
    const { answer } = await formTexts(c);
    const said = SOLVED_ANSWERS.find((one) => one === answer);
    const link = linkCookie.read(c);
    if (said && link) await database.transaction((tx) => answerByLink(tx, link, said));
    return c.redirect(said ? '/my-visit?thanks' : '/my-visit', 303);
  });
  app.post('/my-visit/close', (c) => {
    linkCookie.clear(c);
    return c.redirect('/my-visit', 303);
  });

  // ATT-4, and slow: a few tries for one code, whoever tries.
  const byCode = new SlowDown(5, 600);
  app.get('/check', (c) => site.answer(c, <CheckPage page={site.base(c)} />));
  app.post('/check', async (c) => {
    const { code = '', name = '' } = await formTexts(c);
    const page = site.base(c);
    const typed = { code: code.slice(0, 40), name: name.slice(0, 120 * 16) };
    const [bare = ''] = certificateProof(typed.code, '').split('\n');
    if (byCode.refuses(bare, clock.now()))
      return site.answer(
        c,
        <CheckPage page={page} problem={SLOWER} typed={typed} />,
        statusOf(SLOWER),
      );
    const proofs = services.keyring.proofsOf(proved(typed.code, typed.name));
    const valid = await database.transaction(async (tx) => {
      for (const proof of proofs)
        if (await isPaperValid(tx, Buffer.from(proof, 'hex'))) return true;
      return false;
    });
    if (!valid) byCode.failed(bare, clock.now());
    return site.answer(
      c,
      <CheckPage page={page} answer={valid ? 'valid' : 'not-valid'} typed={typed} />,
    );
  });
}

/** The papers as PDF, and the question at the exit. */
function papers(site: Site, services: Services, app: Hono): void {
  app.get('/reception/:centreId/ticket/:visitId/slip.pdf', (c) =>
    pdf(site, c, 'reception', async (page) => {
      const paper = await findPaper(page);
      return paper && (() => slipSheet(paper.facts));
    }),
  );

  app.post('/visits/:visitId/summary', async (c) => {
    const { commandId = '', token = '' } = await formTexts(c);
    if (!LINK.test(token))
      return site.show(c, summaryPage, refused(problem('invalid', 'page-expired')));
    const visitId = c.req.param('visitId');
    const input = { visitId, linkHash: hashOf(token).toString('hex') };
    const stopped = await runForPaper(
      site,
      services,
      c,
      handOutSummary,
      commandId,
      input,
      summaryPage,
    );
    return (
      stopped ??
      pdf(site, c, 'summary', async (page) => {
        const found = await findSummary(page);
        const link = `${ownOrigin(services, c)}/s/${token}`;
        return found && (() => summarySheets([{ said: found.said, link }]));
      })
    );
  });
  app.post('/visits/:visitId/certificate', async (c) => {
    const fields = await formTexts(c);
    const { commandId = '', random = '', language = '', at = '' } = fields;
    const typed = { random, language, name: fields['name'] };
    const name = nameOnPaper(fields['name']);
    if (typeof name !== 'string') return site.show(c, visitPage, refused(name, typed));
    const moment = instantOf(at);
    if (!isCertificateRandom(random) || !moment || !isUiLanguage(language))
      return site.show(c, visitPage, refused(problem('invalid', 'page-expired'), typed));
    let ready: Omit<Parameters<typeof certificateSheet>[0], 'check'> | undefined;
    const looked = await site.show(c, {
      screen: 'reception',
      async render(page) {
        const { directory, now, reads } = page;
        const trip = await tripOf(page);
        const centre = trip && directory.centres.get(trip.centreId);
        if (!trip || !centre) return problem('not-found');
        await reads([trip.personId], 'certificate');
        const attended = attendedAt(trip, centre.zone, moment, now);
        const code = certificateCode(attended, random);
        ready = { language, name, centre, attended, code, now };
        return { redirect: `/visits/${trip.id}` };
      },
    });
    if (!ready) return looked;
    const input = {
      visitId: c.req.param('visitId'),
      proof: services.keyring.proofOf(proved(ready.code, name)),
    };
    const stopped = await runForPaper(
      site,
      services,
      c,
      issueCertificate,
      commandId,
      input,
      visitPage,
      typed,
    );
    const check = `${ownOrigin(services, c)}/check`;
    return stopped ?? send(c, certificateSheet({ ...ready, check }));
  });
  app.get('/visits/:visitId/:act{certificate|solved}', (c) =>
    c.redirect(`/visits/${encodeURIComponent(c.req.param('visitId'))}`, 303),
  );
  site.form('/visits/:visitId/solved', answerSolved, {
    page: visitPage,
    input: (fields, { visitId }) => ({ ...fields, visitId }),
    after: (_result, { visitId }) => `/visits/${visitId}`,
  });
}

function instantOf(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}

/** A certificate or a declaration: which of them, the answer does not say. */
async function isPaperValid(tx: Transaction, proof: Uint8Array): Promise<boolean> {
  const [certificate, declaration] = await Promise.all([
    isCertificateValid(tx, proof),
    isDeclarationValid(tx, proof),
  ]);
  return certificate || declaration;
}
