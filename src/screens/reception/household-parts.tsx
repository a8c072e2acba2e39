// Pieces of the page of a household: its members with what may be changed of each, how it parts, and, for
// whoever holds a grant on her, what a person was in households before.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { OwnHousehold, PastMembership, Relative } from '#modules/people/household-queries.ts';
import { TAKE_BACK_MINUTES } from '#modules/people/household-rules.ts';
import type { Person } from '#modules/people/queries.ts';
import { HOUSEHOLD_ROLES, LEAVE_REASONS } from '#modules/people/schema.ts';
import type { HereToday } from '#modules/visits/together-queries.ts';
import type { KnownPerson } from '#modules/visits/known-queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import type { PageRequest } from '../page.ts';

/** What the pieces of the page share. */
export interface HouseholdView {
  readonly page: PageRequest;
  /** Whose page it is. */
  readonly person: Person;
  /** Today's visit of each, by person. */
  readonly here: ReadonlyMap<string, HereToday>;
  /** Those who were found by what was typed. */
  readonly asked: readonly KnownPerson[];
}

/** Everybody of a household: the one whose page it is first. */
export function everybody(person: Person, { role, others }: OwnHousehold): readonly Relative[] {
  return [{ personId: person.id, name: person.name, role }, ...others];
}

export const roleOptions = (w: Words) =>
  HOUSEHOLD_ROLES.map((role) => ({ value: role, label: w(`door.role.${role}`) }));

/** A line for each, with what may be changed of her. */
export function MemberLines({
  page,
  person,
  household,
  here,
}: HouseholdView & { household: OwnHousehold }) {
  const { w } = page;
  return (
    <ul class="household-lines">
      {everybody(person, household).map((member) => {
        const visit = here.get(member.personId);
        return (
          <li id={`member-${household.id}-${member.personId}`} data-goes>
            <div class="task-what">
              <b>
                {member.personId === person.id ? (
                  <Named w={w} member={member} />
                ) : (
                  <a href={`/people/${member.personId}`}>
                    <Named w={w} member={member} />
                  </a>
                )}
              </b>
              <small class="muted">
                <span>{w(`door.role.${member.role}`)}</span>
                {visit?.state === 'open' ? (
                  <span>{w('door.here-now', { number: visit.number })}</span>
                ) : null}
              </small>
            </div>
            <ChangeMember page={page} person={person} household={household} member={member} />
          </li>
        );
      })}
    </ul>
  );
}

export function Named({ w, member }: { w: Words; member: Pick<Relative, 'name'> }) {
  return <bdi>{member.name ?? w('reception.without-name')}</bdi>;
}

function ChangeMember({
  page,
  person,
  household,
  member,
}: Pick<HouseholdView, 'page' | 'person'> & { household: OwnHousehold; member: Relative }) {
  const { w } = page;
  const at = `/people/${person.id}/household`;
  const of = `${household.id}-${member.personId}`;
  const fields = (
    <>
      <input type="hidden" name="commandId" value={newId()} />
      <input type="hidden" name="householdId" value={household.id} />
      <input type="hidden" name="personId" value={member.personId} />
    </>
  );
  return (
    <details>
      <summary>{w('household.change')}</summary>
      <form method="post" action={`${at}/role`}>
        {fields}
        <Select
          name="role"
          id={`role-${of}`}
          label={w('door.together.role')}
          value={member.role}
          options={roleOptions(w)}
        />
        <Button size="small">{w('household.role.save')}</Button>
      </form>
      <form method="post" action={`${at}/leave`}>
        {fields}
        <Select
          name="because"
          id={`because-${of}`}
          label={w('household.leave.because')}
          hint={w('household.leave.hint')}
          value="not-said"
          options={LEAVE_REASONS.map((value) => ({
            value,
            label: w(`household.because.${value}`),
          }))}
        />
        <Button size="small" kind="danger">
          {w('household.leave')}
        </Button>
      </form>
    </details>
  );
}

/** Before the id of each in the form of a parting. */
const PART = 'part.';

/** The family parts: of each whether she stays, goes, or belongs to both. */
export function PartForm({ page, person, household }: HouseholdView & { household: OwnHousehold }) {
  const { w, attempt } = page;
  const isRefused =
    attempt?.values['householdId']?.[0] === household.id &&
    Object.keys(attempt.values).some((name) => name.startsWith(PART));
  return (
    <details class="household-part" open={isRefused}>
      <summary>{w('household.split')}</summary>
      <form class="form stack" method="post" action={`/people/${person.id}/household/split`}>
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="householdId" value={household.id} />
        <p class="hint">{w('household.split.hint')}</p>
        {everybody(person, household).map((member) => (
          <div id={`part-${household.id}-${member.personId}`} data-goes>
            <RadioList
              name={`${PART}${member.personId}`}
              id={`${PART}${household.id}.${member.personId}`}
              legend={<Named w={w} member={member} />}
              value={(isRefused && attempt.values[`${PART}${member.personId}`]?.[0]) || 'stay'}
              inline
              choices={(['stay', 'go', 'both'] as const).map((value) => ({
                value,
                label: w(`household.split.${value}`),
              }))}
            />
          </div>
        ))}
        <p class="hint">{w('household.split.both.hint')}</p>
        <div>
          <Button>{w('household.split.button')}</Button>
        </div>
      </form>
    </details>
  );
}

/** The input that the form of a parting stands for. */
export function partingOf(form: FormData): { goIds: string[]; bothIds: string[] } {
  const those = (part: string) =>
    [...form.entries()].flatMap(([name, value]) =>
      name.startsWith(PART) && value === part ? [name.slice(PART.length)] : [],
    );
  return { goIds: those('go'), bothIds: those('both') };
}

/** For whoever has just recorded a leaving: that it was a mistake. Says of nobody who it was. */
export function TakeBack({
  page,
  personId,
  leavingId,
}: {
  page: PageRequest;
  personId: string;
  leavingId: string;
}) {
  const { w } = page;
  return (
    <form class="stack-tight" method="post" action={`/people/${personId}/household/take-back`}>
      <input type="hidden" name="commandId" value={newId()} />
      <input type="hidden" name="leavingId" value={leavingId} />
      <p class="hint">{w('household.take-back.hint', { minutes: TAKE_BACK_MINUTES })}</p>
      <div>
        <Button size="small">{w('household.take-back')}</Button>
      </div>
    </form>
  );
}

/** What she was in households before, without anybody else; nothing for who may not read it. */
export function PastMemberships({
  page,
  past,
}: {
  page: PageRequest;
  past: readonly PastMembership[];
}) {
  const { w } = page;
  if (past.length === 0) return null;
  const date = (at: Temporal.Instant) => formatDate(w.language, dayOf(at, NETWORK_ZONE), 'medium');
  return (
    <div>
      <SectionHeading title={w('household.past')} />
      <ul class="rows">
        {past.map(({ role, since, leftAt, because }) => (
          <li>
            <span class="row-text">
              {w(`door.role.${role}`)}{' '}
              <span class="hint">
                {w('household.past.from-to', { from: date(since), to: date(leftAt) })}
              </span>
            </span>
            {because === 'not-said' ? null : (
              <span class="hint">{w(`household.because.${because}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
