// People who came together: one line for each, with what she needs herself. One press gives each her
// own file and ticket. /reception/:centreId/together?language=
import { isId } from '#base/ids.ts';
import { languageOf } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import type { Centre, Subject } from '#modules/directory/schema.ts';
import { HOUSEHOLD_ROLES } from '#modules/people/schema.ts';
import { findTrip, type Trip } from '#modules/visits/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon, iconNamed } from '#platform/ui/icon.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { Page, PageRequest } from '../page.ts';
import { typedIn } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { findHouse } from './find-house.ts';
import { fieldLabel } from './person-words.ts';
import { LeaveByField } from './route-choices.tsx';
import { type TwoVoices, twoVoices } from './reception-words.ts';

/** Lines on the page; those that stay empty are nobody. */
const LINES = 8;
/** Lines that are open from the start. */
const OPEN_LINES = 3;

interface View {
  readonly page: PageRequest;
  readonly centre: Centre;
}

export const togetherPage: Page = {
  screen: 'reception',
  async render(page) {
    const centre = findHouse(page);
    if (!centre) return problem('not-found');
    const issued = await tripsOf(page, centre);
    return issued.length > 0
      ? IssuedPage({ page, centre, trips: issued })
      : LinesPage({ page, centre });
  },
};

/** The tickets that were just issued together. */
async function tripsOf(page: PageRequest, centre: Centre): Promise<Trip[]> {
  const ids = (page.query.get('issued') ?? '').split(' ').filter(isId).slice(0, LINES);
  const found = await Promise.all(ids.map((id) => findTrip(page.tx, id)));
  const trips = found.filter((trip) => trip?.centreId === centre.id) as Trip[];
  await page.reads(
    trips.map(({ personId }) => personId),
    'receive',
  );
  return trips;
}

function LinesPage({ page, centre }: View) {
  const { w, attempt, query, commandId, directory } = page;
  const spoken = typedIn(attempt, 'language') ?? query.get('language') ?? '';
  const voices = twoVoices(page, spoken, false);
  if (!voices) return { redirect: `/reception/${centre.id}` };
  const tiles = directory.tiles.filter(
    ({ id }) => listServicesForSubject(directory, centre.id, id).length > 0,
  );
  const line = (at: number) => <Line page={page} at={at} tiles={tiles} second={voices.second} />;
  const errors = Object.entries(attempt?.problem.fields ?? {}).map(([field, code]) => ({
    field: fieldId(field),
    text: fieldText(w.language, code),
  }));
  return (
    <Document {...staffDocument(page, w('door.together.title'))}>
      <Frame
        bar={staffBar(page, { title: w('reception.title'), centre })}
        skip={w('app.skip-to-content')}
        form={{
          id: 'together',
          action: `/reception/${centre.id}/together`,
          draft: `together:${centre.id}`,
          fields: (
            <>
              <input type="hidden" name="commandId" value={commandId} />
              <input type="hidden" name="language" value={voices.tag} />
            </>
          ),
        }}
        sheetLabel={w('door.together')}
        sheet={
          <div class="stack-tight">
            <p class="autonym together-language" lang={voices.tag} dir={voices.direction}>
              {languageOf(voices.tag)?.endonym}
            </p>
            <p class="muted">{w('door.together.hint')}</p>
            <LeaveByField
              w={w}
              value={typedIn(attempt, 'leaveBy')}
              error={fieldError(page, 'leaveBy')}
            />
          </div>
        }
        sheetFoot={
          <div class="stack-tight">
            <Button kind="primary" size="large" wide shortcut="mod+enter">
              {w('door.together.issue')}
            </Button>
            <ButtonLink kind="quiet" href={`/reception/${centre.id}?language=${voices.tag}`}>
              {w('app.back')}
            </ButtonLink>
          </div>
        }
      >
        <div class="together">
          {attempt ? (
            <ErrorSummary title={problemText(w.language, attempt.problem)} errors={errors} />
          ) : null}
          <h2>{w('door.together.title')}</h2>
          {Array.from({ length: OPEN_LINES }, (_, at) => line(at))}
          <details open={Boolean(attempt)}>
            <summary data-key="m">{w('door.together.more')}</summary>
            {Array.from({ length: LINES - OPEN_LINES }, (_, at) => line(at + OPEN_LINES))}
          </details>
        </div>
      </Frame>
    </Document>
  );
}

