// The hand-overs of a unit, what it was asked and what it asked: /referrals?side=received|sent. What waits is on
// top; before it is accepted, a line says only language, subject and purpose.
import { problem } from '#base/problem.ts';
import { countReferrals, listReferrals, type ReferralLine } from '#modules/referrals/queries.ts';
import { HANDOVER_KINDS, REFERRAL_STATES } from '#modules/referrals/schema.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Tabs } from '#platform/ui/tabs.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { minimumOf, momentOf, ReferralState, unitName } from './referral-words.tsx';

const SIDES = ['received', 'sent'] as const;
type Side = (typeof SIDES)[number];

export const referralsPage: Page = {
  screen: 'referrals',
  async render(page) {
    const { tx, actor, w, query } = page;
    const units = referringUnits(actor);
    if (units.length === 0) return problem('not-found');
    const side: Side = query.get('side') === 'sent' ? 'sent' : 'received';
    const [lines, counts] = await Promise.all([
      listReferrals(tx, units, side),
      countReferrals(tx, units),
    ]);
    await page.reads(
      [...new Set(lines.flatMap(({ personId, sees }) => (personId && sees ? personId : [])))],
      'refer',
    );
    const waiting = (of: Side) =>
      counts
        .filter((one) => one.side === of && one.state === 'requested')
        .reduce((sum, { count }) => sum + count, 0);
    // Each kind apart, and of each what became of it.
    const by = HANDOVER_KINDS.flatMap((kind) => {
      const said = REFERRAL_STATES.flatMap((state) => {
        const count = counts.find(
          (one) => one.side === side && one.kind === kind && one.state === state,
        )?.count;
        return count
          ? [w('sharing.counts', { state: w(`sharing.referral.${state}`), count: String(count) })]
          : [];
      });
      return said.length > 0 ? [{ kind: w(`sharing.kind.${kind}`), said: said.join(' · ') }] : [];
    });
    return (
      <Document {...staffDocument(page, w('sharing.referrals'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('sharing.referrals'), live: true })}
        >
          <LiveRegion
            id="referrals"
            src={`/referrals?side=${side}`}
            topic={units.map((unit) => `referrals:${unit}`).join(' ')}
          >
            <div class="stack">
              <Tabs
                label={w('sharing.referrals')}
                tabs={SIDES.map((one) => ({
                  href: `/referrals?side=${one}`,
                  label: w(`sharing.${one}`),
                  note: w('sharing.counts', {
                    state: w('sharing.referral.requested'),
                    count: String(waiting(one)),
                  }),
                  current: one === side,
                }))}
              />
              <p class="file-links">
                <a href="/cases">{w('sharing.cases')}</a>
              </p>
              {by.length > 0 ? (
                <ul class="plain hint">
                  {by.map(({ kind, said }) => (
                    <li>
                      {kind} · {said}
                    </li>
                  ))}
                </ul>
              ) : null}
              {lines.length === 0 ? (
                <EmptyState icon="coffee" title={w(`sharing.none.${side}`)} />
              ) : (
                <ul class="task-list">
                  {lines.map((line) => (
                    <Line page={page} line={line} side={side} />
                  ))}
                </ul>
              )}
            </div>
          </LiveRegion>
        </Frame>
      </Document>
    );
  },
};

function Line({ page, line, side }: { page: PageRequest; line: ReferralLine; side: Side }) {
  const { w } = page;
  const open = line.state === 'requested' || line.state === 'accepted';
  const other = unitName(page, side === 'received' ? line.fromUnitId : line.toUnitId);
  return (
    <li data-ended={open ? undefined : ''}>
      <Icon name={side === 'received' ? 'log-in' : 'arrow-up-right'} />
      <div class="task-what">
        <b>
          <a href={`/referrals/${line.id}`}>{minimumOf(page, line)}</a>
        </b>
        <small class="muted">
          <span>{other}</span>
          {line.sees ? <bdi>{line.personName ?? w('sharing.no-name')}</bdi> : null}
          {line.addressee ? <bdi>{line.addressee}</bdi> : null}
          {line.state === 'requested' && line.dueAt ? (
            <span>{w('sharing.answer-by', { time: momentOf(page, line.dueAt) })}</span>
          ) : (
            <span>{momentOf(page, line.changedAt)}</span>
          )}
        </small>
      </div>
      <ReferralState page={page} line={line} />
    </li>
  );
}
