// A colleague named for a case: who answers, that it opens nothing, that it ends with what it rests on. And of
// every hand-over: what the database refuses by itself, and that it is chased.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { chaseReferrals } from '#main/chase-referrals.ts';
import { processToken } from '#main/process-accounts.ts';
import { Database } from '#platform/db/database.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { handoverSteps } from './handover-steps.fixture.ts';

let scene: Scene;
let tiago: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  tiago = await scene.house.tokenOfLogin('tiago.barroso@oneroof.example');
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const { done, codeOf, accountOf, agree, toTransfer, transferred, requested, assigned, standing } =
  handoverSteps(() => scene);

describe('an assignment', () => {
  test('REF-13: the named colleague and her stand-in answer it; nobody else, whoever made it', async () => {
    const { iryna, samira, youssef } = scene.tokens;
    const one = await assigned();
    expect(await codeOf(iryna, 'referral.accept', one)).toBe('invalid');
    const { referralId } = one;
    expect(await codeOf(iryna, 'referral.accept', { referralId })).toBe('not-allowed');
    expect(await codeOf(iryna, 'referral.decline', { referralId, reason: 'no-room' })).toBe(
      'not-allowed',
    );
    expect(await codeOf(youssef, 'referral.accept', { referralId })).toBe('done');
    expect(await codeOf(samira, 'referral.accept', { referralId })).toBe('referral-answered');
    const grants = await scene.owner('select 1 from access."grant" where because_id = $1', [
      referralId,
    ]);
    expect(grants).toEqual([]);
    const next = await assigned(one.personId);
    await done(samira, 'referral.accept', { referralId: next.referralId });
    expect(await standing(referralId)).toMatchObject({ state: 'passed-on', opened: false });
    expect(await standing(next.referralId)).toMatchObject({ state: 'accepted', opened: true });
  });

  test('whoever serves her now names nobody: her unit has her not', async () => {
    const { personId } = await scene.serving();
    const lurdes = await accountOf('lurdes.tavares');
    const input = { personId, toAccountId: lurdes, body: 'Ficas com ela.' };
    expect(await codeOf(scene.tokens.paulo, 'file.assign', input)).toBe('not-found');
  });

  test('REF-14: what rests on a hand-over ends as it ended; what nobody accepted is withdrawn', async () => {
    const { iryna, duarte } = scene.tokens;
    const named = async (personId: string, accept: boolean) => {
      const { referralId } = await done(duarte, 'file.assign', {
        personId,
        toAccountId: await accountOf('celeste.semedo'),
        standInId: await accountOf('tiago.barroso'),
        body: 'Ficas com isto?',
      });
      if (accept) await done(tiago, 'referral.accept', { referralId });
      return String(referralId);
    };
    const one = await transferred();
    const [hers, waits] = [await named(one.personId, true), await named(one.personId, false)];
    const { id } = await scene.run(duarte, 'referral.complete', {
      referralId: one.referralId,
      outcome: 'not-possible',
      reason: 'not-reached',
    });
    expect((await scene.logged(id)).events).toEqual([
      'referral.completed',
      'referral.completed',
      'referral.withdrawn',
    ]);
    expect(await standing(hers)).toEqual({
      state: 'not-possible',
      reason: 'not-reached',
      opened: false,
    });
    expect(await standing(waits)).toMatchObject({
      state: 'withdrawn',
      reason: 'no-longer-needed',
    });
    const two = await transferred();
    const rests = await named(two.personId, true);
    const taken = await scene.run(iryna, 'consent.withdraw', { consentId: two.consentId });
    expect((await scene.logged(taken.id)).events).toEqual([
      'consent.withdrawn',
      'referral.withdrawn',
      'referral.withdrawn',
    ]);
    expect(await standing(rests)).toMatchObject({
      state: 'withdrawn',
      reason: 'consent-withdrawn',
      opened: false,
    });
  });
});

