// A small server for stories of the browser side alone: the real bundle, the real policy, pages
// given by the test. No database.
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { loadAssets } from '#platform/build/assets.ts';
import { inCheckout } from '#platform/checkout.ts';
import type { Assets } from '#platform/ui/document.tsx';

/** The policy that the product sends; a story that sees a report of it has found a fault. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

export type Stage = { origin: string; assets: Assets; app: Hono; close(): Promise<void> };

/** Serves the built files of the browser with `app`'s routes. */
export async function openStage(): Promise<Stage> {
  const assets = loadAssets();
  const app = new Hono();
  app.use('*', async (context, next) => {
    await next();
    context.header('content-security-policy', POLICY);
  });
  app.use('/assets/*', serveStatic({ root: inCheckout('dist', 'public') }));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    assets,
    app,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
