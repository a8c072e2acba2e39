// What the form of a correction stands for, and what it shows when somebody else was faster.
import { expect, test } from 'vitest';
import { problem } from '#base/problem.ts';
import { PERSON_FIELDS, type PersonFacts } from '#modules/people/schema.ts';
import { correctionOf, fieldsToChoose, shownIn } from './correction-form.ts';

const FACTS = {
  ...Object.fromEntries(PERSON_FIELDS.map((field) => [field, null])),
  name: 'Oksana',
  phone: '912',
  email: 'o@example.org',
} as unknown as PersonFacts;

/** She opened the page before, changed the name and the phone, and was refused for the phone. */
const attempt = {
  values: {
    name: ['Oksana K.'],
    'was.name': ['Oksana'],
    phone: ['933'],
    'was.phone': ['911'],
    email: [''],
    'was.email': [''],
  },
  problem: problem('conflict', 'changed-meanwhile', { fields: { phone: 'changed-meanwhile' } }),
};

test('after a refusal: what she changed stays as typed, what she did not touch is what it says by now', () => {
  expect(shownIn(attempt, FACTS, 'name')).toBe('Oksana K.');
  expect(shownIn(attempt, FACTS, 'phone')).toBe('933');
  expect(shownIn(attempt, FACTS, 'email'), 'of somebody else, meanwhile').toBe('o@example.org');
  expect(fieldsToChoose(attempt)).toEqual(['phone']);
  expect(fieldsToChoose(undefined)).toEqual([]);
});

test('she chooses: what the other wrote stays, or her own takes its place', () => {
  const form = new FormData();
  form.set('phone', '933');
  form.set('was.phone', '912');
  form.set('keep.phone', 'theirs');
  expect(correctionOf('p', form)).toEqual({ personId: 'p', changes: [] });
  form.set('keep.phone', 'mine');
  expect(correctionOf('p', form)).toEqual({
    personId: 'p',
    changes: [{ field: 'phone', was: '912', now: '933' }],
  });
});
