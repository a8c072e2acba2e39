// Steps by when and by whom, what answers about danger say, and what is told to whom; and that the data of every
// network says it in five languages.
import { describe, expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { UI_LANGUAGES } from '#base/languages.ts';
import { readData } from '#main/seed/read-data.ts';
import {
  type Done,
  isLineOpen,
  linesFor,
  mayBeTold,
  protocolsOn,
  readDanger,
  refuseAnswers,
  refuseCall,
  refuseStep,
  standOf,
  type Written,
} from './protocol-rules.ts';
import { FACETS } from './facets.ts';
import { GROUPS, type Helpline, type Protocol } from './protocol-schema.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(text);
const named = (pt: string) => ({ pt });
const source = { title: 'Lei', url: 'https://example.org' };
const PROTOCOL: Protocol = {
  id: 'violence',
  kindId: 'violence',
  from: day('2026-01-01'),
  name: named('Violência'),
  source,
  steps: [
    { id: 'alone', who: 'member', withinHours: 1, mandatory: true, text: named('A sós') },
    { id: 'again', who: 'custodian', withinHours: 168, mandatory: true, text: named('De novo') },
    { id: 'line', who: 'member', withinHours: 2, mandatory: false, text: named('Ligar') },
  ],
  danger: {
    id: 'da',
    source,
    items: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: named(id) })),
    bands: [
      { from: 0, text: named('poucas') },
      { from: 3, text: named('muitas') },
    ],
  },
  tell: { support: ['language', 'name'], emergency: ['where'] },
};
const noted = (stepId: string): Written<'step'> => ({
  form: 'step',
  protocolId: 'violence',
  stepId,
  outcome: 'done',
  leafId: 'l',
  author: 'Samira',
  writtenAt: at('2026-03-02T10:00:00Z'),
});
const codeOf = (answer: unknown) => {
  if (!isProblem(answer)) return 'fine';
  return Object.values(answer.fields ?? {}).join() || answer.code;
};

test('COM-12: a protocol is as it was on the day of the opening', () => {
  const later = { ...PROTOCOL, from: day('2026-06-01') };
  const other = { ...PROTOCOL, id: 'other', kindId: 'fgm' };
  const on = (text: string) => protocolsOn([PROTOCOL, later, other], 'violence', day(text));
  expect(on('2025-12-31')).toEqual([]);
  expect(on('2026-05-31')).toEqual([PROTOCOL]);
  expect(on('2026-06-01')).toEqual([later]);
});

test('COM-13: overdue from the deadline on until it is done; what need not be done is never overdue', () => {
  const opened = at('2026-03-02T09:00:00Z');
  const states = (now: string, written: Written<'step'>[] = []) =>
    standOf(PROTOCOL, { written, acts: [] }, opened, at(now)).map(({ state }) => state);
  expect(states('2026-03-02T10:00:00Z')).toEqual(['open', 'open', 'open']);
  expect(states('2026-03-02T10:00:01Z')).toEqual(['overdue', 'open', 'open']);
  expect(states('2026-04-02T10:00:00Z')).toEqual(['overdue', 'overdue', 'open']);
  expect(states('2026-04-02T10:00:00Z', [noted('alone'), noted('again')])).toEqual([
    'done',
    'done',
    'open',
  ]);
});

describe('COM-14: a step is noted once, the custodian’s by the custodian', () => {
  test.each([
    ['alone', 'done', undefined, false, 'fine'],
    ['nowhere', 'done', undefined, false, 'unknown-choice'],
    ['again', 'done', undefined, false, 'for-the-custodian'],
    ['again', 'done', undefined, true, 'fine'],
    ['alone', 'not-needed', undefined, false, 'required'],
    ['alone', 'not-needed', 'Já está a sós.', false, 'fine'],
    ['line', 'not-needed', undefined, false, 'fine'],
  ] as const)('%s, %s: %s', (stepId, outcome, note, isCustodian, code) => {
    const asked = { stepId, outcome, note };
    expect(codeOf(refuseStep(PROTOCOL, asked, { written: [], acts: [], isCustodian }))).toBe(code);
  });
  test('twice, or of no protocol of this kind', () => {
    const known = { written: [noted('alone')], acts: [], isCustodian: true };
    const asked = { stepId: 'alone', outcome: 'done' } as const;
    expect(codeOf(refuseStep(PROTOCOL, asked, known))).toBe('step-noted');
    expect(codeOf(refuseStep(undefined, asked, known))).toBe('unknown-choice');
  });
});

