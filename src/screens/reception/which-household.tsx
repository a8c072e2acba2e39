// Which household is meant, where somebody who is known stands in one already or in several: it is chosen
// by hand, and never guessed (PEO-43).
import { listHouseholds } from '#modules/people/household-queries.ts';
import { NEW_HOUSEHOLD } from '#modules/people/household-rules.ts';
import { RadioList } from '#platform/ui/choice.tsx';
import { formatList } from '#platform/words/format.ts';
import { fieldText } from '#platform/words/problem-text.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { shownName } from './known-list.tsx';
import type { FoundLine } from './together-line.tsx';

/** A household that may be meant, by the names of those who belong to it. */
export interface MeantHousehold {
  readonly id: string;
  readonly names: readonly string[];
}

/** The households in which those who were chosen stand now; who is named is noted. */
export async function householdsOf(
  page: PageRequest,
  people: readonly FoundLine[],
): Promise<readonly MeantHousehold[]> {
  const found = new Map<string, MeantHousehold>();
  for (const { person } of people) {
    if (!person) continue;
    for (const { id, others } of await listHouseholds(page.tx, person.personId)) {
      if (found.has(id)) continue;
      await page.reads(
        others.map(({ personId }) => personId),
        'receive',
      );
      const nameless = page.w('reception.without-name');
      const names = [shownName(person), ...others.map(({ name }) => name)];
      found.set(id, { id, names: names.map((name) => name ?? nameless) });
    }
  }
  return [...found.values()];
}

/** The one that is chosen on the page: by hand; the only one there is, to be seen and changed. */
export function chosenHousehold(
  { attempt, query }: PageRequest,
  households: readonly MeantHousehold[],
): string | undefined {
  const said = typedIn(attempt, 'householdId') ?? query.get('householdId') ?? '';
  if (said === NEW_HOUSEHOLD || households.some(({ id }) => id === said)) return said;
  return households.length === 1 ? households[0]?.id : undefined;
}

/** The choice; nothing where nobody known stands in a household. Follows the form. */
export function WhichHousehold({
  page,
  households,
}: {
  page: PageRequest;
  households: readonly MeantHousehold[];
}) {
  const { w, attempt } = page;
  const code = attempt?.problem.fields?.['householdId'];
  return (
    <div id="which-household" data-follows="together" aria-live="polite">
      {households.length === 0 ? null : (
        <RadioList
          name="householdId"
          legend={w('household.which')}
          hint={households.length > 1 ? w('household.which.hint') : undefined}
          value={chosenHousehold(page, households)}
          error={code && fieldText(w.language, code)}
          choices={[
            ...households.map(({ id, names }) => ({
              value: id,
              label: <bdi>{formatList(w.language, names)}</bdi>,
            })),
            { value: NEW_HOUSEHOLD, label: w('household.which.new') },
          ]}
        />
      )}
    </div>
  );
}