test('the database refuses to SQL of the application what the rules refuse', async () => {
  const { personId } = await scene.serving();
  const known = await transferred();
  const attempt = (token: string, row: Record<string, string | null>) =>
    scene.house.services.database
      .transaction(async (tx) => {
        await tx.text('select access.enter($1)', [token]);
        const id = newId();
        const { kind = '', from = '', to = '', person = '', account, consent, rests } = row;
        const own = kind === 'assignment';
        await tx.text(
          `insert into referrals.referral (id, kind, from_unit_id, home_unit_id, made_by, to_unit_id,
             to_account_id, subject_id, language, purpose, expires_on, state, made_at, changed_at, rests_on)
           values ($1, $2, $3, 'network-welcome', access.me(), $4, $5, $6, 'ar', $7, '2026-08-31',
             'requested', now(), now(), $8)`,
          [
            id,
            kind,
            from,
            to,
            account ?? null,
            own ? null : 'work-rights',
            own ? null : 'work',
            rests ?? null,
          ],
        );
        await tx.text(
          `insert into referrals.envelope (referral_id, kind, person_id, consent_id, from_unit_id,
             home_unit_id, to_unit_id, to_account_id, sections, body, until)
           values ($1, $2, $3, $4, $5, 'network-welcome', $6, $7, '{name}', 'x', '2026-09-01')`,
          [id, kind, person, consent ?? null, from, to, account ?? null],
        );
        throw new Error('let through');
      })
      .catch((error: Error) => error.message);
  const { iryna, paulo, duarte } = scene.tokens;
  const refused = /row-level security/;
  const through = 'let through';
  const lurdes = await accountOf('lurdes.tavares');
  const samira = await accountOf('samira.haddad');
  // A transfer by a unit that does not carry the case, though the ledger allows sharing.
  const consent = await agree(iryna, known.personId, 'iss', ['needs']);
  const moves = {
    kind: 'transfer',
    from: 'network-welcome',
    to: 'iss',
    person: known.personId,
    consent,
  };
  expect(await attempt(iryna, moves)).toMatch(refused);
  expect(await attempt(iryna, { ...moves, kind: 'referral' })).toBe(through);
  // A request of somebody whom one does not see, and one to somewhere else.
  const asks = { kind: 'request', from: 'iss', to: 'network-welcome', person: personId };
  expect(await attempt(paulo, asks)).toBe(through);
  expect(await attempt(paulo, { ...asks, person: known.personId })).toMatch(refused);
  expect(await attempt(paulo, { ...asks, to: 'act' })).toMatch(/request_to_home/);
  // A colleague named for somebody whom the unit has not, or not by that.
  const names = { kind: 'assignment', from: 'iss', to: 'iss', account: lurdes, person: personId };
  expect(await attempt(paulo, names)).toMatch(refused);
  expect(await attempt(paulo, { ...names, rests: known.referralId })).toMatch(refused);
  const welcome = { ...names, from: 'network-welcome', to: 'network-welcome', account: samira };
  expect(await attempt(iryna, welcome)).toBe(through);
  expect(await attempt(iryna, { ...welcome, to: 'act' })).toMatch(/referral_to_another/);
  expect(
    await attempt(duarte, { ...names, from: 'act', to: 'act', person: known.personId }),
  ).toMatch(refused);
  expect(
    await attempt(duarte, {
      ...names,
      from: 'act',
      to: 'act',
      person: known.personId,
      rests: known.referralId,
    }),
  ).toBe(through);
});

test('REF-8: each of them is chased as a referral is, with its kind', async () => {
  const input = await toTransfer();
  const sent = [
    await done(scene.tokens.iryna, 'file.transfer', input),
    await assigned(input.personId),
    await requested(),
  ];
  const worker = new Database({
    url: scene.house.database.urls.jobs,
    connections: 2,
    applicationName: 'chase',
    rehearsalClock: scene.house.clock,
  });
  for (const days of [3, 2]) {
    scene.house.wait(days * 24 * 60);
    await chaseReferrals(worker, processToken(SECRET, 'worker'), {
      clock: scene.house.clock,
      secret: SECRET,
    });
  }
  await worker.close();
  for (const [at, kind] of ['transfer', 'assignment', 'request'].entries()) {
    const told = await scene.owner<{ kind: string; handover: string }>(
      `select kind, data ->> 'handover' as handover from log.event
       where data ->> 'referralId' = $1 and kind in ('referral.overdue', 'referral.escalated')
       order by position`,
      [sent[at]?.['referralId']],
    );
    expect(told).toEqual([
      { kind: 'referral.overdue', handover: kind },
      { kind: 'referral.escalated', handover: kind },
    ]);
  }
});
