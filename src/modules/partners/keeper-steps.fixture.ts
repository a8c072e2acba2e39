// Steps of the tests of who keeps the list of partners: Augusto is one of two, the other has an account of her own.
import { newId } from '#base/ids.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import type { Scene } from '../../../test/support/scene.ts';

/** The steps, over a scene that is open when they are taken. */
export function keeperSteps(scene: () => Scene) {
  /** A partner that is not there yet, as a form says it. */
  const partner = () => ({
    name: { pt: `Abrigo ${newId().slice(-12)}` },
    kind: 'charity',
    email: 'porta@abrigo.example',
    language: 'pt',
  });
  let other: Promise<{ readonly token: string; readonly accountId: string }> | undefined;
  /** Another who looks after the network; her session was proved a moment ago. */
  const second = () => (other ??= engage());
  /** One more, of a single test. */
  async function engage() {
    const accountId = newId();
    const token = newToken();
    await scene().owner(`insert into access.account (id, name, login) values ($1, 'Rosa', $2)`, [
      accountId,
      `${accountId}@oneroof.example`,
    ]);
    await scene().owner(
      `insert into access.membership (account_id, unit_id, role, valid)
       values ($1, 'aima-network', 'network-manager', '[2004-01-01T00:00:00Z,)')`,
      [accountId],
    );
    await scene().owner(
      `insert into access.session (account_id, token_hash, kind, method, expires_at, stepped_up_at)
       values ($1, $2, 'browser', 'password', now() + interval '1 hour', now())`,
      [accountId, hashOf(token)],
    );
    return { token, accountId };
  }
  /** Proposed by the other: a new partner, or what is said of one. */
  const proposedByAnother = async (input: object = partner(), by = second()) => {
    const { token } = await by;
    const { proposalId } = await scene().house.done(token, 'partner.propose', input);
    const [row] = await scene().owner<{ unit_id: string }>(
      'select unit_id from directory.partner_proposal where id = $1',
      [proposalId],
    );
    return { proposalId: String(proposalId), unitId: row?.unit_id ?? '' };
  };
  return { partner, engage, second, proposedByAnother };
}
