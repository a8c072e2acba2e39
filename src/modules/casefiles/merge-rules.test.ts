// When two files may become one, what goes to review with the same words, and how they are parted.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { isLive } from './consent-rules.ts';
import { decideMerge, decideUnmerge, type MergeFacts } from './merge-rules.ts';

const file = (personId: string, born: string | null = null) => ({
  personId,
  unitId: 'network-welcome',
  born,
});
const facts = (more: Partial<MergeFacts> = {}): MergeFacts => ({
  one: file('a'),
  other: file('b'),
  alreadyOne: false,
  bothHere: false,
  kept: false,
  oneHousehold: false,
  askedBy: null,
  ...more,
});
const decide = (more: Partial<MergeFacts> = {}, accountId = 'iryna') => {
  const decided = decideMerge(facts(more), { id: 'act', accountId });
  return isProblem(decided) ? decided.code : decided.change.review ? 'review' : 'joined';
};

describe('PEO-20: a human joins two files, and not those of who is here twice', () => {
  test('works, and both files hear of it', () => {
    const decided = decideMerge(facts(), { id: 'act', accountId: 'iryna' });
    expect(
      isProblem(decided) ? [] : decided.events.map(({ kind, personId }) => [kind, personId]),
    ).toEqual([
      ['person.merged', 'a'],
      ['person.merged', 'b'],
    ]);
  });
  test('the same file, files that are one already, and two tickets at once are told', () => {
    expect(decide({ other: file('a') })).toBe('invalid');
    expect(decide({ alreadyOne: true })).toBe('already-one');
    expect(decide({ bothHere: true })).toBe('both-here');
  });
});

describe('PEO-21: somebody else looks first, and nothing says why', () => {
  const CAUSES: readonly (readonly [string, Partial<MergeFacts>])[] = [
    ['another year', { one: file('a', '1987-05-12'), other: file('b', '1988') }],
    ['twins who came together', { oneHousehold: true }],
    ['at home elsewhere', { other: { ...file('b'), unitId: 'taipa' } }],
    ['something kept', { kept: true }],
  ];
  test.each(CAUSES)('%s', (_cause, more) => expect(decide(more)).toBe('review'));
  test('all causes give the very same answer and event', () => {
    const answers = CAUSES.map(([, more]) => {
      const decided = decideMerge(facts(more), { id: 'act', accountId: 'iryna' });
      return isProblem(decided) ? decided : { result: decided.result, events: decided.events };
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
  test('what is only contradicted is joined when a second colleague says the same', () => {
    expect(decide({ oneHousehold: true, askedBy: 'iryna' })).toBe('review');
    expect(decide({ oneHousehold: true, askedBy: 'olena' })).toBe('joined');
    expect(decide({ kept: true, askedBy: 'olena' })).toBe('review');
  });
  test('the same year, about or to the day, and a year that nobody knows do not contradict', () => {
    for (const born of [null, '1987', '1987~', '1987-05'])
      expect(decide({ one: file('a', '1987-05-12'), other: file('b', born) })).toBe('joined');
  });
  test('whatever else is so, what is kept is never joined by who was not told', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.option(fc.constantFrom('iryna', 'olena')),
        (...of) => {
          const [bothHere, oneHousehold, askedBy] = of;
          expect(decide({ kept: true, bothHere, oneHousehold, askedBy })).not.toBe('joined');
        },
      ),
    );
  });
});

test('PEO-22: what was joined is taken apart, and both files hear of it', () => {
  const joined = { mergeId: 'act', oneId: 'a', otherId: 'b', unitId: 'network-welcome' };
  const { events, result } = decideUnmerge(joined);
  expect(events.map(({ kind, personId }) => [kind, personId])).toEqual([
    ['person.unmerged', 'a'],
    ['person.unmerged', 'b'],
  ]);
  expect(result).toEqual({ mergeId: 'act', oneId: 'a', otherId: 'b' });
});

test('CON-7: what is held back by another file does not count, however long it would', () => {
  const until = Temporal.PlainDate.from('2026-08-31');
  const today = Temporal.PlainDate.from('2026-03-02');
  expect(isLive({ ended: false, held: false, until }, today)).toBe(true);
  expect(isLive({ ended: false, held: true, until }, today)).toBe(false);
});
