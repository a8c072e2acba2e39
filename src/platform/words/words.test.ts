// Messages with their arguments, plurals and directions.
import { describe, expect, it } from 'vitest';
import { LANGUAGES, UI_LANGUAGES } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { disguiseText } from './pseudo.ts';
import { fieldText, problemText } from './problem-text.ts';
import { findWords, isMessageKey, words } from './words.ts';

describe('words', () => {
  it('speak each language with its own plural forms', () => {
    expect([0, 1, 2].map((count) => words('pt')('app.persons', { count }))).toEqual([
      '0 pessoas',
      '1 pessoa',
      '2 pessoas',
    ]);
    expect([1, 3, 5, 21, 111].map((count) => words('uk')('app.persons', { count }))).toEqual([
      '1 людина',
      '3 людини',
      '5 людей',
      '21 людина',
      '111 людей',
    ]);
    expect([0, 1, 2, 3, 11, 100].map((count) => words('ar')('app.persons', { count }))).toEqual([
      'لا أحد',
      'شخص واحد',
      'شخصان',
      '3 أشخاص',
      '11 شخصًا',
      '100 شخص',
    ]);
  });

  it('are typed: unknown keys, missing and wrong arguments do not compile', () => {
    const w = words('en');
    expect(w('app.persons', { count: 3 })).toBe('3 people');
    // @ts-expect-error there is no such key
    expect(() => w('app.no-such-key')).toThrow('no message');
    // @ts-expect-error the argument is missing
    expect(() => w('app.persons')).toThrow();
    // @ts-expect-error a number is wanted
    expect(w('app.persons', { count: 'three' })).toBeTypeOf('string');
  });

  it('keep a name of another direction from turning the sentence round', () => {
    expect(words('pt')('casefile.of', { name: 'Oksana' })).toBe('Processo de Oksana');
    expect(words('pt')('casefile.of', { name: 'علي' })).toBe('Processo de \u2068علي\u2069');
    expect(words('ar')('casefile.of', { name: 'Oksana' })).toBe('ملف \u2068Oksana\u2069');
    expect(words('ar')('casefile.of', { name: 'علي' })).toBe('ملف علي');
  });

  it('say nothing with what looks like syntax in an argument', () => {
    expect(words('en')('casefile.of', { name: '{count, plural,' })).toBe(
      'Case file of {count, plural,',
    );
  });

  it('know their direction', () => {
    expect(UI_LANGUAGES.map((language) => words(language).direction)).toEqual([
      'ltr',
      'ltr',
      'ltr',
      'ltr',
      'rtl',
    ]);
    expect(words('ar-XB').direction).toBe('rtl');
  });

  it('find messages by a code that was put together', () => {
    expect(isMessageKey('desk.mode.support')).toBe(true);
    expect(isMessageKey('desk.mode.toString')).toBe(false);
    expect(isMessageKey('toString.name')).toBe(false);
    expect(findWords('fr', 'desk.mode.advice')).toBe('Conseil');
    expect(findWords('fr', 'app.persons')).toBeUndefined();
  });

  it('name every language in every complete language without a gap', () => {
    for (const language of LANGUAGES) {
      for (const ui of UI_LANGUAGES) {
        const text = words(ui)('reception.like-you', { language: language.names[ui], name: 'Ana' });
        expect(text).toContain(language.names[ui]);
      }
    }
  });
});

describe('problems', () => {
  it('have a sentence for their code, else for their kind', () => {
    expect(problemText('en', problem('conflict', 'desk-busy'))).toContain('already has a person');
    expect(problemText('en', problem('conflict', 'something-new'))).toContain('in the meantime');
    expect(problemText('en', problem('too-late'))).toContain('too late');
  });

  it('name the limit of a field when it is known', () => {
    expect(fieldText('pt', 'too-long', { max: 120 })).toBe('Escreva no máximo 120 caracteres.');
    expect(fieldText('pt', 'too-long')).toContain('demasiado comprido');
    expect(fieldText('pt', 'never-heard-of')).toBe(fieldText('pt', 'invalid'));
  });
});

describe('pseudo-languages', () => {
  it('lengthen text by two fifths and keep arguments and plural forms', () => {
    const text = words('en-XA')('app.persons', { count: 2 });
    expect(text).toMatch(/^2 þéöþļé~+$/);
    expect(disguiseText('search everything', 'en-XA').length).toBeGreaterThanOrEqual(17 * 1.4 - 1);
  });

  it('mark every word as right to left', () => {
    expect(words('ar-XB')('app.save')).toBe('\u200fSave\u200f');
  });
});
