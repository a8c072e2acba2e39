// A desk whose officer is in her break: said plainly, and one press to come back.
import { Button } from '#platform/ui/button.tsx';
import { Actions } from '#platform/ui/frame.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatMoment } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { DeskProblems } from './desk-problems.tsx';
import { Minutes } from './desk-words.tsx';
import { Enter } from './enter.tsx';
import type { DeskFacts } from './load-desk.ts';

export function breakParts(page: PageRequest, facts: DeskFacts, since: Temporal.Instant) {
  const { w } = page;
  const { centre } = facts;
  const to = `/desk/${facts.desk.id}`;
  return {
    draft: undefined,
    fields: <Enter to={`${to}/back`} />,
    actions: (
      <Actions
        start={<Button formaction={`${to}/close`}>{w('desk.close-desk')}</Button>}
        main={
          <Button kind="primary" size="large" shortcut="n" formaction={`${to}/back`}>
            {w('sitting.back')}
          </Button>
        }
      />
    ),
    children: (
      <div class="stack">
        <DeskProblems page={page} />
        <div class="called">
          <h2 class="called-open">{w('sitting.on-break')}</h2>
          <p class="called-state">
            <StateWord state="attention" icon="coffee">
              {w('sitting.on-break.since', {
                time: formatMoment(w.language, since, centre.zone),
              })}
            </StateWord>
            <Minutes page={page} since={since} zone={centre.zone} />
          </p>
          <p class="muted">{w('sitting.on-break.hint')}</p>
        </div>
      </div>
    ),
  };
}
