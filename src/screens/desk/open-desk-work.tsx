// A desk that is closed, or that somebody else has open.
import { languageOf, nameOfLanguage } from '#base/languages.ts';
import { CheckboxList } from '#platform/ui/choice.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { nameIn } from '#modules/directory/rules/names.ts';
import { Plaque } from '#platform/ui/plaque.tsx';
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { sheetValues } from './desk-problems.tsx';
import { inOneLine } from './desk-words.tsx';
import type { DeskFacts } from './load-desk.ts';

export function OpenDeskWork({ page, facts }: { page: PageRequest; facts: DeskFacts }) {
  const { w, actor, language, attempt } = page;
  const { desk, heldBy, otherDesk } = facts;
  const { error } = sheetValues(page, {});
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
      <EmptyState
        icon={facts.breakSince ? 'coffee' : 'user-round'}
        title={
          facts.breakSince
            ? w('sitting.desk-on-break', { name: heldBy })
            : w('desk.desk-opened-by', { name: heldBy })
        }
      >
        {w('sitting.take-over.hint', { name: heldBy })}
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
      <Select
        name="mediatorId"
        label={w('sitting.mediator-beside')}
        blank={w('sitting.mediator-beside.none')}
        value={typedIn(attempt, 'mediatorId')}
        error={error('mediatorId')}
        options={facts.speakers.mediators
          .filter(({ accountId }) => accountId !== actor.accountId)
          .map(({ accountId, name, speaks }) => ({
            value: accountId,
            label: `${name}: ${inOneLine(
              w,
              speaks.map((tag) => nameOfLanguage(tag, language)),
            )}`,
          }))}
      />
      {facts.office.offers.length > 1 ? (
        <details class="open-services" open={Boolean(attempt?.values['serviceIds'])}>
          <summary>{w('sitting.services-today')}</summary>
          <CheckboxList
            name="serviceIds"
            legend={w('sitting.services-today')}
            legendHidden
            hint={w('sitting.services-today.hint')}
            error={error('serviceIds')}
            values={attempt?.values['serviceIds'] ?? []}
            choices={facts.office.offers.map(({ service }) => ({
              value: service.id,
              label: nameIn(service.name, language),
            }))}
          />
        </details>
      ) : null}
    </div>
  );
}
