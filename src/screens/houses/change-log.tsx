// What was changed at a house or in the catalogue: when, by whom, what; and the way back.
import type { LoggedChange } from '#modules/directory/change-queries.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatMoment } from '#platform/words/format.ts';
import { findWords } from '#platform/words/words.ts';
import type { PageRequest } from '../page.ts';
import { changePath } from './house-frame.tsx';
import { RowWords } from './row-words.tsx';
import { newId } from '#base/ids.ts';

export function ChangeLog({
  page,
  centre,
  changes,
}: {
  page: PageRequest;
  centre?: Centre | undefined;
  changes: readonly LoggedChange[];
}) {
  const { w } = page;
  return (
    <section class="stack-tight" id="changes">
      <SectionHeading title={w('houses.changes')} />
      {changes.length === 0 ? <EmptyState icon="undo-2" title={w('houses.no-changes')} /> : null}
      <ul class="change-log">
        {changes.map((change) => (
          <Entry page={page} centre={centre} change={change} />
        ))}
      </ul>
    </section>
  );
}

function Entry({
  page,
  centre,
  change,
}: {
  page: PageRequest;
  centre: Centre | undefined;
  change: LoggedChange;
}) {
  const { w } = page;
  const { state, command, by, madeAt, dueOn, rows, id } = change;
  const zone = centre?.zone ?? 'Europe/Lisbon';
  const day = formatDate(w.language, dueOn, 'medium');
  return (
    <li>
      <details>
        <summary>
          <span>
            {findWords(w.language, `houses.command.${command}`) ?? command}
            <small>
              {formatMoment(w.language, madeAt, zone)} · <bdi>{by}</bdi>
            </small>
          </span>
          {state === 'applied' ? null : (
            <StateWord state={state === 'stale' ? 'attention' : 'plain'} icon={null}>
              {w(`houses.state.${state}`, { day })}
            </StateWord>
          )}
        </summary>
        {rows.map((row) => (
          <RowWords page={page} row={row} />
        ))}
      </details>
      {state === 'applied' || state === 'scheduled' ? (
        <form method="post" action={changePath(centre)}>
          <input type="hidden" name="commandId" value={newId()} />
          <input type="hidden" name="command" value="directory.undo" />
          <input type="hidden" name="confirmed" value="yes" />
          <input type="hidden" name="changeId" value={id} />
          <Button size="small" icon="undo-2">
            {w(state === 'scheduled' ? 'houses.drop' : 'houses.undo')}
          </Button>
        </form>
      ) : null}
    </li>
  );
}