test('COM-18: a protocol that does not apply is set aside with the reason, once; then nothing of it is due', () => {
  const all = { stepId: 'all', outcome: 'not-needed' } as const;
  const known = { written: [], acts: [], isCustodian: false };
  expect(codeOf(refuseStep(PROTOCOL, all, known))).toBe('required');
  expect(codeOf(refuseStep(PROTOCOL, { ...all, outcome: 'done', note: 'x' }, known))).toBe(
    'unknown-choice',
  );
  const said = { ...all, note: 'Veio com os pais.' };
  expect(codeOf(refuseStep(PROTOCOL, said, known))).toBe('fine');
  const aside = { ...noted('all'), outcome: 'not-needed' } as const;
  expect(codeOf(refuseStep(PROTOCOL, said, { ...known, written: [aside] }))).toBe('step-noted');
  const asked = { stepId: 'alone', outcome: 'done' } as const;
  expect(codeOf(refuseStep(PROTOCOL, asked, { ...known, written: [aside] }))).toBe('step-noted');
  const opened = at('2026-03-02T09:00:00Z');
  const states = standOf(
    PROTOCOL,
    { written: [aside], acts: [] },
    opened,
    at('2026-04-02T10:00:00Z'),
  );
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['not-needed']));
  // Of another protocol it says nothing.
  const other = { ...aside, protocolId: 'other' };
  expect(
    standOf(PROTOCOL, { written: [other], acts: [] }, opened, at('2026-03-02T09:30:00Z'))[0]?.state,
  ).toBe('open');
});

describe('a step that an act does', () => {
  const ASK = {
    id: 'ask',
    who: 'member',
    withinHours: 4,
    mandatory: true,
    doneBy: 'danger',
  } as const;
  const protocol = {
    ...PROTOCOL,
    steps: [...PROTOCOL.steps, { ...ASK, text: named('Perguntar') }],
  };
  const opened = at('2026-03-02T09:00:00Z');
  const act = (time: string, more: Partial<Done> = {}): Done => ({
    form: 'danger',
    protocolId: 'violence',
    leafId: time,
    author: 'Rui',
    writtenAt: at(time),
    ...more,
  });
  const stateOf = (acts: readonly Done[], written: Written<'step'>[] = []) =>
    standOf(protocol, { written, acts }, opened, at('2026-03-03T09:00:00Z')).at(-1);

  test('COM-22: is done by the first of them, and late until then', () => {
    expect(stateOf([])?.state).toBe('overdue');
    const both = [act('2026-03-02T12:00:00Z'), act('2026-03-02T11:00:00Z')];
    expect(stateOf(both)).toMatchObject({ state: 'done', act: { leafId: '2026-03-02T11:00:00Z' } });
    // Neither another act nor one of another protocol.
    expect(stateOf([act('2026-03-02T12:00:00Z', { form: 'count' })])?.state).toBe('overdue');
    expect(stateOf([act('2026-03-02T12:00:00Z', { protocolId: 'fgm' })])?.state).toBe('overdue');
    expect(stateOf([act('2026-03-02T12:00:00Z', { protocolId: undefined })])?.state).toBe('done');
    // What was noted by hand says how it stands.
    const aside = { ...noted('ask'), outcome: 'not-needed' } as const;
    expect(stateOf(both, [aside])).toMatchObject({ state: 'not-needed', act: undefined });
  });

  test('COM-23: nobody notes it done by hand; that it is not needed, with the reason', () => {
    const note = (outcome: 'done' | 'not-needed', acts: readonly Done[] = [], why?: string) => {
      const asked = { stepId: 'ask', outcome, note: why };
      return codeOf(refuseStep(protocol, asked, { written: [], acts, isCustodian: false }));
    };
    expect(note('done')).toBe('done-by-act');
    expect(note('not-needed')).toBe('required');
    expect(note('not-needed', [], 'Já tem tutor.')).toBe('fine');
    expect(note('not-needed', [act('2026-03-02T12:00:00Z')], 'x')).toBe('step-noted');
  });

  test('the data name acts that there are, of steps that can be done there', () => {
    const steps = readData('protocols.json').flatMap(({ id, danger, kind, steps }) =>
      steps.flatMap(({ id: step, doneBy }) => (doneBy ? [{ id, step, doneBy, danger, kind }] : [])),
    );
    expect(steps.map(({ id, step, doneBy }) => `${id} ${step} ${doneBy}`)).toEqual([
      'violence danger danger',
      'fgm count count',
      'unaccompanied-minor guardian guardian',
    ]);
    const counted = readData('count-sheets.json').map(({ kind }) => kind);
    for (const { doneBy, danger, kind } of steps) {
      if (doneBy === 'danger') expect(danger).toBeDefined();
      if (doneBy === 'count') expect(counted).toContain(kind);
    }
  });
});

describe('the questions about danger', () => {
  const answers = (text: string) =>
    [...text].map((one, index) => ({
      itemId: 'abcd'[index] ?? '',
      answer: ({ y: 'yes', n: 'no' } as const)[one] ?? ('not-said' as const),
    }));
  test('COM-15: each has an answer', () => {
    const { danger } = PROTOCOL;
    expect(codeOf(refuseAnswers(danger, answers('yn--')))).toBe('fine');
    expect(codeOf(refuseAnswers(danger, answers('yn-')))).toBe('answer-each');
    expect(codeOf(refuseAnswers(danger, [...answers('yn-'), { itemId: 'a' }]))).toBe('answer-each');
    expect(codeOf(refuseAnswers(undefined, answers('yn--')))).toBe('unknown-choice');
  });
  test('COM-16: what was not said is told beside the number', () => {
    const read = (text: string) => {
      const { yes, notSaid, band } = readDanger(PROTOCOL.danger as never, answers(text));
      return [yes, notSaid, band?.text.pt];
    };
    expect(read('nn--')).toEqual([0, 2, 'poucas']);
    expect(read('yyn-')).toEqual([2, 1, 'poucas']);
    expect(read('yyyn')).toEqual([3, 0, 'muitas']);
  });
});

