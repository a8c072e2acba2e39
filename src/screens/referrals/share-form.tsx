// The question to a person whether something may be told to another office: what is said to her in two
// languages, and the form beside it, whose choices stand in both.
import { dayOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { listSpeakers } from '#modules/casefiles/consent-queries.ts';
import {
  AGREED,
  CHOSEN_SECTIONS,
  LEGAL_BASES,
  SHARE_PURPOSES,
} from '#modules/casefiles/consent-schema.ts';
import { listPartners } from '#modules/partners/queries.ts';
import { listRecipients } from '#modules/referrals/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { LANGUAGES } from '#base/languages.ts';
import { BilingualRow } from '#platform/ui/bilingual-row.tsx';
import { CheckboxList, RadioList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatList } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { languageName, type TwoVoices } from '../reception/reception-words.ts';
import { errorOf, unitName } from './referral-words.tsx';

const SAID = ['may', 'only', 'outside', 'never', 'no', 'back'] as const;

/** What she is told before she is asked, short and plain; of partners by name that they are not of this house. */
export function WordsForHer({
  voices: { first, hers },
  partners,
}: {
  voices: TwoVoices;
  /** Their names, as they call themselves. */
  partners: readonly string[];
}) {
  const say = (w: TwoVoices['first'], said: (typeof SAID)[number]) =>
    said === 'outside'
      ? w('sharing.say.outside', { partners: formatList(w.language, partners) })
      : w(`sharing.say.${said}`);
  return (
    <div class={first.language === hers.language ? 'stack-tight' : undefined}>
      {SAID.filter((said) => said !== 'outside' || partners.length > 0).map((said, at) => {
        const own = { text: say(first, said), lang: first.tag, dir: first.direction };
        const second = { text: say(hers, said), lang: hers.tag, dir: hers.direction };
        return first.language === hers.language ? (
          <p class={at === 0 ? 'lead' : undefined}>{own.text}</p>
        ) : (
          <BilingualRow first={own} second={second} heading={at === 0} />
        );
      })}
    </div>
  );
}

/** The form; its button stands at the foot of the sheet. */
export async function AskForm({
  page,
  personId,
  voices,
  spoken,
}: {
  page: PageRequest;
  personId: string;
  voices: TwoVoices;
  /** The person's language. */
  spoken: string;
}) {
  const { tx, actor, w, attempt, commandId, now } = page;
  const error = errorOf(page);
  const [recipients, partners, speakers] = await Promise.all([
    listRecipients(tx, referringUnits(actor)),
    listPartners(tx),
    listSpeakers(tx, spoken),
  ]);
  const today = dayOf(now, NETWORK_ZONE);
  const outside = new Set(partners.map(({ unitId }) => unitId));
  const named = (which: (id: string) => boolean) =>
    recipients
      .filter(({ id }) => which(id))
      .map(({ id }) => ({ value: id, label: unitName(page, id) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, w.tag));
  const beside = (words: string) =>
    voices.second ? (
      <bdi lang={voices.second.tag} dir={voices.second.direction}>
        {words}
      </bdi>
    ) : undefined;
  return (
    <form
      id="ask"
      class="form stack"
      method="post"
      action={`/people/${personId}/share`}
      data-draft={`share:${personId}`}
    >
      <input type="hidden" name="commandId" value={commandId} />
      <Select
        name="toUnitId"
        label={w('sharing.to')}
        hint={voices.second?.('sharing.to')}
        value={typedIn(attempt, 'toUnitId')}
        blank={w('sharing.to.choose')}
        groups={[
          { label: w('partners.inside'), options: named((id) => !outside.has(id)) },
          { label: w('partners.outside'), options: named((id) => outside.has(id)) },
        ]}
        error={error('toUnitId')}
        required
      />
      <Select
        name="purpose"
        label={w('sharing.for')}
        hint={voices.second?.('sharing.for')}
        value={typedIn(attempt, 'purpose') ?? 'social'}
        options={SHARE_PURPOSES.map((value) => ({
          value,
          label: [w, voices.second]
            .flatMap((some) => (some ? [some(`sharing.purpose.${value}`)] : []))
            .join(' · '),
        }))}
      />
      <CheckboxList
        name="sections"
        legend={w('sharing.what')}
        hint={w('sharing.what.hint')}
        values={attempt?.values['sections'] ?? ['needs']}
        error={error('sections')}
        choices={CHOSEN_SECTIONS.map((value) => ({
          value,
          label: w(`sharing.section.${value}`),
          hint: beside(voices.second?.(`sharing.section.${value}`) ?? ''),
        }))}
      />
      <DateField
        name="until"
        label={w('sharing.until')}
        hint={voices.second?.('sharing.until')}
        value={typedIn(attempt, 'until') ?? today.add({ months: 3 }).toString()}
        error={error('until')}
        required
      />
      <Select
        name="language"
        label={w('sharing.language')}
        value={typedIn(attempt, 'language') ?? spoken}
        options={LANGUAGES.map(({ tag }) => ({ value: tag, label: languageName(w, tag) }))}
      />
      <Select
        name="mediatorId"
        label={w('sharing.mediator')}
        value={typedIn(attempt, 'mediatorId')}
        blank={w('sharing.mediator.me')}
        options={speakers
          .filter(({ accountId }) => accountId !== actor.accountId)
          .map(({ accountId, name }) => ({ value: accountId, label: name }))}
        error={error('mediatorId')}
      />
      <RadioList
        name="basis"
        legend={w('sharing.basis')}
        value={typedIn(attempt, 'basis') ?? AGREED}
        choices={LEGAL_BASES.map((value) => ({ value, label: w(`sharing.basis.${value}`) }))}
      />
    </form>
  );
}
