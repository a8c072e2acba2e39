// Links that make a half session: an invitation. Its owner chooses a password, then a second factor.
import type { Database } from '../db/database.ts';
import { keepPassword } from './password.ts';
import { hashOf, newToken } from './token.ts';

/** Whether a link still counts. Looking uses nothing up: mail programs look too. */
export async function isInvitationOpen(database: Database, link: string): Promise<boolean> {
  const [row] = await database.transaction((tx) =>
    tx.text<{ open: boolean }>('select access.invitation_open($1) as open', [link]),
  );
  return row?.open === true;
}

/** Swaps a link for a half session, once. @returns its token */
export async function beginByInvitation(
  database: Database,
  link: string,
): Promise<string | undefined> {
  const token = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ invited: string | null }>('select access.begin_by_invitation($1, $2) as invited', [
      link,
      hashOf(token),
    ]),
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
