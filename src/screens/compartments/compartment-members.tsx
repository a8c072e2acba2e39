// Who is a member of a compartment: the custodian names and removes, hands it on; each of the others may go.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { CompartmentLine } from '#modules/compartments/queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf, unitName } from '../referrals/referral-words.tsx';

interface Member {
  readonly accountId: string;
  readonly name: string;
  readonly since: Temporal.Instant;
  /** She can read it now. */
  readonly reads: boolean;
}
interface MembersProps {
  readonly page: PageRequest;
  readonly line: CompartmentLine;
}

export function Members({
  page,
  line,
  members,
  candidates,
}: MembersProps & {
  readonly members: readonly Member[];
  readonly candidates: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly unitId: string;
  }[];
}) {
  const { w, actor } = page;
  const custodian = members.find(({ accountId }) => accountId === line.custodianId);
  const isCustodian = actor.accountId === line.custodianId;
  const isOrphan = !isCustodian && custodian?.reads !== true;
  return (
    <section class="stack-tight" id="members">
      <SectionHeading title={w('compartments.members')} level={3} />
      {isOrphan ? (
        <>
          <Notice>{w('compartments.custodian-away')}</Notice>
          <Act page={page} line={line} act="hand-on" accountId={actor.accountId} say="take-over" />
        </>
      ) : null}
      <ul class="rows">
        {members.map((member) => (
          <li>
            <div class="row-text stack-tight">
              <span>
                <bdi>{member.name}</bdi>{' '}
                <span class="hint">
                  {member.accountId === line.custodianId
                    ? w('compartments.custodian')
                    : w('compartments.since', {
                        date: formatDate(w.language, dayOf(member.since, NETWORK_ZONE), 'medium'),
                      })}
                </span>
              </span>
              {isCustodian && member.accountId !== line.custodianId ? (
                <div class="line">
                  <Act page={page} line={line} act="hand-on" {...member} say="hand-on" />
                  <Act page={page} line={line} act="end-member" {...member} say="remove" />
                </div>
              ) : null}
              {!isCustodian && member.accountId === actor.accountId ? (
                <Act page={page} line={line} act="end-member" {...member} say="leave" />
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {isCustodian ? <NameForm page={page} line={line} candidates={candidates} /> : null}
    </section>
  );
}

function Act({
  page,
  line,
  act,
  accountId,
  say,
}: MembersProps & {
  readonly act: 'hand-on' | 'end-member';
  readonly accountId: string;
  readonly say: 'hand-on' | 'take-over' | 'remove' | 'leave';
}) {
  return (
    <form method="post" action={`/compartments/${line.id}/${act}`}>
      <input type="hidden" name="commandId" value={newId()} />
      <input type="hidden" name="accountId" value={accountId} />
      <Button kind="secondary" size="small">
        {page.w(`compartments.${say}`)}
      </Button>
    </form>
  );
}

function NameForm({
  page,
  line,
  candidates,
}: MembersProps & {
  readonly candidates: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly unitId: string;
  }[];
}) {
  const { w, attempt } = page;
  if (candidates.length === 0) return <p class="hint">{w('compartments.name.none')}</p>;
  const units = [...new Set(candidates.map(({ unitId }) => unitId))];
  return (
    <form class="form stack" method="post" action={`/compartments/${line.id}/name`}>
      <input type="hidden" name="commandId" value={newId()} />
      <Select
        name="accountId"
        label={w('compartments.name')}
        hint={w('compartments.name.hint')}
        value={typedIn(attempt, 'accountId')}
        blank={w('compartments.choose')}
        error={errorOf(page)('accountId')}
        groups={units.map((unitId) => ({
          label: unitName(page, unitId),
          options: candidates
            .filter((one) => one.unitId === unitId)
            .map(({ accountId, name }) => ({ value: accountId, label: name })),
        }))}
      />
      <Button>{w('compartments.name.do')}</Button>
    </form>
  );
}
