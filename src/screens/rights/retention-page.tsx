// For how long what is kept, what will go in the next days, what of it is held and why, and what the last nights
// let go of that is about nobody: /rights/retention, for officers. Counts alone; of what is most protected not even
// those, and the same for every officer.
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import {
  AHEAD,
  type KindAhead,
  listAhead,
  listRuns,
  type RunLine,
} from '#modules/rights/retention-queries.ts';
import { isOfficer } from '#modules/rights/rules.ts';
import { ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Table } from '#platform/ui/table.tsx';
import { formatDate, formatMoment, formatNumber, formatParts } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

/** Nights that are listed. */
const NIGHTS = 30;

export const retentionPage: Page = {
  screen: 'retention',
  async render(page) {
    const { tx, actor, w, now } = page;
    if (!isOfficer(actor)) return problem('not-found');
    const kinds = await listAhead(tx, dayOf(now, NETWORK_ZONE));
    const nights = Map.groupBy(await listRuns(tx, NIGHTS), ({ startedAt }) => startedAt.toString());
    return (
      <Document {...staffDocument(page, w('retention.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('retention.title') })}
        >
          <div class="stack-loose">
            <p class="hint">{w('retention.hint')}</p>
            <ButtonRow>
              <ButtonLink kind="secondary" href="/rights">
                {w('rights.to-list')}
              </ButtonLink>
              <ButtonLink kind="secondary" href="/rights/holds">
                {w('rights.held-list')}
              </ButtonLink>
            </ButtonRow>
            <section class="stack-tight">
              <SectionHeading title={w('retention.ahead')} />
              <Ahead page={page} kinds={kinds} />
            </section>
            <section class="stack">
              <SectionHeading title={w('retention.runs')} />
              <p class="hint">{w('retention.runs-hint')}</p>
              {nights.size === 0 ? (
                <EmptyState icon="moon" title={w('retention.runs-none')} />
              ) : null}
              {[...nights.values()].map((lines) => (
                <Night page={page} lines={lines} />
              ))}
            </section>
          </div>
        </Frame>
      </Document>
    );
  },
};

function Ahead({ page, kinds }: { page: PageRequest; kinds: readonly KindAhead[] }) {
  const { w, language } = page;
  const number = (value: number) => <bdi>{formatNumber(w.language, value)}</bdi>;
  return (
    <Table
      caption={w('retention.ahead')}
      roomy
      columns={[
        { label: w('retention.kind'), heads: true },
        { label: w('retention.law'), optional: true },
        ...AHEAD.map((days) => ({
          label: w('retention.days', { count: days }),
          align: 'end' as const,
        })),
      ]}
      rows={kinds.map((kind) => ({
        id: kind.id,
        cells: [
          <>
            {nameIn(kind.name, language)}
            <br />
            <small class="muted">{keptFor(w, kind)}</small>
            {kind.counted ? (
              <HeldOf w={w} kind={kind} />
            ) : (
              <small class="muted"> · {w('retention.uncounted')}</small>
            )}
          </>,
          <small class="muted">
            <bdi lang="pt">{kind.law}</bdi>
            {kind.proposed ? ` (${w('retention.proposed')})` : ''}
          </small>,
          ...AHEAD.map((_days, at) =>
            kind.counted ? number(kind.due[at] ?? 0) : <span class="muted">—</span>,
          ),
        ],
      }))}
      note={w('retention.uncounted-hint')}
    />
  );
}

/** How long, in words. */
function keptFor(w: Words, { months, days }: KindAhead): string {
  if (months > 0 && months % 12 === 0) return w('retention.years', { count: months / 12 });
  if (months > 0) return w('retention.months', { count: months });
  return days > 0 ? w('retention.days', { count: days }) : w('retention.that-day');
}

function HeldOf({ w, kind: { held, reasons } }: { w: Words; kind: KindAhead }) {
  if (held === 0) return null;
  return (
    <>
      <br />
      <small class="attention">
        {w('retention.held-for', {
          count: formatNumber(w.language, held),
          reasons: formatParts(
            w.language,
            reasons.map((reason) => w(`rights.holds.reason.${reason}`)),
          ),
        })}
      </small>
    </>
  );
}

function Night({ page, lines }: { page: PageRequest; lines: readonly RunLine[] }) {
  const { w, language } = page;
  const [night] = lines;
  if (!night) return null;
  const went = lines.filter((line) => line.name);
  return (
    <section class="stack-tight">
      <h3>{w('retention.run', { date: formatDate(w.language, night.until, 'medium') })}</h3>
      <p class="muted">
        {night.endedAt
          ? w('retention.run-done', {
              moment: formatMoment(w.language, night.endedAt, NETWORK_ZONE, 'date-time'),
            })
          : w('retention.run-open')}
      </p>
      {went.length === 0 && night.endedAt ? <p>{w('retention.run-nothing')}</p> : null}
      <ul class="stack-tight">
        {went.map(({ name, gone, failed }) => (
          <li>
            {name ? nameIn(name, language) : ''}:{' '}
            {formatParts(w.language, [
              gone ? w('retention.gone', { count: gone }) : '',
              failed ? w('retention.failed', { count: failed }) : '',
            ])}
          </li>
        ))}
      </ul>
    </section>
  );
}
