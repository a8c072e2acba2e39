// The worker process: readers of the log, and the jobs that they enqueue.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import { Database } from '#platform/db/database.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { headsFile } from '#platform/event-log/heads-file.ts';
import { smtpMailer } from '#platform/mail/mailer.ts';
import { httpTexter } from '#platform/mail/texter.ts';
import { onShutdown, refuse, tellReady } from '#platform/supervise/child.ts';
import { FileVault } from '#platform/vault/file-vault.ts';
import { ERASURE_MS } from './carry-out-erasures.ts';
import { headsByMail, keepChaining } from './chains.ts';
import { readConfig } from './config.ts';
import { jobs, runJobs } from './jobs.ts';
import { processToken } from './process-accounts.ts';
import { keepReading } from './readers.ts';

const config = readConfig();
const jobsUrl = config.database.jobs;
const { secret } = config;
if (!jobsUrl || !secret)
  refuse('The worker needs ONEROOF_JOBS_URL and ONEROOF_SECRET; npm start sets both.');

const token = processToken(secret, 'worker');
const database = new Database({ url: jobsUrl, connections: 4, applicationName: 'oneroof-worker' });
const erasing = new Database({
  url: jobsUrl,
  connections: 1,
  applicationName: 'oneroof-erasure',
  transactionMs: ERASURE_MS,
});
const mailer = config.mail && smtpMailer(config.mail.url, config.mail.from);
const texter = config.sms && httpTexter(config.sms.url, config.sms.token);
const heads = [
  headsFile(config.heads),
  ...(mailer && config.headsTo ? [headsByMail(mailer, config.headsTo)] : []),
];
const stop = new AbortController();
const reading = keepReading(database, token, stop.signal);
const chaining = keepChaining(database, token, stop.signal);
const working = keepWorking();
tellReady();

onShutdown(async () => {
  stop.abort();
  await Promise.all([reading, chaining, working]);
  mailer?.close();
  await erasing.close();
  await database.close();
});

/** Runs the queue, again when the database went away. */
async function keepWorking(): Promise<void> {
  let told = '';
  while (!stop.signal.aborted) {
    let runner: Runner | undefined;
    try {
      runner = await runJobs(
        jobsUrl as string,
        jobs(database, token, {
          secret: secret as string,
          previousSecret: config.previousSecret,
          origin: config.origin,
          mailer,
          texter,
          heads,
          vault: new FileVault(config.keys),
          clamav: config.clamav,
          unscanned: config.unscanned,
          erasing,
          ledger: new ErasureLedger(config.erased),
        }),
      );
      const ended = new Promise<void>((done) =>
        stop.signal.addEventListener('abort', () => done(), { once: true }),
      );
      await Promise.race([runner.promise, ended]);
    } catch (error) {
      // Mostly the database is away; the queue is in it, so nothing is lost. Told once, and without its words.
      const { name, code = '' } = error as Error & { readonly code?: string };
      const what = `${name} ${code}`.trim();
      if (what !== told)
        console.error(`the queue stopped (${what}); it is begun again each second`);
      told = what;
    }
    await runner?.stop().catch(() => {});
    await sleep(1000, undefined, { signal: stop.signal }).catch(() => {});
  }
}
