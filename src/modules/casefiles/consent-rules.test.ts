// The rules of the ledger of consent: what may be agreed, and what an entry allows.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Agreed,
  isLive,
  refuseConsent,
  refuseSharing,
  refuseWithdrawal,
  sectionsOf,
} from './consent-rules.ts';
import { AGREED, CHOSEN_SECTIONS, SHARE_SECTIONS } from './consent-schema.ts';

const TODAY = Temporal.PlainDate.from('2026-03-09');
const AGREEMENT: Agreed = {
  personId: 'ana',
  unitId: 'network-support',
  toUnitId: 'act',
  sections: ['name', 'needs'],
  basis: AGREED,
  until: TODAY.add({ months: 3 }),
  ended: false,
};
const SHARE = {
  personId: 'ana',
  toUnitId: 'act',
  sections: ['name', 'needs'] as const,
  until: TODAY.add({ months: 1 }),
};
const ask = (more: object, link: 'none' | 'indirect' | 'direct' = 'none') =>
  refuseConsent(
    { until: '2026-06-01', ownUnitId: 'network-support', toUnitId: 'act', ...more },
    link,
    TODAY,
  )?.fields;

describe('what may be agreed', () => {
  test('CON-1: it ends within twelve months, and not before today', () => {
    expect(ask({})).toBeUndefined();
    expect(ask({ until: '2026-03-09' })).toBeUndefined();
    expect(ask({ until: '2026-03-08' })).toEqual({ until: 'date-past' });
    expect(ask({ until: '2027-03-09' })).toBeUndefined();
    expect(ask({ until: '2027-03-10' })).toEqual({ until: 'agreed-too-long' });
  });

  test('CON-2: nothing for a unit with a direct link, nothing for oneself', () => {
    expect(ask({}, 'indirect')).toBeUndefined();
    expect(ask({}, 'direct')).toEqual({ toUnitId: 'behind-the-fence' });
    expect(ask({ toUnitId: 'network-support' })).toEqual({ toUnitId: 'own-unit' });
  });

  test('CON-3: the name goes with whatever is chosen, each section once, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CHOSEN_SECTIONS)), (chosen) => {
        const sections = sectionsOf(chosen);
        expect(sections[0]).toBe('name');
        expect(new Set(sections)).toEqual(new Set(['name', ...chosen]));
        expect(sections).toEqual(SHARE_SECTIONS.filter((one) => sections.includes(one)));
      }),
    );
  });
});

describe('what is taken back', () => {
  test('CON-4: her own agreement, once', () => {
    expect(refuseWithdrawal(AGREEMENT)).toBeUndefined();
    expect(refuseWithdrawal({ ...AGREEMENT, ended: true })?.code).toBe('consent-withdrawn');
  });

  test('CON-5: not what rests on another article', () => {
    expect(refuseWithdrawal({ ...AGREEMENT, basis: 'gdpr-6-1-c' })?.code).toBe('not-agreed-by-her');
  });
});

describe('CON-6: shared is what the ledger says and no more', () => {
  test('this person, this recipient, these sections, while it counts', () => {
    expect(refuseSharing(AGREEMENT, SHARE, TODAY)).toBeUndefined();
    for (const [agreed, share] of [
      [undefined, SHARE],
      [{ ...AGREEMENT, ended: true }, SHARE],
      [{ ...AGREEMENT, until: TODAY.subtract({ days: 1 }) }, SHARE],
      [AGREEMENT, { ...SHARE, personId: 'nour' }],
      [AGREEMENT, { ...SHARE, toUnitId: 'iss' }],
      [AGREEMENT, { ...SHARE, sections: ['name', 'contact'] as const }],
    ] as const)
      expect(refuseSharing(agreed, share, TODAY)?.code).toBe('not-agreed');
    const late = { ...SHARE, until: AGREEMENT.until.add({ days: 1 }) };
    expect(refuseSharing(AGREEMENT, late, TODAY)?.fields).toEqual({ until: 'beyond-agreement' });
  });

  test('whatever was chosen, nothing beyond it is ever shared', () => {
    const some = fc.subarray([...SHARE_SECTIONS]);
    fc.assert(
      fc.property(some, some, (agreed, shared) => {
        const refused = refuseSharing(
          { ...AGREEMENT, sections: agreed },
          { ...SHARE, sections: shared },
          TODAY,
        );
        expect(refused === undefined).toBe(shared.every((one) => agreed.includes(one)));
      }),
    );
  });

  test('an entry counts on its last day and not after', () => {
    expect(isLive(AGREEMENT, AGREEMENT.until)).toBe(true);
    expect(isLive(AGREEMENT, AGREEMENT.until.add({ days: 1 }))).toBe(false);
  });
});
