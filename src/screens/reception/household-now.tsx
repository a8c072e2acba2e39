// Whether a page still shows who belongs to a person's households: a live region without anything in it. Its
// address tells what the page shows; once that is no longer so there is no such address, and the page asks
// anew for what it shows: /people/:personId/household/now.
import { createHash } from 'node:crypto';
import { problem } from '#base/problem.ts';
import { receivingUnits } from '#modules/access/decide.ts';
import { listHouseholds, type OwnHousehold } from '#modules/people/household-queries.ts';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { findOwnPerson } from '../casefile/same-page.tsx';
import type { Page, PageRequest } from '../page.ts';

/** For pages that name those of a household: whoever left it is gone from them at once (PEO-41). */
export function HouseholdNow({
  page: { actor },
  personId,
  households,
}: {
  page: Pick<PageRequest, 'actor'>;
  personId: string;
  households: readonly OwnHousehold[];
}) {
  return (
    <LiveRegion
      id="household-now"
      topic={receivingUnits(actor)
        .map((unit) => `households:${unit}`)
        .join(' ')}
      src={`/people/${personId}/household/now?of=${digestOf(households)}`}
    >
      <span hidden />
    </LiveRegion>
  );
}

export const householdNowPage: Page = {
  screen: 'reception',
  async render(page) {
    const personId = await findOwnPerson(page, page.params['personId'] ?? '');
    if (!personId) return problem('not-found');
    const households = await listHouseholds(page.tx, personId);
    const shown = page.query.get('of');
    if (shown !== null && shown !== digestOf(households)) return problem('not-found');
    return <HouseholdNow page={page} personId={personId} households={households} />;
  },
};

/** Who is what in which household: another text once any of it is another. */
function digestOf(households: readonly OwnHousehold[]): string {
  const told = households.map(({ id, role, others }) => [
    id,
    role,
    others.map((one) => `${one.personId} ${one.role}`).toSorted(),
  ]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 20);
}
