// npm run admin -- rotate-key: another key for whatever the web process seals and hashes. The present
// one stays as the previous one, so that nothing is lost; the next start seals anew (renew-keys.ts).
import { loadSecrets, newSecret, rotateKey } from '#platform/embedded-postgres/secrets.ts';
import type { Config } from './config.ts';

/** The keys that count, the present one first. */
export function keysOf({ secret, previousSecret, dataDir }: Config): readonly string[] {
  if (secret !== undefined)
    return previousSecret === undefined ? [secret] : [secret, previousSecret];
  const { key, previousKey } = loadSecrets(dataDir);
  return previousKey === undefined ? [key] : [key, previousKey];
}

/** Changes the key in the data folder, or says what to set. @returns what to tell the operator */
export function changeKey(config: Config): string {
  const after =
    'Restart Oneroof now. Authenticators and sessions go on; people choose their PINs anew, and the ' +
    'worker proves itself by another token. Take a backup afterwards, and keep it with the new key.';
  if (config.secret !== undefined)
    return `Set these two, in place of what is set today:\nONEROOF_SECRET=${newSecret()}\nONEROOF_SECRET_PREVIOUS=${config.secret}\n${after}`;
  rotateKey(config.dataDir);
  return `There is a new key in ${config.dataDir}/secrets.json. ${after}`;
}
