// Settings from the environment. The only file that reads process.env.
import { join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { CHECKOUT } from '#platform/checkout.ts';
import { type ClamdAddress, clamdAddress } from '#platform/clamav/clamd.ts';
import type { SignOnSettings } from '#platform/session/sign-on.ts';
import type { RoleUrls } from '#platform/embedded-postgres/roles.ts';

/** A setting is missing or makes no sense; the message says which and what would. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export type Config = Readonly<{
  port: number;
  /** The address to listen on; all of the machine's when not given. */
  host: string | undefined;
  /** Absolute path of the data folder. */
  dataDir: string;
  /** The file, outside the data folder, to which the heads of the logs go every hour. */
  heads: string;
  /** Whom they are sent to by mail, too; undefined: nobody. */
  headsTo: string | undefined;
  /** The file, outside the data folder, with the keys that wrap those of compartments. */
  keys: string;
  /** The file, outside the data folder, with the keys that sign what leaves the house. */
  signing: string;
  /** The scanner that looks at files; undefined: none does. */
  clamav: ClamdAddress | undefined;
  /** Without a scanner: whether pictures that were made anew leave quarantine. */
  unscanned: 'pictures' | 'hold';
  /** The file, outside the data folder, that says who was erased. */
  erased: string;
  /** False: an empty network instead of the demonstration. */
  demo: boolean;
  /** Addresses of another database server; empty when PostgreSQL is our own. */
  database: Readonly<Partial<RoleUrls>>;
  /** May run on a database that can lose acknowledged acts; benchmarks only. */
  unsafeCommit: boolean;
  /** Counts no requests and sheds none; benchmarks only, whose few clients stand for hundreds. */
  unlimited: boolean;
  /** The address that people type, when a proxy stands in front: https://oneroof.example */
  origin: string | undefined;
  /** Addresses of proxies whose X-Forwarded-For we believe. */
  trustedProxies: readonly string[];
  /** Paths of our own certificate and its key, in PEM; without them a proxy speaks TLS for us. */
  tls: Readonly<{ cert: string; key: string }> | undefined;
  /** Minutes without an act of its owner after which a session ends. */
  idleMinutes: number;
  /** The server that takes messages, and the sender that people see; undefined: messages wait. */
  mail: Readonly<{ url: string; from: string }> | undefined;
  /** The gateway that takes short messages; undefined: none are sent. */
  sms: Readonly<{ url: string; token: string | undefined }> | undefined;
  /** The issuer of single sign-on; undefined when none is set. */
  signOn: SignOnSettings | undefined;
  /** The key of keyed hashes; from the data folder when not given. */
  secret: string | undefined;
  /** The key before it, after a change. */
  previousSecret: string | undefined;
  /** The process that started us is npm: when it is gone, so are we. */
  startedByNpm: boolean;
}>;

const postgresUrl = z
  .string()
  .regex(
    /^postgres(ql)?:\/\/./,
    'must be an address like postgres://user:password@host:5432/oneroof',
  )
  .optional();

