// Who may sign for her, what that person may be told, and what is written down of a guardian, as pure rules.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { reachOf, UNASKED } from '../people/contact-rules.ts';
import { FACETS } from './facets.ts';
import {
  currentOf,
  hasTitle,
  mayBeToldTo,
  refuseGuardian,
  whyNoSignature,
} from './guardian-rules.ts';
import { CAPACITIES, type Guardian, PROOFS, STANDINGS } from './guardian-schema.ts';
import type { Written } from './protocol-rules.ts';

const TODAY = Temporal.PlainDate.from('2026-03-09');
const ONE: Guardian = {
  name: 'Fatou Ba',
  relation: 'relative',
  capacity: 'court',
  from: '2026-03-01',
  proof: 'court-decision',
  standing: 'clear',
  withheld: [],
};
const record = (leafId: string, more: Partial<Guardian> = {}): Written<'guardian'> => ({
  form: 'guardian',
  ...ONE,
  ...more,
  leafId,
  author: 'Samira',
  writtenAt: Temporal.Instant.from('2026-03-02T10:00:00Z'),
});
const codeOf = (answer: unknown) => {
  if (!isProblem(answer)) return 'fine';
  return Object.values(answer.fields ?? {}).join() || answer.code;
};

describe('COM-24: who may sign for her', () => {
  test.each([
    [{}, undefined],
    [{ capacity: 'parent', proof: 'birth-record' }, undefined],
    [{ capacity: 'institution', proof: 'institution-letter' }, undefined],
    [{ until: '2026-03-09' }, undefined],
    [{ until: '2026-03-08' }, 'over'],
    [{ from: '2026-03-10' }, 'not-yet'],
    [{ capacity: 'de-facto' }, 'de-facto'],
    [{ proof: 'none' }, 'no-proof'],
    [{ standing: 'review' }, 'review'],
    [{ standing: 'contested' }, 'contested'],
    [{ standing: 'danger' }, 'danger'],
    // Whatever else is so, that is what is said.
    [{ standing: 'danger', until: '2026-03-01', capacity: 'de-facto' }, 'danger'],
  ] as const)('%j: %s', (more, why) => {
    expect(whyNoSignature({ ...ONE, ...more }, TODAY)).toBe(why);
  });
});

test.each([
  [{}, true],
  // For the step it counts that there was one; whether that still is so is asked of whoever signs.
  [{ until: '2026-03-08' }, true],
  [{ capacity: 'de-facto' }, false],
  [{ proof: 'none' }, false],
  [{ standing: 'review' }, false],
  [{ standing: 'contested' }, false],
  [{ standing: 'danger' }, false],
] as const)('COM-27: with a title or without: %j', (more, has) => {
  expect(hasTitle({ ...ONE, ...more })).toBe(has);
});

describe('COM-25: what this person may be told', () => {
  test('all but what is kept back, when she signs; the everyday when not; nothing when it is over or the danger', () => {
    expect(mayBeToldTo(ONE, TODAY)).toEqual(FACETS);
    expect(mayBeToldTo({ ...ONE, withheld: ['where', 'danger'] }, TODAY)).toEqual([
      'language',
      'needs',
      'safe-way',
      'name',
    ]);
    expect(mayBeToldTo({ ...ONE, standing: 'contested' }, TODAY)).toEqual(['language', 'needs']);
    expect(mayBeToldTo({ ...ONE, capacity: 'de-facto', withheld: ['needs'] }, TODAY)).toEqual([
      'language',
    ]);
    expect(mayBeToldTo({ ...ONE, standing: 'danger' }, TODAY)).toEqual([]);
    expect(mayBeToldTo({ ...ONE, until: '2026-03-08' }, TODAY)).toEqual([]);
  });

  test('whatever is written: nobody is told what is kept back, nor where she is unless that person signs', () => {
    const any = fc.record({
      capacity: fc.constantFrom(...CAPACITIES),
      proof: fc.constantFrom(...PROOFS),
      standing: fc.constantFrom(...STANDINGS),
      from: fc.constantFrom('2026-03-01', '2026-03-10'),
      until: fc.constantFrom(undefined, '2026-03-08', '2026-04-01'),
      withheld: fc.subarray([...FACETS]),
    });
    fc.assert(
      fc.property(any, (more) => {
        const told = mayBeToldTo({ ...ONE, ...more }, TODAY);
        expect(told.filter((facet) => more.withheld.includes(facet))).toEqual([]);
        if (whyNoSignature({ ...ONE, ...more }, TODAY)) expect(told).not.toContain('where');
        if (more.standing === 'danger') expect(told).toEqual([]);
      }),
    );
  });
});

test('COM-26: once it is so, with an end after the beginning, replaced once, and never by a number on her list', () => {
  const reach = reachOf([{ ...UNASKED, avoid: '933 333 333' }]);
  const first = record('a');
  const asked = (more: Partial<Guardian>, records: Written<'guardian'>[] = [first]) =>
    codeOf(refuseGuardian({ ...ONE, ...more }, { records, reach }, TODAY));
  expect(asked({})).toBe('fine');
  expect(asked({ from: '2026-03-10' })).toBe('date-in-future');
  expect(asked({ until: '2026-02-28' })).toBe('before-first-day');
  expect(asked({ until: '2026-03-01' })).toBe('fine');
  expect(asked({ contact: '+351 933 333 333' })).toBe('contact-avoided');
  expect(asked({ contact: '912 345 678' })).toBe('fine');
  expect(asked({ replacesId: 'a' })).toBe('fine');
  expect(asked({ replacesId: 'nowhere' })).toBe('not-found');
  const both = [record('b', { replacesId: 'a' }), first];
  expect(asked({ replacesId: 'a' }, both)).toBe('guardian-replaced');
  expect(asked({ replacesId: 'b' }, both)).toBe('fine');
  expect(currentOf(both).map(({ leafId }) => leafId)).toEqual(['b']);
});
