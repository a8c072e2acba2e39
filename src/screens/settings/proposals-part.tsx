// What waits for a second administrator: said in full, so that she knows what she agrees with.
import { givesSomething } from '#modules/access/account-rules.ts';
import type { ListedMembership, ListedProposal } from '#modules/access/queries.ts';
import { LINKS } from '#modules/access/schema.ts';
import { newInvitationCode } from '#platform/session/invitation-code.ts';
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { Notice } from '#platform/ui/note.tsx';
import type { PageRequest } from '../page.ts';
import { dayText, SeatLine, unitName } from './seat-words.tsx';

/** "Direct link" */
export function linkName({ w }: PageRequest, link: string): string {
  return w(`settings.link.${link as (typeof LINKS)[number]}`);
}

/** Proposals with what may be done about each. */
export function ProposalList({
  page,
  proposals,
}: {
  page: PageRequest;
  proposals: readonly ListedProposal[];
}) {
  return (
    <ul class="proposals">
      {proposals.map((one) => (
        <ProposalItem page={page} one={one} />
      ))}
    </ul>
  );
}

/** While there is no second administrator, the server stands for her: said where she is missed. */
export function AloneNotice({
  page,
  held,
}: {
  page: PageRequest;
  held: readonly Pick<ListedMembership, 'accountId' | 'role'>[];
}) {
  const administrators = new Set(
    held.filter(({ role }) => role === 'administrator').map(({ accountId }) => accountId),
  );
  if (administrators.size > 1) return null;
  return <Notice tone="plain">{page.w('settings.alone')}</Notice>;
}

function ProposalItem({ page, one }: { page: PageRequest; one: ListedProposal }) {
  const { w, actor, commandId } = page;
  const mine = one.proposedBy === actor.accountId;
  const about = givesSomething(one.kind) && one.accountId === actor.accountId;
  return (
    <li class="stack-tight">
      <p>
        <b>{w(`settings.proposal.${one.kind}`)}</b>{' '}
        {one.accountName ? <bdi>{one.accountName}</bdi> : null}
      </p>
      {one.moves ? (
        <p class="proposal-from">
          <span class="muted">{w('settings.proposal.from')}</span>{' '}
          <SeatLine page={page} seat={one.moves} />
        </p>
      ) : null}
      {one.role && one.unitId ? (
        <p>
          {one.moves ? <span class="muted">{w('settings.proposal.to')} </span> : null}
          <SeatLine
            page={page}
            seat={{ role: one.role, unitId: one.unitId, centreId: one.centreId }}
          />
        </p>
      ) : null}
      <Days page={page} one={one} />
      {one.link && one.unitId ? (
        <p>
          {unitName(page, one.unitId)}: <b>{linkName(page, one.link)}</b>
        </p>
      ) : null}
      <p class="muted">
        {w('settings.proposal.by', {
          name: one.proposedByName,
          day: dayText(page, one.proposedAt),
          until: dayText(page, one.expiresAt),
        })}
      </p>
      <form method="post" action="/settings/proposals/drop" data-turbo="false">
        <input type="hidden" name="commandId" value={commandId} />
        <input type="hidden" name="proposalId" value={one.id} />
        <input type="hidden" name="code" value={newInvitationCode()} />
        <ButtonRow>
          {mine || about ? (
            <span class="hint">{w('settings.proposal.waits')}</span>
          ) : (
            <Button formaction="/settings/proposals/confirm">
              {w('settings.proposal.confirm')}
            </Button>
          )}
          <Button>{w('settings.proposal.drop')}</Button>
        </ButtonRow>
      </form>
    </li>
  );
}

/** From a day that is still ahead, until a day; nothing for a role from now on. */
function Days({ page, one }: { page: PageRequest; one: ListedProposal }) {
  const { w, now } = page;
  const { begins, until } = one;
  const ahead = begins !== null && Temporal.Instant.compare(begins, now) > 0 ? begins : undefined;
  if (!ahead && !until) return null;
  return (
    <p>
      {ahead ? w('settings.from-day', { day: dayText(page, ahead) }) : null}{' '}
      {until ? w('settings.to-day', { day: dayText(page, until) }) : null}
    </p>
  );
}