const schema = z.object({
  PORT: z.coerce
    .number('must be a number from 1 to 65535')
    .int('must be a whole number')
    .min(1, 'must be a number from 1 to 65535')
    .max(65_535, 'must be a number from 1 to 65535')
    .default(3000),
  HOST: z.string().optional(),
  ONEROOF_DATA: z.string().optional(),
  ONEROOF_HEADS: z.string().optional(),
  ONEROOF_KEYS: z.string().optional(),
  ONEROOF_SIGNING: z.string().optional(),
  ONEROOF_CLAMAV: z
    .string()
    .refine(
      (said) => clamdAddress(said) !== undefined,
      'must be an address like localhost:3310, or the path of a socket',
    )
    .optional(),
  ONEROOF_UNSCANNED: z.enum(['hold', 'pictures'], 'must be hold or pictures').optional(),
  ONEROOF_ERASED: z.string().optional(),
  ONEROOF_HEADS_TO: z
    .string()
    .regex(/^[^\s@<>,]+@[^\s@<>,]+$/, 'must be one address, like name@example.org')
    .optional(),
  ONEROOF_DEMO: z.enum(['on', 'off'], 'must be on or off').default('on'),
  DATABASE_URL: postgresUrl,
  ONEROOF_APP_URL: postgresUrl,
  ONEROOF_JOBS_URL: postgresUrl,
  ONEROOF_STATS_URL: postgresUrl,
  ONEROOF_UNSAFE_COMMIT: z.enum(['0', '1'], 'must be 1 or 0').default('0'),
  ONEROOF_UNLIMITED: z.enum(['0', '1'], 'must be 1 or 0').default('0'),
  ONEROOF_ORIGIN: z
    .string()
    .regex(/^https?:\/\/[^/]+$/, 'must be an address without a path, like https://oneroof.example')
    .optional(),
  ONEROOF_TRUSTED_PROXIES: z
    .string()
    .regex(/^[0-9a-fA-F.:/, ]*$/, 'must be addresses with commas between, like 10.0.0.1, 10.0.0.2')
    .default(''),
  ONEROOF_TLS_CERT: z.string().optional(),
  ONEROOF_TLS_KEY: z.string().optional(),
  ONEROOF_IDLE_MINUTES: z.coerce
    .number('must be a number of minutes from 5 to 240')
    .int('must be a whole number of minutes')
    .min(5, 'must be a number of minutes from 5 to 240')
    .max(240, 'must be a number of minutes from 5 to 240')
    .default(30),
  ONEROOF_OIDC_ISSUER: z
    .string()
    .regex(/^https:\/\/.|^http:\/\/(localhost|127\.0\.0\.1)\b/, 'must be an https address')
    .optional(),
  ONEROOF_OIDC_CLIENT_ID: z.string().optional(),
  ONEROOF_OIDC_CLIENT_SECRET: z.string().optional(),
  ONEROOF_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]+$/, 'must be an address like smtps://user:password@mail.example:465')
    .optional(),
  ONEROOF_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@]+@[^\s@]+\.[^\s@>]+>?$/, 'must be an address, like name@example.org')
    .optional(),
  ONEROOF_SMS_URL: z
    .string()
    .regex(/^https:\/\/.|^http:\/\/(localhost|127\.0\.0\.1)\b/, 'must be an https address')
    .optional(),
  ONEROOF_SMS_TOKEN: z.string().optional(),
  ONEROOF_SECRET: z.string().min(32, 'must have 32 characters or more').optional(),
  ONEROOF_SECRET_PREVIOUS: z.string().min(32, 'must have 32 characters or more').optional(),
  npm_lifecycle_event: z.string().optional(),
});

/**
 * Reads the settings.
 * @throws ConfigError with one line for each setting that makes no sense
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is one that is not set: FOO= in a container's file means nothing.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map(
      ({ path, message }) => `${String(path[0])} ${message}; it is “${given[String(path[0])]}”.`,
    );
    throw new ConfigError(lines.join('\n'));
  }
  const env = result.data;
  const { ONEROOF_TLS_CERT: cert, ONEROOF_TLS_KEY: key } = env;
  if ((cert === undefined) !== (key === undefined)) {
    throw new ConfigError(
      'Set both ONEROOF_TLS_CERT and ONEROOF_TLS_KEY, or neither: a certificate is of no use without its key.',
    );
  }
  if (env.ONEROOF_HEADS_TO && !env.ONEROOF_SMTP_URL)
    throw new ConfigError('ONEROOF_HEADS_TO needs a mail server: set ONEROOF_SMTP_URL, too.');
  const dataDir = resolve(env.ONEROOF_DATA ?? join(CHECKOUT, '.data'));
  const database = {
    owner: env.DATABASE_URL,
    app: env.ONEROOF_APP_URL,
    jobs: env.ONEROOF_JOBS_URL,
    stats: env.ONEROOF_STATS_URL,
  };
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    dataDir,
    heads: outside(dataDir, 'ONEROOF_HEADS', env.ONEROOF_HEADS ?? `${dataDir}.heads`),
    headsTo: env.ONEROOF_HEADS_TO,
    keys: outside(dataDir, 'ONEROOF_KEYS', env.ONEROOF_KEYS ?? `${dataDir}.keys`),
    signing: outside(dataDir, 'ONEROOF_SIGNING', env.ONEROOF_SIGNING ?? `${dataDir}.signing`),
    clamav: env.ONEROOF_CLAMAV ? clamdAddress(env.ONEROOF_CLAMAV) : undefined,
    // A demonstration has nobody's papers; anywhere else somebody decides it.
    unscanned: env.ONEROOF_UNSCANNED ?? (env.ONEROOF_DEMO === 'on' ? 'pictures' : 'hold'),
    erased: outside(dataDir, 'ONEROOF_ERASED', env.ONEROOF_ERASED ?? `${dataDir}.erased`),
    demo: env.ONEROOF_DEMO === 'on',
    database: Object.freeze(database),
    unsafeCommit: env.ONEROOF_UNSAFE_COMMIT === '1',
    unlimited: env.ONEROOF_UNLIMITED === '1',
    origin: env.ONEROOF_ORIGIN,
    trustedProxies: Object.freeze(env.ONEROOF_TRUSTED_PROXIES.split(/[ ,]+/).filter(Boolean)),
    tls: cert && key ? Object.freeze({ cert: resolve(cert), key: resolve(key) }) : undefined,
    idleMinutes: env.ONEROOF_IDLE_MINUTES,
    mail: mailOf(env),
    sms: smsOf(env),
    signOn: signOnOf(env),
    secret: env.ONEROOF_SECRET,
    previousSecret: env.ONEROOF_SECRET_PREVIOUS,
    startedByNpm: env.npm_lifecycle_event === 'start',
  });
}

/**
 * A file that must not lie where the data is.
 * @throws ConfigError when it lies inside: whoever has the data folder, or a copy, would have it, too
 */
