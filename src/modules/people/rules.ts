// What may be put right of a person, as pure functions.
import { type Problem, problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import { CONTACT_RULES, type ContactRule, type PersonFacts, type PersonField } from './schema.ts';

/** One field as somebody wants it. */
export interface FieldChange {
  readonly field: PersonField;
  /** What it said on the screen of whoever changes it; null for nothing. */
  readonly was: string | null;
  readonly now?: string | null | undefined;
}

/** What will be written: only fields that differ. */
export interface Correction {
  readonly personId: string;
  readonly unitId: string;
  readonly facts: PersonFacts;
  readonly changed: readonly {
    readonly field: PersonField;
    readonly before: string | null;
    readonly now: string | null;
  }[];
}

/** Never empty: she is always spoken to somehow, and reached by some rule. */
const KEPT: readonly PersonField[] = ['language', 'rule'];
const IN_NAMES: readonly PersonField[] = [
  'name',
  'fullName',
  'originalName',
  'nicknames',
  'formerNames',
  'surnames',
  'patronymic',
];

/** Whether a correction changes how she is found. */
export function changesNames({ changed }: Pick<Correction, 'changed'>): boolean {
  return changed.some(({ field }) => IN_NAMES.includes(field));
}

/**
 * PEO-3: two people who correct different fields at once both keep theirs. Of the same field the first
 * one stands: whoever saw another value than the present one is told, and nothing is overwritten
 * unseen. What the field says already is no change. What it said before is kept.
 * PEO-23: while another file of hers says that she may be reached by a stricter rule, no laxer one is
 * written: it would seem to hold and would not.
 */
export function decideCorrection(
  known: {
    readonly personId: string;
    readonly unitId: string;
    readonly facts: PersonFacts;
    /** The strictest that another file of hers says of how to reach her. */
    readonly ruleOfOthers?: ContactRule | undefined;
  },
  changes: readonly FieldChange[],
): Decision<Correction> | Problem {
  const fields: Record<string, string> = {};
  const changed: Correction['changed'][number][] = [];
  for (const { field, was, now = null } of changes) {
    const before = known.facts[field];
    if (now === before || changed.some((each) => each.field === field)) continue;
    if (was !== before) fields[field] = 'changed-meanwhile';
    else if (now === null && KEPT.includes(field)) fields[field] = 'required';
    else if (field === 'rule' && isLaxer(now, known.ruleOfOthers))
      fields[field] = 'stricter-in-other-file';
    else changed.push({ field, before, now });
  }
  if (Object.keys(fields).length > 0) {
    const meanwhile = Object.values(fields).includes('changed-meanwhile');
    return meanwhile
      ? problem('conflict', 'changed-meanwhile', { fields })
      : problem('invalid', 'invalid', { fields });
  }
  const { personId, unitId } = known;
  const facts = {
    ...known.facts,
    ...Object.fromEntries(changed.map(({ field, now }) => [field, now])),
  };
  return {
    change: { personId, unitId, facts, changed },
    events:
      changed.length === 0
        ? []
        : [
            {
              kind: 'person.corrected',
              unitId: known.unitId,
              personId: known.personId,
              data: { fields: changed.map(({ field }) => field).join(' ') },
            },
          ],
    result: { personId: known.personId, changed: changed.length },
  };
}

function isLaxer(rule: string | null, than: ContactRule | undefined): boolean {
  const order: readonly (string | null | undefined)[] = CONTACT_RULES;
  return order.indexOf(rule) < order.indexOf(than);
}
