// Turns what a schema found wrong into a problem: for each field one code that has a sentence.
import type { z } from 'zod';
import { type Problem, problem } from '#base/problem.ts';

/** The problem for input that doesn't fit its schema: field path → code. Holds nothing typed. */
export function invalidInput(error: z.ZodError): Problem {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.') || 'body';
    fields[path] ??= codeOf(issue);
  }
  return problem('invalid', 'invalid', { fields });
}

/** A schema of ours names its code as the message of a custom issue; others are told by kind. */
function codeOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.params?.['code'] ? String(issue.params['code']) : 'invalid';
    case 'too_big':
      return 'too-long';
    case 'too_small':
      return 'required';
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'required' : 'invalid';
    case 'unrecognized_keys':
      return 'unknown-field';
    default:
      return 'invalid';
  }
}
