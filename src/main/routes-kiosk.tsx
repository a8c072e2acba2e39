// Addresses of the kiosk: languages, needs, a ticket; its paper goes to the printer of the house.
import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { isId } from '#base/ids.ts';
import { languageOf, uiLanguageFor } from '#base/languages.ts';
import type { Problem } from '#base/problem.ts';
import { findOwnDevice } from '#modules/access/device-queries.ts';
import { isOpen } from '#modules/directory/rules/hours.ts';
import { receiveAtKiosk } from '#modules/visits/commands/receive-kiosk.ts';
import { sendLink } from '#modules/visits/commands/send-link.ts';
import { findKioskPrinter, findKioskTicket } from '#modules/visits/kiosk-queries.ts';
import { listLentDesks } from '#modules/visits/lent-desks.ts';
import { asToday } from '#modules/visits/rules/lend-rules.ts';
import { formOf, valuesOfForm } from '#platform/http/form-input.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import { printJob } from '#platform/print/escpos.ts';
import { sendToPrinter } from '#platform/print/send-to-printer.ts';
import { asActor } from '#platform/session/enter.ts';
import { words } from '#platform/words/words.ts';
import {
  KioskLanguages,
  KioskNeeds,
  type KioskProps,
  KioskRegion,
  KioskSays,
} from '#screens/devices/kiosk-page.tsx';
import { KioskTicketPage } from '#screens/devices/kiosk-ticket.tsx';
import type { Attempt } from '#screens/page.ts';
import { drawTicket } from '#screens/reception/ticket-paper.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';
import { linkOfTicket } from './ticket-link.ts';

const HOME = '/device/kiosk';
const GONE = '/device?off';
/** Without a script the next person finds the first screen after this; with one much sooner. */
const IDLE_SECONDS = 300;

export function kioskRoutes(site: Site, services: Services, app: Hono): void {
  const { database, cookie, runner, clock } = services;

  /** The kiosk that asks; undefined for whatever is none. */
  async function kioskOf(c: Context, attempt?: Attempt): Promise<KioskProps | undefined> {
    const own = await asActor(database, cookie.tokenOf(c), async (tx) => {
      const device = await findOwnDevice(tx);
      return device && { ...device, lent: await listLentDesks(tx, device.centreId) };
    });
    if (!own || own === 'unauthenticated' || own.kind !== 'kiosk') return undefined;
    const asked = site.base(c);
    const base = { ...asked, directory: asToday(asked.directory, own.lent), attempt };
    const centre = base.directory.centres.get(own.centreId);
    const language = languageOf(c.req.query('lang') ?? '')?.tag;
    if (!centre) return undefined;
    const shown = uiLanguageFor(language ?? 'pt');
    return { page: { ...base, language: shown, w: words(shown) }, centre, language };
  }

  async function show(
    c: Context,
    render: (kiosk: KioskProps) => Child | Promise<Child>,
    attempt?: Attempt,
  ): Promise<Response> {
    c.header('Cache-Control', 'no-store');
    const kiosk = await kioskOf(c, attempt);
    if (!kiosk) return c.redirect(GONE, 303);
    // Whoever walked away leaves no language behind.
    if (kiosk.language) c.header('Refresh', `${IDLE_SECONDS}; url=${HOME}`);
    return site.answer(c, await render(kiosk), attempt ? statusOf(attempt.problem) : 200);
  }

  const needs = (kiosk: KioskProps) => <KioskNeeds {...kiosk} />;
  app.get(HOME, (c) =>
    show(c, (kiosk) => {
      if (!kiosk.language) return <KioskLanguages {...kiosk} />;
      if (c.req.query('person') !== undefined) return <KioskSays {...kiosk} what="person" />;
      const open = isOpen(kiosk.centre.timetable, clock.now());
      return open ? needs(kiosk) : <KioskSays {...kiosk} what="closed" />;
    }),
  );
  app.get(`${HOME}/here`, (c) => show(c, ({ centre }) => <KioskRegion centre={centre} />));

  app.post(HOME, async (c) => {
    const fields = await formOf(c.req);
    const token = cookie.tokenOf(c) ?? '';
    const language = languageOf(c.req.query('lang') ?? '')?.tag ?? 'pt';
    const subjectIds = fields.getAll('subjectIds').map(String);
    const commandId = String(fields.get('commandId') ?? '');
    const input = { language, subjectIds };
    const answer = await runner.run(receiveAtKiosk, { token, commandId, input });
    if (answer === 'unauthenticated') return c.redirect(GONE, 303);
    if (!answer.ok) return refused(c, answer.problem, valuesOfForm(fields));
    const visitId = String(answer.result['visitId']);
    const printed = await print(c, visitId);
    return c.redirect(
      `${HOME}/ticket/${visitId}?lang=${language}${printed ? '&printed' : ''}`,
      303,
    );
  });

  function refused(c: Context, problem: Problem, values: Attempt['values']): Promise<Response> {
    return show(c, needs, { values, problem });
  }

  async function ticket(c: Context, attempt?: Attempt): Promise<Response> {
    const found = await paperOf(c, c.req.param('visitId') ?? '');
    if (!found) return c.redirect(HOME, 303);
    const printed = c.req.query('printed') !== undefined;
    return show(c, (kiosk) => <KioskTicketPage {...kiosk} {...found} printed={printed} />, attempt);
  }
  app.get(`${HOME}/ticket/:visitId`, (c) => ticket(c));

  // She types where the link goes; it leaves the screen with the answer.
  app.post(`${HOME}/ticket/:visitId`, async (c) => {
    const fields = await formOf(c.req);
    const visitId = c.req.param('visitId');
    const input = { visitId, to: String(fields.get('to') ?? '') };
    const commandId = String(fields.get('commandId') ?? '');
    const token = cookie.tokenOf(c) ?? '';
    const answer = await runner.run(sendLink, { token, commandId, input });
    if (answer === 'unauthenticated') return c.redirect(GONE, 303);
    if (!answer.ok) return ticket(c, { values: valuesOfForm(fields), problem: answer.problem });
    const lang = languageOf(c.req.query('lang') ?? '')?.tag ?? 'pt';
    return c.redirect(`${HOME}/ticket/${visitId}?lang=${lang}&link`, 303);
  });

  /** The ticket that this kiosk gave, and the link on its paper. */
  async function paperOf(c: Context, visitId: string) {
    if (!isId(visitId)) return undefined;
    const found = await asActor(database, cookie.tokenOf(c), async (tx) => {
      const ticket = await findKioskTicket(tx, visitId);
      if (!ticket) return undefined;
      const link = await linkOfTicket(services, c, tx, ticket);
      return { ticket, link, printer: await findKioskPrinter(tx) };
    });
    return found === 'unauthenticated' ? undefined : found;
  }

  async function print(c: Context, visitId: string): Promise<boolean> {
    const found = await paperOf(c, visitId);
    const kiosk = await kioskOf(c);
    if (!found?.printer || !kiosk) return false;
    const { ticket, link, printer } = found;
    const { centre, page } = kiosk;
    const { directory, now } = page;
    // Its times are on her phone, where they stay true.
    const route = { legs: [], free: { from: now, to: now } };
    const picture = await drawTicket({ trip: ticket, centre, directory, route, link });
    return sendToPrinter(printer, printJob(picture));
  }
}
