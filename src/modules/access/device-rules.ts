// Who makes a device of a house, and where a printer may be. Pure.
//
// ACC-40: a device is enrolled by the code that it shows, once, within ten minutes, by whoever
// coordinates its house; a printer by the code that it printed there.
// ACC-41: a device has one role at one centre; revoked, its session ends at once and it never comes
// back by itself.
// ACC-42: a printer is told by an address of the house's own network: never a name, never out there.
import { z } from 'zod';
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { COORDINATION, isFenced, mayAct } from './decide.ts';

export const DEVICE_KINDS = ['kiosk', 'board', 'ticket-printer'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** Letters and digits of codes: none that is read as another. */
export const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
export const CODE_LENGTH = 8;

/** What a typed code stands for. */
export interface Offer {
  readonly id: string;
  /** The house for which a printer got its code. */
  readonly centreId: string | null;
  /** Of a printer. */
  readonly host: string | null;
  readonly expired: boolean;
  readonly taken: boolean;
}

/**
 * May this actor enrol and revoke devices of a centre? Nobody behind the fence: a ticket printer
 * prints who is in the house.
 */
export function mayKeepDevices(actor: Actor, centreId: string): boolean {
  return (
    actor.kind === 'person' && !isFenced(actor) && mayAct(actor, { roles: COORDINATION, centreId })
  );
}

/** A code as it was typed, in the form in which it was made: `k7m2-xq4p` → `K7M2XQ4P`. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return code.length === CODE_LENGTH && [...code].every((letter) => CODE_LETTERS.includes(letter))
    ? code
    : undefined;
}

/** A code in two halves, to be read aloud. */
export function spacedCode(code: string): string {
  return code.replace(/^(.{4})(?=.)/, '$1-');
}

/** Why a code makes no such device here (ACC-40), or undefined. */
export function refuseToEnrol(
  offer: Offer | undefined,
  wanted: { readonly kind: DeviceKind; readonly centreId: string },
): Problem | undefined {
  const wrong = (code: string) => problem('invalid', 'invalid', { fields: { code } });
  if (!offer || (offer.centreId !== null && offer.centreId !== wanted.centreId))
    return wrong('device-code-unknown');
  if (offer.taken) return wrong('device-code-used');
  if (offer.expired) return wrong('device-code-expired');
  if ((offer.host !== null) !== (wanted.kind === 'ticket-printer'))
    return problem('invalid', 'invalid', { fields: { kind: 'device-kind-differs' } });
  return undefined;
}

/**
 * Whether a printer may be there (ACC-42): a private address of IPv4 or IPv6. `demo`: this machine
 * itself, too, where a printer is played.
 */
export function isHouseAddress(host: string, demo: boolean): boolean {
  if (z.ipv4().safeParse(host).success) {
    const [a = 0, b = 0] = host.split('.').map(Number);
    const own = a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
    return own || (demo && a === 127);
  }
  if (!z.ipv6().safeParse(host).success) return false;
  return /^f[cd][0-9a-f]{2}:/i.test(host) || (demo && host === '::1');
}

/** Ports at which receipt printers listen; in a demonstration any. */
export function isPrinterPort(port: number, demo: boolean): boolean {
  return demo || (port >= 9100 && port <= 9109);
}
