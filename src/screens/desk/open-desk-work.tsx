// A desk that is closed, or that somebody else has open.
import { languageOf, nameOfLanguage } from '#base/languages.ts';
import { CheckboxList } from '#platform/ui/choice.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import type { PageRequest } from '../page.ts';
import type { DeskFacts } from './load-desk.ts';

export function OpenDeskWork({ page, facts }: { page: PageRequest; facts: DeskFacts }) {
  const { w, actor, language, attempt } = page;
  const { desk, heldBy, otherDesk } = facts;
  if (otherDesk) {
    return (
      <EmptyState
        icon="layout-grid"
        title={w('problem.desk-open-elsewhere')}
        action={
          <a href={`/desk/${otherDesk.id}`}>{w('desk.other-desk', { desk: otherDesk.label })}</a>
        }
      />
    );
  }
  if (heldBy) {
    return (
      <EmptyState icon="user-round" title={w('problem.desk-taken')}>
        {w('desk.desk-opened-by', { name: heldBy })}
      </EmptyState>
    );
  }
  return (
    <div class="open-desk stack">
      <div class="line">
        <Plaque label={desk.label} size="large" />
        <h2>{w('desk.desk-closed')}</h2>
      </div>
      <p class="muted">{w('desk.desk-closed.hint')}</p>
      <CheckboxList
        name="languages"
        legend={w('desk.languages-today')}
        hint={w('desk.languages-today.hint')}
        values={attempt?.values['languages'] ?? actor.speaks}
        inline
        choices={actor.speaks.map((tag) => ({
          value: tag,
          label: nameOfLanguage(languageOf(tag)?.tag ?? tag, language),
        }))}
      />
    </div>
  );
}
