// What one administrator may not do alone becomes a proposal.
import { newId } from '#base/ids.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { AccountWrite, NewProposal } from './apply-account.ts';
import { PROPOSAL_DAYS } from './schema.ts';

/** The decision that leaves an act to a second administrator. `first`: what is written at once. */
export function propose(
  what: Omit<NewProposal, 'id' | 'expiresAt'>,
  now: Temporal.Instant,
  first: readonly AccountWrite[] = [],
): Decision<readonly AccountWrite[]> {
  const id = newId();
  const { accountId } = what;
  const unitId = what.seat?.unitId ?? what.unitId;
  return {
    change: [...first, { do: 'propose', ...what, id, expiresAt: daysAfter(now, PROPOSAL_DAYS) }],
    events: [
      {
        kind: 'proposal.made',
        ...(unitId && { unitId }),
        data: { proposalId: id, kind: what.kind, ...(accountId && { accountId }) },
      },
    ],
    result: { proposalId: id, ...(accountId && { accountId }) },
  };
}

function daysAfter(now: Temporal.Instant, days: number): Temporal.Instant {
  return now.add({ hours: days * 24 });
}
