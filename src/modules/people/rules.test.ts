// What may be put right of a person.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideCorrection, type FieldChange } from './rules.ts';
import { readBorn } from './born.ts';
import { type ContactRule, PERSON_FIELDS, type PersonFacts } from './schema.ts';

const NOTHING: PersonFacts = {
  name: 'Nour',
  fullName: null,
  originalName: null,
  nicknames: null,
  formerNames: null,
  surnames: null,
  patronymic: null,
  said: null,
  born: '1987',
  nationality: null,
  language: 'ar',
  phone: null,
  email: null,
  rule: 'discreet',
  hours: null,
  days: null,
  cover: null,
  avoid: null,
  post: null,
};
const known = (facts: PersonFacts = NOTHING) => ({ personId: 'p', unitId: 'u', facts });

function correct(facts: PersonFacts, ...changes: FieldChange[]) {
  const decided = decideCorrection(known(facts), changes);
  if ('problem' in decided) throw new Error(decided.code);
  return decided;
}

describe('PEO-3: different fields by two editors both stay; of one field nothing is overwritten unseen', () => {
  test('what it said before is kept, and what happened names fields only', () => {
    const { change, events } = correct(NOTHING, { field: 'born', was: '1987', now: '1986~' });
    expect(change.changed).toEqual([{ field: 'born', before: '1987', now: '1986~' }]);
    expect(change.facts.born).toBe('1986~');
    expect(events).toMatchObject([{ kind: 'person.corrected', data: { fields: 'born' } }]);
    expect(JSON.stringify(events)).not.toContain('1986');
  });
  test('two who saw the same and change different fields, in any order', () => {
    const changes = fc.uniqueArray(fc.constantFrom(...PERSON_FIELDS), { minLength: 2 });
    fc.assert(
      fc.property(changes, ([one, other]) => {
        const said = (field: (typeof PERSON_FIELDS)[number]): FieldChange => ({
          field,
          was: NOTHING[field],
          now: `new ${field}`,
        });
        const first = correct(NOTHING, said(one as never)).change.facts;
        const both = correct(first, said(other as never)).change.facts;
        const turned = correct(
          correct(NOTHING, said(other as never)).change.facts,
          said(one as never),
        ).change.facts;
        expect(both).toEqual(turned);
        expect(both[one as 'name']).toBe(`new ${one}`);
        expect(both[other as 'name']).toBe(`new ${other}`);
      }),
    );
  });
  test('of the same field the second is told, and sees which', () => {
    const after = correct(NOTHING, { field: 'born', was: '1987', now: '1986' }).change.facts;
    expect(
      decideCorrection(known(after), [{ field: 'born', was: '1987', now: '1985' }]),
    ).toMatchObject({ code: 'changed-meanwhile', fields: { born: 'changed-meanwhile' } });
  });
  test('two who write the same agree, and no change is none', () => {
    const after = correct(NOTHING, { field: 'born', was: '1987', now: '1986' }).change.facts;
    expect(correct(after, { field: 'born', was: '1987', now: '1986' }).events).toEqual([]);
    expect(correct(NOTHING).change.changed).toEqual([]);
  });
  test('a name may be taken back; a language and the rule for reaching her may not', () => {
    expect(correct(NOTHING, { field: 'name', was: 'Nour' }).change.facts.name).toBeNull();
    for (const field of ['language', 'rule'] as const)
      expect(decideCorrection(known(), [{ field, was: NOTHING[field], now: null }])).toMatchObject({
        problem: 'invalid',
        fields: { [field]: 'required' },
      });
  });
});

describe('PEO-4: a birth date is kept as far as it is known', () => {
  test.each([
    ['1987', '1987'],
    ['1987~', '1987~'],
    ['~1987', '1987~'],
    ['~ 1987', '1987~'],
    ['1987 ~', '1987~'],
    ['\u200e1987~\u200e', '1987~'],
    ['\u200f~\u061c 1987', '1987~'],
    ['\u061c12/5/1987', '1987-05-12'],
    ['5/1987', '1987-05'],
    ['12/5/1987', '1987-05-12'],
    ['12.05.1987', '1987-05-12'],
    ['1987-05-12', '1987-05-12'],
    ['1987-05', '1987-05'],
  ])('%s', (typed, kept) => expect(readBorn(typed)).toBe(kept));
  test.each(['', 'XXXX', '31/2/1987', '87', '1987-13', '12/5/1787', 'ontem', '1987~~'])(
    'not %s',
    (typed) => expect(readBorn(typed)).toBeUndefined(),
  );
});

describe('PEO-23: no laxer rule is written while another file of hers holds a stricter one', () => {
  const change = (now: string, ruleOfOthers?: ContactRule) =>
    decideCorrection({ ...known({ ...NOTHING, rule: 'discreet' }), ruleOfOthers }, [
      { field: 'rule', was: 'discreet', now },
    ]);
  test('laxer is told, as strict and stricter is written', () => {
    expect(change('open', 'messages-only')).toMatchObject({
      fields: { rule: 'stricter-in-other-file' },
    });
    for (const now of ['messages-only', 'never'])
      expect(change(now, 'messages-only')).toMatchObject({ result: { changed: 1 } });
    expect(change('open')).toMatchObject({ result: { changed: 1 } });
  });
});
