// What an operator does at the server: npm run admin -- invite | token | revoke | backup |
// restore | refusals | audit | rotate-key | rotate-signing-key | rotate-compartment-keys | local-ca
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupError, writeBackup } from '#platform/backup/write-backup.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { inCheckout } from '#platform/checkout.ts';
import { systemClock } from '#platform/clock.ts';
import { startPostgres } from '#platform/embedded-postgres/start-postgres.ts';
import { AuthorityError } from '#platform/tls/local-authority.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { AuditError, verifyAudit } from './verify-audit.ts';
import { type Config, ConfigError, externalDatabase, readConfig } from './config.ts';
import { localCa } from './local-ca.ts';
import { InvitationError, inviteAtServer } from './invite-at-server.ts';
import { readRefusals } from './read-refusals.ts';
import { addSigningKey } from '#platform/vault/file-signer.ts';
import { changeKey, keysOf } from './change-key.ts';
import { renewCompartmentKeys, sayRenewed } from './renew-compartment-keys.ts';
import { issueMachineToken, revokeMachineTokens } from './machine-token.ts';

const USAGE = `npm run admin -- backup DIR              a backup of this moment into a new folder, while Oneroof runs
npm run admin -- restore DIR             brings a backup back into an empty data folder (ONEROOF_DATA)
npm run admin -- token NAME --unit UNIT --role ROLE [--centre CENTRE] [--days 90]
                                         a bearer token for a machine; shown once
npm run admin -- invite EMAIL --unit UNIT --role ROLE [--centre CENTRE] [--name NAME]
                                         an account with its link; stands for the second administrator
npm run admin -- revoke NAME             ends every token of a machine
npm run admin -- refusals DAYS [--login EMAIL]
                                         refused tries to get in, by kind, and by keyed hash of name and network
npm run admin -- audit verify [FILE]     whether the logs are whole, by the heads in ONEROOF_HEADS or FILE
npm run admin -- rotate-key              another key for what is sealed and hashed, from the next start on
npm run admin -- rotate-signing-key       another key signs packages for partners
npm run admin -- rotate-compartment-keys [--forget]
                                         other keys for compartments, while Oneroof runs; --forget: without the old ones
npm run admin -- local-ca DIR --host NAME [--host ADDRESS]
                                         a certificate for this server, of an authority of your own`;

class UsageError extends Error {}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'string' },
    role: { type: 'string' },
    name: { type: 'string' },
    centre: { type: 'string' },
    login: { type: 'string' },
    days: { type: 'string', default: '90' },
    forget: { type: 'boolean', default: false },
    host: { type: 'string', multiple: true, default: [] },
  },
});

async function act(
  ownerUrl: string,
  secrets: readonly string[],
  { heads, keys, erased }: Pick<Config, 'heads' | 'keys' | 'erased'>,
): Promise<void> {
  const [verb, name] = positionals;
  if (verb === 'rotate-compartment-keys') {
    console.log(sayRenewed(await renewCompartmentKeys(ownerUrl, keys, values), keys));
    return;
  }
  if (!name) throw new UsageError(USAGE);
  if (verb === 'backup') {
    const { tables } = await writeBackup(ownerUrl, resolve(name), systemClock.now());
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(
      `${rows} rows of ${tables.length} tables are in ${resolve(name)}.\n` +
        'It holds personal data and opens without a key: keep it where only you can read it, apart from secrets.json.',
    );
  } else if (verb === 'restore') {
    const manifest = await restoreBackup(ownerUrl, resolve(name), inCheckout('db', 'migrations'));
    console.log(
      `Restored what was taken at ${manifest.takenAt}, verified table by table. Everyone signs in anew. Now: npm start`,
    );
  } else if (verb === 'token') {
    const days = Number(values.days);
    if (!values.unit || !values.role || !Number.isInteger(days) || days < 1 || days > 730)
      throw new UsageError(USAGE);
    console.log(
      await issueMachineToken(ownerUrl, {
        name,
        unitId: values.unit,
        role: values.role,
        centreId: values.centre ?? null,
        days,
      }),
    );
  } else if (verb === 'invite') {
    if (!values.unit || !values.role) throw new UsageError(USAGE);
    const token = await inviteAtServer(ownerUrl, {
      login: name,
      name: values.name,
      unitId: values.unit,
      role: values.role,
      centreId: values.centre ?? null,
    });
    console.log(
      token
        ? `Give this address to ${name} alone: where people reach Oneroof, then /invitation/${token}\nIt works once, for seven days.`
        : `${name} has the role now, and signs in as before.`,
    );
  } else if (verb === 'refusals') {
    const days = Number(name);
    if (!Number.isInteger(days) || days < 1 || days > 90) throw new UsageError(USAGE);
    const { login } = values;
    console.log((await readRefusals(ownerUrl, { days, login, secrets })).join('\n'));
  } else if (verb === 'audit' && name === 'verify') {
    const file = resolve(positionals[2] ?? heads);
    const ledger = new ErasureLedger(erased);
    console.log(await verifyAudit(ownerUrl, file, ledger, systemClock.now()));
  } else if (verb === 'revoke') {
    console.log(`${await revokeMachineTokens(ownerUrl, name)} tokens ended.`);
  } else {
    throw new UsageError(USAGE);
  }
}

try {
  if (positionals[0] === 'local-ca') {
    const [, folder] = positionals;
    if (!folder || values.host.length === 0) throw new UsageError(USAGE);
    console.log(await localCa(resolve(folder), values.host));
    process.exit(0);
  }
  const config = readConfig();
  if (positionals[0] === 'rotate-signing-key') {
    const name = addSigningKey(config.signing);
    console.log(
      `${name} in ${config.signing} signs from now on. What was signed before can be proved as it could.`,
    );
    process.exit(0);
  }
  if (positionals[0] === 'rotate-key') {
    console.log(changeKey(config));
    process.exit(0);
  }
  const external = externalDatabase(config);
  if (external) {
    await act(external.owner, keysOf(config), config);
  } else {
    const postgres = await startPostgres({ dataDir: config.dataDir, log: () => {} });
    try {
      await act(postgres.urls.owner, keysOf(config), config);
    } finally {
      // A server that ran before us belongs to the product that runs.
      if (!postgres.adopted) await postgres.stop();
    }
  }
  process.exit(0);
} catch (error) {
  const { constraint } = error as { constraint?: string };
  const plain = [
    UsageError,
    AuditError,
    InvitationError,
    BackupError,
    ConfigError,
    AuthorityError,
  ].some((kind) => error instanceof kind);
  console.error(
    plain
      ? (error as Error).message
      : constraint === 'membership_unit_id_fkey'
        ? `There is no unit ${values.unit}.`
        : constraint === 'membership_one_side'
          ? 'This person is on the other side of the firewall: end that role first.'
          : constraint === 'membership_role_check'
            ? `There is no role ${values.role}.`
            : error,
  );
  process.exit(1);
}
