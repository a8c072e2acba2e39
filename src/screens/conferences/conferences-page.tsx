// Case conferences that one's unit called, or to which one is invited: /conferences. What is not over is on
// top, the next first. Names stand only where the file is open to whoever looks.
import { isFenced, reachesPeople } from '#modules/access/decide.ts';
import { type ConferenceLine, listConferences } from '#modules/conferences/queries.ts';
import { problem } from '#base/problem.ts';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import type { Page, PageRequest } from '../page.ts';
import { unitName } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { ConferenceState, whenOf } from './conference-words.tsx';

export const conferencesPage: Page = {
  screen: 'conference',
  async render(page) {
    const { tx, actor, w } = page;
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const lines = await listConferences(tx);
    const shown = lines.flatMap(({ files }) => files.filter(({ open }) => open));
    await page.reads([...new Set(shown.map(({ personId }) => personId))], 'confer');
    return (
      <Document {...staffDocument(page, w('confer.list'))}>
        <Frame skip={w('app.skip-to-content')} bar={staffBar(page, { title: w('confer.list') })}>
          {lines.length === 0 ? (
            <EmptyState icon="coffee" title={w('confer.none')} />
          ) : (
            <ul class="task-list">
              {lines.map((line) => (
                <Line page={page} line={line} />
              ))}
            </ul>
          )}
        </Frame>
      </Document>
    );
  },
};

function Line({ page, line }: { page: PageRequest; line: ConferenceLine }) {
  const { w } = page;
  const names = line.files.flatMap(({ open, name }) =>
    open ? [name ?? w('sharing.no-name')] : [],
  );
  return (
    <li data-ended={line.outcome ? '' : undefined}>
      <Icon name="users-round" />
      <div class="task-what">
        <b>
          <a href={`/conferences/${line.id}`}>{whenOf(page, line)}</a>
        </b>
        <small class="muted">
          <span>{w(`sharing.purpose.${line.purpose}`)}</span>
          <span>
            {unitName(page, line.unitId)} · <bdi>{line.calledBy}</bdi>
          </span>
          {names.map((name) => (
            <bdi>{name}</bdi>
          ))}
        </small>
      </div>
      <ConferenceState page={page} line={line} />
    </li>
  );
}
