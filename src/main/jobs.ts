// What the worker does: jobs that reactions or the calendar ask for. Each may run twice.
import { run, type Runner, runMigrations } from 'graphile-worker';
import { sendGlassLetters } from '#modules/casefiles/glass-letters.ts';
import { sendDue } from '#modules/messages/send-due.ts';
import { systemClock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { newId } from '#base/ids.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type { ClamdAddress } from '#platform/clamav/clamd.ts';
import { relayPokes } from '#platform/live/relay.ts';
import { publishHeads, type WayOut } from '#platform/event-log/chain.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import type { Texter } from '#platform/mail/texter.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import type { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { carryOutErasures } from './carry-out-erasures.ts';
import { chaseReferrals } from './chase-referrals.ts';
import { compareFiles } from './compare-files.ts';
import { suspendGlasses } from './suspend-glasses.ts';
import { endDays } from './end-days.ts';
import { forgetDueUnlessSilent } from './forget-due.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { keyAnew } from './key-anew.ts';
import { learnDurations } from './learn-durations.ts';
import { DIRECTORY } from './live-topics.ts';
import { scanFiles } from './scan-files.ts';
import { notePackages } from './note-packages.ts';
import { packageLinksBy } from './package-link.ts';
import { linksBy } from './ticket-link.ts';

/** Schema of the queue, owned by the role of the worker. */
export const JOBS_SCHEMA = 'jobs';

export interface JobPayloads {
  'end-access': { readonly visitId: string };
  'compare-files': { readonly personId: string };
  'apply-directory-changes': Record<string, never>;
  'send-messages': Record<string, never>;
  'end-days': Record<string, never>;
  'learn-durations': Record<string, never>;
  'publish-heads': Record<string, never>;
  'forget-due': Record<string, never>;
  'chase-referrals': Record<string, never>;
  'suspend-glasses': Record<string, never>;
  'send-glass-letters': Record<string, never>;
  'key-anew': Record<string, never>;
  'forget-exports': Record<string, never>;
  'scan-files': Record<string, never>;
  'note-packages': Record<string, never>;
  'carry-out-erasures': Record<string, never>;
}
export type JobName = keyof JobPayloads;

/**
 * When jobs run by the calendar (UTC). What may take long has a queue of its own, and waits there once: it never
 * takes more than one of the worker's places.
 */
export const CRONTAB = `* * * * * apply-directory-changes
* * * * * send-messages
* * * * * send-glass-letters
* * * * * scan-files
* * * * * note-packages
* * * * * carry-out-erasures ?queue=erasures&jobKey=carry-out-erasures
*/10 * * * * end-days
*/10 * * * * chase-referrals
*/10 * * * * suspend-glasses
*/10 * * * * forget-exports
*/10 * * * * learn-durations
3,13,23,33,43,53 * * * * key-anew
*/10 * * * * forget-due ?queue=retention&jobKey=forget-due
*/5 * * * * publish-heads`;

/** What jobs need beside the database. */
export interface JobParts {
  readonly secret: string;
  /** Undefined where no mail server is set: messages wait. */
  readonly mailer?: Mailer | undefined;
  /** Undefined where no gateway is set: no short messages. */
  readonly texter?: Texter | undefined;
  /** The address that people type; undefined: no message carries a link. */
  readonly origin?: string | undefined;
  /** Whose transactions may take as long as an erasure does (ERASURE_MS). */
  readonly erasing: Database;
  /** Outside the database: who was erased. */
  readonly ledger: ErasureLedger;
  readonly previousSecret?: string | undefined;
  /** Opens files for a scanner, in memory. */
  readonly vault: Vault;
  /** Undefined where no scanner is set. */
  readonly clamav?: ClamdAddress | undefined;
  readonly unscanned: 'pictures' | 'hold';
  /** How heads of the logs leave the database. */
  readonly heads: readonly WayOut[];
}

type Jobs = { readonly [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> };

/** The jobs, over the worker's database as the worker's session. */
export function jobs(database: Database, token: string, parts: JobParts): Jobs {
  const { secret, mailer, texter, heads } = parts;
  const linkOf = linksBy(parts);
  const packageLinkOf = packageLinksBy(parts);
  const asWorker = (text: string, values: readonly unknown[]) =>
    database.transaction(async (tx) => {
      tx.text('select access.enter($1)', [token]).catch(() => {});
      await tx.text(text, values);
    });
  return {
    'end-access': ({ visitId }) => asWorker('select visits.end_access($1)', [visitId]),
    'compare-files': ({ personId }) => compareFiles(database, token, personId),
    'apply-directory-changes': () => applyDirectoryChanges(database, token),
    'send-messages': oneAtATime(async () => {
      const clock = systemClock;
      if (mailer) await sendDue({ database, token, mailer, texter, linkOf, packageLinkOf, clock });
      await notePackages(database, token, { clock, secret });
    }),
    async 'send-glass-letters'() {
      if (mailer) await sendGlassLetters({ database, token, mailer, origin: parts.origin });
    },
    'end-days': () => endDays(database, token, { clock: systemClock, secret }),
    'learn-durations': () => learnDurations(database, token, systemClock),
    // Once an hour; asked for more often, so that a way out that failed is soon tried again.
    'publish-heads': () => publishHeads(database, token, heads),
    async 'forget-due'() {
      await forgetDueUnlessSilent(parts.erasing, token, systemClock);
    },
    'note-packages': () => notePackages(database, token, { clock: systemClock, secret }),
    'chase-referrals': () => chaseReferrals(database, token, { clock: systemClock, secret }),
    'forget-exports': () => asWorker('select casefiles.forget_exports(meta.now())', []),
    async 'carry-out-erasures'() {
      const { ledger } = parts;
      const queue = JOBS_SCHEMA;
      await carryOutErasures(parts.erasing, token, { clock: systemClock, secret, ledger, queue });
    },
    'suspend-glasses': () => suspendGlasses(database, token, { clock: systemClock, secret }),
    async 'scan-files'() {
      await scanFiles(database, token, { ...parts, clock: systemClock });
    },
    async 'key-anew'() {
      await keyAnew(database, token);
    },
  };
}

/** Carries out what was to change from today on, and tells every process that reads the directory. */
export function applyDirectoryChanges(database: Database, token: string): Promise<void> {
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    const [done] = await tx.text<{ count: number }>('select directory.apply_due() as count');
    if (done && done.count > 0) await relayPokes(tx, [{ commandId: newId(), topics: [DIRECTORY] }]);
  });
}

/**
 * Makes or upgrades the queue's schema as the worker's role. That role may create a schema only
 * while this runs.
 */
export async function prepareJobs(urls: { owner: string; jobs: string }): Promise<void> {
  const mayCreate = (verb: string) =>
    withClient(urls.owner, (client) =>
      client.query(
        `do $$ begin execute format('${verb} oneroof_jobs', current_database()); end $$`,
      ),
    );
  await mayCreate('grant create on database %I to');
  try {
    await runMigrations({
      connectionString: urls.jobs,
      schema: JOBS_SCHEMA,
      noHandleSignals: true,
    } as never);
  } finally {
    await mayCreate('revoke create on database %I from');
  }
}

/** Starts taking jobs from the queue. */
export function runJobs(jobsUrl: string, list: Jobs): Promise<Runner> {
  return run({
    connectionString: jobsUrl,
    schema: JOBS_SCHEMA,
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    crontab: CRONTAB,
    taskList: Object.fromEntries(
      Object.entries(list).map(([name, work]) => [
        name,
        (payload: unknown) => work(payload as never),
      ]),
    ),
  });
}
