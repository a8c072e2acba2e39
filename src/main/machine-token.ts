// Bearer tokens for machines: a session of an account of its own, revocable, shown once.
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { hashOf, newMachineToken } from '#platform/session/token.ts';

export interface NewMachine {
  readonly name: string;
  readonly unitId: string;
  readonly centreId: string | null;
  readonly role: string;
  readonly days: number;
}

/** Makes a machine's account with one membership, and its token. */
export async function issueMachineToken(ownerUrl: string, machine: NewMachine): Promise<string> {
  const token = newMachineToken();
  await withClient(ownerUrl, async (client) => {
    await client.query('begin');
    const { rows } = await client.query<{ id: string }>(
      `insert into access.account (kind, name) values ('machine', $1) returning id`,
      [machine.name],
    );
    const id = rows[0]?.id;
    await client.query(
      'insert into access.membership (account_id, unit_id, centre_id, role) values ($1, $2, $3, $4)',
      [id, machine.unitId, machine.centreId, machine.role],
    );
    await client.query(
      `insert into access.session (account_id, token_hash, kind, method, label, expires_at)
       values ($1, $2, 'token', 'issued', $3, now() + make_interval(days => $4))`,
      [id, hashOf(token), machine.name, machine.days],
    );
    await client.query('commit');
  });
  return token;
}

/** Ends every token of a machine. @returns how many */
export async function revokeMachineTokens(ownerUrl: string, name: string): Promise<number> {
  return withClient(ownerUrl, async (client) => {
    const { rowCount } = await client.query(
      `update access.session set revoked_at = now() where label = $1 and kind = 'token' and revoked_at is null`,
      [name],
    );
    return rowCount ?? 0;
  });
}
