// Which devices stand in the houses.
import type { Transaction } from '#platform/db/transaction.ts';
import type { DeviceKind } from './device-rules.ts';

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly centreId: string;
  /** Where a printer is. */
  readonly host: string | null;
  readonly port: number | null;
  readonly enrolledAt: Temporal.Instant;
  readonly enrolledByName: string;
}

const DEVICE = `select d.id, a.name, d.kind, d.centre_id as "centreId", host(d.host) as host, d.port,
    d.enrolled_at as "enrolledAt", coalesce(b.name, '') as "enrolledByName"
  from access.device d
  join access.account a on a.id = d.account_id
  left join access.account b on b.id = d.enrolled_by
  where d.revoked_at is null`;

/** Devices of some centres, by centre and name. */
export function listDevices(tx: Transaction, centreIds: readonly string[]): Promise<Device[]> {
  return tx.text<Device>(
    `${DEVICE} and d.centre_id = any ($1) order by d.centre_id, a.name, d.id`,
    [centreIds],
  );
}

export async function findDevice(tx: Transaction, id: string): Promise<Device | undefined> {
  return (await tx.text<Device>(`${DEVICE} and d.id = $1`, [id]))[0];
}

/** The ticket printer of a centre: the one that was enrolled last. */
export async function findTicketPrinter(
  tx: Transaction,
  centreId: string,
): Promise<{ readonly host: string; readonly port: number; readonly name: string } | undefined> {
  const [printer] = await tx.text<{ host: string; port: number; name: string }>(
    `${DEVICE} and d.kind = 'ticket-printer' and d.centre_id = $1
     order by d.enrolled_at desc, d.id desc limit 1`,
    [centreId],
  );
  return printer;
}

/** What the asking device is; undefined for whoever is none. */
export async function findOwnDevice(
  tx: Transaction,
): Promise<Pick<Device, 'id' | 'kind' | 'centreId'> | undefined> {
  const [own] = await tx.text<Pick<Device, 'id' | 'kind' | 'centreId'>>(
    `select id, kind, centre_id as "centreId" from access.device
     where account_id = access.me() and revoked_at is null`,
  );
  return own;
}
