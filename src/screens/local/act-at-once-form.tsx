// The act of a small house in one form. Whom (known here, or new; a name is optional), for what, in
// which language, how it ended. What is most often so is chosen already: a subject by its digit, a
// language by its letter, and it is recorded.
import { dayOf } from '#base/dates.ts';
import { LANGUAGES } from '#base/languages.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import type { Centre, Office } from '#modules/directory/schema.ts';
import type { KnownHere } from '#modules/visits/local-queries.ts';
import { INTERPRETERS, MODES, NOTE_MAX, OUTCOMES } from '#modules/visits/schema.ts';
import { Autonym } from '#platform/ui/autonym.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { Keycap } from '#platform/ui/keycap.tsx';
import { Select } from '#platform/ui/select.tsx';
import { keycapText } from '#platform/ui/shortcut-text.ts';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';

const SUBJECT_KEYS = [...'1234567890', 'f', 'o'];
const PERSON_KEYS = [...'abcde'];
const OUTCOME_KEYS = [...'qwrt'];

export function ActAtOnceForm({
  page,
  centre,
  office,
  known,
  like,
}: {
  page: PageRequest;
  centre: Centre;
  office: Office;
  known: readonly KnownHere[];
  like: string;
}) {
  const { w, attempt, directory, language, commandId, now } = page;
  const tiles = directory.tiles.filter(
    (tile) => listServicesForSubject(directory, centre.id, tile.id).length > 0,
  );
  const languages = languagesOf(page, office);
  const outcome = typedIn(attempt, 'outcome') ?? 'solved';
  return (
    <div class="stack">
      <form class="local-search" method="get" action={`/local/${centre.id}`} role="search">
        <TextField
          name="q"
          type="search"
          icon="search"
          shortcut="/"
          label={w('local.find')}
          labelHidden
          placeholder={w('local.find')}
          value={like}
        />
      </form>
      <form id="at-once" class="stack" method="post" action={`/local/${centre.id}`}>
        <input type="hidden" name="commandId" value={commandId} />
        <FormOutcome page={page} />
        <RadioList
          name="personId"
          legend={w('local.who')}
          value={typedIn(attempt, 'personId') ?? (like && known.length === 1 ? known[0]?.id : '')}
          choices={[
            { value: '', label: w('local.new-person') },
            ...known.map(({ id, name, language: tag, lastOn }, index) => ({
              value: id,
              label: <Keyed words={name} shortcut={PERSON_KEYS[index]} />,
              hint: (
                <>
                  <Autonym tag={tag} /> · {formatDate(w.language, lastOn, 'short')}
                </>
              ),
              shortcut: PERSON_KEYS[index],
            })),
          ]}
        />
        <div class="local-two">
          <TextField
            name="name"
            label={w('local.name')}
            hint={w('local.name-hint')}
            value={typedIn(attempt, 'name')}
            error={errorAt(page, 'name')}
            maxlength={120}
          />
          <Select
            name="language"
            label={w('local.language')}
            shortcut="l"
            blank={w('local.language-of-file')}
            value={typedIn(attempt, 'language')}
            error={errorAt(page, 'language')}
            options={languages}
          />
        </div>
        <RadioList
          name="subjectId"
          legend={w('local.what')}
          inline
          value={typedIn(attempt, 'subjectId')}
          error={errorAt(page, 'subjectId')}
          choices={tiles.map((tile, index) => ({
            value: tile.id,
            label: <Keyed words={nameIn(tile.name, language)} shortcut={SUBJECT_KEYS[index]} />,
            shortcut: SUBJECT_KEYS[index],
          }))}
        />
        <RadioList
          name="outcome"
          legend={w('desk.outcome')}
          value={outcome}
          error={errorAt(page, 'outcome')}
          choices={OUTCOMES.map((value, index) => ({
            value,
            label: <Keyed words={w(`desk.outcome.${value}`)} shortcut={OUTCOME_KEYS[index]} />,
            shortcut: OUTCOME_KEYS[index],
          }))}
        />
        <div class="local-more stack">
          <TextField
            name="detail"
            label={w('local.detail')}
            hint={w('local.detail-hint')}
            value={typedIn(attempt, 'detail')}
            error={errorAt(page, 'detail')}
            maxlength={500}
          />
          <DateField
            name="nextOn"
            label={w('desk.next-date')}
            value={typedIn(attempt, 'nextOn')}
            error={errorAt(page, 'nextOn')}
            min={dayOf(now, centre.zone).toString()}
          />
        </div>
        <details class="changes" open={attempt !== undefined}>
          <summary>{w('local.more')}</summary>
          <div class="stack">
            <Select
              name="mode"
              label={w('desk.mode')}
              value={typedIn(attempt, 'mode') ?? 'information'}
              options={MODES.map((value) => ({ value, label: w(`desk.mode.${value}`) }))}
            />
            <Select
              name="interpreter"
              label={w('local.interpreter')}
              value={typedIn(attempt, 'interpreter') ?? 'none'}
              options={INTERPRETERS.map((value) => ({
                value,
                label: w(`local.interpreter.${value}`),
              }))}
            />
            <TextField
              name="minutes"
              type="number"
              width="number"
              label={w('local.minutes')}
              hint={w('local.minutes-hint')}
              value={typedIn(attempt, 'minutes')}
              error={errorAt(page, 'minutes')}
            />
            <TextArea
              name="note"
              label={w('local.note')}
              hint={w('local.note-hint')}
              value={typedIn(attempt, 'note')}
              error={errorAt(page, 'note')}
              maxlength={NOTE_MAX}
            />
          </div>
        </details>
      </form>
    </div>
  );
}

/** Words with the key that chooses them, for eyes; `?` tells all keys to everybody. */
function Keyed({ words, shortcut }: { words: string; shortcut: string | undefined }) {
  return (
    <span class="keyed">
      <bdi>{words}</bdi>
      {shortcut ? <Keycap>{keycapText(shortcut)}</Keycap> : null}
    </span>
  );
}

/** Languages by their name in the reader's language, so that a letter finds them. */
function languagesOf({ w, actor }: PageRequest, office: Office) {
  const names = new Intl.DisplayNames([w.tag], { type: 'language' });
  const first = new Set([...actor.speaks, ...office.offers.flatMap((offer) => offer.languages)]);
  return LANGUAGES.map(({ tag, endonym }) => {
    const name = names.of(tag) ?? tag;
    return {
      value: tag,
      label: name === endonym ? name : `${name} · ${endonym}`,
      first: first.has(tag),
    };
  })
    .toSorted((a, b) => Number(b.first) - Number(a.first) || a.label.localeCompare(b.label, w.tag))
    .map(({ value, label }) => ({ value, label }));
}
