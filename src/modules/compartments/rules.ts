// Who is in a compartment, what is written there, and when a training holds. Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { COORDINATION, isFenced, mayAct } from '../access/decide.ts';

/** A compartment that the asking account is a member of. */
export interface Compartment {
  readonly id: string;
  readonly personId: string;
  /** Of whoever opened it. */
  readonly unitId: string;
  readonly kindId: string;
  readonly custodianId: string;
  /** Accounts that are members now. */
  readonly memberIds: readonly string[];
  /** Those of them who can read it now: they work with people, are trained, and nobody keeps them away. */
  readonly readerIds: readonly string[];
}

const refuse = (field: string, code: string) =>
  problem('invalid', 'invalid', { fields: { [field]: code } });

/** Why a compartment of a kind can't be opened, or nothing. */
// COM-1: only whoever has a training that holds today opens one, of a kind that the training is for
// COM-2: whoever is a member of one of that kind writes in it and opens no second; those of others are not
// asked about, since the answer would tell of them
export function refuseOpening(
  kindId: string,
  known: {
    readonly open: readonly { readonly id: string; readonly retired: boolean }[];
    readonly mine: readonly { readonly kindId: string }[];
  },
): Problem | undefined {
  const kind = known.open.find(({ id }) => id === kindId);
  if (!kind || kind.retired) return refuse('kindId', 'not-trained');
  return known.mine.some((one) => one.kindId === kindId)
    ? refuse('kindId', 'compartment-already')
    : undefined;
}

/** Why somebody is not named a member, or nothing. */
// COM-3: the custodian names members; whoever can't be one is answered alike, whatever the reason
export function refuseNaming(
  compartment: Compartment,
  accountId: string,
  candidates: readonly string[],
): Problem | undefined {
  if (compartment.memberIds.includes(accountId)) return problem('conflict', 'member-already');
  return candidates.includes(accountId) ? undefined : refuse('accountId', 'cannot-be-member');
}

/** Why somebody's membership does not end, or nothing. */
// COM-4: a member goes by herself or by the custodian; the custodian stays until she has handed it on, so that
// the last member never leaves
export function refuseLeaving(
  { memberIds, custodianId }: Compartment,
  accountId: string,
): Problem | undefined {
  if (!memberIds.includes(accountId)) return refuse('accountId', 'no-member');
  return accountId === custodianId ? problem('conflict', 'custodian-stays') : undefined;
}

/** Why it is not handed on, or nothing. */
// COM-5: the custodian hands it on to a member who can read it; when she can't read it herself any more (she
// left, her training lapsed, the person keeps her away), a member takes it
export function refuseHandingOn(
  { custodianId, readerIds }: Compartment,
  accountId: string,
): Problem | undefined {
  if (accountId === custodianId) return problem('conflict', 'custodian-already');
  return readerIds.includes(accountId) ? undefined : refuse('accountId', 'no-member');
}

/** May this account hand it on to that one (COM-5)? */
export function mayHandOn(
  { custodianId, readerIds }: Compartment,
  byAccountId: string,
  toAccountId: string,
): boolean {
  return (
    byAccountId === custodianId || (byAccountId === toAccountId && !readerIds.includes(custodianId))
  );
}

/** A text in a compartment, as it is now. */
export interface Leaf {
  readonly id: string;
  readonly writtenBy: string;
  readonly takenBack: boolean;
  /** `note`, or what was done by the protocol, which is not put right but taken back. */
  readonly form: string;
}

/** Why a text can't be put right or taken back, or nothing. */
// COM-6: a correction is a further wording, and each member may make one; what was taken back is gone for good
export function refuseChange(leaf: Leaf): Problem | undefined {
  return leaf.takenBack ? problem('conflict', 'leaf-gone') : undefined;
}

/** May this account take a text back? */
// COM-7: whoever wrote it first takes it back, or the custodian
export function mayTakeBack(
  { custodianId }: Pick<Compartment, 'custodianId'>,
  { writtenBy }: Pick<Leaf, 'writtenBy'>,
  accountId: string,
): boolean {
  return accountId === writtenBy || accountId === custodianId;
}

/** May this account note trainings, its own apart? */
// COM-10: administrators and data-protection officers note trainings and take them away; whoever coordinates
// a house sees those of its people
export function givesTrainings(actor: Actor): boolean {
  // Not an act on content: ACC-3 keeps administrators from that alone.
  return actor.memberships.some(({ role }) => GIVES_TRAININGS.has(role));
}
const GIVES_TRAININGS: ReadonlySet<string> = new Set(['administrator', 'data-protection-officer']);

/** May this account see the trainings of others? Those of a house, for who coordinates it. */
export function seesTrainings(actor: Actor): boolean {
  return !isFenced(actor) && (givesTrainings(actor) || mayAct(actor, { roles: COORDINATION }));
}

/** Longest that one training holds, days. */
export const TRAINING_DAYS = 1096;
/** How many days before its end a training is said to lapse soon. */
export const SOON_DAYS = 30;

/** Why a training is not given, or nothing. */
// COM-8: a training has a first and a last day, three years apart at most, and has not ended already; nobody
// gives one to herself, and it is given to those who receive or serve, not behind the fence
export function refuseTraining(
  asked: {
    readonly accountId: string;
    readonly topicId: string;
    readonly from: string;
    readonly until: string;
  },
  today: Temporal.PlainDate,
  byAccountId: string,
  known: { readonly colleagues: readonly string[]; readonly topics: readonly string[] },
): Problem | undefined {
  if (asked.accountId === byAccountId) return refuse('accountId', 'not-for-yourself');
  if (!known.colleagues.includes(asked.accountId)) return refuse('accountId', 'unknown-choice');
  if (!known.topics.includes(asked.topicId)) return refuse('topicId', 'unknown-choice');
  const [from, until] = [asked.from, asked.until].map((day) => Temporal.PlainDate.from(day));
  if (!from || !until) return refuse('from', 'invalid');
  if (Temporal.PlainDate.compare(from, today) > 0) return refuse('from', 'date-in-future');
  if (Temporal.PlainDate.compare(until, today) < 0) return refuse('until', 'date-past');
  return from.until(until).total('days') > TRAINING_DAYS
    ? refuse('until', 'training-too-long')
    : undefined;
}

/** How a training stands on a day. */
// COM-9: a training holds from its first day to its last, both included; then it has lapsed
export function stateOfTraining(
  training: {
    readonly from: Temporal.PlainDate;
    readonly until: Temporal.PlainDate;
    readonly ended: boolean;
  },
  today: Temporal.PlainDate,
): 'holds' | 'lapses-soon' | 'lapsed' | 'ended' {
  if (training.ended) return 'ended';
  const left = today.until(training.until).total('days');
  if (left < 0) return 'lapsed';
  return left < SOON_DAYS ? 'lapses-soon' : 'holds';
}
