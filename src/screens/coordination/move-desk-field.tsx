// To which office a desk moves for the day.
import { nameIn } from '#modules/directory/rules/names.ts';
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';
import type { WallsView } from './walls-view.ts';

/** Any office of the house that serves people, but the one where the desk stands. */
export function MoveDeskField({
  page,
  view,
  deskId,
}: {
  page: PageRequest;
  view: WallsView;
  deskId: string;
}) {
  const { w, language, attempt } = page;
  return (
    <Select
      name="officeId"
      label={w('lent.to')}
      error={errorAt(page, 'officeId')}
      value={typedIn(attempt, 'officeId')}
      options={view.centre.offices
        .filter(({ kind, desks }) => kind !== 'welcome' && desks.every(({ id }) => id !== deskId))
        .map((office) => ({ value: office.id, label: nameIn(office.name, language) }))}
    />
  );
}