describe('COM-17: a call with her beside it', () => {
  const line: Helpline = {
    id: 'l',
    name: 'Linha',
    phone: '116 006',
    group: 'support',
    kinds: ['violence'],
    municipalities: [],
    source,
  };
  const call = (more: object = {}, to: Partial<Helpline> | undefined = {}) =>
    codeOf(
      refuseCall(PROTOCOL, to && { ...line, ...to }, {
        told: ['language'],
        outcome: 'not-reached',
        ...more,
      }),
    );
  test('a line is told what its group may be told, and nothing else', () => {
    expect(call()).toBe('fine');
    expect(call({ told: ['name', 'where'] })).toBe('not-to-be-told');
    expect(call({ told: ['where'] }, { group: 'emergency' })).toBe('fine');
    expect(call({}, { group: 'health' }), 'a group that is told nothing').toBe('not-to-be-told');
    for (const group of GROUPS)
      for (const facet of FACETS)
        expect(call({ told: [facet] }, { group })).toBe(
          mayBeTold(PROTOCOL, { group }).includes(facet) ? 'fine' : 'not-to-be-told',
        );
  });
  test('of this kind of compartment; taken over by somebody', () => {
    expect(call({}, { kinds: ['fgm'] })).toBe('unknown-choice');
    expect(codeOf(refuseCall(PROTOCOL, undefined, { told: [], outcome: 'declined' }))).toBe(
      'unknown-choice',
    );
    expect(call({ outcome: 'taken-over' })).toBe('required');
    expect(call({ outcome: 'taken-over', takenOverBy: 'Dra. Rita' })).toBe('fine');
  });
  test('those of her municipality first; open by the published hours, unknown without', () => {
    const far = { ...line, id: 'far', municipalities: ['Faro'] };
    const near = { ...line, id: 'near', municipalities: ['Lisboa'] };
    const ids = ({ near: here, elsewhere }: ReturnType<typeof linesFor>) =>
      [here, elsewhere].map((lines) => lines.map(({ id }) => id));
    expect(ids(linesFor([line, far, near], 'violence', 'Lisboa'))).toEqual([
      ['near', 'l'],
      ['far'],
    ]);
    expect(ids(linesFor([line, far, near], 'violence', undefined))).toEqual([
      ['l'],
      ['far', 'near'],
    ]);
    const open = (hours: string | undefined, now: string) =>
      isLineOpen({ hours }, 'Europe/Lisbon', at(now));
    expect(open(undefined, '2026-03-02T10:00:00Z')).toBeUndefined();
    expect(open('always', '2026-03-01T03:00:00Z')).toBe(true);
    expect(open('1 2 3 4 5 08:00 22:00', '2026-03-02T21:59:00Z')).toBe(true);
    expect(open('1 2 3 4 5 08:00 22:00', '2026-03-02T22:00:00Z')).toBe(false);
    expect(open('1 2 3 4 5 08:00 22:00', '2026-03-01T12:00:00Z')).toBe(false);
  });
});

test('the data: each kind has its protocol, each step its words in five languages, each line a source', () => {
  const protocols = readData('protocols.json');
  const kinds = new Set(readData('compartment-kinds.json').map(({ id }) => id));
  const sources = [
    ...protocols.flatMap(({ source: of, danger }) => (danger ? [of, danger.source] : [of])),
    ...readData('count-sheets.json').map(({ source: of }) => of),
    ...readData('minor-register.json').map(({ source: of }) => of),
  ];
  // What a source does not say stands in five languages, and not in its title.
  for (const { title } of sources) expect(title).not.toMatch(/rede|noss/);
  const texts = [
    ...sources.flatMap(({ own }) => (own ? [own] : [])),
    ...protocols.flatMap(({ name, steps, danger }) => [
      name,
      ...steps.map(({ text }) => text),
      ...(danger?.items ?? []).map(({ text }) => text),
      ...(danger?.bands ?? []).map(({ text }) => text),
    ]),
    ...readData('neutral-questions.json').map(({ text }) => text),
  ];
  for (const text of texts)
    expect(Object.keys(text).toSorted()).toEqual([...UI_LANGUAGES].toSorted());
  for (const { kind } of protocols) expect(kinds).toContain(kind);
  for (const { kinds: of, id } of readData('helplines.json'))
    for (const kind of of) expect(kinds, id).toContain(kind);
  // In front of a husband: no question says what it is asked for.
  const said = JSON.stringify(readData('neutral-questions.json')).toLowerCase();
  expect(said).not.toMatch(/viol|police|polícia|tráfico|traffic|danger|perigo|abus|husband|marido/);
  expect(protocols.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'violence',
      'trafficking',
      'fgm',
      'unaccompanied-minor',
      'undocumented-minor',
    ]),
  );
});
