// On which side of the firewall each unit stands, and what waits for a second administrator.
import { isAdministrator } from '#modules/access/account-rules.ts';
import { listHeld, listProposals } from '#modules/access/queries.ts';
import { LINKS } from '#modules/access/schema.ts';
import { build } from '#platform/db/transaction.ts';
import { Button } from '#platform/ui/button.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { Table } from '#platform/ui/table.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { AloneNotice, linkName, ProposalList } from './proposals-part.tsx';
import { unitName, unitOptions } from './seat-words.tsx';
import { errorAt, SettingsFrame, settingsPage } from './settings-frame.tsx';

export const firewallPage = settingsPage(
  {
    screen: 'firewall',
    async render(page) {
      const { w, tx, now, language } = page;
      // Straight from the table: what was just agreed on must not be shown late.
      const [units, proposals, held] = await Promise.all([
        tx.all(
          build
            .selectFrom('access.unit')
            .select(['id', 'enforcement_link as link'])
            .where('purpose', '<>', 'system'),
        ),
        listProposals(tx, now),
        listHeld(tx, now),
      ]);
      const rank = (link: string) => ['direct', 'indirect', 'none'].indexOf(link);
      const sorted = units.toSorted(
        (a, b) =>
          rank(a.link) - rank(b.link) ||
          unitName(page, a.id).localeCompare(unitName(page, b.id), language),
      );
      return (
        <SettingsFrame
          page={page}
          tab="firewall"
          title={w('settings.firewall.title')}
          sheetLabel={w('settings.firewall.propose')}
          sheet={<LinkForm page={page} />}
          sheetFoot={
            <Button kind="primary" size="large" wide form="link" shortcut="mod+enter">
              {w('settings.firewall.propose')}
            </Button>
          }
        >
          <section class="stack-tight">
            <SectionHeading title={w('settings.proposals.title')} level={1} />
            <AloneNotice page={page} held={held} />
            {proposals.length === 0 ? (
              <EmptyState icon="handshake" title={w('settings.proposals.none')} />
            ) : (
              <ProposalList page={page} proposals={proposals} />
            )}
          </section>
          <Table
            caption={w('settings.firewall.units')}
            captionShown
            columns={[
              { label: w('settings.unit'), heads: true },
              { label: w('settings.firewall.link') },
            ]}
            rows={sorted.map(({ id, link }) => ({
              cells: [
                unitName(page, id),
                <StateWord
                  state={link === 'direct' ? 'attention' : 'plain'}
                  icon={link === 'direct' ? 'shield' : null}
                >
                  {linkName(page, link)}
                </StateWord>,
              ],
            }))}
          />
        </SettingsFrame>
      );
    },
  },
  isAdministrator,
);

function LinkForm({ page }: { page: PageRequest }) {
  const { w, attempt } = page;
  return (
    <form class="form" id="link" method="post" action="/settings/firewall" novalidate>
      <input type="hidden" name="commandId" value={page.commandId} />
      <h2>{w('settings.firewall.propose')}</h2>
      <p>{w('settings.firewall.hint')}</p>
      <Select
        name="unitId"
        label={w('settings.unit')}
        options={unitOptions(page)}
        blank={w('settings.choose')}
        value={typedIn(attempt, 'unitId')}
        error={errorAt(page, 'unitId')}
      />
      <Select
        name="link"
        label={w('settings.firewall.link')}
        options={LINKS.map((link) => ({ value: link, label: linkName(page, link) }))}
        blank={w('settings.choose')}
        value={typedIn(attempt, 'link')}
        error={errorAt(page, 'link')}
      />
    </form>
  );
}
