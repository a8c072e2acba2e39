// The hand-overs beside a referral: what begins each in five ways; who carries a case changes with an
// acceptance and not before; nothing that was asked for opens before somebody said yes.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { handoverSteps } from './handover-steps.fixture.ts';

let scene: Scene;
let celeste: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  celeste = await scene.house.tokenOfLogin('celeste.semedo@oneroof.example');
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const {
  done,
  codeOf,
  accountOf,
  agree,
  toTransfer,
  transferred,
  toRequest,
  requested,
  toAssign,
  standing,
  carries,
  reaches,
  page,
} = handoverSteps(() => scene);

const STRANGERS = { marta: 'not-found', catarina: 'not-found', augusto: 'not-found' } as const;
const ROWS: Readonly<Record<string, Row>> = {
  'file.transfer': {
    by: 'iryna',
    before: () => toTransfer(),
    events: ['referral.sent'],
    others: { ...STRANGERS, paulo: 'not-found', duarte: 'not-found' },
    broken: [() => ({ sections: ['needs', 'contact'] }), 'not-agreed'],
    twice: 'both',
  },
  'file.request': {
    by: 'paulo',
    before: toRequest,
    events: ['referral.sent'],
    others: { ...STRANGERS, duarte: 'not-found', iryna: 'not-found' },
    broken: [() => ({ until: '2026-01-01' }), 'invalid'],
    twice: 'both',
  },
  'file.assign': {
    by: 'iryna',
    before: () => toAssign(),
    events: ['referral.sent'],
    others: { ...STRANGERS, paulo: 'not-found', duarte: 'not-found' },
    broken: [() => ({ toAccountId: newId() }), 'invalid'],
    twice: 'both',
  },
};
testFiveWays(
  ['transfer-file', 'request-file', 'assign-file'].map(
    (file) => `src/modules/referrals/commands/${file}`,
  ),
  ROWS,
  () => scene,
);

describe('a transfer', () => {
  test('REF-11: who carries the case changes with the acceptance, and not before', async () => {
    const { iryna, duarte } = scene.tokens;
    const input = await toTransfer();
    const { personId } = input;
    const { referralId } = await done(iryna, 'file.transfer', input);
    expect(await carries(iryna, personId, 'network-welcome')).toBe(true);
    expect(await carries(duarte, personId, 'act')).toBe(false);
    expect(await page(duarte, `/people/${personId}`)).toBe(404);
    await done(duarte, 'referral.accept', { referralId });
    expect(await carries(iryna, personId, 'network-welcome')).toBe(false);
    expect(await carries(duarte, personId, 'act')).toBe(true);
    expect(await page(duarte, `/people/${personId}`)).toBe(200);
    // Who does not carry it hands nothing over, and takes nothing back (REF-12).
    const again = await toTransfer(personId);
    expect(await codeOf(iryna, 'file.transfer', again)).toBe('not-found');
    expect(await codeOf(iryna, 'referral.withdraw', { referralId })).toBe('case-is-theirs');
    // It falls back when whoever carries it is done.
    await done(duarte, 'referral.complete', { referralId, outcome: 'done' });
    expect(await carries(iryna, personId, 'network-welcome')).toBe(true);
    expect(await page(duarte, `/people/${personId}`)).toBe(404);
  });

  test('it falls back when she takes back what she agreed to, and after its last day', async () => {
    const { iryna, duarte } = scene.tokens;
    const one = await transferred();
    await done(iryna, 'consent.withdraw', { consentId: one.consentId });
    expect(await carries(iryna, one.personId, 'network-welcome')).toBe(true);
    expect(await page(duarte, `/people/${one.personId}`)).toBe(404);
    const today = scene.house.clock.now().toString().slice(0, 10);
    const other = await toTransfer();
    const { referralId } = await done(iryna, 'file.transfer', { ...other, until: today });
    await done(duarte, 'referral.accept', { referralId });
    scene.house.wait(24 * 60);
    expect(await carries(duarte, other.personId, 'act')).toBe(false);
    expect(await carries(iryna, other.personId, 'network-welcome')).toBe(true);
  });

  test('handed on, the first is passed on, counted apart, and its unit sees nothing any more', async () => {
    const { duarte } = scene.tokens;
    const first = await transferred();
    const { personId } = first;
    const named = await done(duarte, 'file.assign', {
      personId,
      toAccountId: await accountOf('celeste.semedo'),
      body: 'Ficas com isto?',
    });
    await done(celeste, 'referral.accept', { referralId: named['referralId'] });
    const consentId = await agree(duarte, personId, 'network-support');
    const { referralId } = await done(duarte, 'file.transfer', {
      personId,
      consentId,
      toUnitId: 'network-support',
      subjectId: 'social-security',
      body: 'Já não é trabalho.',
    });
    expect(await carries(duarte, personId, 'act')).toBe(true);
    const joana = await scene.house.tokenOfLogin('joana.prates@oneroof.example');
    const { id, answer } = await scene.run(joana, 'referral.accept', { referralId });
    expect(answer.ok).toBe(true);
    expect((await scene.logged(id)).events).toEqual([
      'referral.accepted',
      'referral.passed-on',
      'referral.passed-on',
    ]);
    expect(await carries(joana, personId, 'network-support')).toBe(true);
    expect(await page(duarte, `/people/${personId}`)).toBe(404);
    expect(await standing(first.referralId)).toMatchObject({ state: 'passed-on', opened: false });
    expect(await standing(String(named['referralId']))).toMatchObject({ state: 'passed-on' });
    const counted = await scene.owner<{ kind: string; state: string }>(
      `select s.kind, s.state from statistics.referral s join log.event e on e.id = s.event_id
       where e.data ->> 'referralId' = $1 order by e.position`,
      [first.referralId],
    );
    expect(counted).toEqual(
      ['requested', 'accepted', 'passed-on'].map((state) => ({ kind: 'transfer', state })),
    );
  });

  test('of two that wait the first accepted is it; the other is told that the case has moved', async () => {
    const { iryna, duarte } = scene.tokens;
    const input = await toTransfer();
    const [one, two] = [
      await done(iryna, 'file.transfer', input),
      await done(iryna, 'file.transfer', input),
    ];
    const codes = await Promise.all(
      [one, two].map(({ referralId }) => codeOf(duarte, 'referral.accept', { referralId })),
    );
    expect(codes.sort()).toEqual(['case-moved', 'done']);
    const [row] = await scene.owner<{ count: string }>(
      `select count(*) from referrals.envelope where person_id = $1 and kind = 'transfer' and opened`,
      [input.personId],
    );
    expect(row?.count).toBe('1');
  });
});

