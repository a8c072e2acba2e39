// In which order people are shown who may be meant by what was typed. Pure.
import type { Scripts } from './names/across-scripts.ts';
import { fitNames, PROBABLE } from './names/full-names.ts';
import { fitVowels, type VowelFit } from './names/same-sound.ts';
import {
  knownWordsOf,
  likeliest,
  soundOf,
  soundsAsked,
  soundsOf,
  spokenOf,
  wordsNeeded,
  wordsOf,
} from './search-keys.ts';

/** Somebody who may be meant. */
export interface Candidate {
  readonly personId: string;
  /** Every name that is shown where she is found. */
  readonly names: readonly string[];
  /** Names that find her and that no list shows: nicknames, names she had before, parts of her name. */
  readonly further?: readonly string[];
  /** EDTF, as far as it is known. */
  readonly born?: string | null;
}

/** How a name fits what was typed; `script`: the same name in the letters of another script. */
export type Fit = 'exact' | 'begins' | 'script' | 'sounds' | 'near';

const ORDER: readonly Fit[] = ['exact', 'begins', 'script', 'sounds', 'near'];

/** From here on, in nats, two words in two scripts are shown as the same name. */
const SAME_NAME = 4;
/** Below this they only look alike once the vowels are gone. */
const UNLIKE = -4;

export interface Ranked<Each extends Candidate> {
  readonly candidate: Each;
  readonly fit: Fit;
  /** She was born in the year that was typed. */
  readonly sameYear: boolean;
  /** It needs a name that no list shows to find her. */
  readonly byFurther: boolean;
}

/** What was typed: a name, and a year of birth if there is one beside it. */
export interface Asked {
  readonly name: string;
  readonly year: string | undefined;
}

/**
 * PEO-12: a year typed beside a name is a year of birth: whoever was born in it comes first, and nobody
 * is left out for another year, since many have none or only one of their papers.
 */
export function readAsked(typed: string): Asked {
  const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(typed)?.[0];
  const name = year === undefined ? typed : typed.replace(year, ' ').trim();
  return /\p{L}/u.test(name) ? { name, year } : { name: typed, year: undefined };
}

/**
 * PEO-1: a person is found by any of her names, in any order of words, without accents, half typed,
 * misspelt by a letter or written as it sounds; who is written exactly so comes first, then who
 * begins so, then who sounds so. A name that has nothing of a typed word is not shown.
 */
export function rankCandidates<Each extends Candidate>(
  typed: string,
  candidates: readonly Each[],
  scripts: Scripts,
  most = 8,
): Ranked<Each>[] {
  const { name, year } = readAsked(typed);
  const asked = wordsOf(name);
  return candidates
    .flatMap((candidate) => {
      const words = candidate.names.flatMap(knownWordsOf);
      const shown = fitOf(asked, words, scripts);
      const further = (candidate.further ?? []).flatMap(knownWordsOf);
      const fits = shown ?? fitOf(asked, [...words, ...further], scripts);
      if (!fits) return [];
      const sameYear = year !== undefined && (candidate.born ?? '').startsWith(year);
      return [{ candidate, ...fits, sameYear, byFurther: shown === undefined }];
    })
    .sort(
      (a, b) =>
        Number(b.sameYear) - Number(a.sameYear) ||
        ORDER.indexOf(a.fit) - ORDER.indexOf(b.fit) ||
        b.nats - a.nats ||
        a.others - b.others ||
        a.candidate.personId.localeCompare(b.candidate.personId),
    )
    .slice(0, most)
    .map(({ candidate, fit, sameYear, byFurther }) => ({ candidate, fit, sameYear, byFurther }));
}

/**
 * Whether it is worth looking for whoever has one of two typed words by its keys, and the other by what was
 * learned of letters alone (PEO-11): nobody who was found is written so, and a word may be spelt in another script as
 * no key tells.
 */
export function mayBeSpeltOtherwise(
  words: number,
  found: readonly { readonly fit: Fit }[],
): boolean {
  return words === 2 && !found.some(({ fit }) => ['exact', 'begins', 'script'].includes(fit));
}

/** How a word fits, and by how many nats more than chance where two scripts meet. */
interface WordFit {
  readonly fit: Fit;
  readonly nats: number;
}

/** How a name fits: `others` of its words were not typed. */
interface NameFit extends WordFit {
  readonly others: number;
}

/** As well as the word that fits worst; with a word missing, as badly as can be. */
function fitOf(
  asked: readonly string[],
  known: readonly string[],
  scripts: Scripts,
): NameFit | undefined {
  const words = asked.map((word) => {
    // Whoever is known in the script that was typed is told by it: the other one adds nothing.
    const across = (each: string) => scripts.compares(word, each);
    return (
      bestFit(
        word,
        known.filter((each) => !across(each)),
        scripts,
      ) ?? bestFit(word, known.filter(across), scripts)
    );
  });
  let fit: Fit = 'exact';
  let nats = 0;
  const fitting = words.filter((word) => word !== undefined);
  if (fitting.length < wordsNeeded(words.length)) return undefined;
  if (fitting.length < words.length) fit = 'near';
  for (const word of fitting) {
    if (ORDER.indexOf(word.fit) > ORDER.indexOf(fit)) fit = word.fit;
    nats += word.nats;
  }
  return words.length === 0 ? undefined : { fit, nats, others: known.length - fitting.length };
}

