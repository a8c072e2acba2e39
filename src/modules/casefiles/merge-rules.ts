// When two files become one, and when they are taken apart. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';

/** One of two files, as far as it decides. */
export interface FileToMerge {
  readonly personId: string;
  /** Where it is at home. */
  readonly unitId: string;
  /** EDTF, as far as it is known. */
  readonly born: string | null;
}

export interface MergeFacts {
  readonly one: FileToMerge;
  readonly other: FileToMerge;
  readonly alreadyOne: boolean;
  /** Both have a ticket now. */
  readonly bothHere: boolean;
  /** Something is kept of either that whoever asks was not told of. */
  readonly kept: boolean;
  /** They came together, as two. */
  readonly oneHousehold: boolean;
  /** Who said before that they are one, when that went to review. */
  readonly askedBy: string | null;
}

/** What is written: that two files are one, or that somebody else must look first. */
export interface Merge {
  readonly id: string;
  readonly one: FileToMerge;
  readonly other: FileToMerge;
  readonly review: boolean;
}

/** Whether what is written in two files says that they are two. */
function contradict({ one, other, oneHousehold }: MergeFacts): boolean {
  const [year, otherYear] = [one.born?.slice(0, 4), other.born?.slice(0, 4)];
  return oneHousehold || (year !== undefined && otherYear !== undefined && year !== otherYear);
}

/**
 * PEO-20: only a human says that two files are one person, and only one who may see both. Who has two
 * tickets at the same time is two people until one of them has gone.
 * PEO-21: somebody else must look first when the files contradict each other (another year of birth, or
 * they came together as two), when they are at home in different units, and when something is kept that
 * whoever asks was not told of. She is told the same words for each, and nothing is joined. What is
 * only contradicted is joined when a second colleague says the same.
 */
export function decideMerge(
  facts: MergeFacts,
  act: { readonly id: string; readonly accountId: string },
): Decision<Merge> | Problem {
  const { one, other, alreadyOne, bothHere, kept, askedBy } = facts;
  if (one.personId === other.personId)
    return problem('invalid', 'invalid', { fields: { otherId: 'same-file' } });
  if (alreadyOne) return problem('conflict', 'already-one');
  if (bothHere) return problem('conflict', 'both-here');
  const seenByTwo = askedBy !== null && askedBy !== act.accountId;
  const review = kept || one.unitId !== other.unitId || (contradict(facts) && !seenByTwo);
  const about = { unitId: one.unitId, personId: one.personId };
  const data = { mergeId: act.id, otherId: other.personId };
  return {
    change: { id: act.id, one, other, review },
    events: review
      ? [{ kind: 'merge.asked', ...about, data: { otherId: other.personId } }]
      : [
          { kind: 'person.merged', ...about, data },
          // The other file's open screens and its history hear of it, too.
          {
            kind: 'person.merged',
            ...about,
            personId: other.personId,
            data: { ...data, otherId: one.personId },
          },
        ],
    result: review ? { review: true } : { review: false, mergeId: act.id, personId: one.personId },
  };
}

/** An act that joined two files. */
export interface Joined {
  readonly mergeId: string;
  readonly oneId: string;
  readonly otherId: string;
  readonly unitId: string;
}

/**
 * PEO-22: what was joined is taken apart by whoever may see both, at any time; each file is again what
 * it was, with what was written to it meanwhile.
 */
export function decideUnmerge(joined: Joined): Decision<Joined> {
  const { mergeId, oneId, otherId, unitId } = joined;
  return {
    change: joined,
    events: [
      { kind: 'person.unmerged', unitId, personId: oneId, data: { mergeId, otherId } },
      { kind: 'person.unmerged', unitId, personId: otherId, data: { mergeId, otherId: oneId } },
    ],
    result: { mergeId, oneId, otherId },
  };
}

export const PAIR_ANSWERS = ['not-same', 'unsure'] as const;

/** What somebody said of two files. */
export interface PairAnswer {
  readonly oneId: string;
  readonly otherId: string;
  readonly unitId: string;
  readonly answer: (typeof PAIR_ANSWERS)[number];
  /** What was compared then, as a digest. */
  readonly compared: string;
}

/**
 * PEO-26: who is not the same, or can't be told, is not asked about again until what was compared has
 * changed: a name, the birth, the nationality, a phone, an address, a paper. Files at home in different
 * units are no pair.
 */
export function decidePairAnswer(
  { one, other, alreadyOne }: Pick<MergeFacts, 'one' | 'other' | 'alreadyOne'>,
  answer: PairAnswer['answer'],
  compared: string,
): Decision<PairAnswer> | Problem {
  if (one.personId === other.personId || one.unitId !== other.unitId)
    return problem('invalid', 'invalid', { fields: { otherId: 'same-file' } });
  if (alreadyOne) return problem('conflict', 'already-one');
  const [oneId = '', otherId = ''] = [one.personId, other.personId].toSorted();
  const { unitId } = one;
  return {
    change: { oneId, otherId, unitId, answer, compared },
    events: [{ kind: 'pair.answered', unitId, personId: oneId, data: { otherId, answer } }],
    result: { oneId, otherId },
  };
}
