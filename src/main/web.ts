// The web process: pages, forms, API and live streams on one port.
import { readFileSync } from 'node:fs';
import { loadAssets } from '#platform/build/assets.ts';
import { systemClock } from '#platform/clock.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { makeServer } from '#platform/http/server.ts';
import { onShutdown, refuse, tellReady } from '#platform/supervise/child.ts';
import { FileSigner } from '#platform/vault/file-signer.ts';
import { FileVault } from '#platform/vault/file-vault.ts';
import { STAFF_LIMITS } from '#platform/session/opening.ts';
import { webApp } from './app.tsx';
import { linkWaysOf, readConfig } from './config.ts';
import { receivesFiles } from './receive-files.ts';
import { areErased, isDurable, readDurability } from './health.ts';
import { makeServices } from './services.ts';

const config = readConfig();
const appUrl = config.database.app;
const secret = config.secret;
if (!appUrl || !secret)
  refuse('The web process needs ONEROOF_APP_URL and ONEROOF_SECRET; npm start sets both.');

const { trustedProxies, tls } = config;

const ledger = new ErasureLedger(config.erased);
const services = await makeServices({
  appUrl,
  secret,
  ledger,
  previousSecret: config.previousSecret,
  clock: systemClock,
  assets: loadAssets(),
  vault: new FileVault(config.keys),
  signer: new FileSigner(config.signing),
  checking: config.clamav ? 'scanner' : config.unscanned,
  relay: true,
  origin: config.origin,
  linkWays: linkWaysOf(config),
  signOn: config.signOn,
  limits: { ...STAFF_LIMITS, idle: config.idleMinutes },
  secure: tls !== undefined || (config.origin?.startsWith('https://') ?? false),
  trustedProxies,
  unlimited: config.unlimited,
});
if (!(await areErased(services.database, ledger)))
  refuse(
    `${config.erased} names people whom this database still knows: npm start erases them first.`,
  );
const durability = await readDurability(services.database);
if (!isDurable(durability) && !config.unsafeCommit) {
  refuse(
    `The database may lose acts that were acknowledged: ${JSON.stringify(durability)}. ` +
      'Set fsync, full_page_writes and synchronous_commit to on.',
  );
}
if (config.origin !== undefined && !tls && trustedProxies.length === 0) {
  console.error(
    'ONEROOF_ORIGIN is set and ONEROOF_TRUSTED_PROXIES is not: everyone behind the proxy counts as one.',
  );
}
const server = makeServer({
  fetch: webApp(services).fetch,
  receivesFiles,
  trustedProxies,
  ...(tls && { tls: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } }),
});
server.listen({ port: config.port, host: config.host }, tellReady);

onShutdown(async () => {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 3000).unref();
  await closed;
  await services.close();
});
