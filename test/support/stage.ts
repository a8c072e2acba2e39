// A small server for stories of the browser side alone: the real bundle, the real policy, pages
// given by the test. No database.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { build } from 'vite';
import { inCheckout } from '#platform/checkout.ts';
import type { Assets } from '#platform/ui/document.tsx';

/** The policy that the product sends; a story that sees a report of it has found a fault. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

export type Stage = { origin: string; assets: Assets; app: Hono; close(): Promise<void> };

/** Builds the browser's files into a folder of its own and serves them with `app`'s routes. */
export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'oneroof-stage-'));
  await build({
    configFile: false,
    root: inCheckout(),
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      manifest: 'manifest.json',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: [
          inCheckout('src/platform/ui/browser/app.ts'),
          inCheckout('src/platform/ui/styles/app.css'),
        ],
      },
    },
    worker: { format: 'es' },
  });
  const manifest: Record<string, { file: string; isEntry?: boolean }> = JSON.parse(
    readFileSync(join(folder, 'manifest.json'), 'utf8'),
  );
  const files = Object.values(manifest)
    .filter((entry) => entry.isEntry)
    .map((entry) => `/${entry.file}`);
  const assets = {
    css: files.filter((file) => file.endsWith('.css')),
    js: files.filter((file) => file.endsWith('.js')),
  };
  const app = new Hono();
  app.use('*', async (context, next) => {
    await next();
    context.header('content-security-policy', POLICY);
  });
  app.use('/assets/*', serveStatic({ root: folder }));
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
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
