// Addresses of a small house.
import type { Hono } from 'hono';
import { recordAtOnce } from '#modules/visits/commands/record-at-once.ts';
import { localOfficeOf, mayRecordAtOnce } from '#modules/visits/local-office.ts';
import { localPage } from '#screens/local/local-page.tsx';
import { problem } from '#base/problem.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

export function localRoutes(site: Site, _services: Services, _app: Hono): void {
  site.page('/local', {
    screen: 'local',
    async render({ actor, directory }) {
      const own = [...directory.centres.values()].find((centre) => {
        const office = localOfficeOf(centre);
        return office !== undefined && mayRecordAtOnce(actor, centre.id, office.unitId);
      });
      return own ? { redirect: `/local/${own.id}` } : problem('not-found');
    },
  });
  site.page('/local/:centreId', localPage);
  site.form('/local/:centreId', recordAtOnce, {
    page: localPage,
    input: (own, { centreId = '' }) => ({ ...own, centreId }),
    after: ({ visitId }, { centreId = '' }) =>
      `/local/${encodeURIComponent(centreId)}?done&act=${String(visitId)}`,
  });
}
