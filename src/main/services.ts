// Everything that the web process is made of, put together once: by `web`, by tests, by the
// rehearsal of a day and by benchmarks.
import type { Clock } from '#platform/clock.ts';
import { Database } from '#platform/db/database.ts';
import type { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { Defences } from '#platform/http/defences.ts';
import { SessionCookie } from '#platform/http/session-cookie.ts';
import { LiveHub } from '#platform/live/hub.ts';
import { RecentIds } from '#platform/live/recent-ids.ts';
import { RelayListener } from '#platform/live/relay.ts';
import { type CommandRunner, commandRunner } from '#platform/run-command/runner.ts';
import { OpaqueCookie } from '#platform/http/opaque-cookie.ts';
import { Challenges } from '#platform/session/challenge.ts';
import { Keyring } from '#platform/session/keyring.ts';
import { Examiner } from '#platform/uploads/examiner.ts';
import { Uploads } from '#platform/uploads/uploads.ts';
import { SignOn, type SignOnSettings } from '#platform/session/sign-on.ts';
import { NO_SIGNER, type Signer } from '#platform/vault/signer.ts';
import { NO_VAULT, type Vault } from '#platform/vault/vault.ts';
import { type SessionLimits, STAFF_LIMITS } from '#platform/session/opening.ts';
import { FailedTries } from '#platform/session/failed-tries.ts';
import { RefusalLog } from '#platform/session/refusal-log.ts';
import { Presence } from '#platform/session/presence.ts';
import { SessionWatch } from '#platform/session/session-watch.ts';
import type { Assets } from '#platform/ui/document.tsx';
import { DirectoryCache } from '#modules/directory/directory-cache.ts';
import { boardFragment } from '#screens/board/board-fragment.tsx';
import type { Checking } from '#modules/files/rules.ts';
import type { LinkWays } from '#screens/page.ts';
import { ticketFragment } from '#screens/phone/ticket-fragment.tsx';
import { Exports } from './exports.ts';
import { DIRECTORY, topicsOf } from './live-topics.ts';
import { Phones } from './phones.ts';
import { PROJECTIONS } from './projections.ts';

export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly runner: CommandRunner;
  readonly hub: LiveHub;
  /** Pages of tickets that are open on phones. */
  readonly phones: Phones;
  readonly directory: DirectoryCache;
  readonly cookie: SessionCookie;
  /** Between the first factor and the second. */
  readonly halfCookie: OpaqueCookie;
  /** Which workstation a browser is. */
  readonly stationCookie: OpaqueCookie;
  /** The link of a summary, swapped for this: a day, on whatever phone. */
  readonly linkCookie: OpaqueCookie;
  /** The link of a ticket, swapped for this: until its day ends. */
  readonly ticketCookie: OpaqueCookie;
  /** The link by which a telephone hands photographs in, swapped for this. */
  readonly photoCookie: OpaqueCookie;
  /** The link to a package, swapped for this; and the half hour of whoever had its code, too. */
  readonly packageCookie: OpaqueCookie;
  readonly packageVisitCookie: OpaqueCookie;
  /** Whose full sign-ins a browser has seen: exempts from waiting, and from nothing else. */
  readonly knownCookie: OpaqueCookie;
  readonly failedTries: FailedTries;
  /** Security events: tries to get in that were refused. */
  readonly refusals: RefusalLog;
  readonly keyring: Keyring;
  /** What opens the keys of compartments and files. */
  readonly vault: Vault;
  /** Signs what leaves the house. */
  readonly signer: Signer;
  /** Looks files through that come in. */
  readonly examiner: Examiner;
  /** Those that were, until a command takes them. */
  readonly uploads: Uploads;
  /** How files leave quarantine, to say it where they wait. */
  readonly checking: Checking;
  /** Who was erased; undefined where nothing is kept beside the database. */
  readonly ledger: ErasureLedger | undefined;
  /** Makes what is taken out of files. */
  readonly exports: Exports;
  readonly challenges: Challenges;
  /** Undefined: no issuer is set. */
  readonly signOn: SignOn | undefined;
  /** The address that people type; undefined: the one that they asked for. */
  readonly origin: string | undefined;
  /** How the link to a ticket's page may be sent. */
  readonly linkWays: LinkWays;
  readonly limits: SessionLimits;
  readonly presence: Presence;
  readonly watch: SessionWatch;
  readonly defences: Defences;
  readonly assets: Assets;
  readonly demo: boolean;
  /** People reach us over TLS. */
  readonly secure: boolean;
  close(): Promise<void>;
}

export interface ServicesOptions {
  readonly appUrl: string;
  readonly clock: Clock;
  /** Key of keyed hashes. */
  readonly secret: string;
  /** The key before it, for a while after a change. */
  readonly previousSecret?: string | undefined;
  /** What opens the keys of compartments and files; they stay shut without one. */
  readonly vault?: Vault;
  /** Signs what leaves the house; nothing does without one. */
  readonly signer?: Signer;
  /** How the worker lets files out of quarantine; not at all when not given. */
  readonly checking?: Checking;
  /** Who was erased. */
  readonly ledger?: ErasureLedger;
  readonly assets: Assets;
  readonly secure?: boolean;
  readonly origin?: string | undefined;
  /** None unless given. */
  readonly linkWays?: LinkWays;
  readonly signOn?: SignOnSettings | undefined;
  /** How long sessions live; as for staff when not given. */
  readonly limits?: SessionLimits;
  readonly connections?: number;
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
  /** Nobody is slowed down or sent away: a rehearsal plays a day in a minute. */
  readonly unlimited?: boolean;
  /** The database is a rehearsal's: it takes its time from our clock. */
  readonly rehearsal?: boolean;
  /** Listens for what other processes did; off in tests that have none. */
  readonly relay?: boolean;
  readonly observe?: Parameters<typeof commandRunner>[0]['observe'];
}