/** One of them: what she is to the others, a name if she likes, what she needs. */
function Line({
  page,
  at,
  tiles,
  second,
}: {
  page: PageRequest;
  at: number;
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
          value={typedIn(attempt, name('role')) ?? (at === 0 ? 'adult' : '')}
          options={[
            ...(at === 0 ? [] : [{ value: '', label: '' }]),
            ...HOUSEHOLD_ROLES.map((role) => ({ value: role, label: w(`door.role.${role}`) })),
          ]}
        />
        <TextField
          name={name('name')}
          id={`m${at}-name`}
          label={w('reception.name')}
          value={typedIn(attempt, name('name'))}
          maxlength={120}
        />
        <TextField
          name={name('born')}
          id={`m${at}-born`}
          label={fieldLabel(w, 'born')}
          value={typedIn(attempt, name('born'))}
          maxlength={20}
        />
      </div>
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

function IssuedPage({ page, centre, trips }: View & { trips: readonly Trip[] }) {
  const { w } = page;
  return (
    <Document {...staffDocument(page, w('door.together.done', { count: trips.length }))}>
      <Frame
        bar={staffBar(page, { title: w('reception.title'), centre })}
        skip={w('app.skip-to-content')}
        sheetFoot={
          <ButtonLink
            kind="secondary"
            wide
            shortcut="n"
            icon="user-round-plus"
            href={`/reception/${centre.id}`}
          >
            {w('reception.next-person')}
          </ButtonLink>
        }
      >
        <div class="stack">
          <span data-draft-done={`together:${centre.id}`} hidden />
          <SectionHeading title={w('door.together.done', { count: trips.length })} ruled />
          <ul class="protections">
            {trips.map((trip) => (
              <li>
                <a class="protection" href={`/reception/${centre.id}/ticket/${trip.id}`}>
                  <TicketNumber number={trip.number} size="large" spoken={w('app.ticket')} />
                  <span>
                    <b>{trip.name ? <bdi>{trip.name}</bdi> : w('reception.without-name')}</b>
                    <br />
                    <span class="hint">{w('reception.print-again')}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </Frame>
    </Document>
  );
}

/** `members.1.subjectIds` → the id of the control on the page. */
function fieldId(field: string): string {
  const [, at, name] = /^members\.(\d+)\.(\w+)/.exec(field) ?? [];
  if (field === 'leaveBy') return field;
  return at === undefined ? 'm0-role' : `m${at}-${name}`;
}

/** What is wrong with a field that stands on the page once. */
function fieldError({ w, attempt }: PageRequest, field: string): string | undefined {
  const code = attempt?.problem.fields?.[field];
  return code && fieldText(w.language, code);
}

/** The input that a sent form stands for: lines that say nothing are nobody. */
export function membersOf(centreId: string, form: FormData): unknown {
  const texts = (name: string) =>
    form.getAll(name).filter((value): value is string => typeof value === 'string' && value !== '');
  const language = texts('language')[0];
  const members = Array.from({ length: LINES }, (_, at) => {
    const [role] = texts(`m${at}.role`);
    const [name] = texts(`m${at}.name`);
    const [born] = texts(`m${at}.born`);
    const subjectIds = texts(`m${at}.subjectIds`);
    if (!name && !born && subjectIds.length === 0 && (at === 0 || !role)) return undefined;
    return {
      role: role ?? 'relative',
      language,
      ...(name && { name }),
      ...(born && { born }),
      subjectIds,
      grounds: texts(`m${at}.grounds`),
    };
  }).filter((member) => member !== undefined);
  const [leaveBy] = texts('leaveBy');
  return { centreId, ...(leaveBy && { leaveBy }), members };
}
