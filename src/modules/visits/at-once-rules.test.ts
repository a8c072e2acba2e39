// An act recorded as a whole trip.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { type AtOnceFacts, type AtOnceInput, planAtOnce } from './at-once-rules.ts';

const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');
const facts: AtOnceFacts = {
  centreId: 'claim-odemira',
  officeId: 'claim-odemira.local',
  unitId: 'taipa',
  deskId: 'claim-odemira.d1',
  day: Temporal.PlainDate.from('2026-03-09'),
  number: 4,
  code: '1234',
  answer: { serviceId: 'help-residence', minutes: 25 },
  person: undefined,
};
const input: AtOnceInput = {
  subjectId: 'residence',
  mode: 'information',
  outcome: 'solved',
  language: 'uk',
  interpreter: 'none',
};

function plan(more: Partial<AtOnceInput> = {}, known: Partial<AtOnceFacts> = {}) {
  return planAtOnce({ ...facts, ...known }, { ...input, ...more }, 'account', NOW);
}
function made(more: Partial<AtOnceInput> = {}, known: Partial<AtOnceFacts> = {}) {
  const plan_ = plan(more, known);
  if (isProblem(plan_)) throw new Error(plan_.code);
  return plan_;
}
const fieldsOf = (answer: ReturnType<typeof plan>) =>
  isProblem(answer) ? { code: answer.code, ...answer.fields } : undefined;

test('VIS-94: it is a whole visit: opened, one act, closed, its need counted as it ended', () => {
  const { events, change } = made();
  expect(events.map(({ kind }) => kind)).toEqual([
    'person.registered',
    'visit.opened',
    'attendance.recorded',
    'visit.closed',
  ]);
  expect(events[1]?.data).toMatchObject({ needs: 1, hostUnitId: 'taipa', number: 4 });
  expect(events[3]?.data).toMatchObject({ needs: 1, solved: 1, reason: 'done' });
  expect(change.stop).toMatchObject({ state: 'done', deskId: 'claim-odemira.d1' });
  const missing = made({ outcome: 'something-missing', detail: 'Falta o passaporte.' });
  expect(missing.events.at(-1)?.data).toMatchObject({ needs: 1, solved: 0 });
});

test('VIS-94: events say who and what by ids and codes only', () => {
  const text = JSON.stringify(made({ name: 'Oksana', note: 'Segredo', detail: 'Nada' }).events);
  for (const word of ['Oksana', 'Segredo', 'Nada']) expect(text).not.toContain(word);
});

test('VIS-94: somebody known is not registered again, and keeps the language of her file', () => {
  const person = { id: 'known', language: 'ne' };
  const { language: _spoken, ...silent } = input;
  const planned = planAtOnce({ ...facts, person }, silent, 'account', NOW);
  if (isProblem(planned)) throw new Error(planned.code);
  expect(planned.change.newPerson).toBeUndefined();
  expect(planned.change.act.language).toBe('ne');
  expect(planned.result).toMatchObject({ personId: 'known' });
  const unknown = planAtOnce(facts, silent, 'account', NOW);
  expect(fieldsOf(unknown)).toMatchObject({ language: 'required' });
});

test('VIS-95: its time is as said, else as planned, and lies before the recording', () => {
  fc.assert(
    fc.property(fc.option(fc.integer({ min: 0, max: 720 }), { nil: undefined }), (minutes) => {
      const { change } = made(minutes === undefined ? {} : { minutes });
      expect(change.act.minutes).toBe(minutes ?? 25);
      expect(Temporal.Instant.compare(change.from, NOW)).toBe(-1);
      expect(Math.floor(NOW.since(change.from).total('minutes'))).toBe(minutes ?? 25);
    }),
  );
});

test('VIS-94: it keeps the rules of every act: what follows is said, and somebody answers the need', () => {
  expect(fieldsOf(plan({ outcome: 'in-progress' }))).toMatchObject({
    detail: 'next-step-required',
    nextOn: 'required',
  });
  expect(fieldsOf(plan({}, { answer: undefined }))).toMatchObject({ code: 'no-service-here' });
});
