// After a change of the installation's key (npm run admin -- rotate-key).
//
// ACC-54: what the old key sealed is sealed with the new one, once, at the first start with it; PINs,
// which hang on the key alone, end. What was under way meanwhile still opens.
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { Keyring } from '#platform/session/keyring.ts';

export interface Renewed {
  /** Authenticators that are sealed with the new key now. */
  readonly sealed: number;
  /** Authenticators that neither key opens: their owners need a recovery. */
  readonly lost: number;
}

/**
 * Compares the key with the one that the database was last used with.
 * @returns what was renewed, or undefined when the key is the same as before
 */
export async function renewKeys(
  ownerUrl: string,
  secret: string,
  previous: string | undefined,
): Promise<Renewed | undefined> {
  const now = new Keyring(secret);
  const before = previous === undefined ? undefined : new Keyring(previous);
  const mark = now.markOf('this key');
  return withClient(ownerUrl, async (client) => {
    await client.query('begin');
    const { rows } = await client.query<{ value: string }>(
      `select value from meta.setting where name = 'key' for update`,
    );
    if (rows[0]?.value === mark) {
      await client.query('rollback');
      return undefined;
    }
    await client.query(
      `insert into meta.setting (name, value) values ('key', to_jsonb($1::text))
       on conflict (name) do update set value = excluded.value`,
      [mark],
    );
    let [sealed, lost] = [0, 0];
    const kept = await client.query<{ account_id: string; sealed: Buffer }>(
      'select account_id, sealed from access.authenticator for update',
    );
    for (const { account_id: accountId, sealed: text } of kept.rows) {
      if (now.open(text, accountId) !== undefined) continue;
      const secretOf = before?.open(text, accountId);
      if (secretOf === undefined) {
        lost++;
        continue;
      }
      await client.query('update access.authenticator set sealed = $2 where account_id = $1', [
        accountId,
        now.seal(secretOf, accountId),
      ]);
      sealed++;
    }
    // A PIN has few digits and hangs on the key alone: people choose another after signing in in full.
    if (rows.length > 0) await client.query('delete from access.pin');
    await client.query('delete from access.authenticator_offer');
    await client.query('commit');
    return rows.length > 0 || sealed + lost > 0 ? { sealed, lost } : undefined;
  });
}
