// Addresses of the floor, for those who look after a house.
import type { Hono } from 'hono';
import { endDayCommand } from '#modules/followups/commands/end-day.ts';
import { addSlide } from '#modules/content/commands/add-slide.ts';
import { closeRoom } from '#modules/content/commands/close-room.ts';
import { sayOnBoards } from '#modules/content/commands/say-on-boards.ts';
import { setRoom } from '#modules/content/commands/set-room.ts';
import { takeFromBoards } from '#modules/content/commands/take-from-boards.ts';
import { closeQueue } from '#modules/visits/commands/close-queue.ts';
import { endDuty } from '#modules/visits/commands/end-duty.ts';
import { lendDesk } from '#modules/visits/commands/lend-desk.ts';
import { nameDuty } from '#modules/visits/commands/name-duty.ts';
import { reopenQueue } from '#modules/visits/commands/reopen-queue.ts';
import { returnDesk } from '#modules/visits/commands/return-desk.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { wallsPage } from '#screens/coordination/walls-page.tsx';
import { mendAnomaly } from '#modules/visits/commands/mend-anomaly.ts';
import { carePage } from '#screens/coordination/care-page.tsx';
import { coordinationPage, coordinationRegions } from '#screens/coordination/coordination-page.tsx';
import { dutyPage } from '#screens/protection/duty-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** What the forms of the walls send, by the last part of their address. */
const ON_WALLS: Readonly<Record<string, AnyCommand>> = {
  'queue-close': closeQueue,
  'queue-open': reopenQueue,
  'desk-lend': lendDesk,
  'desk-return': returnDesk,
  say: sayOnBoards,
  slide: addSlide,
  'take-down': takeFromBoards,
  room: setRoom,
  'room-close': closeRoom,
};

export function coordinationRoutes(site: Site, _services: Services, app: Hono): void {
  site.page('/coordination/:centreId', coordinationPage);
  site.page('/coordination/:centreId/live/:region', coordinationRegions);
  site.page('/coordination/:centreId/care', carePage);
  const input = (own: Record<string, unknown>, { centreId = '' }: Record<string, string>) => ({
    ...own,
    centreId,
  });
  const home = ({ centreId = '' }: Record<string, string>) =>
    `/coordination/${encodeURIComponent(centreId)}/care`;
  site.form('/coordination/:centreId/care/mend', mendAnomaly, {
    page: carePage,
    input,
    after: (_result, params) => `${home(params)}?done=mended`,
  });
  site.form('/coordination/:centreId/care/day-end', endDayCommand, {
    page: carePage,
    input,
    after: ({ visits, calls }, params) =>
      `${home(params)}?done=day&visits=${String(visits)}&calls=${String(calls)}`,
  });
  site.page('/coordination/:centreId/walls', wallsPage);
  const walls = ({ centreId = '' }: Record<string, string>) =>
    `/coordination/${encodeURIComponent(centreId)}/walls`;
  for (const [act, command] of Object.entries(ON_WALLS)) {
    site.form(`/coordination/:centreId/walls/${act}`, command, {
      page: wallsPage,
      // A queue is named by its office alone, and a desk by itself.
      input: /^(queue|desk)-/.test(act) ? (own) => own : input,
      after: (_result, params) => `${walls(params)}?done`,
    });
  }
  app.get('/coordination/:centreId/walls/:act', (c) => c.redirect(walls(c.req.param()), 303));
  site.page('/coordination/:centreId/duty', dutyPage);
  const duty = ({ centreId = '' }: Record<string, string>) =>
    `/coordination/${encodeURIComponent(centreId)}/duty`;
  const toDuty = (_result: unknown, params: Record<string, string>) => `${duty(params)}?done`;
  site.form('/coordination/:centreId/duty/name', nameDuty, {
    page: dutyPage,
    // A day that was left empty is no day.
    input: (own, params) =>
      input(Object.fromEntries(Object.entries(own).filter(([, value]) => value !== '')), params),
    after: toDuty,
  });
  site.form('/coordination/:centreId/duty/end', endDuty, { page: dutyPage, input, after: toDuty });
  app.get('/coordination/:centreId/duty/:act', (c) => c.redirect(duty(c.req.param()), 303));
  // A refused form stands at its own address: a reload leads back.
  app.get('/coordination/:centreId/care/:act', (c) => c.redirect(home(c.req.param()), 303));
}
