// ACC-60: nobody makes both halves of an invitation. Pure.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actorWith } from '#platform/session/actor.fixture.ts';
import { refuseCode, refuseLink } from './invitation-rules.ts';

const actor = (accountId: string, role: string) =>
  actorWith([{ unitId: 'iss', role }], { accountId });

test('ACC-60: whoever made the link makes no code, and whoever made the code no link', () => {
  const made = { linkBy: 'ines', linkByTwo: true, codeBy: 'rui' };
  expect(refuseCode(made, actor('ines', 'administrator'))?.code).toBe('made-the-link');
  expect(refuseLink(made, actor('rui', 'administrator'))?.code).toBe('made-the-code');
  expect(refuseLink(made, actor('ines', 'administrator'))).toBeUndefined();
  expect(refuseCode(made, actor('rui', 'administrator'))).toBeUndefined();
  expect(refuseCode(made, actor('lurdes', 'unit-lead'))?.code).toBe('not-allowed');
  const none = { linkBy: null, linkByTwo: false, codeBy: null };
  expect(refuseCode(none, actor('rui', 'administrator'))).toBeUndefined();
  const alone = { linkBy: 'lurdes', linkByTwo: false, codeBy: null };
  expect(refuseCode(alone, actor('rui', 'administrator'))?.code).toBe('link-opens-alone');
  expect(refuseLink(alone, actor('lurdes', 'unit-lead'))).toBeUndefined();
});

test('ACC-60: whatever administrators do in whatever order, nobody holds a link and its code', () => {
  const acts = fc.array(
    fc.record({ who: fc.constantFrom('a', 'b', 'c'), half: fc.constantFrom('link', 'code') }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(acts, (done) => {
      let made = { linkBy: 'a', linkByTwo: true, codeBy: null as string | null };
      for (const { who, half } of done) {
        const by = actor(who, 'administrator');
        if (half === 'link' && !refuseLink(made, by)) made = { ...made, linkBy: who };
        if (half === 'code' && !refuseCode(made, by)) made = { ...made, codeBy: who };
        expect(made.linkBy).not.toBe(made.codeBy);
      }
    }),
  );
});
