// A role at a place in words, and the fields that choose one.
import { isAdministrator, rolesToGive, type Seat } from '#modules/access/account-rules.ts';
import { NETWORK_ZONE, PERSON_ROLES, type PersonRole } from '#modules/access/schema.ts';
import { dayOf } from '#base/dates.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { errorAt } from './settings-frame.tsx';

/** "Desk officer" */
export function roleName({ w }: PageRequest, role: string): string {
  const known = (PERSON_ROLES as readonly string[]).includes(role);
  return known ? w(`settings.role.${role as PersonRole}`) : role;
}

/** "Social Security" */
export function unitName({ directory, language }: PageRequest, unitId: string): string {
  const name = directory.units.get(unitId)?.name;
  return name ? nameIn(name, language) : unitId;
}

/** "CNAIM Lisboa", or that it counts everywhere. */
export function centreName({ w, directory }: PageRequest, centreId: string | null): string {
  return centreId === null
    ? w('settings.every-centre')
    : (directory.centres.get(centreId)?.name ?? centreId);
}

/** "Desk officer · Social Security · CNAIM Lisboa" */
export function SeatLine({ page, seat }: { page: PageRequest; seat: Seat }) {
  return (
    <span class="seat">
      <b>{roleName(page, seat.role)}</b> <span>{unitName(page, seat.unitId)}</span>{' '}
      <span class="muted">{centreName(page, seat.centreId)}</span>
    </span>
  );
}

export function dayText(page: PageRequest, at: Temporal.Instant): string {
  return formatDate(page.language, dayOf(at, NETWORK_ZONE));
}

/** Units that the actor may give roles at, with their names, in order. */
export function unitOptions(page: PageRequest) {
  const { directory, actor } = page;
  const all = isAdministrator(actor);
  const led = new Set(
    actor.memberships.filter(({ role }) => role === 'unit-lead').map(({ unitId }) => unitId),
  );
  return [...directory.units.values()]
    .filter(({ id, purpose }) => purpose !== 'system' && (all || led.has(id)))
    .map(({ id }) => ({ value: id, label: unitName(page, id) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, page.language));
}

export function centreOptions({ directory, language }: PageRequest) {
  return [...directory.centres.values()]
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
}

/** Role, unit and centre; `seat` is what stands there at first, `prefix` keeps ids apart. */
export function SeatFields({
  page,
  seat,
  prefix,
}: {
  page: PageRequest;
  seat?: Partial<Seat> | undefined;
  prefix: string;
}) {
  const { w, actor } = page;
  const units = unitOptions(page);
  return (
    <>
      <Select
        name="role"
        id={`${prefix}-role`}
        label={w('settings.role')}
        options={rolesToGive(actor).map((role) => ({ value: role, label: roleName(page, role) }))}
        value={seat?.role}
        blank={w('settings.choose')}
        error={errorAt(page, 'role')}
      />
      <Select
        name="unitId"
        id={`${prefix}-unitId`}
        label={w('settings.unit')}
        options={units}
        value={seat?.unitId ?? (units.length === 1 ? units[0]?.value : undefined)}
        blank={w('settings.choose')}
        error={errorAt(page, 'unitId')}
      />
      <Select
        name="centreId"
        id={`${prefix}-centreId`}
        label={w('settings.centre')}
        options={centreOptions(page)}
        value={seat?.centreId ?? undefined}
        blank={w('settings.every-centre')}
        error={errorAt(page, 'centreId')}
      />
    </>
  );
}
