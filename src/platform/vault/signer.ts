// Signs what leaves the house, so that whoever has it can prove later that it came from here and was not
// changed. The private key is outside the database; the public ones are shown to everybody
// (`/.well-known/oneroof-keys.json`), also those that sign no more.
import { createPublicKey, verify } from 'node:crypto';

/** A public key (Ed25519), as RFC 8037 writes it. */
export interface PublicSigningKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** Its name, which stands in what it signed. */
  readonly kid: string;
  /** 32 bytes in base64url. */
  readonly x: string;
}

export interface Signature {
  /** Which key: a name, no secret. */
  readonly key: string;
  /** 64 bytes. */
  readonly bytes: Buffer;
}

export interface Signer {
  /** The name of the key that signs now; undefined: it is not there. */
  present(): string | undefined;
  sign(bytes: Uint8Array): Signature | 'locked';
  /** Every key that ever signed here, the present one first. */
  publicKeys(): readonly PublicSigningKey[];
}

/** Has no key: for processes that sign nothing. */
export const NO_SIGNER: Signer = {
  present: () => undefined,
  sign: () => 'locked',
  publicKeys: () => [],
};

/** What was signed, as text: JWS in its compact form (RFC 7515, EdDSA of RFC 8037). */
export interface SignedText {
  readonly text: string;
  readonly signature: Signature;
}

/** Signs a text; `locked` without a key. */
export function signText(signer: Signer, payload: string): SignedText | 'locked' {
  const kid = signer.present();
  const head = part(JSON.stringify({ alg: 'EdDSA', kid }));
  const signed = `${head}.${part(payload)}`;
  const signature = signer.sign(Buffer.from(signed, 'ascii'));
  // The key was changed between the two: the next try has the other one.
  if (signature === 'locked' || signature.key !== kid) return 'locked';
  return { text: `${signed}.${signature.bytes.toString('base64url')}`, signature };
}

/** What a signed text says; undefined unless one of these keys signed exactly this. */
export function verifyText(
  text: string,
  keys: readonly PublicSigningKey[],
): { readonly payload: string; readonly kid: string } | undefined {
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/.exec(text.trim());
  if (!parts) return undefined;
  const [, head = '', body = '', proof = ''] = parts;
  const { alg, kid } = headOf(head);
  const key = alg === 'EdDSA' ? keys.find((one) => one.kid === kid) : undefined;
  if (!key) return undefined;
  const fits = verify(
    null,
    Buffer.from(`${head}.${body}`, 'ascii'),
    createPublicKey({ key: { ...key }, format: 'jwk' }),
    Buffer.from(proof, 'base64url'),
  );
  return fits
    ? { payload: Buffer.from(body, 'base64url').toString('utf8'), kid: key.kid }
    : undefined;
}

/** What a signed text says, without a proof: of one that we sealed ourselves. */
export function payloadOf(text: string): string {
  return Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8');
}

function part(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

function headOf(head: string): { readonly alg?: unknown; readonly kid?: unknown } {
  try {
    const said: unknown = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    return {};
  }
}