function outside(dataDir: string, setting: string, named: string): string {
  const path = resolve(named);
  if (path === dataDir || path.startsWith(dataDir + sep))
    throw new ConfigError(`${setting} must be outside the data folder, best on another machine.`);
  return path;
}

/** Server and sender, or neither. @throws ConfigError when only one is given */
function mailOf(env: z.infer<typeof schema>): Config['mail'] {
  const { ONEROOF_SMTP_URL: url, ONEROOF_MAIL_FROM: from } = env;
  if ((url === undefined) !== (from === undefined)) {
    throw new ConfigError(
      'Set both ONEROOF_SMTP_URL and ONEROOF_MAIL_FROM, or neither: a message needs a server and a sender.',
    );
  }
  return url && from ? Object.freeze({ url, from }) : undefined;
}

/** The gateway, or none. @throws ConfigError when nothing else could be sent beside it */
function smsOf(env: z.infer<typeof schema>): Config['sms'] {
  const { ONEROOF_SMS_URL: url, ONEROOF_SMS_TOKEN: token } = env;
  if (url && !env.ONEROOF_SMTP_URL)
    throw new ConfigError(
      'ONEROOF_SMS_URL needs a mail server beside it: set ONEROOF_SMTP_URL, too.',
    );
  return url ? Object.freeze({ url, token }) : undefined;
}

/** All three of the issuer's settings, or none. @throws ConfigError when only some are given */
function signOnOf(env: z.infer<typeof schema>): SignOnSettings | undefined {
  const issuer = env.ONEROOF_OIDC_ISSUER;
  const clientId = env.ONEROOF_OIDC_CLIENT_ID;
  const clientSecret = env.ONEROOF_OIDC_CLIENT_SECRET;
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret };
  if (!issuer && !clientId && !clientSecret) return undefined;
  throw new ConfigError(
    'For single sign-on, set all three: ONEROOF_OIDC_ISSUER, ONEROOF_OIDC_CLIENT_ID and ONEROOF_OIDC_CLIENT_SECRET.',
  );
}

/** How the link to a ticket's page may be sent: nothing is offered that can't arrive. */
export function linkWaysOf({ origin, mail, sms }: Config): {
  readonly email: boolean;
  readonly sms: boolean;
} {
  return { email: Boolean(origin && mail), sms: Boolean(origin && sms) };
}

/**
 * The addresses of another database server, or undefined when PostgreSQL is our own.
 * @throws ConfigError when only some of the four are given
 */
export function externalDatabase(config: Config): RoleUrls | undefined {
  const { owner, app, jobs, stats } = config.database;
  if (owner && app && jobs && stats) return { owner, app, jobs, stats };
  if (!owner && !app && !jobs && !stats) return undefined;
  throw new ConfigError(
    'For a database server of your own, set all four: DATABASE_URL (owner of the database), ' +
      'ONEROOF_APP_URL, ONEROOF_JOBS_URL and ONEROOF_STATS_URL (one role each).',
  );
}

/** The environment of a process that we start: ours, with these settings in place of its own. */
export function childEnvironment(
  settings: Partial<RoleUrls> & { secret?: string; previousSecret?: string | undefined },
): Record<string, string | undefined> {
  return {
    ...process.env,
    DATABASE_URL: settings.owner,
    ONEROOF_APP_URL: settings.app,
    ONEROOF_JOBS_URL: settings.jobs,
    ONEROOF_STATS_URL: settings.stats,
    ONEROOF_SECRET: settings.secret,
    ONEROOF_SECRET_PREVIOUS: settings.previousSecret,
    npm_lifecycle_event: undefined,
  };
}
