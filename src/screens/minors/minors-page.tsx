// The register of minors without papers, as one office keeps it: /minors, what ends first on top; what has lapsed stays
// below it until it goes (a year at most, where a hold keeps it). There for those offices alone; for everybody else
// there is no such page.
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { listKeptEntries, listRegisterOffices, MOST_KEPT } from '#modules/minors/queries.ts';
import { keepsRegister } from '#modules/minors/rules.ts';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import type { Page } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { EntryLine } from './entry-line.tsx';

export const minorsPage: Page = {
  screen: 'minors',
  async render(page) {
    const { tx, actor, w, now } = page;
    if (!keepsRegister(actor, await listRegisterOffices(tx))) return problem('not-found');
    const { entries, isCut } = await listKeptEntries(tx);
    const today = dayOf(now, NETWORK_ZONE);
    await page.reads([...new Set(entries.map(({ personId }) => personId))], 'protect');
    return (
      <Document {...staffDocument(page, w('minors.title'))}>
        <Frame skip={w('app.skip-to-content')} bar={staffBar(page, { title: w('minors.title') })}>
          <div class="stack-loose">
            <p class="hint">{w('minors.hint')}</p>
            {isCut ? <p>{w('minors.cut', { count: MOST_KEPT })}</p> : null}
            {entries.length === 0 ? (
              <EmptyState icon="school" title={w('minors.none')}>
                {w('minors.none.hint')}
              </EmptyState>
            ) : (
              <ul class="task-list">
                {entries.map((entry) => (
                  <EntryLine page={page} entry={entry} today={today} named />
                ))}
              </ul>
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};
