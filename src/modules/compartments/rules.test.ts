// Who opens a compartment, who is named and who goes, who takes a text back, and how long a training holds.
import { isProblem } from '#base/problem.ts';
import { actorWith } from '#platform/session/actor.fixture.ts';
import { describe, expect, test } from 'vitest';
import {
  type Compartment,
  givesTrainings,
  mayHandOn,
  mayTakeBack,
  refuseChange,
  refuseHandingOn,
  refuseLeaving,
  refuseNaming,
  refuseOpening,
  refuseTraining,
  seesTrainings,
  stateOfTraining,
} from './rules.ts';

const codeOf = (answer: unknown) => {
  if (!isProblem(answer)) return 'fine';
  return Object.values(answer.fields ?? {}).join() || answer.code;
};
const OURS: Compartment = {
  id: 'c',
  personId: 'p',
  unitId: 'u',
  kindId: 'violence',
  custodianId: 'ana',
  memberIds: ['ana', 'rui', 'eva'],
  readerIds: ['ana', 'rui'],
};

describe('COM-1: only whoever is trained opens one', () => {
  const open = [
    { id: 'violence', retired: false },
    { id: 'old', retired: true },
  ];
  test.each([
    ['violence', 'fine'],
    ['fgm', 'not-trained'],
    ['old', 'not-trained'],
  ])('%s: %s', (kindId, code) => {
    expect(codeOf(refuseOpening(kindId, { open, mine: [] }))).toBe(code);
  });
  test('COM-2: no second one of a kind in which she is a member', () => {
    const mine = [{ kindId: 'violence' }];
    expect(codeOf(refuseOpening('violence', { open, mine }))).toBe('compartment-already');
  });
});

describe('COM-3: who is named', () => {
  test.each([
    ['ivo', 'fine'],
    ['rui', 'member-already'],
    ['zoe', 'cannot-be-member'],
  ])('%s: %s', (accountId, code) => {
    expect(codeOf(refuseNaming(OURS, accountId, ['ivo', 'rui']))).toBe(code);
  });
});

describe('COM-4: the last never leaves', () => {
  test.each([
    ['rui', 'fine'],
    ['ana', 'custodian-stays'],
    ['zoe', 'no-member'],
  ])('%s: %s', (accountId, code) => {
    expect(codeOf(refuseLeaving(OURS, accountId))).toBe(code);
  });
  test('whoever is alone is its custodian, and stays', () => {
    expect(codeOf(refuseLeaving({ ...OURS, memberIds: ['ana'] }, 'ana'))).toBe('custodian-stays');
  });
});

describe('COM-5: it is handed on', () => {
  test.each([
    ['rui', 'fine'],
    ['ana', 'custodian-already'],
    ['eva', 'no-member'],
    ['zoe', 'no-member'],
  ])('to %s: %s', (accountId, code) => {
    expect(codeOf(refuseHandingOn(OURS, accountId))).toBe(code);
  });
  test('by the custodian; by a member to herself when the custodian can’t read it', () => {
    expect(mayHandOn(OURS, 'ana', 'rui')).toBe(true);
    expect(mayHandOn(OURS, 'rui', 'rui')).toBe(false);
    const orphan = { ...OURS, readerIds: ['rui', 'eva'] };
    expect(mayHandOn(orphan, 'rui', 'rui')).toBe(true);
    expect(mayHandOn(orphan, 'rui', 'eva')).toBe(false);
  });
});

test('COM-6: what was taken back is put right no more', () => {
  expect(codeOf(refuseChange({ id: 'l', writtenBy: 'rui', takenBack: false, form: 'note' }))).toBe(
    'fine',
  );
  expect(codeOf(refuseChange({ id: 'l', writtenBy: 'rui', takenBack: true, form: 'note' }))).toBe(
    'leaf-gone',
  );
});

test('COM-7: its author takes it back, or the custodian', () => {
  expect(['ana', 'rui', 'eva'].map((id) => mayTakeBack(OURS, { writtenBy: 'rui' }, id))).toEqual([
    true,
    true,
    false,
  ]);
});

describe('COM-8: what training is given', () => {
  const today = Temporal.PlainDate.from('2026-03-09');
  const known = { colleagues: ['rui'], topics: ['violence'] };
  const ask = (more: object) => ({
    accountId: 'rui',
    topicId: 'violence',
    from: '2026-03-01',
    until: '2028-03-01',
    ...more,
  });
  test.each([
    [{}, 'fine'],
    [{ from: '2026-03-09', until: '2026-03-09' }, 'fine'],
    [{ from: '2026-03-10' }, 'date-in-future'],
    [{ until: '2026-03-08' }, 'date-past'],
    [{ until: '2029-03-03' }, 'training-too-long'],
    [{ accountId: 'me' }, 'not-for-yourself'],
    [{ accountId: 'guard' }, 'unknown-choice'],
    [{ topicId: 'law' }, 'unknown-choice'],
  ])('%o: %s', (more, code) => {
    expect(codeOf(refuseTraining(ask(more), today, 'me', known))).toBe(code);
  });
});

describe('COM-9: how long it holds', () => {
  const training = {
    from: Temporal.PlainDate.from('2026-01-01'),
    until: Temporal.PlainDate.from('2026-06-30'),
    ended: false,
  };
  test.each([
    ['2026-05-31', 'holds'],
    ['2026-06-01', 'lapses-soon'],
    ['2026-06-30', 'lapses-soon'],
    ['2026-07-01', 'lapsed'],
  ])('on %s: %s', (day, state) => {
    expect(stateOfTraining(training, Temporal.PlainDate.from(day))).toBe(state);
  });
  test('taken away it holds no more', () => {
    const today = Temporal.PlainDate.from('2026-02-01');
    expect(stateOfTraining({ ...training, ended: true }, today)).toBe('ended');
  });
});

test('COM-10: administrators and data-protection officers give trainings; coordinators see them', () => {
  const say = (role: string, link: 'none' | 'direct' = 'none') => {
    const actor = actorWith([{ role, link }]);
    return [givesTrainings(actor), seesTrainings(actor)];
  };
  expect(say('administrator')).toEqual([true, true]);
  expect(say('data-protection-officer')).toEqual([true, true]);
  expect(say('centre-coordinator')).toEqual([false, true]);
  expect(say('centre-coordinator', 'direct')).toEqual([false, false]);
  expect(say('mediator')).toEqual([false, false]);
});
