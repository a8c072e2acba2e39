// A need that is found while somebody is served.
import { type Problem, problem } from '#base/problem.ts';
import type { Stop } from '../facts.ts';
import type { Answer } from '../reception-rules.ts';
import { refuseUnless } from '../rules.ts';

/**
 * VIS-68: a need is added by whoever serves her, when somebody in the house answers it and she is not
 * on her way to have the same seen to already. Answers where.
 */
export function refuseNeed(
  { stop, stops }: { readonly stop: Stop; readonly stops: readonly Stop[] },
  subjectId: string,
  answer: Answer | undefined,
): Answer | Problem {
  return refuseUnless(stop, 'serving') ?? refuseKnownNeed(stops, subjectId, answer);
}

/** The same on the route already, or nobody in the house to answer it; else the answer. */
export function refuseKnownNeed(
  stops: readonly Pick<Stop, 'subjectId' | 'state'>[],
  subjectId: string,
  answer: Answer | undefined,
): Answer | Problem {
  const open = stops.some(
    (other) =>
      other.subjectId === subjectId && other.state !== 'done' && other.state !== 'withdrawn',
  );
  if (open) return problem('conflict', 'need-known', { fields: { subjectId: 'need-known' } });
  return (
    answer ?? problem('invalid', 'no-service-here', { fields: { subjectId: 'no-service-here' } })
  );
}