describe('a request by the receiving side', () => {
  test('REF-15: only of somebody whom one sees; of any other there is none', async () => {
    const input = await toRequest();
    expect(await codeOf(scene.tokens.duarte, 'file.request', input)).toBe('not-found');
    expect(await codeOf(scene.tokens.duarte, 'file.request', { ...input, personId: newId() })).toBe(
      'not-found',
    );
  });

  test('REF-16: nothing opens before whoever holds it says yes, by an entry that covers it', async () => {
    const { iryna, paulo } = scene.tokens;
    const { referralId, personId } = await requested();
    const contact = () => reaches(paulo, personId, 'people.contact');
    await scene.owner(
      `insert into people.contact (person_id, unit_id, phone) values ($1, 'network-welcome', '910 000 000')
       on conflict do nothing`,
      [personId],
    );
    expect(await contact()).toBe(false);
    expect(await codeOf(paulo, 'referral.accept', { referralId })).toBe('not-allowed');
    expect(await codeOf(iryna, 'referral.accept', { referralId })).toBe('not-agreed');
    for (const consentId of [
      newId(),
      await agree(iryna, personId, 'iss', ['needs']),
      await agree(iryna, personId, 'act', ['contact']),
      await agree(iryna, (await scene.known()).personId, 'iss', ['contact']),
    ])
      expect(await codeOf(iryna, 'referral.accept', { referralId, consentId })).toBe('not-agreed');
    expect(await contact()).toBe(false);
    const consentId = await agree(iryna, personId, 'iss', ['contact']);
    await done(iryna, 'referral.accept', { referralId, consentId });
    expect(await contact()).toBe(true);
    expect(await reaches(paulo, personId, 'casefiles.need')).toBe(false);
    expect(await codeOf(iryna, 'referral.accept', { referralId, consentId })).toBe(
      'referral-answered',
    );
    await done(iryna, 'consent.withdraw', { consentId });
    expect(await contact()).toBe(false);
    expect(await standing(referralId)).toMatchObject({ reason: 'consent-withdrawn' });
  });

  test('declined, nothing opens; and the database opens nothing to SQL of the application', async () => {
    const { iryna, paulo } = scene.tokens;
    const { referralId, personId } = await requested();
    const attempt = (token: string, text: string, values: unknown[]) =>
      scene.house.services.database.transaction(async (tx) => {
        await tx.text('select access.enter($1)', [token]);
        const [row] = await tx.text<{ got: unknown }>(text, values);
        return row?.got;
      });
    const consentId = await agree(iryna, personId, 'iss', ['contact']);
    const give = 'select referrals.give($1, $2) as got';
    expect(await attempt(paulo, give, [referralId, consentId])).toBe(null);
    expect(await attempt(iryna, give, [referralId, consentId])).toBe(null);
    await done(iryna, 'referral.decline', { referralId, reason: 'something-missing' });
    expect(await attempt(iryna, give, [referralId, consentId])).toBe(null);
    expect(await attempt(iryna, 'select referrals.open_envelope($1) as got', [referralId])).toBe(
      null,
    );
    expect(await standing(referralId)).toEqual({
      state: 'declined',
      reason: 'something-missing',
      opened: false,
    });
    expect(await page(paulo, `/people/${personId}`)).toBe(404);
  });
});
