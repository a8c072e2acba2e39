// Every command of a referral in five ways; and what is promised of it: nobody sees more than was agreed,
// for longer, or before she accepted.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { chaseReferrals } from '#main/chase-referrals.ts';
import { processToken } from '#main/process-accounts.ts';
import { Database } from '#platform/db/database.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const UNTIL = '2026-08-31';
/** Somebody whom the welcome knows, and who agreed that the labour inspectorate hears of her needs. */
const agreed = async (more: object = {}) => {
  const { personId } = await scene.known();
  return { personId, ...(await agree(personId, more)) };
};
const agree = async (personId: string, more: object = {}) => {
  const { consentId } = await scene.house.done(scene.tokens.iryna, 'consent.record', {
    personId,
    toUnitId: 'act',
    purpose: 'work',
    sections: ['needs'],
    until: UNTIL,
    language: 'ar',
    ...more,
  });
  return { consentId: String(consentId) };
};
const toSend = async (more: object = {}) => ({
  ...(await agreed()),
  toUnitId: 'act',
  subjectId: 'work-rights',
  body: 'O patrão não paga há três meses.',
  ...more,
});
const send = async (input: object) => {
  const { referralId } = await scene.house.done(scene.tokens.iryna, 'referral.send', input);
  scene.house.wait(1);
  return { referralId: String(referralId) };
};
const sent = async (more: object = {}) => send(await toSend(more));
const accept = async (referral: { referralId: string }) => {
  await scene.house.done(scene.tokens.duarte, 'referral.accept', referral);
  scene.house.wait(1);
  return referral;
};
const back = (input: { referralId: string }) =>
  scene.house.done(scene.tokens.iryna, 'referral.withdraw', { referralId: input.referralId });
const codeOf = async (token: string, name: string, input: unknown) => {
  const { answer } = await scene.run(token, name, input);
  return answer.ok ? 'done' : answer.problem.code;
};
const accountOf = async (login: string) =>
  (
    await scene.owner<{ id: string }>('select id from access.account where login = $1', [
      `${login}@oneroof.example`,
    ])
  )[0]?.id;
/** Tables of which an account sees rows of a person. */
const sees = (token: string, personId: string) =>
  scene.house.services.database.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [token]);
    const seen: string[] = [];
    for (const [table, column] of [
      ['people.person', 'id'],
      ['people.identity', 'person_id'],
      ['people.contact', 'person_id'],
      ['casefiles.case_file', 'person_id'],
      ['casefiles.need', 'person_id'],
      ['casefiles.document', 'person_id'],
      ['visits.visit', 'person_id'],
      ['casefiles.consent', 'person_id'],
      ['referrals.envelope', 'person_id'],
    ] as const) {
      const rows = await tx.text(`select 1 from ${table} where ${column} = $1`, [personId]);
      if (rows.length > 0) seen.push(table);
    }
    return seen;
  });
const page = async (token: string, path: string) =>
  (await scene.house.app.request(path, { headers: { Authorization: `Bearer ${token}` } })).status;

const STRANGERS = {
  paulo: 'not-found',
  marta: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
  augusto: 'not-found',
} as const;

