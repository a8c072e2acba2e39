// Every command of a package in five ways, and what a referral to a partner may be at all.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { keeperSteps } from './keeper-steps.fixture.ts';
import { partnerSteps, SHELTER } from './partner-steps.fixture.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const { done, codeOf, agree, toSend, sent, entered, opened } = partnerSteps(() => scene);

const { proposedByAnother, partner } = keeperSteps(() => scene);

const STRANGERS = {
  marta: 'not-found',
  catarina: 'not-found',
  augusto: 'not-found',
  duarte: 'not-found',
} as const;
/** Who keeps no list: neither reception nor a desk, and nobody behind the fence. */
const NO_KEEPERS = {
  iryna: 'not-found',
  paulo: 'not-found',
  marta: 'not-found',
  catarina: 'not-found',
  duarte: 'not-found',
} as const;
const NOBODY = { ...STRANGERS, iryna: 'not-found' } as const;
const ROWS: Readonly<Record<string, Row>> = {
  'package.send': {
    by: 'iryna',
    before: () => toSend(),
    events: ['referral.sent', 'package.sent'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [() => ({ sections: ['needs', 'contact'] }), 'not-agreed'],
    twice: 'both',
  },
  'package.renew': {
    by: 'iryna',
    before: async () => ({ referralId: (await sent()).referralId }),
    events: ['package.sent'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [
      (input: { referralId: string }) =>
        done(scene.tokens.iryna, 'referral.withdraw', { referralId: input.referralId }),
      'referral-answered',
    ],
    twice: 'both',
  },
  'package.open': {
    by: 'partner',
    before: () => entered(),
    events: ['package.opened'],
    others: NOBODY,
    broken: [() => done(scene.tokens.partner, 'package.open', {}), 'package-opened'],
    twice: 'package-opened',
  },
  'package.acknowledge': {
    by: 'partner',
    before: () => opened(),
    events: ['package.received'],
    others: NOBODY,
    broken: [() => done(scene.tokens.partner, 'package.acknowledge', {}), 'package-received'],
    twice: 'package-received',
  },
  'package.answer': {
    by: 'partner',
    before: async () => ({ ...(await opened()), answer: 'accepted' }),
    events: ['package.received', 'referral.accepted'],
    others: NOBODY,
    broken: [() => ({ answer: 'done' }), 'referral-answered'],
    twice: 'referral-answered',
  },
  'partner.propose': {
    by: 'augusto',
    before: async () => partner(),
    events: ['partner.proposed'],
    others: NO_KEEPERS,
    broken: [() => ({ kind: undefined }), 'invalid'],
    twice: 'both',
  },
  'partner.confirm': {
    by: 'augusto',
    before: async () => ({ proposalId: (await proposedByAnother()).proposalId }),
    events: ['partner.changed'],
    others: NO_KEEPERS,
    broken: [
      (input: { proposalId: string }) => done(scene.tokens.augusto, 'partner.drop', input),
      'proposal-decided',
    ],
    twice: 'proposal-decided',
  },
  'partner.drop': {
    by: 'augusto',
    before: async () => ({ proposalId: (await proposedByAnother()).proposalId }),
    events: ['partner.dropped'],
    others: NO_KEEPERS,
    broken: [
      (input: { proposalId: string }) => done(scene.tokens.augusto, 'partner.confirm', input),
      'proposal-decided',
    ],
    twice: 'proposal-decided',
  },
  'partner.end': {
    by: 'augusto',
    before: async () => {
      const { proposalId, unitId } = await proposedByAnother();
      await done(scene.tokens.augusto, 'partner.confirm', { proposalId });
      return { unitId };
    },
    events: ['partner.ended'],
    others: NO_KEEPERS,
    broken: [
      (input: { unitId: string }) => done(scene.tokens.augusto, 'partner.end', input),
      'partner-ended',
    ],
    twice: 'partner-ended',
  },
  'package.note-mail': {
    by: 'worker',
    before: async () => ({ packageId: (await sent()).packageId, cameOut: 'delivered' }),
    events: ['package.delivered'],
    others: { ...NOBODY, paulo: 'not-found' },
    broken: [
      (input: { packageId: string }) =>
        done(scene.tokens.worker, 'package.note-mail', { ...input, cameOut: 'failed' }),
      'package-mail-noted',
    ],
    twice: 'package-mail-noted',
  },
};
testFiveWays(['src/modules/partners/commands'], ROWS, () => scene);

test('PAR-7: a package needs what allows it: without her word nothing is made, and nobody is told', async () => {
  const { iryna } = scene.tokens;
  const input = await toSend();
  await done(iryna, 'consent.withdraw', { consentId: input.consentId });
  const before = await scene.digest();
  expect(await codeOf(iryna, 'package.send', input)).toBe('not-agreed');
  expect(await codeOf(iryna, 'package.send', { ...input, consentId: newId() })).toBe('not-agreed');
  expect(await codeOf(iryna, 'package.send', { ...input, override: true })).toBe('invalid');
  expect(await scene.digest()).toBe(before);
});

test('REF-17: a partner gets packages alone, and whoever has accounts gets none', async () => {
  const { iryna } = scene.tokens;
  const input = await toSend();
  expect(await codeOf(iryna, 'referral.send', input)).toBe('invalid');
  expect(await codeOf(iryna, 'file.transfer', input)).toBe('invalid');
  const consentId = await agree(iryna, input.personId, 'act');
  expect(await codeOf(iryna, 'package.send', { ...input, consentId, toUnitId: 'act' })).toBe(
    'invalid',
  );
  // And the database refuses it, whatever a rule says: a case carried by nobody who is here.
  await expect(
    scene.house.services.database.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [iryna]);
      await tx.text(
        `insert into referrals.referral (id, kind, from_unit_id, home_unit_id, made_by, to_unit_id, subject_id,
           language, purpose, expires_on, state, made_at, changed_at)
         values (uuidv7(), 'transfer', 'network-welcome', 'network-welcome', access.me(), $1, 'school', 'ar',
           'work', '2026-08-31', 'requested', now(), now())`,
        [SHELTER],
      );
    }),
  ).rejects.toMatchObject({ code: '42501' });
});
