// What speaks for two files being one person, and what against it. Pure. It never decides anything: a
// human is asked, or not.
import type { Scripts } from './names/across-scripts.ts';
import { foldText } from '#base/fold.ts';
import { areProbablyOne } from './search-rules.ts';

/** What is compared of one person; what nobody knows is null or empty. */
export interface Compared {
  readonly names: readonly string[];
  /** EDTF, as far as it is known. */
  readonly born: string | null;
  readonly nationality: string | null;
  /** Their last nine digits. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** Kind and until when it is valid; never a number. */
  readonly papers: readonly string[];
  readonly relatives: readonly string[];
  /** Civil days of the first and last visit. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

export interface ComparedPair {
  readonly one: Compared;
  readonly other: Compared;
  readonly cameTogether: boolean;
  /** Both had a ticket at the same time. */
  readonly hereAtOnce: boolean;
}

/** What counts, and how much: above nought for one person, below for two. */
export const WEIGHTS = {
  'name-same': 2,
  'name-alike': 1,
  'born-day': 4,
  'born-year': 2,
  phone: 4,
  email: 4,
  paper: 3,
  relatives: 3,
  nationality: 1,
  'one-after-the-other': 1,
  'born-other': -4,
  'nationality-other': -2,
  'came-together': -8,
  'here-at-once': -8,
} as const;
export type Evidence = keyof typeof WEIGHTS;

/** From here on a human is asked. */
const ASKED_FROM = 5;
/** Of which so much must be more than the name. */
const BEYOND_NAME = 3;

export interface Likeness {
  /** The weightiest first, for and against. */
  readonly evidence: readonly Evidence[];
  readonly weight: number;
  /** Whether a human is asked. */
  readonly probable: boolean;
}

/**
 * PEO-24: two files are asked about when their names are probably one and something beyond the name
 * speaks for it: the day or year of birth, a phone, an address, a paper valid until the same day, the
 * same relatives, the nationality, a file that begins where the other one ended. The first of January
 * is a year, since it is written where no day is known. Who came together, or held two tickets at once,
 * is two.
 * PEO-25: what is not known of one of them is unknown, and speaks for nothing: a comparison that can't
 * be made is never a match.
 */
export function weighLikeness(pair: ComparedPair, scripts: Scripts): Likeness {
  const evidence = ([...forOne(pair, scripts), ...forTwo(pair)] as Evidence[]).toSorted(
    (a, b) => Math.abs(WEIGHTS[b]) - Math.abs(WEIGHTS[a]) || a.localeCompare(b),
  );
  const sum = (some: readonly Evidence[]) => some.reduce((all, each) => all + WEIGHTS[each], 0);
  const isName = (each: Evidence) => each === 'name-same' || each === 'name-alike';
  const beyond = evidence.filter((each) => !isName(each) && WEIGHTS[each] > 0);
  const weight = sum(evidence);
  return {
    evidence,
    weight,
    probable: evidence.some(isName) && weight >= ASKED_FROM && sum(beyond) >= BEYOND_NAME,
  };
}

function* forOne({ one, other }: ComparedPair, scripts: Scripts): Generator<Evidence> {
  const name = nameOf(one.names, other.names, scripts);
  if (name) yield name;
  const [born, otherBorn] = [bornOf(one.born), bornOf(other.born)];
  if (born && otherBorn && born.year === otherBorn.year)
    yield born.day !== undefined && born.day === otherBorn.day ? 'born-day' : 'born-year';
  if (meet(one.phones, other.phones)) yield 'phone';
  if (meet(one.emails, other.emails)) yield 'email';
  if (meet(one.papers, other.papers)) yield 'paper';
  if (meet(one.relatives, other.relatives)) yield 'relatives';
  if (one.nationality !== null && one.nationality === other.nationality) yield 'nationality';
  const [first, second] = [one, other].toSorted((a, b) =>
    (a.firstDay ?? '').localeCompare(b.firstDay ?? ''),
  );
  if (first?.lastDay && second?.firstDay && first.lastDay < second.firstDay)
    yield 'one-after-the-other';
}

function* forTwo({ one, other, cameTogether, hereAtOnce }: ComparedPair): Generator<Evidence> {
  const [born, otherBorn] = [bornOf(one.born), bornOf(other.born)];
  if (born && otherBorn && born.year !== otherBorn.year) yield 'born-other';
  else if (born?.day && otherBorn?.day && born.day !== otherBorn.day) yield 'born-other';
  if (one.nationality && other.nationality && one.nationality !== other.nationality)
    yield 'nationality-other';
  if (cameTogether) yield 'came-together';
  if (hereAtOnce) yield 'here-at-once';
}

/** How names agree: some name of the one with some name of the other; `name-same` needs two words. */
function nameOf(
  names: readonly string[],
  others: readonly string[],
  scripts: Scripts,
): Evidence | undefined {
  const folded = (name: string) => foldText(name).split(' ').toSorted().join(' ');
  const isWhole = (name: string) => name.trim().includes(' ');
  const whole = others.filter(isWhole).map(folded);
  if (names.some((name) => isWhole(name) && whole.includes(folded(name)))) return 'name-same';
  return names.some((name) => others.some((each) => areProbablyOne(name, each, scripts)))
    ? 'name-alike'
    : undefined;
}

/** A year, and a day where one is really known. About a year is no year here. */
function bornOf(born: string | null): { year: string; day: string | undefined } | undefined {
  if (born === null || born.endsWith('~')) return undefined;
  const isDay = born.length === 10 && !born.endsWith('-01-01');
  return { year: born.slice(0, 4), day: isDay ? born : undefined };
}

function meet(some: readonly string[], others: readonly string[]): boolean {
  return some.some((each) => others.includes(each));
}
