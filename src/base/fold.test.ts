// Text as people type it: what is cleaned, what is refused, what a search finds equal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, foldText } from './fold.ts';

// Everything that keyboards, clipboards and attackers send: any code point, alone or in heaps.
const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const nastyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('\0', '\u202e', '\u2066', '\u200f', '\u200d', '\ud800', '\r\n', '\n', '\t'),
      fc.constantFrom(
        'e\u0301',
        '👩‍👩‍👧',
        '🇵🇹',
        'ـ',
        'й',
        'İ',
        'ی',
        ' ',
        '<b>',
        '\ufffe',
        '\u00a0',
      ),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));
const texts = fc.oneof(anyText, nastyText);

describe('cleaning a text that somebody typed', () => {
  it('keeps ordinary names of every script as they are', () => {
    for (const name of [
      'Oksana Kovalenko',
      'Оксана',
      'محمد',
      'নাসরিন',
      'João d’Ávila',
      '李小龍',
      '👩‍👩‍👧',
    ]) {
      expect(cleanText(name, { max: 40 })).toEqual({ ok: true, value: name });
    }
  });

  it('refuses what no keyboard makes', () => {
    for (const bad of ['a\0b', '\u0007', '\u001b[31m', '\ud800', '\uffff']) {
      expect(cleanText(bad, { max: 40 })).toEqual({ ok: false, code: 'control-character' });
    }
  });

  it('takes out what reorders or hides text', () => {
    expect(cleanText('Ana\u202egnp.exe', { max: 40 })).toEqual({ ok: true, value: 'Anagnp.exe' });
    expect(cleanText('\u2067علي\u2069\u200f', { max: 40 })).toEqual({ ok: true, value: 'علي' });
    expect(cleanText('A\u200bna\ufeff', { max: 40 })).toEqual({ ok: true, value: 'Ana' });
  });

  it('leaves the joiner that Persian needs', () => {
    expect(cleanText('می\u200cخواهم', { max: 40 })).toEqual({ ok: true, value: 'می\u200cخواهم' });
  });

  it('counts as a reader counts', () => {
    expect(cleanText('👩‍👩‍👧'.repeat(5), { max: 5 }).ok).toBe(true);
    expect(cleanText('👩‍👩‍👧'.repeat(6), { max: 5 })).toEqual({ ok: false, code: 'too-long' });
    expect(cleanText('e\u0301'.repeat(5), { max: 5 }).ok).toBe(true);
  });

  it('is not fooled or slowed by a letter under a heap of marks', () => {
    expect(cleanText(`a${'\u0301'.repeat(1_000_000)}`, { max: 40 }).ok).toBe(false);
    expect(cleanText(`a${'\u0301'.repeat(1000)}`, { max: 40 }).ok).toBe(false);
  });

  it('keeps the lines of a note and folds those of a name', () => {
    expect(cleanText(' a \r\nb\u2028c\n\n\n\nd ', { max: 40, multiline: true })).toEqual({
      ok: true,
      value: 'a\nb\nc\n\nd',
    });
    expect(cleanText(' a \r\n b\tc ', { max: 40 })).toEqual({ ok: true, value: 'a b c' });
  });

  it('changes nothing the second time, and what it lets through is clean', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, multiline) => {
        const once = cleanText(text, { max: 50, multiline });
        if (!once.ok) return;
        expect(cleanText(once.value, { max: 50, multiline })).toEqual(once);
        expect(once.value.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(once.value.isWellFormed()).toBe(true);
        if (!multiline) expect(once.value).not.toContain('\n');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('folding a text for search', () => {
  it.each([
    ['João Gonçalves', 'joao goncalves'],
    ['  ŁUKASZ\tØstergård ', 'lukasz ostergard'],
    ['Straße', 'strasse'],
    ['İSTANBUL ısı', 'istanbul isi'],
    ['Мар’яна', 'Марʼяна'],
    ['Їжак', 'іжак'],
    ['O’Brien', "O'Brien"],
    ['Al-Rashid', 'al rashid'],
    ['مُحَمَّد', 'محمد'],
    ['محـــمد', 'محمد'],
    ['أحمد', 'احمد'],
    ['علی', 'علي'],
    ['کریم', 'كريم'],
    ['فاطمة', 'فاطمه'],
    ['ΝΊΚΟΣ', 'νικοσ'],
    ['שָׁלוֹם', 'שלום'],
  ])('makes %s and %s one', (a, b) => {
    expect(foldText(a)).toBe(foldText(b));
  });

  it('keeps apart what readers keep apart', () => {
    // Vowel signs of Bengali and Devanagari, voicing of kana: part of the word.
    expect(foldText('কি')).not.toBe(foldText('কা'));
    expect(foldText('दिन')).not.toBe(foldText('दान'));
    expect(foldText('か')).not.toBe(foldText('が'));
  });

  it('changes nothing the second time, whatever comes', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = foldText(text);
        expect(foldText(once)).toBe(once);
        expect(once).toBe(once.trim());
      }),
      { numRuns: 2000 },
    );
  });

  it('finds a name in capitals, decomposed, or with more spaces', () => {
    fc.assert(
      fc.property(fc.constantFrom('Ávila', 'Kovalenko', 'علي', 'Ґалаґан', 'Nguyễn'), (name) => {
        expect(foldText(`  ${name.toUpperCase().normalize('NFD')} `)).toBe(foldText(name));
      }),
    );
  });
});
