// What was proposed about partners and waits for a second: said in full, with how it stands until now, so that she
// knows what she agrees with.
import { languageOf } from '#base/languages.ts';
import { newId } from '#base/ids.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { KeptPartner, PartnerProposal } from '#modules/partners/schema.ts';
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { FactList } from '#platform/ui/fact-list.tsx';
import type { PageRequest } from '../page.ts';
import { dayText } from '../settings/seat-words.tsx';

export function PartnerProposals({
  page,
  proposals,
  partners,
}: {
  page: PageRequest;
  proposals: readonly PartnerProposal[];
  partners: readonly KeptPartner[];
}) {
  return (
    <ul class="proposals">
      {proposals.map((one) => (
        <Proposal
          page={page}
          one={one}
          before={partners.find(({ unitId }) => unitId === one.unitId)}
        />
      ))}
    </ul>
  );
}

function Proposal({
  page,
  one,
  before,
}: {
  page: PageRequest;
  one: PartnerProposal;
  before: KeptPartner | undefined;
}) {
  const { w, actor, language } = page;
  const spoken = (tag: string) => languageOf(tag)?.endonym ?? tag;
  const none = w('partners.keep.nothing');
  const lines = [
    [w('houses.column.name'), nameIn(one.name, language), before && nameIn(before.name, language)],
    [w('partners.keep.email'), one.email, before?.email],
    [w('partners.keep.phone'), one.phone ?? none, before && (before.phone ?? none)],
    [w('partners.keep.language'), spoken(one.language), before && spoken(before.language)],
  ] as const;
  const what = !before ? 'new' : before.ended ? 'take-up' : 'changed';
  return (
    <li class="stack-tight" id={one.id}>
      <p>
        <b>{w(`partners.keep.${what}`)}</b>{' '}
        {one.kind ? <span class="muted">{w(`partners.keep.kind.${one.kind}`)}</span> : null}
      </p>
      <FactList
        facts={lines.map(([label, text, until]) => ({
          label,
          value: (
            <>
              <bdi>{text}</bdi>
              {until !== undefined && until !== text ? (
                <small class="muted">
                  {' '}
                  {w('partners.keep.until-now')} <bdi>{until}</bdi>
                </small>
              ) : null}
            </>
          ),
        }))}
      />
      {before && !before.ended && before.email !== one.email ? (
        <p class="hint">{w('partners.keep.moves')}</p>
      ) : null}
      <p class="muted">
        {w('settings.proposal.by', {
          name: one.proposedByName ?? '—',
          day: dayText(page, one.proposedAt),
          until: dayText(page, one.expiresAt),
        })}
      </p>
      <form method="post" action="/settings/partners/drop">
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="proposalId" value={one.id} />
        <ButtonRow>
          {one.proposedBy === actor.accountId ? (
            <span class="hint">{w('partners.keep.waits')}</span>
          ) : !one.proposerKeeps ? (
            <span class="hint">{w('partners.keep.left')}</span>
          ) : (
            <Button formaction="/settings/partners/confirm">
              {w('settings.proposal.confirm')}
            </Button>
          )}
          <Button>{w('settings.proposal.drop')}</Button>
        </ButtonRow>
      </form>
    </li>
  );
}
