// What a message asks for and what is in it, read from its ICU syntax. For checks and for the type
// generator; at run time messages are compiled by words.ts.
import {
  isArgumentElement,
  isDateElement,
  isLiteralElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  isTimeElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';

/** What a value must be: `text` takes a string or a number, `choice` one of the select branches. */
export type ArgumentKind = 'text' | 'number' | 'date' | 'time' | 'choice';

export interface MessageArgument {
  readonly kind: ArgumentKind;
  /** Branches of a select, sorted, `other` included; empty for the other kinds. */
  readonly choices: readonly string[];
}

export interface PluralBranches {
  readonly argument: string;
  readonly type: Intl.PluralRulesOptions['type'];
  /** Selectors as written: 'one', 'few', '=0'. */
  readonly selectors: readonly string[];
}

export interface MessageShape {
  readonly arguments: ReadonlyMap<string, MessageArgument>;
  readonly plurals: readonly PluralBranches[];
  /** Every piece of literal text, of all branches, in order. */
  readonly literals: readonly string[];
  /** Contradictions found while reading, in words. */
  readonly faults: readonly string[];
}

/** Reads a message; throws a SyntaxError that says what is wrong when it isn't ICU MessageFormat. */
export function readMessage(message: string): MessageShape {
  const found = new Map<string, MessageArgument>();
  const plurals: PluralBranches[] = [];
  const literals: string[] = [];
  const faults: string[] = [];

  function note(name: string, kind: ArgumentKind, choices: readonly string[] = []): void {
    const before = found.get(name);
    const joined =
      before === undefined ? { kind, choices } : joinArguments(before, { kind, choices });
    if (joined === undefined) faults.push(`{${name}} is used as ${before?.kind} and as ${kind}`);
    else found.set(name, joined);
  }

  function walk(elements: readonly MessageFormatElement[]): void {
    for (const element of elements) {
      if (isLiteralElement(element)) literals.push(element.value);
      else if (isArgumentElement(element)) note(element.value, 'text');
      else if (isNumberElement(element)) note(element.value, 'number');
      else if (isDateElement(element)) note(element.value, 'date');
      else if (isTimeElement(element)) note(element.value, 'time');
      else if (isSelectElement(element)) {
        note(element.value, 'choice', Object.keys(element.options).sort());
        for (const branch of Object.values(element.options)) walk(branch.value);
      } else if (isPluralElement(element)) {
        note(element.value, 'number');
        const selectors = Object.keys(element.options);
        plurals.push({ argument: element.value, type: element.pluralType, selectors });
        for (const branch of Object.values(element.options)) walk(branch.value);
      }
    }
  }

  try {
    walk(parse(message, { ignoreTag: true, requiresOtherClause: true }));
  } catch (error) {
    throw new SyntaxError(
      `not ICU MessageFormat: ${error instanceof Error ? error.message : error}`,
    );
  }
  return { arguments: found, plurals, literals, faults };
}

/**
 * The kind that satisfies both uses, undefined if none does. Plain text gives way to the stricter use:
 * Arabic may need a plural where Portuguese only prints the number.
 */
export function joinArguments(a: MessageArgument, b: MessageArgument): MessageArgument | undefined {
  if (a.kind === 'text') return b;
  if (b.kind === 'text') return a;
  if (a.kind !== b.kind) return undefined;
  return a.choices.join() === b.choices.join() ? a : undefined;
}
