// Problems as RFC 9457 documents.
import { type Problem, type ProblemKind } from '#base/problem.ts';

const STATUS: Readonly<Record<ProblemKind, number>> = {
  'not-found': 404,
  'not-allowed': 403,
  conflict: 409,
  invalid: 422,
  'too-late': 409,
};

/** The HTTP status that stands for a problem. */
export function statusOf(found: Problem): number {
  return STATUS[found.problem];
}

/** An RFC 9457 answer; `type` is a relative reference to the problem's code. */
export function problemJson(
  found: Problem,
  status: number = statusOf(found),
  headers: Record<string, string> = {},
): Response {
  const { problem, code, fields, params } = found;
  const body = {
    type: `/problems/${code}`,
    title: problem,
    status,
    code,
    ...(fields && { fields }),
    ...(params && { params }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}
