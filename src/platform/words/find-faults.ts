// The rules that message catalogues keep, as one pure function: catalogues in, faults out.
import { UI_LANGUAGES, type UiLanguage } from '#base/languages.ts';
import { LOCALES } from './locales.ts';
import {
  joinArguments,
  type MessageShape,
  type PluralBranches,
  readMessage,
} from './message-shape.ts';
import type { CatalogueFile } from './read-catalogues.ts';

export interface Fault {
  readonly file: string;
  /** Key as code writes it, with its area; the file's name when the whole file is at fault. */
  readonly key: string;
  readonly fault: string;
}

const SOURCE: UiLanguage = UI_LANGUAGES[0];
const KEY = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/;

// Whoever comes is a person. These words turn people into accounts.
const UNKIND: Readonly<Record<UiLanguage, RegExp>> = {
  pt: /\b(utilizador|utilizadora|usuári[oa])/iu,
  en: /\b(users?|aliens?|illegals?)\b/iu,
  fr: /\b(utilisateur|utilisatrice|usager|clandestin)/iu,
  uk: /(користувач|нелегал)/iu,
  ar: /(مستخدم|مستعمل)/u,
};

// Text of a language must be in its own letters, save what is the same in all (a proper name).
const LETTERS: Readonly<Record<UiLanguage, RegExp>> = {
  pt: /\p{Script=Latin}/u,
  en: /\p{Script=Latin}/u,
  fr: /\p{Script=Latin}/u,
  uk: /\p{Script=Cyrillic}/u,
  ar: /\p{Script=Arabic}/u,
};

/** Everything wrong with the catalogues, in the order of files and keys. Empty means complete. */
export function findFaults(files: readonly CatalogueFile[]): Fault[] {
  const faults: Fault[] = [];
  const byName = new Map(files.map((file) => [`${file.language}/${file.area}`, file]));
  const areas = [...new Set(files.map((file) => file.area))].sort();

  for (const file of files) {
    if (!(UI_LANGUAGES as readonly string[]).includes(file.language)) {
      faults.push({ file: file.file, key: file.area, fault: `unknown language ${file.language}` });
    }
    if (file.broken !== undefined)
      faults.push({ file: file.file, key: file.area, fault: file.broken });
  }
  for (const area of areas) {
    const source = byName.get(`${SOURCE}/${area}`);
    for (const language of UI_LANGUAGES) {
      const file = byName.get(`${language}/${area}`);
      if (file === undefined) {
        const path = `data/messages/${language}/${area}.json`;
        faults.push({ file: path, key: area, fault: 'file is missing' });
      } else if (file.broken === undefined) {
        faults.push(...findFileFaults(file, language, source));
      }
    }
  }
  return faults;
}

function findFileFaults(
  file: CatalogueFile,
  language: UiLanguage,
  source?: CatalogueFile,
): Fault[] {
  const faults: Fault[] = [];
  const say = (key: string, fault: string) =>
    faults.push({ file: file.file, key: `${file.area}.${key}`, fault });
  const originals = new Map(source?.entries ?? []);
  const seen = new Set<string>();

  for (const [key, message] of file.entries) {
    if (seen.has(key)) say(key, 'key stands twice');
    seen.add(key);
    if (!KEY.test(key)) say(key, 'keys are kebab-case words joined by dots');
    const original = originals.get(key);
    if (original === undefined) say(key, `key is not in the source language (${SOURCE})`);
    for (const fault of findMessageFaults(message, language, original)) say(key, fault);
  }
  for (const key of originals.keys()) if (!seen.has(key)) say(key, 'key is missing');
  return faults;
}

function findMessageFaults(message: string, language: UiLanguage, original?: string): string[] {
  const shape = tryRead(message);
  if (typeof shape === 'string') return [shape];
  const text = shape.literals.join(' ');
  const faults = [...shape.faults, ...findTextFaults(message, text, language)];
  for (const plural of shape.plurals) faults.push(...findPluralFaults(plural, language));

  const source = original === undefined ? undefined : tryRead(original);
  if (source === undefined || typeof source === 'string') return faults;
  if (message === original && language !== SOURCE && text.trim().split(/\s+/).length > 3) {
    faults.push('looks untranslated: the same as the source');
  }
  if (message !== original && /\p{L}/u.test(text) && !LETTERS[language].test(text)) {
    faults.push('has no letter of its own script');
  }
  return [...faults, ...compareArguments(shape, source)];
}

function tryRead(message: string): MessageShape | string {
  try {
    return readMessage(message);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function findTextFaults(message: string, text: string, language: UiLanguage): string[] {
  const faults: string[] = [];
  if (message.trim() === '') faults.push('is empty');
  if (message !== message.trim()) faults.push('starts or ends with white space');
  if (/[<>]|&#?\w+;/.test(message)) faults.push('holds markup: components do that, not messages');
  if (/['"]/.test(message)) faults.push('has a straight quote: write ’ “ ” « »');
  if (/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(message))
    faults.push('has a control or direction character');
  const unkind = UNKIND[language].exec(text)?.[0];
  if (unkind !== undefined) faults.push(`says “${unkind}”: a person is a person`);
  return faults;
}

/**
 * A branch of its own for every form that the language uses with whole numbers up to 999. (Portuguese and
 * French have one more from a million on, which no screen counts to; `other` serves there.)
 */
function findPluralFaults(plural: PluralBranches, language: UiLanguage): string[] {
  const rules = new Intl.PluralRules(LOCALES[language], { type: plural.type ?? 'cardinal' });
  const missing = new Set<string>();
  for (let n = 0; n <= 999; n += 1) {
    const form = rules.select(n);
    if (!plural.selectors.includes(form) && !plural.selectors.includes(`=${n}`)) missing.add(form);
  }
  const foreign = plural.selectors.filter(
    (selector) =>
      !selector.startsWith('=') &&
      !rules.resolvedOptions().pluralCategories.some((category) => category === selector),
  );
  return [
    ...[...missing].map((form) => `{${plural.argument}} lacks the plural form “${form}”`),
    ...foreign.map(
      (form) => `{${plural.argument}} has a plural form “${form}” that the language lacks`,
    ),
  ];
}

function compareArguments(shape: MessageShape, source: MessageShape): string[] {
  const faults: string[] = [];
  for (const [name, argument] of shape.arguments) {
    const expected = source.arguments.get(name);
    if (expected === undefined) faults.push(`{${name}} is not in the source message`);
    else if (joinArguments(argument, expected) === undefined) {
      const branches = expected.choices.length > 0 ? ` (${expected.choices.join(', ')})` : '';
      faults.push(`{${name}} must be a ${expected.kind}${branches} as in the source message`);
    }
  }
  for (const name of source.arguments.keys()) {
    if (!shape.arguments.has(name)) faults.push(`{${name}} is missing`);
  }
  return faults;
}
