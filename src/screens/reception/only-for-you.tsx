// What is for whoever receives alone: who comes first by law, asked kindly, and quiet signs that
// somebody needs protection. It is not on the screen while that is turned round.
import { dayOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { isInForce } from '#modules/visits/precedence-rules.ts';
import { PROTECTION_SIGNS } from '#modules/visits/schema.ts';
import { ButtonLink } from '#platform/ui/button.tsx';
import { Checkbox } from '#platform/ui/choice.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { inLanguage } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import type { TwoVoices } from './reception-words.ts';

/** The strip under the conversation. Turned round it keeps what was ticked and shows nothing. */
export function OnlyForYou({
  page,
  centre,
  voices,
}: {
  page: PageRequest;
  centre: Centre;
  voices: TwoVoices;
}) {
  const { first: w, turned } = voices;
  const ticked = (field: string, value: string) =>
    page.attempt?.values[field]?.includes(value) ?? false;
  const today = dayOf(page.now, centre.zone);
  const grounds = page.directory.priorityGrounds.filter((ground) => isInForce(ground, today));
  return (
    <div class="only-for-you" hidden={turned}>
      <span class="only-for-you-title" title={w('reception.only-for-you.hint')}>
        <Icon name="eye-off" />
        <b>{w('reception.only-for-you')}</b>
      </span>
      <fieldset class="only-for-you-boxes">
        <legend class="aside-voice">{w('door.first-by-law')}</legend>
        {grounds.map(({ id, name, ask }) => (
          <span title={inLanguage(ask, w.language)}>
            <Checkbox
              name="grounds"
              value={id}
              checked={ticked('grounds', id)}
              label={inLanguage(name, w.language)}
            />
          </span>
        ))}
      </fieldset>
      <details class="quiet-signs">
        <summary data-key="s">{w('door.signs')}</summary>
        <fieldset class="quiet-signs-boxes">
          <legend class="hint">
            {w('door.signs.hint')} {w('reception.only-for-you.hint')}
          </legend>
          {PROTECTION_SIGNS.map((sign) => (
            <Checkbox
              name="signs"
              value={sign}
              checked={ticked('signs', sign)}
              label={w(`door.sign.${sign}`)}
            />
          ))}
        </fieldset>
        <ButtonLink
          kind="quiet"
          icon="list"
          href={`/reception/${centre.id}/questions?language=${encodeURIComponent(voices.tag)}`}
        >
          {w('protocol.questions.link')}
        </ButtonLink>
      </details>
    </div>
  );
}
