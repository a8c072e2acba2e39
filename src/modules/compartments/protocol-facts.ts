// What the commands of a protocol know: the compartment, held and open, and the protocol that is in force there.
import { dayOf } from '#base/dates.ts';
import { isProblem, type Problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { NETWORK_ZONE } from '../access/schema.ts';
import { listProtocols } from './protocol-queries.ts';
import { protocolsOn } from './protocol-rules.ts';
import type { Protocol } from './protocol-schema.ts';
import { findCompartment } from './queries.ts';
import { type Held, holdOpen } from './sealed-form.ts';

export interface ProtocolFacts extends Held {
  /** Undefined: none of that name for this kind of compartment. */
  readonly protocol: Protocol | undefined;
}

/** Locks the compartment and reads its protocol, as it was on the day of the opening. */
export async function loadProtocol(
  tx: Transaction,
  vault: Vault,
  compartmentId: string,
  protocolId: string,
): Promise<ProtocolFacts | Problem> {
  const open = await holdOpen(tx, vault, compartmentId);
  if (isProblem(open)) return open;
  const [line, all] = await Promise.all([findCompartment(tx, compartmentId), listProtocols(tx)]);
  const day = line && dayOf(line.openedAt, NETWORK_ZONE);
  const inForce = line && day ? protocolsOn(all, line.kindId, day) : [];
  return { ...open, protocol: inForce.find(({ id }) => id === protocolId) };
}
