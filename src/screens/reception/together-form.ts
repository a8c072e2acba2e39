// The form of people who came together: what its lines say, whether they were typed, refused, searched
// without script, or filled from a household that is known; and the input that they stand for.
import { isId } from '#base/ids.ts';
import { findHousehold } from '#modules/people/household-queries.ts';
import { HOUSEHOLD_ROLES, type HouseholdRole } from '#modules/people/schema.ts';
import type { PageRequest } from '../page.ts';

/** Lines on the page; those that stay empty are nobody. */
export const LINES = 8;

/** What a line says of one of them. */
export interface SaidLine {
  readonly personId: string | undefined;
  readonly name: string;
  readonly role: HouseholdRole | undefined;
}

/** The names of one field in all lines. */
export const lineFields = (field: string) =>
  Array.from({ length: LINES }, (_, at) => `m${at}.${field}`);

/** What each line says; undefined for a line that says nothing. */
export async function saidOf(page: PageRequest): Promise<readonly (SaidLine | undefined)[]> {
  const { attempt, query, tx } = page;
  const valueOf = (name: string) => attempt?.values[name]?.[0] ?? query.get(name) ?? '';
  const typed = lineFields('').map((prefix): SaidLine | undefined => {
    const personId = valueOf(`${prefix}personId`);
    const name = valueOf(`${prefix}name`).slice(0, 120);
    const role = HOUSEHOLD_ROLES.find((one) => one === valueOf(`${prefix}role`));
    const chosen = isId(personId) ? personId : undefined;
    return chosen || name || role ? { personId: chosen, name, role } : undefined;
  });
  if (attempt || typed.some((line) => line !== undefined)) return typed;
  const householdId = query.get('householdId') ?? '';
  const household = isId(householdId) ? await findHousehold(tx, householdId) : undefined;
  return typed.map((_, at) => {
    const member = household?.members[at];
    return member && { ...member, name: '' };
  });
}

/** What the parts that follow the form were made for, as the browser asks for them. */
export function shownQuestion(
  said: readonly (SaidLine | undefined)[],
  householdId: string | undefined,
): string {
  const question = new URLSearchParams();
  for (const [at, line] of said.entries())
    if (line?.personId) question.append(`m${at}.personId`, line.personId);
  if (householdId) question.append('householdId', householdId);
  return question.toString();
}

/** `members.1.subjectIds` → the id of the control on the page. */
export function fieldId(field: string): string {
  const [, at, name] = /^members\.(\d+)\.(\w+)/.exec(field) ?? [];
  if (field === 'leaveBy' || field === 'householdId') return field;
  return at === undefined ? 'm0-role' : `m${at}-${name}`;
}

/** The input that a sent form stands for: lines that say nothing are nobody. */
export function membersOf(centreId: string, form: FormData): unknown {
  const texts = (name: string) =>
    form.getAll(name).filter((value): value is string => typeof value === 'string' && value !== '');
  const [language] = texts('language');
  const [householdId] = texts('householdId');
  const members = Array.from({ length: LINES }, (_, at) => {
    const [role] = texts(`m${at}.role`);
    const [personId] = texts(`m${at}.personId`);
    const [name] = texts(`m${at}.name`);
    const [born] = texts(`m${at}.born`);
    const subjectIds = texts(`m${at}.subjectIds`);
    const says = personId || name || born || subjectIds.length > 0;
    if (!says && (at === 0 || !role)) return undefined;
    return {
      role: role ?? 'relative',
      language,
      // Who is known has her names already.
      ...(personId ? { personId } : { ...(name && { name }), ...(born && { born }) }),
      subjectIds,
      grounds: texts(`m${at}.grounds`),
    };
  }).filter((member) => member !== undefined);
  const [leaveBy] = texts('leaveBy');
  return { centreId, ...(leaveBy && { leaveBy }), ...(householdId && { householdId }), members };
}
