// Passkeys (WebAuthn level 3): made and asked for with user verification required, checked here, and
// accepted by the database once per challenge.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';
import { asActor } from './enter.ts';
import type { Challenges } from './challenge.ts';
import { readHalf } from './half-session.ts';
import { type Opening, openingValues } from './opening.ts';
import { newRecoveryCodes, recoveryCodeHashes } from './recovery-codes.ts';
import { hashOf, newToken } from './token.ts';

/** ES256, EdDSA and RS256: what devices have. */
const ALGORITHMS = [-7, -8, -257];

/** Who we are to a device: the origin that people type, and its host. */
export interface Party {
  readonly origin: string;
  readonly id: string;
}

export interface PasskeyParts {
  readonly database: Database;
  readonly challenges: Challenges;
  readonly party: Party;
}

/** A passkey of one's own, as its owner sees it. */
export interface OwnPasskey {
  readonly credential_id: string;
  readonly backed_up: boolean;
  readonly made_at: Temporal.Instant;
  readonly used_at: Temporal.Instant | null;
}

/** What was signed, once it was found right. */
interface Signed {
  readonly credentialId: string;
  readonly challengeHash: Buffer;
  readonly counter: number;
}

/** A WebAuthn party can be a name with TLS, or localhost; never an address in numbers. */
export function partyOf(origin: string): Party | undefined {
  const url = URL.parse(origin);
  if (!url || /^[\d.]+$|^\[/.test(url.hostname)) return undefined;
  if (url.protocol !== 'https:' && url.hostname !== 'localhost') return undefined;
  return { origin: url.origin, id: url.hostname };
}

/** Options for `navigator.credentials.get`, as JSON text. */
export async function askForPasskey(
  { challenges, party }: PasskeyParts,
  holder: string,
  now: Temporal.Instant,
): Promise<string> {
  const challenge = challenges.make('passkey-sign-in', holder, now);
  return JSON.stringify(
    await generateAuthenticationOptions({
      rpID: party.id,
      challenge: Buffer.from(challenge, 'base64url'),
      userVerification: 'required',
      timeout: 120_000,
    }),
  );
}

/** Options for `navigator.credentials.create`, as JSON text. */
export async function offerPasskey(
  { challenges, party }: PasskeyParts,
  holder: string,
  now: Temporal.Instant,
  account: { accountId: string; name: string; login: string; known?: readonly string[] },
): Promise<string> {
  const challenge = challenges.make('passkey-enrolment', holder, now);
  return JSON.stringify(
    await generateRegistrationOptions({
      rpName: 'Oneroof',
      rpID: party.id,
      userID: new TextEncoder().encode(account.accountId),
      userName: account.login,
      userDisplayName: account.name,
      challenge: Buffer.from(challenge, 'base64url'),
      attestationType: 'none',
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: (account.known ?? []).map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      timeout: 120_000,
    }),
  );
}

/** Signs in. `response` is what the browser's device answered. @returns a session's token */
export async function signInByPasskey(
  parts: PasskeyParts,
  opening: Opening,
  response: string,
): Promise<string | undefined> {
  const signed = await checkSigned(parts, opening.station, opening.now, response);
  if (!signed) return undefined;
  const session = newToken();
  const [row] = await parts.database.transaction((tx) =>
    tx.text<{ opened: string | null }>(
      'select access.open_by_passkey($1, $2, $3, $4, $5, $6, $7, $8) as opened',
      [
        opening.keyring.witness,
        signed.challengeHash,
        signed.credentialId,
        signed.counter,
        ...openingValues(opening, session),
      ],
    ),
  );
  return row?.opened ? session : undefined;
}

/** Proves somebody again who is signed in. @returns the session's new token */
export async function stepUpByPasskey(
  parts: PasskeyParts,
  proof: Pick<Opening, 'keyring' | 'now'>,
  token: string,
  response: string,
): Promise<string | undefined> {
  const signed = await checkSigned(parts, token, proof.now, response);
  if (!signed) return undefined;
  const fresh = newToken();
  const done = await asActor(parts.database, token, async (tx) => {
    const [row] = await tx.text<{ done: boolean }>(
      'select access.step_up_by_passkey($1, $2, $3, $4, $5) as done',
      [
        proof.keyring.witness,
        signed.challengeHash,
        signed.credentialId,
        signed.counter,
        hashOf(fresh),
      ],
    );
    return row?.done === true;
  });
  return done === true ? fresh : undefined;
}

/** The enrolment that a half session owes. @returns the session's token and recovery codes, shown once */
export async function finishByPasskey(
  parts: PasskeyParts,
  opening: Opening,
  half: string,
  response: string,
): Promise<{ readonly session: string; readonly codes: readonly string[] } | undefined> {
  const found = await readHalf(parts.database, half);
  const made = found && (await checkMade(parts, half, opening.now, response));
  if (!made) return undefined;
  const session = newToken();
  const codes = newRecoveryCodes();
  const [row] = await parts.database.transaction((tx) =>
    tx.text<{ opened: string | null }>(
      'select access.finish_by_passkey($1, $2, $3, $4, $5, $6, $7, $8, $9) as opened',
      [
        opening.keyring.witness,
        half,
        made.challengeHash,
        JSON.stringify(made.passkey),
        recoveryCodeHashes(codes, found.accountId),
        ...openingValues(opening, session),
      ],
    ),
  );
  return row?.opened ? { session, codes } : undefined;
}

/** One more passkey for whoever is signed in. @returns false when refused, or the last proof is too old */
export async function addOwnPasskey(
  parts: PasskeyParts,
  proof: Pick<Opening, 'keyring' | 'now'>,
  token: string,
  response: string,
): Promise<boolean> {
  const made = await checkMade(parts, token, proof.now, response);
  if (!made) return false;
  const done = await asActor(parts.database, token, async (tx) => {
    const [row] = await tx.text<{ done: boolean }>(
      'select access.add_my_passkey($1, $2, $3) as done',
      [proof.keyring.witness, made.challengeHash, JSON.stringify(made.passkey)],
    );
    return row?.done === true;
  });
  return done === true;
}

export function listOwnPasskeys(tx: Transaction): Promise<OwnPasskey[]> {
  return tx.text<OwnPasskey>('select * from access.list_my_passkeys()');
}

/** @returns false when it is the last second factor, or the last proof is too old */
export async function dropOwnPasskey(tx: Transaction, credentialId: string): Promise<boolean> {
  const [row] = await tx.text<{ done: boolean }>('select access.drop_my_passkey($1) as done', [
    credentialId,
  ]);
  return row?.done === true;
}

async function checkSigned(
  { database, challenges, party }: PasskeyParts,
  holder: string,
  now: Temporal.Instant,
  text: string,
): Promise<Signed | undefined> {
  const response = parse<AuthenticationResponseJSON>(text);
  if (!response) return undefined;
  const [row] = await database.transaction((tx) =>
    tx.text<{ found: { publicKey: string; counter: number; transports: string[] } | null }>(
      'select access.find_passkey($1) as found',
      [response.id],
    ),
  );
  if (!row?.found) return undefined;
  const { publicKey, counter } = row.found;
  let challengeHash: Buffer | undefined;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => {
        challengeHash = hashOf(challenge);
        return challenges.holds(challenge, 'passkey-sign-in', holder, now);
      },
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(Buffer.from(publicKey, 'base64')),
        counter,
      },
      requireUserVerification: true,
    });
    if (!verified || !challengeHash) return undefined;
    return { credentialId: response.id, challengeHash, counter: authenticationInfo.newCounter };
  } catch {
    return undefined;
  }
}

async function checkMade(
  { challenges, party }: PasskeyParts,
  holder: string,
  now: Temporal.Instant,
  text: string,
): Promise<{ challengeHash: Buffer; passkey: object } | undefined> {
  const response = parse<RegistrationResponseJSON>(text);
  if (!response) return undefined;
  let challengeHash: Buffer | undefined;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: (challenge) => {
        challengeHash = hashOf(challenge);
        return challenges.holds(challenge, 'passkey-enrolment', holder, now);
      },
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified || !challengeHash) return undefined;
    const { credential, credentialBackedUp } = registrationInfo;
    const passkey = {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64'),
      counter: credential.counter,
      transports: credential.transports ?? [],
      backedUp: credentialBackedUp,
    };
    return { challengeHash, passkey };
  } catch {
    return undefined;
  }
}

function parse<Response extends { id: string }>(text: string): Response | undefined {
  if (text.length > 20_000) return undefined;
  try {
    const value = JSON.parse(text) as Response | null;
    return /^[\w-]{1,1400}$/.test(String(value?.id)) ? (value ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
