// What the fields of a person are called on screens.
import type { PersonField } from '#modules/people/schema.ts';
import type { Words } from '#platform/words/words.ts';

const KEYS = {
  name: 'door.field.name',
  fullName: 'door.field.full-name',
  originalName: 'door.field.original-name',
  nicknames: 'door.field.nicknames',
  formerNames: 'door.field.former-names',
  surnames: 'door.field.surnames',
  patronymic: 'door.field.patronymic',
  said: 'door.field.said',
  born: 'door.field.born',
  nationality: 'door.field.nationality',
  language: 'door.field.language',
  phone: 'door.field.phone',
  email: 'door.field.email',
  rule: 'door.field.rule',
} as const satisfies Record<PersonField, string>;

/** The label of a field. */
export function fieldLabel(w: Words, field: PersonField): string {
  return w(KEYS[field]);
}
