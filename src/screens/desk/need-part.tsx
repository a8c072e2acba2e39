// A need that comes to light at the desk: one choice, one press, and the route of today is longer by
// one office. Its form stands outside of the sheet's, so that what is typed there stays.
import { Button } from '#platform/ui/button.tsx';
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { subjectGroups } from '../subject-groups.ts';
import type { DeskFacts } from './load-desk.ts';
import type { SheetValues } from './outcome-fields.tsx';

export function NeedPart({
  page,
  facts,
  values,
}: {
  page: PageRequest;
  facts: DeskFacts;
  values: SheetValues;
}) {
  const { w, attempt } = page;
  const error = values.error('subjectId');
  return (
    <details class="found-need" open={Boolean(error)}>
      <summary>{w('desk.found-need')}</summary>
      <div class="found-need-fields">
        <Select
          name="subjectId"
          form="aside"
          label={w('sitting.need-which')}
          labelHidden
          blank={w('sitting.need-which')}
          value={typedIn(attempt, 'subjectId')}
          error={error}
          groups={subjectGroups(page)}
        />
        <Button size="small" icon="plus" form="aside" formaction={`/desk/${facts.desk.id}/need`}>
          {w('sitting.need-add')}
        </Button>
      </div>
    </details>
  );
}
