// Where today is running over, above everything else that needs a look.
import { nameIn } from '#modules/directory/rules/names.ts';
import { formatTime } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import type { Overflow } from './overflow.ts';

/** Longer lists hide what matters. */
const MOST = 2;

export function OverflowPart({
  page: { w, language },
  overflow,
}: {
  page: PageRequest;
  overflow: readonly Overflow[];
}) {
  if (overflow.length === 0) return null;
  return (
    <ol class="attention-list">
      {overflow.slice(0, MOST).map(({ office, capacity, came, closes }, index) => (
        <li data-first={index === 0 ? '' : undefined}>
          <h3>{w('overflow.title', { office: nameIn(office.name, language) })}</h3>
          <p>{w('overflow.left', { count: capacity, time: formatTime(w.language, closes) })}</p>
          <p>{w('overflow.came', { count: came })}</p>
          <p>{w('overflow.do')}</p>
        </li>
      ))}
    </ol>
  );
}
