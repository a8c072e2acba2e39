// Addresses of the list of partners: what one proposes, what a second agrees on, and the end of one.
import type { Hono } from 'hono';
import { confirmPartner } from '#modules/partners/commands/confirm-partner.ts';
import { dropPartner } from '#modules/partners/commands/drop-partner.ts';
import { endPartner } from '#modules/partners/commands/end-partner.ts';
import { proposePartner } from '#modules/partners/commands/propose-partner.ts';
import { keepingPage } from '#screens/partners/keeping-page.tsx';
import type { Site } from './site.tsx';

const HOME = '/settings/partners';

/** Mounts the page and its forms. */
export function partnerRoutes(site: Site, app: Hono): void {
  site.page(HOME, keepingPage);
  const after = (done: string) => () => `${HOME}?done=${done}`;
  const of = { page: keepingPage, home: HOME };
  site.form(HOME, proposePartner, { ...of, after: after('proposed') });
  site.form(`${HOME}/confirm`, confirmPartner, { ...of, after: after('carried-out') });
  site.form(`${HOME}/drop`, dropPartner, { ...of, after: after('dropped') });
  site.form(`${HOME}/end`, endPartner, { ...of, after: after('ended') });
  // A refused form stands at its own address: a reload leads back to the page.
  app.get(`${HOME}/:act`, (c) => c.redirect(HOME, 303));
}
