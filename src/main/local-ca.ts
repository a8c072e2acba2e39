// npm run admin -- local-ca: the certificate of a server inside a house, and what to do with it.
import { systemClock } from '#platform/clock.ts';
import { makeLocalAuthority } from '#platform/tls/local-authority.ts';

/** Makes it and says what to do next. */
export async function localCa(folder: string, hosts: readonly string[]): Promise<string> {
  const made = await makeLocalAuthority(folder, hosts, systemClock.now());
  const [host = ''] = hosts;
  const until = made.validTo.toString().slice(0, 10);
  const trust = made.isNew
    ? `Let every workstation trust ${made.authority} (docs/operations/tls.md says how).`
    : 'The authority is the one from before: workstations that trust it need nothing new.';
  return `The certificate for ${hosts.join(', ')} is good until ${until}. ${trust}
Keep authority-key.pem away from the server, where only you can read it. Then:

  ONEROOF_TLS_CERT=${made.cert} ONEROOF_TLS_KEY=${made.key} \\
  ONEROOF_ORIGIN=https://${host.includes(':') ? `[${host}]` : host}:3000 npm start`;
}
