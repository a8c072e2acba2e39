// What a partner answers, and how a package ends: delivered, opened and received are never a yes; and it is gone
// with the next request once she, its sender or another link ends it.
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { ASKED, PartnerBrowser, partnerSteps, SHELTER } from './partner-steps.fixture.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(async () => {
  await scene?.close();
});

const { done, codeOf, agree, sent, secretsOf, standing } = partnerSteps(() => scene);
const browser = () => new PartnerBrowser(scene);

describe('answers', () => {
  test('delivered, opened and received are not accepted; each is counted apart', async () => {
    const one = await sent();
    const state = async () => (await standing(one.packageId))?.state;
    await done(scene.tokens.worker, 'package.note-mail', {
      packageId: one.packageId,
      cameOut: 'delivered',
    });
    expect(await state()).toBe('requested');
    const shelter = browser();
    await shelter.open(await secretsOf(one));
    expect(await state()).toBe('requested');
    expect((await secretsOf(one)).text).toContain('no answer yet');
    expect((await shelter.act('/package/received')).status).toBe(303);
    expect(await state()).toBe('requested');
    // A reason that is missing is said by its field, and changes nothing.
    const declined = await shelter.act('/package/answer', { answer: 'declined' });
    expect(declined.status).toBe(422);
    expect(await state()).toBe('requested');
    expect((await shelter.act('/package/answer', { answer: 'accepted' })).to).toBe('/package');
    expect(await state()).toBe('accepted');
    // No account of the partner reaches anything of her by it.
    expect(await scene.owner('select 1 from access."grant" where unit_id = $1', [SHELTER])).toEqual(
      [],
    );
    expect((await shelter.act('/package/answer', { answer: 'done' })).to).toBe('/package/said');
    expect(await state()).toBe('done');
    expect((await shelter.ask('/package')).status).toBe(404);
    const counted = await scene.owner<{ step: string }>(
      `select step from statistics.package s join log.event e on e.id = s.event_id
       where e.data->>'packageId' = $1 order by e.position`,
      [one.packageId],
    );
    expect(counted.map(({ step }) => step)).toEqual(['sent', 'delivered', 'opened', 'received']);
  });

  test('days later the link takes an answer, with its code, and shows nothing of her', async () => {
    const one = await sent();
    const secrets = await secretsOf(one);
    await browser().open(secrets);
    scene.house.wait(20 * 24 * 60);
    const later = browser();
    const { text } = await later.open(secrets);
    expect(text).toContain('opened before');
    expect(text).not.toContain(ASKED);
    await later.act('/package/answer', { answer: 'declined', reason: 'no-room' });
    expect((await standing(one.packageId))?.state).toBe('declined');
  });

  test('what waits is chased as any referral is', async () => {
    const one = await sent();
    await browser().open(await secretsOf(one));
    scene.house.wait(4 * 24 * 60);
    await done(scene.tokens.worker, 'referral.chase', { referralId: one.referralId });
    expect((await secretsOf(one)).text).toContain('overdue');
  });

  test('the session of a visit reaches its package and nothing else', async () => {
    const one = await sent();
    const shelter = browser();
    await shelter.open(await secretsOf(one));
    for (const path of [`/people/${one.personId}`, '/referrals', `/referrals/${one.referralId}`])
      expect(
        (await scene.house.app.request(path, { headers: { cookie: `oneroof=${shelter.visit}` } }))
          .status,
      ).not.toBe(200);
    const { referralId } = one;
    expect(await codeOf(shelter.visit, 'referral.accept', { referralId })).toBe('not-found');
    expect(await codeOf(shelter.visit, 'package.renew', { referralId })).toBe('not-found');
  });
});

describe('it ends at once', () => {
  test('she takes it back while it is open: page, paper and answer are gone with the next request', async () => {
    const one = await sent();
    const shelter = browser();
    await shelter.open(await secretsOf(one));
    await done(scene.tokens.iryna, 'consent.withdraw', { consentId: one.consentId });
    for (const path of ['/package', '/package/paper.pdf', '/package/signed'])
      expect((await shelter.ask(path)).status, path).toBe(404);
    expect((await shelter.act('/package/answer', { answer: 'accepted' })).status).toBe(404);
    expect(await standing(one.packageId)).toMatchObject({ state: 'withdrawn', kept: false });
  });

  test('another link destroys what the one before it led to, while that is open', async () => {
    const one = await sent();
    const shelter = browser();
    await shelter.open(await secretsOf(one));
    await done(scene.tokens.iryna, 'package.renew', { referralId: one.referralId });
    expect((await shelter.ask('/package')).status).toBe(404);
    expect((await standing(one.packageId))?.kept).toBe(false);
    expect((await browser().open(await secretsOf(one))).text).toContain(ASKED);
  });

  test('nothing more is sent of what she took back, or of what is over', async () => {
    const one = await sent();
    await done(scene.tokens.iryna, 'consent.withdraw', { consentId: one.consentId });
    const { referralId } = one;
    expect(await codeOf(scene.tokens.iryna, 'package.renew', { referralId })).toBe(
      'referral-answered',
    );
  });

  test('over random rows of acts, as the database lets them: accepted only by an act of the partner', async () => {
    const act = fc.constantFrom('deliver', 'look', 'open', 'receive', 'accept', 'renew', 'wait');
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 9 }), async (row) => {
        const one = await sent();
        const shelter = browser();
        let accepted = false;
        for (const each of row) {
          const before = (await standing(one.packageId))?.state;
          if (each === 'deliver')
            await scene.run(scene.tokens.worker, 'package.note-mail', {
              packageId: one.packageId,
              cameOut: 'delivered',
            });
          if (each === 'look') await browser().ask(`/p/${(await secretsOf(one)).link}`);
          if (each === 'open') await shelter.open(await secretsOf(one));
          if (each === 'receive') await shelter.act('/package/received');
          if (each === 'wait') scene.house.wait(40);
          if (each === 'renew')
            await done(scene.tokens.iryna, 'package.renew', { referralId: one.referralId });
          if (each === 'accept') {
            const said = await shelter.act('/package/answer', { answer: 'accepted' });
            accepted ||= said.status === 303;
          }
          const after = (await standing(one.packageId))?.state;
          if (each !== 'accept') expect([each, after]).toEqual([each, before]);
          expect([each, after]).toEqual([each, accepted ? 'accepted' : 'requested']);
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

test('nobody passes on more than she sees: a part of the file goes out as that part', async () => {
  const { personId } = await scene.known();
  const consentId = await agree(scene.tokens.iryna, personId, 'act', ['needs']);
  const { referralId } = await done(scene.tokens.iryna, 'referral.send', {
    personId,
    consentId,
    toUnitId: 'act',
    subjectId: 'work-rights',
    body: 'Carta',
  });
  await done(scene.tokens.duarte, 'referral.accept', { referralId });
  const more = await agree(scene.tokens.duarte, personId, SHELTER, ['needs', 'contact']);
  const input = {
    personId,
    consentId: more,
    toUnitId: SHELTER,
    subjectId: 'school',
    body: 'Carta',
  };
  expect(await codeOf(scene.tokens.duarte, 'package.send', input)).toBe('invalid');
  expect(await codeOf(scene.tokens.duarte, 'package.send', { ...input, sections: ['needs'] })).toBe(
    'done',
  );
});
