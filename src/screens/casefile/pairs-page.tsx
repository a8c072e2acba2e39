// Files that may be one person, for a human to look at: /pairs. For those who receive people; nobody
// else has any, and behind the fence there are none.
import { problem } from '#base/problem.ts';
import { isFenced, mayAct, WELCOME } from '#modules/access/decide.ts';
import { listPairs, type PairLine } from '#modules/people/likeness-queries.ts';
import { WEIGHTS } from '#modules/people/likeness-rules.ts';
import { ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import type { Words } from '#platform/words/words.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { homeOf } from './add-page.tsx';

export const pairsPage: Page = {
  screen: 'casefile',
  async render(page) {
    const { tx, actor, w } = page;
    if (isFenced(actor) || !mayAct(actor, { roles: WELCOME })) return problem('not-found');
    const pairs = await listPairs(tx);
    await page.reads(
      [...new Set(pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]))],
      'merge',
    );
    return (
      <Document {...staffDocument(page, w('same.pairs'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('same.pairs'), centre: homeOf(page) })}
        >
          <div class="stack">
            <SectionHeading title={w('same.pairs')} aside={String(pairs.length)} />
            {page.query.get('done') === 'answered' ? (
              <Notice tone="done">{w('same.done.answered')}</Notice>
            ) : null}
            <p class="hint">{w('same.pairs.hint')}</p>
            {pairs.length === 0 ? (
              <EmptyState icon="check" title={w('same.pairs.none')} />
            ) : (
              <ul class="task-list" data-two>
                {pairs.map((pair) => (
                  <Pair page={page} pair={pair} />
                ))}
              </ul>
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

function Pair({ page, pair }: { page: PageRequest; pair: PairLine }) {
  const { w } = page;
  const side = (name: string | null, number: string | null) => (
    <>
      <bdi>{name ?? w('casefile.no-name')}</bdi> <bdi class="muted">{number}</bdi>
    </>
  );
  return (
    <li>
      <div class="task-what">
        <b>
          {side(pair.oneName, pair.oneNumber)} · {side(pair.otherName, pair.otherNumber)}
        </b>
        {pair.state === 'review' ? (
          <span>{w('same.pairs.review')}</span>
        ) : (
          <EvidenceList w={w} evidence={pair.evidence} />
        )}
      </div>
      <div class="task-acts">
        <ButtonLink
          size="small"
          icon="arrow-right"
          href={`/people/${pair.oneId}/same/${pair.otherId}`}
        >
          {w('same.compare')}
        </ButtonLink>
      </div>
    </li>
  );
}

/** What speaks for one person and what against, each with its weight in words. */
export function EvidenceList({ w, evidence }: { w: Words; evidence: readonly string[] }) {
  const known = evidence.flatMap((each) => (each in WEIGHTS ? [each as keyof typeof WEIGHTS] : []));
  if (known.length === 0) return <p class="hint">{w('same.evidence.none')}</p>;
  return (
    <ul class="evidence">
      {known.map((each) => (
        <li data-weight={weightOf(each)}>
          {w(`same.evidence.${each}`)}{' '}
          <small class="muted">{w(`same.weight.${weightOf(each)}`)}</small>
        </li>
      ))}
    </ul>
  );
}

function weightOf(evidence: keyof typeof WEIGHTS): 'strong' | 'some' | 'little' | 'against' {
  const weight = WEIGHTS[evidence];
  if (weight < 0) return 'against';
  return weight >= 3 ? 'strong' : weight === 2 ? 'some' : 'little';
}
