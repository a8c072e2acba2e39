// Fields that the forms of the register of minors have alike.
import { PURPOSES } from '#modules/minors/schema.ts';
import { CheckboxList } from '#platform/ui/choice.tsx';
import { Select } from '#platform/ui/select.tsx';
import type { PageRequest } from '../page.ts';
import { officeName } from './entry-words.tsx';

export function PurposesField({
  page: { w },
  values,
  error,
}: {
  page: PageRequest;
  values: readonly string[];
  error: string | undefined;
}) {
  return (
    <CheckboxList
      name="purposes"
      legend={w('minors.for-what')}
      values={values}
      error={error}
      choices={PURPOSES.map((value) => ({ value, label: w(`minors.purpose.${value}`) }))}
    />
  );
}

/** Asked of whoever serves at several; sent along for all others. */
export function OfficeField({
  page,
  offices,
  value,
  error,
}: {
  page: PageRequest;
  offices: readonly string[];
  value: string | undefined;
  error: string | undefined;
}) {
  const [only, ...more] = offices;
  if (more.length === 0) return <input type="hidden" name="officeId" value={only} />;
  return (
    <Select
      name="officeId"
      label={page.w('minors.office')}
      blank={page.w('minors.choose')}
      value={value}
      error={error}
      options={offices.map((id) => ({ value: id, label: officeName(page, id) }))}
      required
    />
  );
}
