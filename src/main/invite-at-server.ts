// npm run admin -- invite: an account and its link, made at the server. Stands for the second
// administrator while there is only one (ACC-6), since whoever reaches the server holds every key.
import { PERSON_ROLES } from '#modules/access/schema.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { hashOf, newToken } from '#platform/session/token.ts';

export interface NewInvitation {
  /** Her e-mail address. */
  readonly login: string;
  /** How colleagues see her; the part before the @ when left out. */
  readonly name: string | undefined;
  readonly unitId: string;
  readonly centreId: string | null;
  readonly role: string;
}

/** Raised when the invitation can't be made; the message says why. */
export class InvitationError extends Error {}

/**
 * Gives somebody a role: a new account, or one that is there. Somebody without keys gets a link.
 * @returns the token of the link, or undefined when she can sign in already
 */
export async function inviteAtServer(
  ownerUrl: string,
  wanted: NewInvitation,
): Promise<string | undefined> {
  const login = wanted.login.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(login))
    throw new InvitationError(`${wanted.login} is no e-mail address.`);
  if (!(PERSON_ROLES as readonly string[]).includes(wanted.role))
    throw new InvitationError(`There is no role ${wanted.role}: ${PERSON_ROLES.join(', ')}.`);
  return withClient(ownerUrl, async (client) => {
    await client.query('begin');
    if (wanted.centreId !== null) {
      const centre = await client.query('select 1 from directory.centre where id = $1', [
        wanted.centreId,
      ]);
      if (centre.rowCount === 0)
        throw new InvitationError(`There is no centre ${wanted.centreId}.`);
    }
    const { rows } = await client.query<{ id: string; ready: boolean }>(
      `insert into access.account as a (name, login) values ($1, $2)
       on conflict (login) do update set name = a.name
       returning id, exists (select from access.password p where p.account_id = a.id)
                     or access.has_second_factor(a.id) as ready`,
      [wanted.name ?? login.split('@')[0], login],
    );
    const account = rows[0];
    if (!account) throw new InvitationError('The account could not be made.');
    const had = await client.query(
      `select 1 from access.membership where account_id = $1 and unit_id = $2 and role = $3
         and centre_id is not distinct from $4 and valid @> now()`,
      [account.id, wanted.unitId, wanted.role, wanted.centreId],
    );
    if (had.rowCount === 0) {
      await client.query(
        'insert into access.membership (account_id, unit_id, centre_id, role) values ($1, $2, $3, $4)',
        [account.id, wanted.unitId, wanted.centreId, wanted.role],
      );
    }
    let token: string | undefined;
    if (!account.ready) {
      token = newToken();
      await client.query(
        `insert into access.invitation (token_hash, account_id, expires_at)
         values ($1, $2, now() + interval '7 days')`,
        [hashOf(token), account.id],
      );
    }
    await client.query('commit');
    return token;
  });
}