const ROWS: Readonly<Record<string, Row>> = {
  'referral.send': {
    by: 'iryna',
    before: () => toSend(),
    events: ['referral.sent'],
    others: { ...STRANGERS, duarte: 'not-found' },
    broken: [() => ({ sections: ['needs', 'contact'] }), 'not-agreed'],
    twice: 'both',
  },
  'referral.accept': {
    by: 'duarte',
    before: () => sent(),
    events: ['referral.accepted'],
    others: { ...STRANGERS, iryna: 'not-allowed' },
    broken: [back, 'referral-answered'],
    twice: 'referral-answered',
  },
  'referral.decline': {
    by: 'duarte',
    before: async () => ({ ...(await sent()), reason: 'no-room' }),
    events: ['referral.declined'],
    others: { ...STRANGERS, iryna: 'not-allowed' },
    broken: [back, 'referral-answered'],
    twice: 'referral-answered',
  },
  'referral.complete': {
    by: 'duarte',
    before: async () => ({ ...(await accept(await sent())), outcome: 'done' }),
    events: ['referral.completed'],
    others: { ...STRANGERS, iryna: 'not-allowed' },
    broken: [() => ({ outcome: 'not-possible' }), 'invalid'],
    twice: 'referral-answered',
  },
  'referral.withdraw': {
    by: 'iryna',
    before: async () => accept(await sent()),
    events: ['referral.withdrawn'],
    others: { ...STRANGERS, duarte: 'not-allowed' },
    broken: [back, 'referral-answered'],
    twice: 'referral-answered',
  },
  'consent.withdraw': {
    by: 'iryna',
    before: async () => {
      const input = await toSend();
      await accept(await send(input));
      return { consentId: input.consentId };
    },
    events: ['consent.withdrawn', 'referral.withdrawn'],
    others: { ...STRANGERS, duarte: 'not-found' },
    broken: [
      (input: { consentId: string }) =>
        scene.house.done(scene.tokens.iryna, 'consent.withdraw', input),
      'consent-withdrawn',
    ],
    twice: 'consent-withdrawn',
  },
  'referral.chase': {
    by: 'worker',
    before: async () => {
      const referral = await sent();
      scene.house.wait(3 * 24 * 60);
      return referral;
    },
    events: ['referral.overdue'],
    others: { ...STRANGERS, iryna: 'not-found', duarte: 'not-found' },
    broken: [back, 'referral-not-due'],
    twice: 'referral-not-due',
  },
};

const VERBS = ['accept', 'chase', 'complete', 'decline', 'send', 'withdraw'];
const FILES = VERBS.map((verb) => `src/modules/referrals/commands/${verb}-`);
testFiveWays(FILES, ROWS, () => scene);

