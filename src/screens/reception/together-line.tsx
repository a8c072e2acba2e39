// One of those who came together: known or new, what she is to the others, what she needs.
import { dayOf } from '#base/dates.ts';
import type { Centre, Subject } from '#modules/directory/schema.ts';
import { HOUSEHOLD_ROLES } from '#modules/people/schema.ts';
import { findKnown, findKnownById, type KnownPerson } from '#modules/visits/known-queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { Combobox } from '#platform/ui/combobox.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Icon, iconNamed } from '#platform/ui/icon.tsx';
import { Select } from '#platform/ui/select.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { Candidate, factsOf, shownName } from './known-list.tsx';
import { fieldLabel } from './person-words.ts';
import type { TwoVoices } from './reception-words.ts';
import type { SaidLine } from './together-form.ts';

/** Whom a line means: the one who was chosen, or those who may be meant by a name, without script. */
export interface FoundLine {
  readonly person: KnownPerson | undefined;
  readonly meant: readonly KnownPerson[];
}

/** Finds whom each line means, and notes who is shown. */
export async function findPeople(
  page: PageRequest,
  centre: Centre,
  said: readonly (SaidLine | undefined)[],
): Promise<readonly FoundLine[]> {
  const { tx, now } = page;
  const house = { centreId: centre.id, day: dayOf(now, centre.zone) };
  const found = await Promise.all(
    said.map(async (line): Promise<FoundLine> => {
      if (line?.personId) return { person: await findKnownById(tx, line.personId), meant: [] };
      const searches = !page.attempt && line?.name;
      return { person: undefined, meant: searches ? await findKnown(tx, line.name, house) : [] };
    }),
  );
  const shown = found.flatMap(({ person, meant }) => (person ? [person] : meant));
  await page.reads(
    shown.map(({ personId }) => personId),
    'receive',
  );
  return found;
}

export function TogetherLine({
  page,
  centre,
  at,
  said,
  found,
  tiles,
  second,
}: {
  page: PageRequest;
  centre: Centre;
  at: number;
  said: SaidLine | undefined;
  found: FoundLine | undefined;
  tiles: readonly Subject[];
  second: TwoVoices['second'];
}) {
  const { w, attempt, directory } = page;
  const name = (field: string) => `m${at}.${field}`;
  const ticked = (field: string, value: string) =>
    attempt?.values[name(field)]?.includes(value) ?? false;
  const arms = directory.priorityGrounds.find(({ id }) => id === 'infant-in-arms');
  return (
    <fieldset class="together-line">
      <legend>{w('door.together.person', { number: at + 1 })}</legend>
      <div class="together-who">
        <Select
          name={name('role')}
          id={`m${at}-role`}
          label={w('door.together.role')}
          value={said?.role ?? (at === 0 ? 'adult' : '')}
          options={[
            ...(at === 0 ? [] : [{ value: '', label: '' }]),
            ...HOUSEHOLD_ROLES.map((role) => ({ value: role, label: w(`door.role.${role}`) })),
          ]}
        />
        <Combobox
          name={name('name')}
          id={`m${at}-name`}
          label={w('household.known-or-name')}
          source={`/reception/${centre.id}/known?for=m${at}-name`}
          valueName={name('personId')}
          value={found?.person?.personId}
          text={found?.person ? (shownName(found.person) ?? '') : said?.name}
        />
        <TextField
          name={name('born')}
          id={`m${at}-born`}
          label={fieldLabel(w, 'born')}
          value={typedIn(attempt, name('born'))}
          maxlength={20}
        />
      </div>
      <span class="only-plain">
        <Button formmethod="get" size="small">
          {w('app.search.label')}
        </Button>
      </span>
      <KnownOfLine page={page} at={at} found={found} />
      <div class="together-needs" id={`m${at}-subjectIds`}>
        {tiles.map((subject) => (
          <label class="need-chip">
            <input
              type="checkbox"
              name={name('subjectIds')}
              value={subject.id}
              checked={ticked('subjectIds', subject.id)}
            />
            <Icon name={iconNamed(subject.icon ?? '')} size={20} />
            <span>
              {inLanguage(subject.name, w.language)}
              {second ? (
                <span class="hint" lang={second.tag} dir={second.direction}>
                  {inLanguage(subject.name, second.language)}
                </span>
              ) : null}
            </span>
          </label>
        ))}
        {arms ? (
          <label class="need-chip need-chip-right">
            <input
              type="checkbox"
              name={name('grounds')}
              value={arms.id}
              checked={ticked('grounds', arms.id)}
            />
            <span>{inLanguage(arms.name, w.language)}</span>
          </label>
        ) : null}
      </div>
    </fieldset>
  );
}

/** Who was chosen, to be confirmed by what tells her apart; follows the form. */
export function KnownOfLine({
  page,
  at,
  found,
}: {
  page: PageRequest;
  at: number;
  found: FoundLine | undefined;
}) {
  const { w } = page;
  const person = found?.person;
  const meant = found?.meant ?? [];
  return (
    <div id={`m${at}-known`} data-follows="together" aria-live="polite">
      {meant.map((one) => (
        <label class="choice only-plain">
          <input type="radio" name={`m${at}.personId`} value={one.personId} />
          <span class="choice-text">
            <Candidate page={page} person={one} among={meant} />
          </span>
        </label>
      ))}
      {person ? (
        <p class="known-person">
          <Icon name="check" size={16} />
          <span>
            <b>
              <bdi>{shownName(person) ?? w('reception.without-name')}</bdi>
            </b>
            <br />
            <span class="hint">{factsOf(page, person).join(' · ')}</span>
            {person.hereVisitId ? (
              <>
                <br />
                <a href={`/visits/${person.hereVisitId}`}>{w('reception.see-trip')}</a>
              </>
            ) : null}
          </span>
        </p>
      ) : null}
    </div>
  );
}
