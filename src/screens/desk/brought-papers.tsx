// Of the papers that this service asks for, which she has with her: seen at the door, so that nobody
// asks again and the desk knows before it begins.
import { Notice } from '#platform/ui/note.tsx';
import { formatList, inLanguage } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

export function BroughtPapers({
  page,
  serviceId,
  papers,
}: {
  page: PageRequest;
  serviceId: string;
  papers: readonly { readonly documentId: string; readonly here: boolean }[];
}) {
  const { w, directory } = page;
  const asked = directory.services.get(serviceId)?.documents ?? [];
  const namesOf = (here: boolean) =>
    asked
      .filter(({ id }) => papers.some((paper) => paper.documentId === id && paper.here === here))
      .map(({ name }) => inLanguage(name, w.language));
  const [brought, missing] = [namesOf(true), namesOf(false)];
  if (brought.length + missing.length === 0) return null;
  const words = [
    brought.length > 0 ? w('door.brought.here', { papers: formatList(w.language, brought) }) : '',
    missing.length > 0
      ? w('door.brought.missing', { papers: formatList(w.language, missing) })
      : '',
  ].filter((part) => part !== '');
  return (
    <Notice tone={missing.length > 0 ? 'attention' : 'done'}>
      <b>{w('door.brought')}</b> {words.join(' · ')}
    </Notice>
  );
}
