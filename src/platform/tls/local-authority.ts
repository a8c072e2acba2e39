// A certificate authority of one house, for a server that no public authority vouches for: a name or
// an address inside the centre's own network. Workstations trust it once; it can vouch for the hosts
// that it was made for and for nothing else, so that whoever steals its key gains no other site.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { nameConstraints } from './name-constraints.ts';

/** What can't be done, in a sentence for the operator. */
export class AuthorityError extends Error {
  override name = 'AuthorityError';
}

export interface LocalAuthority {
  /** Paths of PEM files. `authority` is for the workstations, `cert` and `key` for the server. */
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
  /** False: the authority was there before, and workstations that trust it need nothing new. */
  readonly isNew: boolean;
  readonly validTo: Temporal.Instant;
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const AUTHORITY_YEARS = 10;
/** Browsers refuse certificates of servers that last longer than 398 or 825 days. */
const SERVER_DAYS = 397;
const { subtle } = crypto;

/**
 * Makes the authority (or takes the one of `folder`) and a certificate for `hosts`, names or addresses.
 * @throws AuthorityError for a host that is none, or one that the authority was not made for
 */
export async function makeLocalAuthority(
  folder: string,
  hosts: readonly string[],
  now: Temporal.Instant,
): Promise<LocalAuthority> {
  const wrong = hosts.find((host) => !isHost(host));
  if (wrong !== undefined || hosts.length === 0)
    throw new AuthorityError(`${wrong ?? 'Nothing'} is no name or address of a server.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = (name: string) => join(folder, name);
  const isNew = !existsSync(at('authority.pem'));
  if (isNew) await writeAuthority(at, hosts, now);
  const authority = new x509.X509Certificate(readFileSync(at('authority.pem'), 'utf8'));
  const made = authority.getExtension(MADE_FOR)?.value;
  if (!made || Buffer.compare(Buffer.from(made), nameConstraints(hosts)) !== 0) {
    throw new AuthorityError(
      'This authority was made for other hosts. Make one for these in an empty folder.',
    );
  }
  const signingKey = await importKey(readFileSync(at('authority-key.pem'), 'utf8'));
  const keys = await subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const validTo = now.add({ hours: 24 * SERVER_DAYS });
  const certificate = await x509.X509CertificateGenerator.create(
    {
      subject: [{ CN: [hosts[0] as string] }],
      issuer: authority.subjectName,
      notBefore: dateOf(now.subtract({ hours: 1 })),
      notAfter: dateOf(validTo),
      signingAlgorithm: SIGNATURE,
      publicKey: keys.publicKey,
      signingKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          hosts.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
        ),
        await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    crypto,
  );
  writeFileSync(at('server.pem'), `${certificate.toString('pem')}\n`);
  await writeKey(at('server-key.pem'), keys.privateKey);
  return {
    authority: at('authority.pem'),
    cert: at('server.pem'),
    key: at('server-key.pem'),
    isNew,
    validTo,
  };
}

/** The extension that says for which hosts the authority may vouch (RFC 5280, 4.2.1.10). */
const MADE_FOR = '2.5.29.30';

async function writeAuthority(
  at: (name: string) => string,
  hosts: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  const keys = await subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [`Oneroof of ${hosts[0]}`] }],
      notBefore: dateOf(now.subtract({ hours: 1 })),
      notAfter: dateOf(now.add({ hours: 24 * 365 * AUTHORITY_YEARS })),
      signingAlgorithm: SIGNATURE,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
        new x509.Extension(MADE_FOR, true, new Uint8Array(nameConstraints(hosts))),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    crypto,
  );
  await writeKey(at('authority-key.pem'), keys.privateKey);
  writeFileSync(at('authority.pem'), `${certificate.toString('pem')}\n`);
}

/** A private key, for its owner's eyes. */
async function writeKey(path: string, key: CryptoKey): Promise<void> {
  const der = Buffer.from(await subtle.exportKey('pkcs8', key)).toString('base64');
  const lines = der.match(/.{1,64}/g) ?? [];
  const pem = ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''];
  writeFileSync(path, pem.join('\n'), { mode: 0o600 });
}

function importKey(pem: string): Promise<CryptoKey> {
  const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
  return subtle.importKey('pkcs8', der, CURVE, false, ['sign']);
}

function isHost(host: string): boolean {
  return (
    isIP(host) !== 0 ||
    /^(?=.{1,120}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(host)
  );
}

/** What the certificate library takes times as. */
function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}
