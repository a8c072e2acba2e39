// Names as people have them: several of one kind stand in one field, as they are typed and read. Pure.
import { readBorn } from './born.ts';

/** More of one kind than anybody has. */
const MOST_NAMES = 8;
const LONGEST_FIELD = 254;
const BETWEEN = '; ';

/** Names of one field, one by one, apart by a semicolon or by lines. */
function partsOf(text: string): string[] {
  return text
    .split(/[;؛\n]/)
    .map((each) => each.replaceAll(/\s+/g, ' ').trim())
    .filter((each) => each !== '');
}

/** As they are kept; undefined when there are too many of them, or none. */
function written(names: readonly string[]): string | undefined {
  const once = [...new Set(names)];
  const text = once.join(BETWEEN);
  return once.length === 0 || once.length > MOST_NAMES || text.length > LONGEST_FIELD
    ? undefined
    : text;
}

/** PEO-32: nicknames are typed one beside the other, apart by commas, semicolons or lines. */
export function readNicknames(typed: string): string | undefined {
  return written(partsOf(typed.replaceAll(/[,،、]/g, ';')));
}

/**
 * PEO-33: a name that somebody had before is kept with the day, month or year until which she had it, as far
 * as she says it, in brackets behind the name: `Olena Bondar (2015)`. A correction of a spelling is none: what
 * a field said before is kept elsewhere, and finds nobody. Undefined for brackets that hold no date.
 */
export function readFormerNames(typed: string): string | undefined {
  const names: string[] = [];
  for (const part of partsOf(typed)) {
    const [, name = '', until] = /^([^()]*?)\s*(?:\(([^()]*)\))?$/.exec(part) ?? [];
    const date = until === undefined ? undefined : readBorn(until);
    if (name === '' || (until !== undefined && date === undefined)) return undefined;
    names.push(date === undefined ? name : `${name} (${date})`);
  }
  return written(names);
}

/** The names of a field that holds several, without their dates. */
export function namesIn(field: string | null): string[] {
  return field === null ? [] : partsOf(field).map((each) => each.replace(/\s*\([^()]*\)$/, ''));
}

/** Fields with names that no list shows. */
export interface FurtherNames {
  readonly nicknames: string | null;
  readonly formerNames: string | null;
  readonly surnames: string | null;
  readonly patronymic: string | null;
}

/** Names beside those that a list shows: it says of whoever is found by one of them that she is. */
export function furtherNamesOf(fields: FurtherNames): string[] {
  const { nicknames, formerNames, surnames, patronymic } = fields;
  return [...namesIn(nicknames), ...namesIn(formerNames), surnames, patronymic].filter(
    (name) => name !== null,
  );
}

/**
 * PEO-34: every name of hers finds her: the one she is called by, those of her papers and of her own script,
 * nicknames, names she had before, and the parts of her name that are known. Nothing but the name she is called
 * by is on a slip or called out.
 */
export function namesOf(
  fields: FurtherNames & Readonly<Record<'name' | 'fullName' | 'originalName', string | null>>,
): string[] {
  const { name, fullName, originalName } = fields;
  return [
    ...[name, fullName, originalName].filter((each) => each !== null),
    ...furtherNamesOf(fields),
  ];
}
