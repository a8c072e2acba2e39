// Links that make a half session: an invitation, with the code of a second administrator where one made
// the link. Its owner chooses a password, then a second factor.
import type { Database } from '../db/database.ts';
import { cleanInvitationCode } from './invitation-code.ts';
import { keepPassword } from './password.ts';
import { hashOf, newToken } from './token.ts';

/** How a link opens: by itself, or with a code that somebody else handed over. */
export type InvitationWay = 'alone' | 'with-code';

/** How a link opens; null when it opens nothing. Looking uses nothing up: mail programs look too. */
export async function wayOfInvitation(
  database: Database,
  link: string,
): Promise<InvitationWay | null> {
  const [row] = await database.transaction((tx) =>
    tx.text<{ way: InvitationWay | null }>('select access.invitation_way($1) as way', [link]),
  );
  return row?.way ?? null;
}

/** Swaps a link, with its code where it has one, for a half session, once. @returns its token */
export async function beginByInvitation(
  database: Database,
  link: string,
  code: string,
): Promise<string | undefined> {
  const token = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ invited: string | null }>(
      'select access.begin_by_invitation($1, $2, $3) as invited',
      [link, cleanInvitationCode(code), hashOf(token)],
    ),
  );
  return row?.invited ? token : undefined;
}

/** The password that a half session owes; her sessions end. @returns false when it is over */
export async function setHalfPassword(
  database: Database,
  token: string,
  password: string,
): Promise<boolean> {
  const { recipe, verifier } = await keepPassword(password);
  const [row] = await database.transaction((tx) =>
    tx.text<{ done: boolean }>('select access.set_half_password($1, $2, $3) as done', [
      token,
      recipe,
      verifier,
    ]),
  );
  return row?.done === true;
}
