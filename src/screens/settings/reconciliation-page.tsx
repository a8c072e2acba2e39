// Once a month: the lead of a unit reads who has an account there and confirms it; those who look
// after the network see which lists are late.
import { dayOf } from '#base/dates.ts';
import { listReconciliations, listManaged, listUnitMemberships } from '#modules/access/queries.ts';
import { monthName, reconciliationState } from '#modules/access/reconciliation-rules.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { Table } from '#platform/ui/table.tsx';
import { formatDate } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { centreName, dayText, roleName, unitName } from './seat-words.tsx';
import { ledUnits, seesReconciliation, SettingsFrame, settingsPage } from './settings-frame.tsx';

export const reconciliationPage = settingsPage(
  {
    screen: 'reconciliation',
    async render(page) {
      const { w, tx, now, directory, language } = page;
      const today = dayOf(now, NETWORK_ZONE);
      const led = ledUnits(page);
      const units = [...directory.units.values()].filter(({ purpose }) => purpose !== 'system');
      const [held, confirmed, accounts] = await Promise.all([
        listUnitMemberships(
          tx,
          units.map(({ id }) => id),
          now,
        ),
        listReconciliations(tx, monthName(today)),
        listManaged(tx),
      ]);
      const done = new Map(confirmed.map((one) => [one.unitId, one]));
      const used = new Map(accounts.map(({ accountId, lastUsed }) => [accountId, lastUsed]));
      const peopled = units
        .map(({ id }) => ({ id, people: held.filter(({ unitId }) => unitId === id) }))
        .filter(({ people }) => people.length > 0)
        .map((unit) => ({ ...unit, state: reconciliationState(done.has(unit.id), today) }))
        .toSorted(
          (a, b) =>
            Number(a.state === 'confirmed') - Number(b.state === 'confirmed') ||
            unitName(page, a.id).localeCompare(unitName(page, b.id), language),
        );
      return (
        <SettingsFrame
          page={page}
          tab="reconciliation"
          title={w('settings.reconciliation.title')}
          sheetLabel={w('settings.reconciliation.what')}
          sheet={
            <div class="stack">
              <h2>{w('settings.reconciliation.what')}</h2>
              <p>{w('settings.reconciliation.hint')}</p>
            </div>
          }
        >
          <h1 class="settings-month">{formatDate(language, today, 'month')}</h1>
          {led.map((unitId) => (
            <OwnList
              page={page}
              unitId={unitId}
              held={held}
              used={used}
              confirmed={done.has(unitId)}
              month={monthName(today)}
            />
          ))}
          <Table
            caption={w('settings.reconciliation.units')}
            captionShown
            columns={[
              { label: w('settings.unit'), heads: true },
              { label: w('settings.accounts.title'), align: 'end' },
              { label: w('settings.state') },
            ]}
            rows={peopled.map(({ id, people, state }) => ({
              cells: [
                unitName(page, id),
                new Set(people.map(({ accountId }) => accountId)).size,
                <StateWord
                  state={
                    state === 'confirmed' ? 'done' : state === 'overdue' ? 'attention' : 'plain'
                  }
                >
                  {state === 'confirmed'
                    ? w('settings.reconciliation.confirmed', {
                        name: done.get(id)?.confirmedByName ?? '',
                        day: dayText(page, done.get(id)?.confirmedAt ?? now),
                      })
                    : w(`settings.reconciliation.${state}`)}
                </StateWord>,
              ],
            }))}
          />
        </SettingsFrame>
      );
    },
  },
  seesReconciliation,
);

function OwnList({
  page,
  unitId,
  held,
  used,
  confirmed,
  month,
}: {
  page: PageRequest;
  unitId: string;
  held: Awaited<ReturnType<typeof listUnitMemberships>>;
  used: ReadonlyMap<string, Temporal.Instant | null>;
  confirmed: boolean;
  month: string;
}) {
  const { w } = page;
  const own = held.filter((one) => one.unitId === unitId);
  return (
    <form class="stack-tight" method="post" action="/settings/reconciliation">
      <SectionHeading title={unitName(page, unitId)} />
      <input type="hidden" name="commandId" value={page.commandId} />
      <input type="hidden" name="unitId" value={unitId} />
      <input type="hidden" name="month" value={month} />
      {own.map(({ id }) => (
        <input type="hidden" name="membershipIds" value={id} />
      ))}
      <Table
        caption={unitName(page, unitId)}
        columns={[
          { label: w('settings.name'), heads: true },
          { label: w('settings.role') },
          { label: w('settings.centre'), optional: true },
          { label: w('settings.last-used'), optional: true },
        ]}
        rows={own.map((one) => {
          const last = used.get(one.accountId);
          return {
            cells: [
              <a href={`/settings/accounts/${one.accountId}`}>
                <bdi>{one.name}</bdi>
              </a>,
              roleName(page, one.role),
              centreName(page, one.centreId),
              last ? dayText(page, last) : w('settings.never-used'),
            ],
          };
        })}
      />
      {confirmed ? (
        <StateWord state="done">{w('settings.reconciliation.done')}</StateWord>
      ) : (
        <div>
          <Button kind="primary" size="large">
            {w('settings.reconciliation.confirm')}
          </Button>
        </div>
      )}
    </form>
  );
}
