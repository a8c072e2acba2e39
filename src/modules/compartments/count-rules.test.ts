// When a case is counted and when its number goes again; and that what is told of a question never leads to a
// small number, neither by itself nor by subtraction, whoever knows the rule.
import fc from 'fast-check';
import { isProblem } from '#base/problem.ts';
import { describe, expect, test } from 'vitest';
import { readData } from '#main/seed/read-data.ts';
import {
  FEWEST_TOLD,
  goesWithLeaf,
  monthOf,
  quarterOf,
  refuseCount,
  toldOf,
  toldTotal,
} from './count-rules.ts';
import type { CountQuestion, CountSheet } from './count-schema.ts';

const text = { pt: 'x', en: 'x', fr: 'x', uk: 'x', ar: 'x' };
const choice = (id: string, group?: string) => ({ id, text, ...(group && { group }) });
const ONE: CountQuestion = {
  id: 'one',
  many: false,
  text,
  groups: [
    { id: 'g', text },
    { id: 'h', text },
  ],
  choices: [choice('a', 'g'), choice('b', 'g'), choice('c', 'h')],
};
const MANY: CountQuestion = { ...ONE, id: 'many', many: true, choices: [choice('x'), choice('y')] };
const SHEET: CountSheet = {
  id: 's',
  kindId: 'fgm',
  from: '2026-01-01',
  name: text,
  source: { title: 'x', url: 'https://example.org/' },
  questions: [ONE, MANY],
};

describe('COM-19: a case is counted once, on the sheet of its kind', () => {
  const code = (choiceIds: string[], kindId = 'fgm', isCounted = false, sheet = SHEET) => {
    const refused = refuseCount(sheet, kindId, choiceIds, isCounted);
    if (!isProblem(refused)) return 'fine';
    return Object.values(refused.fields ?? {}).join() || refused.code;
  };
  test('one answer where one is asked, any where several are', () => {
    expect(code(['a', 'x'])).toBe('fine');
    expect(code(['x', 'y', 'c'])).toBe('fine');
    expect(code(['a', 'b', 'x'])).toBe('count-each');
    expect(code(['a'])).toBe('count-each');
    expect(code(['x'])).toBe('count-each');
  });
  test('neither twice, nor of another kind, nor with answers that are not there or stand twice', () => {
    expect(code(['a', 'x'], 'fgm', true)).toBe('case-counted');
    expect(code(['a', 'x'], 'trafficking')).toBe('unknown-choice');
    expect(code(['a', 'x', 'z'])).toBe('unknown-choice');
    expect(code(['a', 'x', 'all'])).toBe('unknown-choice');
    expect(code(['a', 'x', 'x'])).toBe('unknown-choice');
  });
});

test('COM-20: a number goes with its leaf until its quarter is over', () => {
  const goes = (month: string, today: string) =>
    goesWithLeaf(month, Temporal.PlainDate.from(today));
  expect(goes('2026-01-01', '2026-03-31')).toBe(true);
  expect(goes('2026-01-01', '2026-04-01')).toBe(false);
  expect(goes('2026-12-01', '2027-01-01')).toBe(false);
  expect(String(monthOf(Temporal.PlainDate.from('2026-11-28')))).toBe('2026-11-01');
  const quarters = [1, 3, 4, 9, 10, 12].map((month) =>
    quarterOf(Temporal.PlainDate.from({ year: 2026, month, day: 28 })).toString(),
  );
  expect(quarters.map((day) => day.slice(5, 7))).toEqual(['01', '01', '04', '07', '10', '10']);
});

describe('COM-21: no small number is told, nor by subtraction', () => {
  const told = (question: CountQuestion, counts: readonly number[], total: number) =>
    toldOf(
      question,
      total,
      (id) => counts[question.choices.findIndex((one) => one.id === id)] ?? 0,
    );
  const sum = (counts: readonly number[]) => counts.reduce((all, n) => all + n, 0);

  test('a question is told whole, or by wider groups, or not at all', () => {
    expect(told(ONE, [5, 6, 7], 18)?.by).toBe('choices');
    expect(told(ONE, [4, 6, 7], 17)).toEqual({
      by: 'groups',
      cases: new Map([
        ['g', 10],
        ['h', 7],
      ]),
    });
    expect(told(ONE, [9, 9, 0], 18)).toBeUndefined();
    expect(told({ ...ONE, groups: [] }, [4, 6, 7], 17)).toBeUndefined();
    expect(toldTotal(FEWEST_TOLD - 1)).toBeUndefined();
    expect(toldTotal(FEWEST_TOLD)).toBe(FEWEST_TOLD);
  });

  test('of several answers, one is told when neither it nor what is left without it is small', () => {
    expect(told(MANY, [5, 10], 10)?.cases).toEqual(new Map([['x', 5]]));
    expect(told(MANY, [4, 6], 10)).toBeUndefined();
  });

  test('whoever knows the total and the rule finds at least two numbers that each untold answer may have', () => {
    // Every way in which up to 22 cases fall on three answers, by what is told of it.
    const byTold = new Map<string, number[][]>();
    for (let a = 0; a <= 22; a++)
      for (let b = 0; a + b <= 22; b++)
        for (let c = 0; a + b + c <= 22; c++) {
          const counts = [a, b, c];
          const said = told(ONE, counts, sum(counts));
          const key = JSON.stringify([toldTotal(sum(counts)), said?.by, [...(said?.cases ?? [])]]);
          byTold.set(key, [...(byTold.get(key) ?? []), counts]);
        }
    for (const [key, alike] of byTold) {
      const [, by, cases] = JSON.parse(key) as [number | null, string | null, [string, number][]];
      for (const [at, { id, group }] of ONE.choices.entries()) {
        const known = cases.find(([name]) => name === (by === 'groups' ? group : id));
        const isAlone = ONE.choices.filter((one) => one.group === group).length === 1;
        if (known && (by === 'choices' || isAlone)) expect(known[1]).toBeGreaterThanOrEqual(5);
        else expect(new Set(alike.map((counts) => counts[at])).size, key).toBeGreaterThan(1);
      }
    }
  });

  test('on the sheets of the network, no number that is told or left over is small', () => {
    const sheets = readData('count-sheets.json');
    fc.assert(
      fc.property(
        fc.constantFrom(...sheets.flatMap(({ questions }) => questions)),
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 20, maxLength: 20 }),
        fc.integer({ min: 0, max: 60 }),
        (question, counts, more) => {
          const mine = counts.slice(0, question.choices.length);
          const total = question.many ? Math.max(...mine) + more : sum(mine);
          const said = told(question, mine, total);
          for (const [, n] of said?.cases ?? []) expect(n).toBeGreaterThanOrEqual(FEWEST_TOLD);
          if (!said) return;
          if (question.many)
            for (const [, n] of said.cases) expect(total - n).toBeGreaterThanOrEqual(FEWEST_TOLD);
          else expect(sum([...said.cases.values()])).toBe(total);
        },
      ),
    );
  });

  test('the sheets name each answer once, and each group of an answer', () => {
    for (const { questions } of readData('count-sheets.json')) {
      const ids = questions.flatMap(({ choices }) => choices.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).not.toContain('all');
      for (const { groups, choices } of questions)
        expect(new Set(choices.flatMap(({ group }) => group ?? []))).toEqual(
          new Set(groups.map(({ id }) => id)),
        );
    }
  });
});
