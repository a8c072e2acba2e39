// Who keeps the list of partners, and what two agree on. Pure.
//
// A partner is *proposed* (a new one, or another name, address, telephone or language of one), and *carried out* or
// *dropped* by somebody. It is *ended* by one alone, and comes back by two.
import { foldText } from '#base/fold.ts';
import { UI_LANGUAGES } from '#base/languages.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isAdministrator } from '../access/account-rules.ts';
import { isFenced } from '../access/decide.ts';
import type { Names } from '../directory/schema.ts';
import type { KeptPartner, PartnerProposal, ProposedPartner } from './schema.ts';

/** May this actor propose, agree on and end partners? */
// PAR-9: where packages go is looked after by those who look after the network and by administrators, and by nobody
// behind the fence; a partner is added, changed or brought back by two, for with it something leaves the house
export function keepsPartners(actor: Actor): boolean {
  if (actor.kind !== 'person' || isFenced(actor)) return false;
  return (
    isAdministrator(actor) ||
    actor.memberships.some(({ role, centreId }) => role === 'network-manager' && centreId === null)
  );
}

/** Why it can't be carried out, or nothing. `now` says how the partner stands. */
export function refuseToAgree(
  proposal: PartnerProposal,
  actor: Actor,
  now: Temporal.Instant,
): Problem | undefined {
  if (proposal.outcome) return problem('conflict', 'proposal-decided');
  if (Temporal.Instant.compare(proposal.expiresAt, now) <= 0)
    return problem('too-late', 'proposal-expired');
  if (proposal.proposedBy === actor.accountId) return problem('not-allowed', 'second-keeper');
  // Two who keep the list agree: whoever left has proposed nothing any more.
  return proposal.proposerKeeps ? undefined : problem('conflict', 'proposer-left');
}

/** Whether a proposal would leave a partner as it is. */
export function changesNothing(partner: KeptPartner, to: ProposedPartner): boolean {
  const same = (a: Names, b: Names) => UI_LANGUAGES.every((tag) => a[tag] === b[tag]);
  return (
    !partner.ended &&
    same(partner.name, to.name) &&
    partner.email === to.email &&
    partner.phone === to.phone &&
    partner.language === to.language
  );
}

/** The id of a new partner, from its name: it stays. Empty: no letter of it can stand in one. */
export function partnerIdOf(name: string): string {
  return foldText(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-|-$/g, '');
}
