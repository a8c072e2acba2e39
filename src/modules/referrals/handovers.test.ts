// The three hand-overs beside a referral: each command in five ways; who carries a case changes with an
// acceptance and not before; nothing that was asked for opens before somebody said yes; an assignment opens
// nothing; what rests on a hand-over ends with it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { chaseReferrals } from '#main/chase-referrals.ts';
import { processToken } from '#main/process-accounts.ts';
import { Database } from '#platform/db/database.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
let celeste: string;
let tiago: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  celeste = await scene.house.tokenOfLogin('celeste.semedo@oneroof.example');
  tiago = await scene.house.tokenOfLogin('tiago.barroso@oneroof.example');
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const UNTIL = '2026-08-31';
const done = async (token: string, name: string, input: object) => {
  const result = await scene.house.done(token, name, input);
  scene.house.wait(1);
  return result;
};
const codeOf = async (token: string, name: string, input: unknown) => {
  const { answer } = await scene.run(token, name, input);
  return answer.ok ? 'done' : answer.problem.code;
};
const accountOf = async (login: string) =>
  String(
    (
      await scene.owner<{ id: string }>('select id from access.account where login = $1', [
        `${login}@oneroof.example`,
      ])
    )[0]?.id,
  );
const agree = async (token: string, personId: string, toUnitId: string, sections = ['needs']) => {
  const { consentId } = await done(token, 'consent.record', {
    personId,
    toUnitId,
    purpose: 'work',
    sections,
    until: UNTIL,
    language: 'ar',
  });
  return String(consentId);
};
/** A case that the welcome wants to hand over to the labour inspectorate. */
const toTransfer = async (personId?: string) => {
  const whose = personId ?? (await scene.known()).personId;
  return {
    personId: whose,
    consentId: await agree(scene.tokens.iryna, whose, 'act'),
    toUnitId: 'act',
    subjectId: 'work-rights',
    body: 'Passa a ser convosco.',
  };
};
const transferred = async (personId?: string) => {
  const input = await toTransfer(personId);
  const { referralId } = await done(scene.tokens.iryna, 'file.transfer', input);
  await done(scene.tokens.duarte, 'referral.accept', { referralId });
  return { referralId: String(referralId), personId: input.personId, consentId: input.consentId };
};
/** Somebody who sits at Paulo’s desk now; he asks the welcome for more of her file. */
const toRequest = async () => {
  const { personId } = await scene.serving();
  return {
    personId,
    purpose: 'social',
    subjectId: 'social-security',
    sections: ['contact'],
    until: UNTIL,
    body: 'Temos de lhe telefonar quando o pedido for decidido.',
  };
};
const requested = async () => {
  const input = await toRequest();
  const { referralId } = await done(scene.tokens.paulo, 'file.request', input);
  // She has gone: nothing is left of what her ticket opened.
  await scene.sweep();
  return { referralId: String(referralId), personId: input.personId };
};
const toAssign = async (personId?: string) => ({
  personId: personId ?? (await scene.known()).personId,
  toAccountId: await accountOf('samira.haddad'),
  standInId: await accountOf('youssef.amrani'),
  body: 'Falar com ela na quinta.',
});
const assigned = async (personId?: string) => {
  const input = await toAssign(personId);
  const { referralId } = await done(scene.tokens.iryna, 'file.assign', input);
  return { ...input, referralId: String(referralId) };
};
const standing = async (referralId: string) =>
  (
    await scene.owner<{ state: string; reason: string | null; opened: boolean }>(
      `select r.state, r.reason, e.opened from referrals.referral r
       join referrals.envelope e on e.referral_id = r.id where r.id = $1`,
      [referralId],
    )
  )[0];
/** Whether a unit of the account carries her case. */
const carries = (token: string, personId: string, unit: string) =>
  scene.house.services.database.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [token]);
    const [row] = await tx.text<{ yes: boolean }>('select referrals.carries($1, $2) as yes', [
      personId,
      unit,
    ]);
    return row?.yes;
  });
const reaches = (token: string, personId: string, table: string) =>
  scene.house.services.database.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [token]);
    return (await tx.text(`select 1 from ${table} where person_id = $1`, [personId])).length > 0;
  });
const page = async (token: string, path: string) =>
  (await scene.house.app.request(path, { headers: { Authorization: `Bearer ${token}` } })).status;

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
