// Calling somebody out of turn: chosen in the rail or by her number, for a reason from the list.
import { CALL_REASONS } from '#modules/visits/schema.ts';
import type { QueueLine } from '#modules/visits/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { Actions } from '#platform/ui/frame.tsx';
import { typedIn, type PageRequest } from '../page.ts';
import { DeskProblems, sheetValues } from './desk-problems.tsx';
import { Enter } from './enter.tsx';
import type { DeskFacts } from './load-desk.ts';
import { StillThere } from './still-so.tsx';

/** Whom the address or the refused form chose: `?call=<stop>`, or `?q=<number>`. */
export function chosenLine(page: PageRequest, facts: DeskFacts): QueueLine | undefined {
  const stopId = typedIn(page.attempt, 'stopId') ?? page.query.get('call');
  const number = Number(page.query.get('q') ?? '');
  return facts.waiting.find((line) => line.stopId === stopId || line.number === number);
}

export function chosenParts(page: PageRequest, facts: DeskFacts, line: QueueLine) {
  const { w } = page;
  const to = `/desk/${facts.desk.id}`;
  const values = sheetValues(page, {});
  return {
    draft: undefined,
    fields: (
      <>
        <Enter to={`${to}/choose`} />
        <input type="hidden" name="stopId" value={line.stopId} />
      </>
    ),
    actions: (
      <Actions
        start={<ButtonLink href={to}>{w('sitting.chosen.cancel')}</ButtonLink>}
        main={
          <Button kind="primary" size="large" shortcut="n" formaction={`${to}/choose`}>
            {w('desk.call-number', { number: line.number })}
          </Button>
        }
      />
    ),
    children: (
      <div class="stack">
        <DeskProblems page={page} />
        <StillThere page={page} facts={facts} stopId={line.stopId} line={line} />
        <RadioList
          name="reason"
          legend={w('sitting.chosen.reason')}
          hint={w('sitting.chosen.hint')}
          value={values.value('reason')}
          error={values.error('reason')}
          choices={CALL_REASONS.map((reason, index) => ({
            value: reason,
            label: w(`sitting.chosen.${reason}`),
            shortcut: String(index + 1),
          }))}
        />
      </div>
    ),
  };
}
