// Who joins a household: searched, picked and confirmed among those who are known, or new with a file of
// her own; and how a household begins.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import type { OwnHousehold } from '#modules/people/household-queries.ts';
import { NEW_HOUSEHOLD } from '#modules/people/household-rules.ts';
import { findKnown, type KnownPerson } from '#modules/visits/known-queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import { homeOf } from '../casefile/add-page.tsx';
import type { PageRequest } from '../page.ts';
import { type HouseholdView, everybody, roleOptions } from './household-parts.tsx';
import { Candidate } from './known-list.tsx';
import { fieldLabel } from './person-words.ts';

/** As long a name as anybody types. */
const TYPED_MAX = 120;

const typedOf = ({ query }: PageRequest) => (query.get('q') ?? '').slice(0, TYPED_MAX).trim();

/** Those who may be meant by what was typed. Note whom you show. */
export async function findAsked(page: PageRequest): Promise<readonly KnownPerson[]> {
  const typed = typedOf(page);
  const centre = homeOf(page);
  if (typed === '' || !centre) return [];
  return findKnown(page.tx, typed, {
    centreId: centre.id,
    day: dayOf(page.now, centre.zone),
  });
}

/** Somebody known, or somebody new. */
export function AddPart({ household, ...view }: HouseholdView & { household: OwnHousehold }) {
  const { page, person, asked } = view;
  const { w, query } = page;
  const inIt = new Set(everybody(person, household).map(({ personId }) => personId));
  const searched = query.get('to') === household.id;
  const action = `/people/${person.id}/household/add`;
  return (
    <details class="household-part" open={searched}>
      <summary>{w('household.add')}</summary>
      <div class="stack">
        <Search {...view} to={household.id} />
        {searched ? (
          <Found
            {...view}
            found={asked.filter(({ personId }) => !inIt.has(personId))}
            line={(one) => (
              <form method="post" action={action}>
                <input type="hidden" name="commandId" value={newId()} />
                <input type="hidden" name="householdId" value={household.id} />
                <input type="hidden" name="personId" value={one.personId} />
                <RoleField page={page} id={`add-${one.personId}`} />
                <Button size="small">{w('household.add.button')}</Button>
              </form>
            )}
          />
        ) : null}
        <form class="form stack" method="post" action={action}>
          <input type="hidden" name="commandId" value={newId()} />
          <input type="hidden" name="householdId" value={household.id} />
          <input type="hidden" name="language" value={person.language} />
          <h3>{w('household.add.new')}</h3>
          <div class="more-fields">
            <RoleField page={page} id={`new-${household.id}`} />
            <TextField
              name="name"
              id={`name-${household.id}`}
              label={w('reception.name')}
              maxlength={TYPED_MAX}
            />
            <TextField
              name="born"
              id={`born-${household.id}`}
              label={fieldLabel(w, 'born')}
              hint={w('door.field.born.hint')}
              maxlength={20}
            />
          </div>
          <div>
            <Button>{w('household.add.new.button')}</Button>
          </div>
        </form>
      </div>
    </details>
  );
}

/** A household of her own with somebody who is known; folded away where she stands in one already. */
export function StartPart({ first, ...view }: HouseholdView & { first: boolean }) {
  const { page, person, asked } = view;
  const { w, query } = page;
  const searched = query.get('to') === NEW_HOUSEHOLD;
  const inside = (
    <div class="stack">
      <p class="hint">{w('household.start.hint')}</p>
      <Search {...view} to={NEW_HOUSEHOLD} />
      {searched ? (
        <Found
          {...view}
          found={asked.filter(({ personId }) => personId !== person.id)}
          line={(one) => (
            <form method="post" action={`/people/${person.id}/household/start`}>
              <input type="hidden" name="commandId" value={newId()} />
              <input type="hidden" name="members.0.personId" value={person.id} />
              <input type="hidden" name="members.1.personId" value={one.personId} />
              <Select
                name="members.0.role"
                id={`own-${one.personId}`}
                label={w('household.start.own', {
                  name: person.name ?? w('reception.without-name'),
                })}
                value="adult"
                options={roleOptions(w)}
              />
              <RoleField page={page} id={`start-${one.personId}`} name="members.1.role" />
              <Button size="small">{w('household.start.button')}</Button>
            </form>
          )}
        />
      ) : null}
    </div>
  );
  if (first)
    return (
      <section class="stack">
        <h3>{w('household.none')}</h3>
        {inside}
      </section>
    );
  return (
    <details class="household-part" open={searched}>
      <summary>{w('household.start')}</summary>
      {inside}
    </details>
  );
}

function RoleField({ page, id, name = 'role' }: { page: PageRequest; id: string; name?: string }) {
  const { w } = page;
  return (
    <Select
      name={name}
      id={id}
      label={w('door.together.role')}
      blank=""
      options={roleOptions(w)}
      required
    />
  );
}

function Search({ page, person, to }: HouseholdView & { to: string }) {
  const { w, query } = page;
  return (
    <form class="stack-tight" method="get" action={`/people/${person.id}/household`} role="search">
      <input type="hidden" name="to" value={to} />
      <TextField
        type="search"
        name="q"
        id={`q-${to}`}
        label={w('household.find')}
        icon="search"
        value={query.get('to') === to ? typedOf(page) : ''}
        maxlength={TYPED_MAX}
      />
      <div>
        <Button>{w('app.search.label')}</Button>
      </div>
    </form>
  );
}

function Found({
  page,
  found,
  line,
}: HouseholdView & {
  found: readonly KnownPerson[];
  line: (one: KnownPerson) => ReturnType<typeof EmptyState>;
}) {
  if (found.length === 0) return <EmptyState icon="search" title={page.w('household.find.none')} />;
  return (
    <ul class="household-lines">
      {found.map((one) => (
        <li>
          <div class="task-what">
            <span>
              <Candidate page={page} person={one} among={found} />
            </span>
          </div>
          {line(one)}
        </li>
      ))}
    </ul>
  );
}
