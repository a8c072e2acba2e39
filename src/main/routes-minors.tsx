// Addresses of the register of minors, for the offices that keep it.
import type { Hono } from 'hono';
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { isUiLanguage } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { certifyMinorEntry } from '#modules/minors/commands/certify-minor-entry.ts';
import { endMinorEntry } from '#modules/minors/commands/end-minor-entry.ts';
import { makeMinorEntry } from '#modules/minors/commands/make-minor-entry.ts';
import { renewMinorEntry } from '#modules/minors/commands/renew-minor-entry.ts';
import { findBorn, findEntry, findTerm, listRegisterOffices } from '#modules/minors/queries.ts';
import { declarationCode, keepsRegister } from '#modules/minors/rules.ts';
import { PURPOSES } from '#modules/minors/schema.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { printPaper } from '#platform/print/paper.ts';
import { isCertificateRandom } from '#screens/exit/certificate-random.ts';
import { declarationSheet } from '#screens/minors/declaration-sheet.ts';
import { entryPage } from '#screens/minors/entry-page.tsx';
import { minorsPage } from '#screens/minors/minors-page.tsx';
import { personMinorsPage } from '#screens/minors/person-minors-page.tsx';
import { ownOrigin } from './own-origin.ts';
import { nameOnPaper, proved, refused, runForPaper, send } from './paper-answers.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Mounts the register, one entry with its forms, and the declaration as a sheet. */
export function minorRoutes(site: Site, services: Services, app: Hono): void {
  site.page('/minors', minorsPage);
  site.page('/minors/:entryId', entryPage);
  site.page('/people/:personId/minors', personMinorsPage);
  site.form('/people/:personId/minors', makeMinorEntry, {
    page: personMinorsPage,
    input: (fields, { personId }) => ({ ...fields, personId }),
    after: ({ entryId }) => `/minors/${String(entryId)}?done=made`,
  });
  site.form('/minors/:entryId/renew', renewMinorEntry, {
    page: entryPage,
    input: (fields, { entryId }) => ({ ...fields, entryId }),
    after: ({ entryId }) => `/minors/${String(entryId)}?done=renewed`,
  });
  site.form('/minors/:entryId/end', endMinorEntry, {
    page: entryPage,
    input: (fields, { entryId }) => ({ ...fields, entryId }),
    after: ({ entryId }) => `/minors/${String(entryId)}?done=ended`,
  });
  app.post('/minors/:entryId/declaration', async (c) => {
    const fields = await formTexts(c);
    const { commandId = '', random = '', language = '' } = fields;
    const purpose = PURPOSES.find((one) => one === fields['purpose']);
    const typed = { name: fields['name'], language, purpose };
    const name = nameOnPaper(fields['name']);
    if (typeof name !== 'string') return site.show(c, entryPage, refused(name, typed));
    if (!isCertificateRandom(random) || !purpose || !isUiLanguage(language))
      return site.show(c, entryPage, refused(problem('invalid', 'page-expired'), typed));
    const entryId = c.req.param('entryId');
    let ready: Omit<Parameters<typeof declarationSheet>[0], 'check'> | undefined;
    const looked = await site.show(c, {
      screen: 'minors',
      async render({ tx, actor, now, directory, reads }) {
        const today = dayOf(now, NETWORK_ZONE);
        const entry = isId(entryId) ? await findEntry(tx, entryId) : undefined;
        const [offices, term] = await Promise.all([listRegisterOffices(tx), findTerm(tx, today)]);
        if (!entry || !term || !keepsRegister(actor, offices)) return problem('not-found');
        await reads([entry.personId], 'protect');
        const office = directory.offices.get(entry.officeId);
        const { number, validUntil: until } = entry;
        ready = {
          language,
          name,
          born: await findBorn(tx, entry.personId),
          number,
          purpose,
          until,
          today,
          town: directory.centres.get(office?.centreId ?? '')?.municipality ?? '',
          law: term.law,
          code: declarationCode(until, random),
        };
        return { redirect: `/minors/${entryId}` };
      },
    });
    if (!ready) return looked;
    const proof = services.keyring.proofOf(proved(ready.code, ready.name));
    const input = { entryId, purpose, proof };
    const stopped = await runForPaper(
      site,
      services,
      c,
      certifyMinorEntry,
      commandId,
      input,
      entryPage,
      typed,
    );
    const check = `${ownOrigin(services, c)}/check`;
    return stopped ?? send(c, printPaper('certificate', declarationSheet({ ...ready, check })));
  });
  // A refused form stands at its own address: a reload leads back to the entry.
  app.get('/minors/:entryId/:act{renew|end|declaration}', (c) =>
    c.redirect(`/minors/${encodeURIComponent(c.req.param('entryId'))}`, 303),
  );
}
