// How files are called and how they stand, wherever they are shown.
import { dayOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type Checking, isOpen } from '#modules/files/rules.ts';
import type { ShownFile } from '#modules/files/queries.ts';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatMoment, inLanguage } from '#platform/words/format.ts';
import type { PageBase } from '../page.ts';

/** Kinds of paper that offices ask for, in the order of the catalogue, each once. */
export function kindsOfPaper({ directory, language }: PageBase): ReadonlyMap<string, string> {
  return new Map(
    [...directory.services.values()].flatMap((service) =>
      service.documents.map(({ id, name }) => [id, inLanguage(name, language)] as const),
    ),
  );
}

/** What it is, or that nobody has said it. */
export function titleOf(page: PageBase, { documentId }: Pick<ShownFile, 'documentId'>): string {
  if (documentId === null) return page.w('files.not-named');
  return kindsOfPaper(page).get(documentId) ?? documentId;
}

/** Why it can't be opened yet, in words for whoever waits for it. */
export function whyWaiting({ w }: PageBase, { media }: ShownFile, checking: Checking): string {
  if (checking === 'hold') return w('files.wait.no-scanner');
  if (checking === 'pictures' && media === 'application/pdf') return w('files.wait.no-scanner-pdf');
  return w('files.wait.soon');
}

export function FileState({ page, file }: { page: PageBase; file: ShownFile }) {
  const { w } = page;
  if (file.checked === 'harmful')
    return <StateWord state="error">{w('files.state.harmful')}</StateWord>;
  if (!isOpen(file))
    return (
      <StateWord state="attention" icon="hourglass">
        {w('files.state.waiting')}
      </StateWord>
    );
  if (file.documentId === null)
    return <StateWord state="attention">{w('files.state.to-name')}</StateWord>;
  return <StateWord state="done">{w(`files.state.${file.checked as 'clean'}`)}</StateWord>;
}

/** When it was added: the time today, else the day. */
export function whenAdded({ w, now }: PageBase, { addedAt }: Pick<ShownFile, 'addedAt'>): string {
  const day = dayOf(addedAt, NETWORK_ZONE);
  return day.equals(dayOf(now, NETWORK_ZONE))
    ? formatMoment(w.language, addedAt, NETWORK_ZONE)
    : formatDate(w.language, day, 'medium');
}

/** How large, as people say it. */
export function sizeOf({ w }: PageBase, { size }: Pick<ShownFile, 'size'>): string {
  const [unit, value] =
    size < 1_000_000 ? (['kilobyte', size / 1000] as const) : (['megabyte', size / 1e6] as const);
  return new Intl.NumberFormat(w.tag, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'megabyte' ? 1 : 0,
  }).format(value);
}
