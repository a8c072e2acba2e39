// The web process: pages, forms, API and live streams on one port.
import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import { loadAssets } from '#platform/build/assets.ts';
import { systemClock } from '#platform/clock.ts';
import { onShutdown, refuse, tellReady } from '#platform/supervise/child.ts';
import { webApp } from './app.tsx';
import { readConfig } from './config.ts';
import { isDurable, readDurability } from './health.ts';
import { makeServices } from './services.ts';

const config = readConfig();
const appUrl = config.database.app;
const secret = config.secret;
if (!appUrl || !secret)
  refuse('The web process needs ONEROOF_APP_URL and ONEROOF_SECRET; npm start sets both.');

const services = await makeServices({
  appUrl,
  secret,
  clock: systemClock,
  assets: loadAssets(),
  relay: true,
  secure: config.origin?.startsWith('https://') ?? false,
});
const durability = await readDurability(services.database);
if (!isDurable(durability) && !config.unsafeCommit) {
  refuse(
    `The database may lose acts that were acknowledged: ${JSON.stringify(durability)}. ` +
      'Set fsync, full_page_writes and synchronous_commit to on.',
  );
}
const server = createAdaptorServer({ fetch: webApp(services).fetch }) as Server;
server.requestTimeout = 15_000;
server.headersTimeout = 10_000;
server.keepAliveTimeout = 20_000;
server.listen({ port: config.port, host: config.host }, tellReady);

onShutdown(async () => {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 3000).unref();
  await closed;
  await services.close();
});
