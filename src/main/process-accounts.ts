// Accounts of our own processes. The worker and the statistics prove themselves to the database by
// a session, like anyone; their token is derived from the installation's key, so that it needs no
// place of its own to be kept in.
import { createHmac } from 'node:crypto';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { witnessKey } from '#platform/session/keyring.ts';
import { hashOf } from '#platform/session/token.ts';

export type ProcessName = 'worker' | 'statistics';

/** The token of one of our processes. */
export function processToken(secret: string, name: ProcessName): string {
  return createHmac('sha256', secret).update(`process:${name}`).digest('base64url');
}

/** Makes sure that the accounts and sessions of our processes exist, and the web's witness. Asked at each start. */
export async function ensureProcessAccounts(ownerUrl: string, secret: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query(`insert into access.unit (id, institution_id, purpose, enforcement_link)
      values ('system', 'system', 'system', 'none') on conflict do nothing`);
    await client.query(
      `insert into access.witness (name, key_hash) values ('web', $1)
       on conflict (name) do update set key_hash = excluded.key_hash`,
      [hashOf(witnessKey(secret))],
    );
    for (const name of ['worker', 'statistics'] as const) {
      const hash = hashOf(processToken(secret, name));
      // A token made with another key of this installation is worth nothing any more.
      await client.query(
        `update access.session set revoked_at = now()
         where kind = 'process' and label = $1 and token_hash <> $2 and revoked_at is null`,
        [name, hash],
      );
      const known = await client.query('select 1 from access.session where token_hash = $1', [
        hash,
      ]);
      if (known.rowCount) continue;
      await client.query(
        `with made as (insert into access.account (kind, name)
                       select 'machine', $1::text
                       where not exists (select from access.session where kind = 'process' and label = $1::text)
                       returning id),
              member as (insert into access.membership (account_id, unit_id, role)
                         select id, 'system', $1::text from made),
              account as (select id from made union
                          select account_id from access.session where kind = 'process' and label = $1::text)
         insert into access.session (account_id, token_hash, kind, method, label, expires_at)
         select id, $2, 'process', 'issued', $1::text, 'infinity' from account`,
        [name, hash],
      );
    }
  });
}
