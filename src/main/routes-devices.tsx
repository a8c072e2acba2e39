// Addresses of devices: where a browser becomes one, what it then shows, where houses keep theirs.
import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { slugField } from '#base/fields.ts';
import { type Problem, problem } from '#base/problem.ts';
import { formOf, valuesOfForm } from '#platform/http/form-input.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { OpaqueCookie } from '#platform/http/opaque-cookie.ts';
import { printJob } from '#platform/print/escpos.ts';
import { sendToPrinter } from '#platform/print/send-to-printer.ts';
import { drawCode } from '#platform/print/slip-picture.ts';
import { invalidInput } from '#platform/run-command/invalid-input.ts';
import { asActor } from '#platform/session/enter.ts';
import { enrolDevice } from '#modules/access/commands/enrol-device.ts';
import { revokeDevice } from '#modules/access/commands/revoke-device.ts';
import {
  claimDevice,
  codeOf,
  newCode,
  offerDevice,
  offerPrinter,
  readOffer,
} from '#modules/access/device-offers.ts';
import { findOwnDevice } from '#modules/access/device-queries.ts';
import {
  type DeviceKind,
  isHouseAddress,
  isPrinterPort,
  mayKeepDevices,
  spacedCode,
} from '#modules/access/device-rules.ts';
import { boardFragment } from '#screens/board/board-fragment.tsx';
import { BoardPage, BoardRegion } from '#screens/board/board-page.tsx';
import { DevicePage } from '#screens/devices/device-page.tsx';
import { devicesPage } from '#screens/devices/devices-page.tsx';
import type { Centre } from '#modules/directory/schema.ts';
import type { PageBase } from '#screens/page.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** The longest that browsers keep a cookie; each look at /device renews it. */
const KEPT_SECONDS = 400 * 24 * 3600;
/** How often a browser asks whether its code was typed. */
const ASK_SECONDS = 4;
const HOME = '/settings/devices';
const GONE = '/device?off';

const printerInput = z.strictObject({
  centreId: slugField(),
  host: z.string().trim().max(45),
  port: z.coerce.number().int().min(1).max(65_535),
});

export function deviceRoutes(site: Site, services: Services, app: Hono): void {
  const { database, cookie, demo } = services;
  const deviceCookie = new OpaqueCookie('oneroof-device', services.secure, KEPT_SECONDS);

  const deviceOf = async (token: string | undefined) => {
    const found = await asActor(database, token, (tx) => findOwnDevice(tx));
    return found === 'unauthenticated' ? undefined : found;
  };
  /** The browser is that device from here on. */
  const become = (c: Context, token: string) => {
    deviceCookie.set(c, token);
    cookie.set(c, token);
  };

  // A device's first page, and the one that it opens after the power was off.
  app.get('/device', async (c) => {
    c.header('Cache-Control', 'no-store');
    const kept = deviceCookie.read(c);
    const own = (await deviceOf(kept)) ?? (await deviceOf(cookie.tokenOf(c)));
    if (own) {
      if (kept) become(c, kept);
      return c.redirect(`/device/${own.kind === 'board' ? 'board' : 'kiosk'}`, 303);
    }
    const state = kept && (await readOffer(database, kept));
    if (kept && state === 'enrolled') {
      const session = await claimDevice(database, kept);
      if (session) {
        become(c, session);
        return c.redirect('/device', 303);
      }
    }
    const token = state === 'waiting' ? kept : await offerDevice(database);
    if (token && token !== kept) deviceCookie.set(c, token);
    c.header('Refresh', String(token ? ASK_SECONDS : 60));
    const page = site.base(c);
    const off = page.query.has('off');
    return site.answer(c, <DevicePage page={page} code={token && codeOf(token)} off={off} />);
  });

  /** A page of one kind of device. Whatever is none is told so at /device. */
  const show = (
    path: string,
    kind: DeviceKind,
    render: (
      c: Context,
      page: PageBase,
      centre: Centre,
      deviceId: string,
    ) => Promise<Child> | Child,
  ) =>
    app.get(path, async (c) => {
      const own = await deviceOf(cookie.tokenOf(c));
      const page = site.base(c);
      const centre = own?.kind === kind ? page.directory.centres.get(own.centreId) : undefined;
      c.header('Cache-Control', 'no-store');
      return centre
        ? site.answer(c, await render(c, page, centre, own?.id ?? ''))
        : c.redirect(GONE, 303);
    });

  show('/device/board', 'board', async (_c, page, centre, deviceId) => (
    <BoardPage
      page={page}
      centre={centre}
      fragment={await boardFragment(database, page.directory, centre.id, page.now, { deviceId })}
      at={page.now}
      source="/device/board/calls"
    />
  ));
  show('/device/board/calls', 'board', async (_c, page, centre, deviceId) => (
    <BoardRegion
      centre={centre}
      fragment={await boardFragment(database, page.directory, centre.id, page.now, { deviceId })}
      source="/device/board/calls"
    />
  ));

  site.page(HOME, devicesPage);
  site.form(HOME, enrolDevice, { page: devicesPage, after: () => `${HOME}?done=enrolled` });
  site.form(`${HOME}/revoke`, revokeDevice, {
    page: devicesPage,
    after: () => `${HOME}?done=revoked`,
  });
  app.get(`${HOME}/:act`, (c) => c.redirect(HOME, 303));

  // The code goes to the printer first and counts only once the printer has taken it.
  app.post(`${HOME}/printer`, async (c) => {
    const values = valuesOfForm(await formOf(c.req));
    const refuse = (found: Problem) => site.show(c, devicesPage, { values, problem: found });
    const token = cookie.tokenOf(c);
    const { centreId, host, port } = await formTexts(c);
    const input = printerInput.safeParse({ centreId, host, port });
    if (!input.success) return refuse(invalidInput(input.error));
    const at = input.data;
    const may = await asActor(database, token, async (_tx, actor) =>
      mayKeepDevices(actor, at.centreId),
    );
    if (may !== true || !services.directory.get().centres.has(at.centreId))
      return refuse(problem('not-found'));
    if (!isHouseAddress(at.host, demo))
      return refuse(problem('invalid', 'invalid', { fields: { host: 'printer-address' } }));
    if (!isPrinterPort(at.port, demo))
      return refuse(problem('invalid', 'invalid', { fields: { port: 'printer-port' } }));
    const code = newCode();
    const { w } = site.base(c);
    const paper = await drawCode(
      w('devices.paper.title'),
      spacedCode(code),
      w('devices.paper.hint'),
      w.direction === 'rtl',
    );
    if (!(await sendToPrinter(at, printJob(paper))))
      return refuse(problem('conflict', 'printer-off', { fields: { host: 'printer-off' } }));
    await asActor(database, token, (tx) => offerPrinter(tx, code, at));
    return c.redirect(`${HOME}?done=printed&centre=${at.centreId}`, 303);
  });
}
