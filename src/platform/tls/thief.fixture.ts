// What a thief of the authority's key does: signs a certificate for a site of her choice.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** @returns paths of a certificate for `host` signed by the authority of `folder`, and of its key */
export async function signAsThief(
  folder: string,
  host: string,
): Promise<{ cert: string; key: string }> {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const authority = new x509.X509Certificate(read('authority.pem'));
  const der = Buffer.from(read('authority-key.pem').replace(/-----[^-]+-----/g, ''), 'base64');
  const signingKey = await crypto.subtle.importKey('pkcs8', der, CURVE, false, ['sign']);
  const keys = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      subject: [{ CN: [host] }],
      issuer: authority.subjectName,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: CURVE,
      extensions: [
        new x509.SubjectAlternativeNameExtension([
          { type: isIP(host) ? x509.IP : x509.DNS, value: host },
        ]),
      ],
    },
    crypto,
  );
  const files = { cert: join(folder, 'stolen.pem'), key: join(folder, 'stolen-key.pem') };
  writeFileSync(files.cert, certificate.toString('pem'));
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  writeFileSync(
    files.key,
    `-----BEGIN PRIVATE KEY-----\n${key.toString('base64')}\n-----END PRIVATE KEY-----\n`,
  );
  return files;
}