describe('who sees what, and until when', () => {
  test('the addressee sees the minimum before, the envelope after, and nothing when it is done', async () => {
    const input = await toSend();
    const referral = await send(input);
    const { personId } = input;
    const { duarte } = scene.tokens;
    expect(await sees(duarte, personId)).toEqual([]);
    expect(await page(duarte, `/referrals/${referral.referralId}`)).toBe(200);
    expect(await page(duarte, `/people/${personId}`)).toBe(404);
    await accept(referral);
    expect(await sees(duarte, personId)).toEqual([
      'people.person',
      'casefiles.case_file',
      'casefiles.need',
      'referrals.envelope',
    ]);
    expect(await page(duarte, `/people/${personId}`)).toBe(200);
    await scene.house.done(duarte, 'referral.complete', { ...referral, outcome: 'done' });
    expect(await sees(duarte, personId)).toEqual([]);
    expect(await page(duarte, `/people/${personId}`)).toBe(404);
    const counted = await scene.owner<{ state: string }>(
      `select s.state from statistics.referral s join log.event e on e.id = s.event_id
       where e.data ->> 'referralId' = $1 order by e.position`,
      [referral.referralId],
    );
    expect(counted.map(({ state }) => state)).toEqual(['requested', 'accepted', 'done']);
  });

  test('access ends with the last live envelope, not with the first', async () => {
    const input = await toSend();
    const first = await accept(await send(input));
    const second = await accept(await send(input));
    const status = () => page(scene.tokens.duarte, `/people/${input.personId}`);
    await back(first);
    expect(await status()).toBe(200);
    await scene.house.done(scene.tokens.duarte, 'referral.complete', {
      ...second,
      outcome: 'not-possible',
      reason: 'not-reached',
    });
    expect(await status()).toBe(404);
  });

  test('CON-4: when she withdraws, all that rests on it ends with the same commit', async () => {
    const input = await toSend();
    const accepted = await accept(await send(input));
    const waits = await send(input);
    const { consentId, personId } = input;
    await scene.house.done(scene.tokens.iryna, 'consent.withdraw', { consentId });
    expect(await sees(scene.tokens.duarte, personId)).toEqual([]);
    expect(await page(scene.tokens.duarte, `/people/${personId}`)).toBe(404);
    expect(await codeOf(scene.tokens.duarte, 'referral.accept', waits)).toBe('referral-answered');
    expect(
      await codeOf(scene.tokens.duarte, 'referral.complete', { ...accepted, outcome: 'done' }),
    ).toBe('referral-answered');
    expect(await codeOf(scene.tokens.iryna, 'referral.send', input)).toBe('not-agreed');
  });

  test('it ends by itself after its last day', async () => {
    const input = await toSend({ until: scene.house.clock.now().toString().slice(0, 10) });
    await accept(await send(input));
    expect(await page(scene.tokens.duarte, `/people/${input.personId}`)).toBe(200);
    scene.house.wait(24 * 60);
    expect(await page(scene.tokens.duarte, `/people/${input.personId}`)).toBe(404);
  });

  test('REF-2: what is addressed by name is hers and her stand-in’s, and nobody else’s', async () => {
    const referral = await sent({
      toAccountId: await accountOf('celeste.semedo'),
      standInId: await accountOf('tiago.barroso'),
    });
    const { referralId } = referral;
    expect(await codeOf(scene.tokens.duarte, 'referral.accept', referral)).toBe('not-found');
    expect(await page(scene.tokens.duarte, `/referrals/${referralId}`)).toBe(404);
    const tiago = await scene.house.tokenOfLogin('tiago.barroso@oneroof.example');
    expect(await codeOf(tiago, 'referral.accept', referral)).toBe('done');
    expect(await page(scene.tokens.duarte, `/referrals/${referralId}`)).toBe(404);
    const celeste = await scene.house.tokenOfLogin('celeste.semedo@oneroof.example');
    expect(await page(celeste, `/referrals/${referralId}`)).toBe(200);
  });

  test('REF-10: whoever got an envelope refers back by it, and no further', async () => {
    const input = await toSend();
    await accept(await send(input));
    const { personId } = input;
    const ask = (sections: readonly string[]) =>
      scene.house.done(scene.tokens.duarte, 'consent.record', {
        personId,
        toUnitId: 'network-support',
        purpose: 'social',
        sections,
        until: UNTIL,
        language: 'ar',
      });
    const answer = async (sections: readonly string[]) =>
      codeOf(scene.tokens.duarte, 'referral.send', {
        personId,
        ...(({ consentId }) => ({ consentId }))(await ask(sections)),
        toUnitId: 'network-support',
        subjectId: 'social-security',
        body: 'Feito da nossa parte.',
      });
    expect(await answer(['needs'])).toBe('done');
    expect(await answer(['needs', 'contact'])).toBe('invalid');
  });
});

