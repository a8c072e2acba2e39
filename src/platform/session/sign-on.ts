// Single sign-on by OpenID Connect: authorization code with PKCE, state and nonce; the ID token's
// signature, issuer, audience and times are checked. It stands for the password alone.
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';
import type { Keyring } from './keyring.ts';
import { hashOf, newToken } from './token.ts';

/** Where people are signed in, and as whom we ask there. */
export interface SignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Who an issuer says it is. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** What is kept in the browser, sealed, between asking and the answer. */
interface Asked {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string;
  /** The account is to be linked to who comes back, rather than signed in. */
  readonly link: boolean;
}

const ABOUT = 'single-sign-on';

export class SignOn {
  readonly #settings: SignOnSettings;
  readonly #keyring: Keyring;
  #found: Promise<Configuration> | undefined;

  constructor(settings: SignOnSettings, keyring: Keyring) {
    this.#settings = settings;
    this.#keyring = keyring;
  }

  /** Where to send the browser, and what to keep in its cookie meanwhile. */
  async ask(
    redirectUri: string,
    more: { readonly next: string; readonly link: boolean },
  ): Promise<{ readonly url: string; readonly kept: string }> {
    const asked: Asked = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      ...more,
    };
    const url = buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: redirectUri,
      scope: 'openid',
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: await calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: 'S256',
    });
    const kept = this.#keyring.seal(JSON.stringify(asked), ABOUT).toString('base64url');
    return { url: url.href, kept };
  }

  /** Whom the issuer's answer is about; undefined when anything about it is not as asked. */
  async answer(
    current: URL,
    kept: string,
  ): Promise<(Identity & Pick<Asked, 'next' | 'link'>) | undefined> {
    const opened = this.#keyring.open(Buffer.from(kept, 'base64url'), ABOUT);
    if (opened === undefined) return undefined;
    const { state, nonce, verifier, next, link } = JSON.parse(opened) as Asked;
    try {
      const tokens = await authorizationCodeGrant(await this.#configuration(), current, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      return claims && { issuer: claims.iss, subject: claims.sub, next, link };
    } catch {
      return undefined;
    }
  }

  /** The issuer's own description, asked for once; again after a failure. */
  #configuration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const local = /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(issuer);
    this.#found ??= discovery(
      new URL(issuer),
      clientId,
      undefined,
      ClientSecretPost(clientSecret),
      {
        timeout: 5,
        execute: [enableNonRepudiationChecks, ...(local ? [allowInsecureRequests] : [])],
      },
    ).catch((error: unknown) => {
      this.#found = undefined;
      throw error;
    });
    return this.#found;
  }
}

/** A half session for whoever is linked to an identity. @returns its token */
export async function beginBySignOn(
  database: Database,
  keyring: Keyring,
  { issuer, subject }: Identity,
): Promise<string | undefined> {
  const token = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ owed: string | null }>('select access.begin_by_sign_on($1, $2, $3, $4) as owed', [
      keyring.witness,
      issuer,
      subject,
      hashOf(token),
    ]),
  );
  return row?.owed ? token : undefined;
}

/** @returns false when the last proof is too old, or the identity is linked already */
export async function linkOwnSignOn(
  tx: Transaction,
  keyring: Keyring,
  { issuer, subject }: Identity,
): Promise<boolean> {
  const [row] = await tx.text<{ done: boolean }>(
    'select access.link_my_sign_on($1, $2, $3) as done',
    [keyring.witness, issuer, subject],
  );
  return row?.done === true;
}

export async function unlinkOwnSignOn(tx: Transaction): Promise<void> {
  await tx.text('select access.unlink_my_sign_on()');
}

export async function hasSignOn(tx: Transaction): Promise<boolean> {
  const [row] = await tx.text<{ has: boolean }>('select access.have_sign_on() as has');
  return row?.has === true;
}
