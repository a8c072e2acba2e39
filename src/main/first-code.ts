// The one-time code that makes the first administrator of an empty network. Only its hash is
// stored; it is shown once, in the terminal, and a new start shows a new one while nobody has come.
import { randomInt } from 'node:crypto';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { hashOf } from '#platform/session/token.ts';

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new code such as `7QK2-93MX-TW4P`, or undefined when the network has people or is a demonstration. */
export async function issueFirstCode(ownerUrl: string): Promise<string | undefined> {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const code = [group(), group(), group()].join('-');
  return withClient(ownerUrl, async (client) => {
    const empty = await client.query(
      `select 1 from meta.setting where name = 'network' and value = '"own"'
       and not exists (select from access.account where kind = 'person')`,
    );
    if (!empty.rowCount) return undefined;
    await client.query('delete from access.first_code where used_at is null');
    await client.query(`insert into access.first_code values ($1, now() + interval '7 days')`, [
      hashOf(code),
    ]);
    return code;
  });
}
