// Opening a desk that is closed: with which languages, which services, with whom beside.
import { languageOf, nameOfLanguage } from '#base/languages.ts';
import { CheckboxList } from '#platform/ui/choice.tsx';
import { nameIn } from '#modules/directory/rules/names.ts';
import { Select } from '#platform/ui/select.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { sheetValues } from './desk-problems.tsx';
import { inOneLine } from './desk-words.tsx';
import type { DeskFacts } from './load-desk.ts';

export function OpenDeskWork({ page, facts }: { page: PageRequest; facts: DeskFacts }) {
  const { w, actor, language, attempt } = page;
  const { error } = sheetValues(page, {});
  return (
    <div class="open-desk stack">
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
