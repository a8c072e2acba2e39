// The words of the interface: `const w = words('pt'); w('desk.waiting', { count: 3 })`.
//
// Keys and arguments are typed from the catalogues (keys.gen.ts). Messages are plain text, never markup:
// what comes out is escaped by the view like any other text.
import { IntlMessageFormat } from 'intl-messageformat';
import { type Direction, directionOf, type UiLanguage } from '#base/languages.ts';
import { CATALOGUES } from './catalogues.gen.ts';
import { formatters } from './intl.ts';
import { isolateText } from './isolate.ts';
import type { Messages } from './keys.gen.ts';
import { LOCALES, type WordsLanguage } from './locales.ts';
import { disguiseMessage } from './pseudo.ts';

export type MessageKey = keyof Messages;

/** What must be passed after a key: nothing, or one object of arguments. */
export type MessageArguments<K extends MessageKey> = Messages[K] extends null ? [] : [Messages[K]];

export interface Words {
  <K extends MessageKey>(key: K, ...values: MessageArguments<K>): string;
  readonly language: WordsLanguage;
  readonly direction: Direction;
  /** BCP 47 tag for the `lang` attribute. */
  readonly tag: string;
}

type Values = Readonly<Record<string, unknown>>;
type Render = (values: Values | undefined) => string;

const known = new Map<WordsLanguage, Words>();

/** The speaker of a language; made once per language, each message compiled at its first use. */
export function words(language: WordsLanguage): Words {
  let found = known.get(language);
  if (found === undefined) {
    found = createWords(language);
    known.set(language, found);
  }
  return found;
}

/** Whether there is such a message: for keys put together from codes of an event or a problem. */
export function isMessageKey(key: string): key is MessageKey {
  return findMessage('pt', key) !== undefined;
}

/**
 * A message whose key is put together from a code (of a problem, an event), so that its type isn't known.
 * Undefined when there is no such message or one of its arguments is missing.
 */
export function findWords(
  language: WordsLanguage,
  key: string,
  values?: Values,
): string | undefined {
  if (!isMessageKey(key)) return undefined;
  const speak = words(language) as unknown as (key: string, values?: Values) => string;
  try {
    return speak(key, values);
  } catch {
    return undefined;
  }
}

function createWords(language: WordsLanguage): Words {
  const compiled = new Map<string, Render>();
  const speak = (key: string, values?: Values): string => {
    let render = compiled.get(key);
    if (render === undefined) {
      render = compile(language, key);
      compiled.set(key, render);
    }
    return render(values);
  };
  return Object.assign(speak, {
    language,
    direction: directionOf(language),
    tag: language,
  }) as Words;
}

function compile(language: WordsLanguage, key: string): Render {
  const pseudo = language === 'en-XA' || language === 'ar-XB' ? language : undefined;
  const source: UiLanguage = language === 'en-XA' || language === 'ar-XB' ? 'en' : language;
  const message = findMessage(source, key);
  if (message === undefined) throw new Error(`no message “${key}” in ${source}`);
  // Most messages are plain text; the catalogues allow no quotes, so a brace is the only syntax.
  if (pseudo === undefined && !message.includes('{')) return () => message;

  let format = new IntlMessageFormat(message, LOCALES[language], undefined, {
    ignoreTag: true,
    formatters,
  });
  if (pseudo !== undefined) {
    const disguised = disguiseMessage(format.getAst(), pseudo);
    format = new IntlMessageFormat(disguised, LOCALES[language], undefined, { formatters });
  }
  const direction = directionOf(language);
  return (values) => String(format.format(isolateValues(values, direction)));
}

function isolateValues(values: Values | undefined, direction: Direction): Record<string, string> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    safe[name] = typeof value === 'string' ? isolateText(value, direction) : value;
  }
  // Numbers and Temporal values pass through; the library's own type only knows Date.
  return safe as Record<string, string>;
}

function findMessage(language: UiLanguage, key: string): string | undefined {
  const dot = key.indexOf('.');
  // Keys may come from outside by way of codes: only own properties count, never 'constructor'.
  const area = ownEntry(CATALOGUES[language] ?? {}, key.slice(0, dot));
  return ownEntry(area ?? {}, key.slice(dot + 1));
}

function ownEntry<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