/** Connects, reads the directory, and is ready to answer. */
export async function makeServices(options: ServicesOptions): Promise<Services> {
  const { clock, secret, assets, secure = false, vault = NO_VAULT, signer = NO_SIGNER } = options;
  const database = new Database({
    url: options.appUrl,
    connections: options.connections ?? 16,
    applicationName: 'oneroof-web',
    ...(options.rehearsal && { rehearsalClock: clock }),
  });
  const directory = new DirectoryCache(database, clock);
  const hub = new LiveHub({
    // Two people at one file see each other.
    isShared: (topic) => topic.startsWith('file:'),
    rendererFor: (topic) =>
      topic.startsWith('board:')
        ? () => boardFragment(database, directory.get(), topic.slice(6), clock.now())
        : undefined,
  });
  const phones = new Phones({
    database,
    clock,
    directory,
    say: (ticket, outlook, today, language) =>
      ticketFragment(today, ticket, outlook, clock.now(), language),
  });
  const tell = (topics: readonly string[]) => {
    hub.publish(topics);
    phones.changed(topics);
  };
  const watch = new SessionWatch(database);
  const { previousSecret } = options;
  const keyring = new Keyring(secret, previousSecret);
  const uploads = new Uploads();
  const refusals = new RefusalLog(database, keyring, clock);
  const { trustedProxies = [], unlimited = false } = options;
  const defences = new Defences({ trustedProxies, unlimited });
  const own = new RecentIds();
  // Screens are told after the directory was read, so that they never show it as it was.
  const readDirectory = async (topics: readonly string[]) => {
    if (topics.includes(DIRECTORY)) await directory.changed().catch(() => {});
  };
  const relay = new RelayListener(
    options.appUrl,
    (pokes) => {
      const topics = pokes
        .filter(({ commandId }) => !own.has(commandId))
        .flatMap((poke) => poke.topics);
      void readDirectory(topics).then(() => tell(topics));
    },
    () =>
      void readDirectory([DIRECTORY]).then(() => {
        hub.publishAll();
        phones.changedAll();
      }),
  );
  const runner = commandRunner({
    database,
    clock,
    macKey: Buffer.from(secret),
    ...(previousSecret !== undefined && { previousMacKey: Buffer.from(previousSecret) }),
    projections: PROJECTIONS,
    vault,
    signer,
    uploads,
    committed(events) {
      for (const { commandId } of events) own.add(commandId);
      const topics = events.flatMap(topicsOf);
      if (topics.includes(DIRECTORY)) void readDirectory(topics).then(() => tell(topics));
      else tell(topics);
    },
    ...(options.observe && { observe: options.observe }),
  });
  await directory.start();
  if (options.relay) relay.start();
  const [network] = await database.transaction((tx) =>
    tx.text<{ value: string }>(`select value from meta.setting where name = 'network'`),
  );
  return {
    database,
    clock,
    runner,
    hub,
    phones,
    directory,
    cookie: new SessionCookie(secure),
    halfCookie: new OpaqueCookie('oneroof-half', secure, 15 * 60),
    stationCookie: new OpaqueCookie('oneroof-station', secure, 365 * 24 * 3600),
    linkCookie: new OpaqueCookie('oneroof-visit', secure, 24 * 3600, 22, 'Lax'),
    ticketCookie: new OpaqueCookie('oneroof-ticket', secure, 24 * 3600, 22, 'Lax'),
    photoCookie: new OpaqueCookie('oneroof-photo', secure, 10 * 60, 22, 'Lax'),
    packageCookie: new OpaqueCookie('oneroof-package', secure, 3600, 22, 'Lax'),
    packageVisitCookie: new OpaqueCookie('oneroof-package-visit', secure, 30 * 60, 43, 'Lax'),
    knownCookie: new OpaqueCookie('oneroof-known', secure, 180 * 24 * 3600, 1500),
    failedTries: new FailedTries(),
    refusals,
    keyring,
    vault,
    signer,
    examiner: new Examiner(),
    uploads,
    checking: options.checking ?? 'hold',
    ledger: options.ledger,
    exports: new Exports({ database, clock, directory, keyring }),
    signOn: options.signOn && new SignOn(options.signOn, keyring),
    challenges: new Challenges(secret),
    origin: options.origin,
    linkWays: options.linkWays ?? { email: false, sms: false },
    limits: options.limits ?? STAFF_LIMITS,
    presence: new Presence(database),
    watch,
    defences,
    assets,
    secure,
    demo: network?.value === 'demonstration',
    async close() {
      directory.stop();
      watch.close();
      phones.close();
      await refusals.stop();
      defences.stop();
      await relay.stop();
      await database.close();
    },
  };
}
