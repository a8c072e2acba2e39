// What the fields of a person are called on screens.
import { CONTACT_RULES, type PersonField } from '#modules/people/schema.ts';
import { formatDays, formatList, formatTimeRange } from '#platform/words/format.ts';
import { countryChoices } from './countries.ts';
import { languageName } from './reception-words.ts';
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
  hours: 'reach.field.hours',
  days: 'reach.field.days',
  cover: 'reach.field.cover',
  avoid: 'reach.field.avoid',
  post: 'reach.field.post',
} as const satisfies Record<PersonField, string>;

/** The label of a field. */
export function fieldLabel(w: Words, field: PersonField): string {
  return w(KEYS[field]);
}

/** What a field says, in words: a code of a language, a country or a rule is none. */
export function fieldWords(w: Words, field: PersonField, text: string): string {
  if (field === 'language') return languageName(w, text);
  if (field === 'rule')
    return w(`door.rule.${CONTACT_RULES.find((rule) => rule === text) ?? 'discreet'}`);
  if (field === 'nationality')
    return countryChoices(w.language).find(({ value }) => value === text)?.label ?? text;
  if (field === 'post') return w('reach.no-post');
  if (field === 'days')
    return formatList(w.language, formatDays(w.language, text.split(' ').map(Number)));
  const [from, until] = text.split(' ');
  return field === 'hours' && from && until
    ? formatTimeRange(w.language, Temporal.PlainTime.from(from), Temporal.PlainTime.from(until))
    : text;
}
