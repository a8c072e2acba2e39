// Which passwords may be chosen.
import { expect, test } from 'vitest';
import { weaknessOf } from './new-password.ts';

test('long ones are taken, whatever they are made of', () => {
  for (const good of [
    'barco verde no telhado',
    'uma frase que ninguém adivinha',
    'тихий ранок над озером',
    'قارب أخضر فوق السطح',
    'Kx7#mQ2vL9pT',
  ])
    expect(weaknessOf(good), good).toBeUndefined();
});

test('short ones are not, counted as a reader counts', () => {
  expect(weaknessOf('onze letras')).toBe('password-too-short');
  expect(weaknessOf('👩‍👩‍👧')).toBe('password-too-short');
  expect(weaknessOf('a'.repeat(201))).toBe('too-long');
});

test('leaked ones, rows of keys and words with digits around them are not', () => {
  for (const weak of [
    'Password12345',
    'P@ssw0rd123456',
    'Benfica123456!',
    'benficabenfica',
    'Lisboa-Benfica-2026',
    'qwertyuiop123',
    '1qaz2wsx3edc4rfv',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcdefghijklmnop',
    'correcthorsebatterystaple',
    'Palavra-Passe-2026',
  ])
    expect(weaknessOf(weak), weak).toBe('password-breached');
});
