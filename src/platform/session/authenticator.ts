// Six digits of an authenticator app (TOTP, RFC 6238: SHA-1, 30 seconds). Pure: no clock, no store.
import * as OTPAuth from 'otpauth';

const PERIOD = 30;
/** Steps that a clock may be off, to either side. */
const WINDOW = 1;

/** A new secret in Base32, 160 bits. */
export function newSecret(): string {
  return new OTPAuth.Secret({ size: 20 }).base32;
}

/** What the QR code says: issuer, account and secret, as authenticator apps read it. */
export function keyUri(secret: string, login: string): string {
  return totp(secret, login).toString();
}

/** The secret in groups of four, to be typed where no camera is. */
export function spacedSecret(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}

/** The step that a typed code belongs to, or undefined when it is none of about now. */
export function stepOf(secret: string, typed: string, now: Temporal.Instant): number | undefined {
  const code = typed.replaceAll(/[\s-]/g, '');
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = now.epochMilliseconds;
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD) + delta;
}

function totp(secret: string, label = 'Oneroof'): OTPAuth.TOTP {
  return new OTPAuth.TOTP({
    issuer: 'Oneroof',
    label,
    secret,
    period: PERIOD,
    digits: 6,
    algorithm: 'SHA1',
  });
}