describe('who does not agree', () => {
  test('CON-6: nothing is made and nobody is told, whatever is sent along', async () => {
    const { personId } = await scene.known();
    const before = await scene.digest();
    const base = { personId, toUnitId: 'act', subjectId: 'work-rights', body: 'Sem acordo.' };
    for (const more of [
      {},
      { consentId: newId() },
      { consentId: newId(), force: true },
      { consentId: newId(), override: 'yes', basis: 'gdpr-6-1-c' },
    ]) {
      const { id, answer } = await scene.run(scene.tokens.iryna, 'referral.send', {
        ...base,
        ...more,
      });
      expect(answer.ok).toBe(false);
      expect((await scene.logged(id)).events).toEqual([]);
    }
    expect(await scene.digest()).toBe(before);
    const other = await agreed();
    expect(
      await codeOf(scene.tokens.iryna, 'referral.send', { ...base, consentId: other.consentId }),
    ).toBe('not-agreed');
    expect(
      await scene.owner('select 1 from referrals.envelope where person_id = $1', [personId]),
    ).toEqual([]);
  });

  test('REF-1: a unit sends by what it asked her itself, not by what another asked', async () => {
    const { personId } = await scene.serving();
    const { consentId } = await scene.house.done(scene.tokens.paulo, 'consent.record', {
      personId,
      toUnitId: 'act',
      purpose: 'work',
      until: UNTIL,
      language: 'ar',
    });
    const input = { personId, consentId, toUnitId: 'act', subjectId: 'work-rights', body: 'Carta' };
    // The welcome, where she is at home, sees what she agreed to; it can't use it.
    expect(await codeOf(scene.tokens.iryna, 'referral.send', input)).toBe('not-allowed');
    expect(await codeOf(scene.tokens.paulo, 'referral.send', input)).toBe('done');
  });

  test('REF-9: nothing goes behind the fence', async () => {
    const input = await toSend();
    const { answer } = await scene.run(scene.tokens.iryna, 'referral.send', {
      ...input,
      toUnitId: 'aima-residence',
    });
    expect(answer).toMatchObject({ problem: { fields: { toUnitId: 'behind-the-fence' } } });
  });

  test('the database refuses the same to SQL of the application itself', async () => {
    const { personId, consentId } = await agreed();
    const { personId: other } = await scene.known();
    const attempt = (to: string, person: string, sections: string) =>
      scene.house.services.database
        .transaction(async (tx) => {
          await tx.text('select access.enter($1)', [scene.tokens.iryna]);
          const id = newId();
          await tx.text(
            `insert into referrals.referral (id, from_unit_id, home_unit_id, made_by, to_unit_id,
               subject_id, language, purpose, expires_on, state, made_at, changed_at)
             values ($1, 'network-welcome', 'network-welcome', access.me(), $2, 'work-rights', 'ar',
               'work', '2026-08-31', 'requested', now(), now())`,
            [id, to],
          );
          await tx.text(
            `insert into referrals.envelope (referral_id, person_id, consent_id, from_unit_id,
               home_unit_id, to_unit_id, sections, body, until)
             values ($1, $2, $3, 'network-welcome', 'network-welcome', $4, $5, 'x', '2026-09-01')`,
            [id, person, consentId, to, sections],
          );
          throw new Error('let through');
        })
        .catch((error: Error) => error.message);
    const refused = /row-level security/;
    expect(await attempt('aima-residence', personId, '{name}')).toMatch(refused);
    expect(await attempt('act', other, '{name}')).toMatch(refused);
    expect(await attempt('act', personId, '{name,contact}')).toMatch(refused);
    expect(await attempt('iss', personId, '{name}')).toMatch(refused);
    expect(await attempt('act', personId, '{name,needs}')).toBe('let through');
    await scene.house.done(scene.tokens.iryna, 'consent.withdraw', { consentId });
    expect(await attempt('act', personId, '{name,needs}')).toMatch(refused);
  });
});

test('REF-8: the worker marks what waits, once overdue, once escalated', async () => {
  const referral = await sent();
  const worker = new Database({
    url: scene.house.database.urls.jobs,
    connections: 2,
    applicationName: 'chase',
    rehearsalClock: scene.house.clock,
  });
  const chase = () =>
    chaseReferrals(worker, processToken(SECRET, 'worker'), {
      clock: scene.house.clock,
      secret: SECRET,
    });
  const stands = async () => {
    const [row] = await scene.owner<{ chased: number }>(
      'select chased from referrals.referral where id = $1',
      [referral.referralId],
    );
    return row?.chased;
  };
  await chase();
  expect(await stands()).toBe(0);
  for (const [days, chased] of [
    [3, 1],
    [2, 2],
    [9, 2],
  ] as const) {
    scene.house.wait(days * 24 * 60);
    await chase();
    expect(await stands()).toBe(chased);
  }
  await worker.close();
});
