// An expected failure, returned as a value by rules and shown as a form error or RFC 9457 problem.

/** Why an act was refused. What may not be seen and what does not exist are both `not-found`. */
export type ProblemKind = 'not-found' | 'not-allowed' | 'conflict' | 'invalid' | 'too-late';

/**
 * `code` names the sentence to show (catalogue area `problem`), `fields` maps a field's path to the
 * code of what is wrong with it, `params` fills the sentence: numbers and codes, never what a
 * person typed.
 */
export interface Problem {
  readonly problem: ProblemKind;
  readonly code: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Makes a problem; `code` is the kind itself unless a more telling one is given. */
export function problem(
  kind: ProblemKind,
  code: string = kind,
  more: Omit<Problem, 'problem' | 'code'> = {},
): Problem {
  return { problem: kind, code, ...more };
}

/** Tells a problem from any other value that a rule may return. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'problem' in value && 'code' in value;
}
