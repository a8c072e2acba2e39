// A need that is found at a desk.
import { expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { ANSWERS, receive, VisitModel } from '../visit-model.fixture.ts';
import type { Stop } from '../facts.ts';
import { STOP_STATES } from '../schema.ts';
import { refuseNeed } from './need-rules.ts';

const { stops } = new VisitModel(receive(2));
const [first, second] = stops as [Stop, Stop];
const serving: Stop = { ...first, state: 'serving' };
const ask = (subjectId: string, stop = serving, others: readonly Stop[] = [second]) =>
  refuseNeed(
    { stop, stops: [stop, ...others] },
    subjectId,
    ANSWERS.find((answer) => answer.subjectId === subjectId),
  );
const code = (answer: ReturnType<typeof ask>) => (isProblem(answer) ? answer.code : 'added');

test('VIS-68: a need is added while she is served, and only then', () => {
  for (const state of STOP_STATES)
    expect(code(ask('health', { ...first, state }))).toBe(
      state === 'serving' ? 'added' : 'already-moved-on',
    );
});

test('VIS-68: what she is here for already is not added twice; what ended may come again', () => {
  expect(code(ask(first.subjectId))).toBe('need-known');
  expect(code(ask(second.subjectId))).toBe('need-known');
  expect(code(ask(second.subjectId, serving, [{ ...second, state: 'done' }]))).toBe('added');
});

test('VIS-68: what nobody in the house answers is said', () => {
  expect(code(ask('pets'))).toBe('no-service-here');
});
