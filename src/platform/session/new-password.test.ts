// Which passwords may be chosen.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inCheckout } from '../checkout.ts';
import { isInHashLists, readWords } from './leaked-lists.ts';
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

test('the list that is shipped holds tens of thousands, whole ones and the words of others', () => {
  const words = readWords(inCheckout('data', 'breached-passwords'), (text) => text.toLowerCase());
  expect(words.size).toBeGreaterThan(45_000);
  for (const weak of [
    'entertainment',
    'Counterstrike!9',
    'Liverpool-Arsenal-2024',
    'unbelievable99',
    'Snowball!Butterfly7',
  ])
    expect(weaknessOf(weak), weak).toBe('password-breached');
});

test('no word of the house makes a password, alone or with digits and signs around it', () => {
  const file = readFileSync(inCheckout('data', 'breached-passwords', 'words.txt'), 'utf8');
  const words = file.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(words.length).toBeGreaterThan(500);
  for (const word of words) {
    expect(weaknessOf(`${word}!2026-98765`), word).toBe('password-breached');
    if (word.length >= 12) expect(weaknessOf(word), word).toBe('password-breached');
  }
});

test('a fuller list of hashes, in order, is searched where it lies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oneroof-lists-'));
  const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();
  const leaked = Array.from({ length: 1000 }, (_each, at) => `leaked password ${at}`);
  const lines = leaked.map((text, at) => `${sha1(text)}:${at ** 3}`).sort();
  expect(isInHashLists(folder, 'leaked password 1')).toBe(false);
  writeFileSync(join(folder, 'unix.sha1'), `${lines.slice(0, 500).join('\n')}\n`);
  writeFileSync(join(folder, 'windows.sha1'), lines.slice(500).join('\r\n'));
  for (const text of leaked) expect(isInHashLists(folder, text), text).toBe(true);
  for (let at = 0; at < 1000; at++) expect(isInHashLists(folder, `another one ${at}`)).toBe(false);
  rmSync(folder, { recursive: true });
});
