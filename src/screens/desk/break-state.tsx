// A desk whose officer is in her break: said plainly, and one press to come back.
import { Button } from '#platform/ui/button.tsx';
import { Actions } from '#platform/ui/frame.tsx';
import type { PageRequest } from '../page.ts';
import { DeskProblems } from './desk-problems.tsx';
import { Enter } from './enter.tsx';
import type { DeskFacts } from './load-desk.ts';
import { StillSo } from './still-so.tsx';

export function breakParts(page: PageRequest, facts: DeskFacts) {
  const { w } = page;
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
        <StillSo page={page} facts={facts} was="break" />
      </div>
    ),
  };
}
