// What the design page shows in its parts: invented numbers, real words of the catalogues.
import subjects from '../../../data/subjects.json' with { type: 'json' };
import { iconNamed } from '#platform/ui/icon.tsx';
import type { Tile } from '#platform/ui/tile-wall.tsx';
import { isUiLanguage, languageOf, type UiLanguage } from '#base/languages.ts';
import type { WordsLanguage } from '#platform/words/locales.ts';

/** The language of the person in the samples: another than that of the page. */
export function otherLanguage(lang: WordsLanguage): UiLanguage {
  return lang === 'uk' ? 'ar' : 'uk';
}

/** A subject's name; pseudo-locales show the English one. */
export function subjectName(id: string, lang: WordsLanguage): string {
  const name = subjects.find((subject) => subject.id === id)?.name;
  return name?.[isUiLanguage(lang) ? lang : 'en'] ?? id;
}

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'q', 'w'];
const CHOSEN = new Set(['social-security', 'work-rights', 'school']);

/** A language's own name. */
export function autonymOf(tag: string): string {
  return languageOf(tag)?.endonym ?? tag;
}

/** The language whose catalogue names languages for this page. */
export function namingLanguage(lang: WordsLanguage): UiLanguage {
  return isUiLanguage(lang) ? lang : 'en';
}

/** The twelve needs, three of them chosen. */
export function sampleTiles(lang: WordsLanguage): Tile[] {
  return subjects
    .filter((subject) => !('parent' in subject && subject.parent))
    .slice(0, 12)
    .map((subject, index) => ({
      value: subject.id,
      icon: iconNamed('icon' in subject ? String(subject.icon) : ''),
      primary: subjectName(subject.id, lang),
      secondary: subjectName(subject.id, otherLanguage(lang)),
      shortcut: KEYS[index],
      checked: CHOSEN.has(subject.id),
    }));
}
