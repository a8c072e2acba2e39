// The link to a package and the code beside it: nobody can work them out without our key, and they are the same
// however often they are asked for. The database keeps their hashes: that of the code by our key, too, so that
// nobody tries all codes on a copy of it.
import { plainDigits } from '#base/digits.ts';
import { drawPackage } from '#modules/partners/queries.ts';
import type { SentPackage } from '#modules/partners/schema.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { Keyring } from '#platform/session/keyring.ts';
import { hashOf } from '#platform/session/token.ts';

/** What a partner needs: 128 bits by letter, eight digits by telephone or on paper. */
export interface PackageSecrets {
  readonly link: string;
  readonly code: string;
}

const DIGITS = 8;

/** Link and code of a package, by the present key first, then by the one before it. */
function secretsOf(keyring: Keyring, packageId: string): readonly PackageSecrets[] {
  const links = keyring.proofsOf(`package\n${packageId}`);
  const codes = keyring.proofsOf(`package code\n${packageId}`);
  return links.map((proof, at) => ({
    link: Buffer.from(proof, 'hex').subarray(0, 16).toString('base64url'),
    code: String(BigInt(`0x${codes[at] ?? ''}`) % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0'),
  }));
}

/** What the database may keep of a code that was typed for a link; one for each key. */
export function codeHashes(keyring: Keyring, link: string, typed: string): readonly Buffer[] {
  const digits = plainDigits(typed).replaceAll(/\D/g, '').slice(0, 40);
  return keyring.proofsOf(`package door\n${link}\n${digits}`).map((one) => Buffer.from(one, 'hex'));
}

/** Makes link and code of a package good and tells them; undefined when it opens to nobody any more. */
export async function drawSecrets(
  keyring: Keyring,
  tx: Transaction,
  { id, linkHash }: Pick<SentPackage, 'id' | 'linkHash'>,
): Promise<PackageSecrets | undefined> {
  const all = secretsOf(keyring, id);
  const [present] = all;
  // Drawn before the key was changed: what was sent then is still what opens it.
  const good = linkHash ? all.find(({ link }) => hashOf(link).equals(linkHash)) : present;
  if (!good) return undefined;
  const [code] = codeHashes(keyring, good.link, good.code);
  if (!code) return undefined;
  return (await drawPackage(tx, id, { link: hashOf(good.link), code })) ? good : undefined;
}

/** Makes links for letters, which no request asks for; undefined while our own address isn't set. */
export function packageLinksBy({
  secret,
  previousSecret,
  origin,
}: {
  readonly secret: string;
  readonly previousSecret?: string | undefined;
  readonly origin?: string | undefined;
}): ((tx: Transaction, packageId: string) => Promise<string>) | undefined {
  if (!origin) return undefined;
  const keyring = new Keyring(secret, previousSecret);
  return async (tx, id) => {
    const [row] = await tx.text<Pick<SentPackage, 'linkHash'>>(
      'select link_hash as "linkHash" from partners.link_of($1)',
      [id],
    );
    const drawn = await drawSecrets(keyring, tx, { id, linkHash: row?.linkHash ?? null });
    if (!drawn) throw new Error('a package that opens to nobody');
    return `${origin}/p/${drawn.link}`;
  };
}
