// What something that is handed over is about; nothing is chosen beforehand.
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf, subjectName } from './referral-words.tsx';

/** The first-level subjects; `value` is what the address says. */
export function SubjectField({ page, value }: { page: PageRequest; value?: string | undefined }) {
  const { w, attempt, directory } = page;
  return (
    <Select
      name="subjectId"
      label={w('sharing.refer.subject')}
      value={typedIn(attempt, 'subjectId') ?? value}
      blank={w('sharing.refer.subject.choose')}
      required
      options={[...directory.subjects.values()]
        .filter(({ parentId }) => !parentId)
        .map(({ id }) => ({ value: id, label: subjectName(page, id) }))}
      error={errorOf(page)('subjectId')}
    />
  );
}
