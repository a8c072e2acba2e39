// Addresses of corrections: one act, the acts of a day, a month that is signed.
import type { Hono } from 'hono';
import { signMonth } from '#modules/attendances/commands/sign-month.ts';
import { correctAttendance } from '#modules/visits/commands/correct-attendance.ts';
import { voidAttendance } from '#modules/visits/commands/void-attendance.ts';
import { actPage } from '#screens/correction/act-page.tsx';
import { actsPage } from '#screens/correction/acts-page.tsx';
import { figuresPage } from '#screens/figures/figures-page.tsx';
import type { Site } from './site.tsx';

export function correctionRoutes(site: Site, app: Hono): void {
  site.page('/acts/:attendanceId', actPage);
  site.page('/coordination/:centreId/acts', actsPage);
  const ofAct = (fields: Record<string, unknown>, { attendanceId }: Record<string, string>) => ({
    ...fields,
    attendanceId,
  });
  const back = (_result: unknown, { attendanceId = '' }: Record<string, string>) =>
    `/acts/${encodeURIComponent(attendanceId)}`;
  site.form('/acts/:attendanceId/correct', correctAttendance, {
    page: actPage,
    input: ofAct,
    after: back,
  });
  site.form('/acts/:attendanceId/void', voidAttendance, {
    page: actPage,
    input: ofAct,
    after: back,
  });
  site.form('/figures/:centreId/sign', signMonth, {
    page: figuresPage,
    input: (fields, { centreId }) => ({ ...fields, centreId }),
    after: ({ month }, { centreId = '' }) =>
      `/figures/${encodeURIComponent(centreId)}?day=${month}-01`,
  });
  // A refused form stands at its own address: a reload leads back to its page.
  app.get('/acts/:attendanceId/:act', (c) =>
    c.redirect(`/acts/${encodeURIComponent(c.req.param('attendanceId'))}`, 303),
  );
  app.get('/figures/:centreId/sign', (c) =>
    c.redirect(`/figures/${encodeURIComponent(c.req.param('centreId'))}`, 303),
  );
}
