// The form that puts right what was written down of a person: what it stands for, and what it shows again
// when somebody else was faster. Pure.
import { PERSON_FIELDS, type PersonFacts, type PersonField } from '#modules/people/schema.ts';
import type { Attempt } from '../page.ts';
import { typedIn } from '../page.ts';

/** The correction that a sent form stands for: the fields that no longer say what they said. */
export function correctionOf(personId: string, form: FormData): unknown {
  // Boxes of one name are one field: the days of a week.
  const text = (name: string) =>
    form
      .getAll(name)
      .filter((value) => typeof value === 'string' && value !== '')
      .join(' ');
  const changes = PERSON_FIELDS.filter(
    (field) =>
      form.has(field) &&
      text(field).trim() !== text(`was.${field}`) &&
      // Shown both, she chose what the other wrote.
      text(`keep.${field}`) !== 'theirs',
  ).map((field) => ({
    field,
    was: text(`was.${field}`) || null,
    now: text(field).trim() === '' ? null : text(field),
  }));
  return { personId, changes };
}

/**
 * What a field shows. After a refusal, what she changed stays as she typed it; what she did not touch
 * says what it says by now, so that nothing that somebody else wrote meanwhile is written over.
 */
export function shownIn(
  attempt: Attempt | undefined,
  facts: PersonFacts,
  field: PersonField,
): string {
  const now = facts[field] ?? '';
  const typed = attempt?.values[field]?.filter((value) => value !== '').join(' ');
  if (typed === undefined) return now;
  return typed.trim() === (typedIn(attempt, `was.${field}`) ?? '') ? now : typed;
}

/** The fields that two people changed, each to something else: both are shown, and one is chosen. */
export function fieldsToChoose(attempt: Attempt | undefined): readonly PersonField[] {
  return PERSON_FIELDS.filter((field) => attempt?.problem.fields?.[field] === 'changed-meanwhile');
}