function bestFit(word: string, known: readonly string[], scripts: Scripts): WordFit | undefined {
  // What is written so is told by its letters alone: most people who are looked at are found by them.
  if (known.includes(word)) return { fit: 'exact', nats: 0 };
  if (known.some((each) => each.startsWith(word))) return { fit: 'begins', nats: 0 };
  return known
    .map((each) => fitOfWord(word, each, scripts))
    .filter((each) => each !== undefined)
    .toSorted((a, b) => ORDER.indexOf(a.fit) - ORDER.indexOf(b.fit) || b.nats - a.nats)
    .at(0);
}

/**
 * PEO-11: a name is found in another script by letters that were learned: what is likely to be the same
 * name comes before what sounds alike, the likeliest first; what is unlikely to be is not shown.
 */
function fitOfWord(asked: string, known: string, scripts: Scripts): WordFit | undefined {
  const across = scripts.likeness(asked, known);
  const nats = across ?? 0;
  if (nats >= SAME_NAME) return { fit: 'script', nats };
  const all = [soundsAsked(asked, scripts), soundsOf(known, scripts)];
  // In one script the letters say it themselves, and of many readings of both some are always alike.
  const [sounds = [], others = []] = across === undefined ? all.map(likeliest) : all;
  const some = (alike: (a: string, b: string) => boolean) =>
    sounds.some((a) => others.some((b) => alike(a, b)));
  if (some((a, b) => a === b) && nats > UNLIKE)
    return { fit: 'sounds', nats: across ?? 1 + vowelsOf(asked, known, scripts).share };
  // Half typed: the rest of the name says nothing against it.
  if (some((a, b) => a.length > 2 && b.startsWith(a))) return { fit: 'sounds', nats };
  const few = across === undefined ? 1 : undefined;
  const isMisspelt = likeliest(sounds)
    .slice(0, few)
    .some((a) =>
      likeliest(others)
        .slice(0, few)
        .some((b) => a.length > 2 && isNear(a, b)),
    );
  return isMisspelt && nats > UNLIKE ? { fit: 'near', nats } : undefined;
}

/** How the vowels fit of two words that sound alike. */
function vowelsOf(one: string, other: string, scripts: Scripts): VowelFit {
  const spelt = (word: string) => spokenOf(scripts.spellings(word, 1)[0] ?? word);
  return fitVowels(spelt(one), spelt(other));
}

function soundsAlike(one: string, other: string, scripts: Scripts): boolean {
  const others = soundsOf(other, scripts);
  return soundsOf(one, scripts).some((sound) => others.includes(sound));
}

/** Whether something speaks against one name in two spellings: vowels, or an h that is heard in front. */
function isOtherName(one: string, other: string): boolean {
  if (soundOf(one) === soundOf(other))
    return (
      !fitVowels(spokenOf(one), spokenOf(other)).all ||
      one.startsWith('h') !== other.startsWith('h')
    );
  return false;
}

/**
 * PEO-13: two names are probably one when each word of the shorter one is a word of the other, each word
 * once: the same letters; in two scripts, letters that were learned to be likely; otherwise the same
 * consonants and vowels that are taken for one another. Never more than a question to a human.
 */
export function areProbablyOne(one: string, other: string, scripts: Scripts): boolean {
  const [few, many] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.length - b.length);
  const fit = fitNames(few ?? [], many ?? [], (a, b) => {
    const across = scripts.likeness(a, b);
    const [one, other] = [a, b].map((word) => scripts.spellings(word, 1)[0] ?? word);
    // In Cyrillic letters an a at the end is always spoken: Bohdana is not Bohdan.
    const [first, second] = [a, b].map((word) => /[aая]$/.test(word));
    const isCyrillic = /\p{sc=Cyrillic}/u.test(a + b);
    if (isCyrillic && first !== second) return -PROBABLE;
    const isAlike = across === undefined ? soundsAlike(a, b, scripts) : across >= PROBABLE;
    return a === b || (isAlike && !isOtherName(one ?? '', other ?? '')) ? PROBABLE : -PROBABLE;
  });
  return fit !== undefined && fit.weakest >= PROBABLE;
}

/** One letter more, less, other or swapped; the first one is right. */
function isNear(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return (
    a.slice(at + 1) === b.slice(at + 1) ||
    a.slice(at) === b.slice(at + 1) ||
    a.slice(at + 1) === b.slice(at) ||
    (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2))
  );
}
