// Break-glass over a real database: one file, to read, for thirty minutes; who is told before; what happens
// when nobody looks at it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { processToken } from '#main/process-accounts.ts';
import { suspendGlasses } from '#main/suspend-glasses.ts';
import { Database } from '#platform/db/database.ts';
import { asActor } from '#platform/session/enter.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { somebody } from '../../../test/support/somebody.ts';

let scene: Scene;
let custodian: string;
let officer: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  await engage();
});
/** Those who are told. */
async function engage(): Promise<void> {
  const of = async (role: string) =>
    (await somebody(scene.house, role, { unitId: 'network-welcome', centreId: 'cnaim-lisboa' }))
      .token;
  custodian = await of('custodian');
  officer = await of('data-protection-officer');
}
beforeEach(async () => {
  await scene.owner('update access.session set stepped_up_at = now()');
});
afterEach(async () => {
  await scene.sweep();
  await scene.owner(
    'update access.glass set suspended_at = opened_at where reviewed_at is null and suspended_at is null',
  );
  // The next scene begins in another week.
  scene.house.wait(8 * 24 * 60);
});
afterAll(() => scene?.close());

const WORDS = 'Caiu na rua e não responde; o hospital pergunta por alergias.';
/** A file that Duarte does not reach, as it is broken. */
const closed = async () => {
  const { personId, visitId } = await scene.known();
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  const input = { fileNumber: String(file?.number), reason: 'health-emergency', words: WORDS };
  return { personId, visitId, input };
};
const as = async <T>(token: string, work: Parameters<typeof asActor<T>>[2]): Promise<T> => {
  const done = await asActor(scene.house.services.database, token, work);
  if (done === 'unauthenticated') throw new Error('not signed in');
  return done as T;
};
const codeOf = async (token: string, name: string, input: unknown) => {
  const { answer } = await scene.run(token, name, input);
  return answer.ok ? 'done' : answer.problem.code;
};
const page = async (token: string, path: string) => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
};
const glassOf = async (personId: string) =>
  (
    await scene.owner<{ id: string; told: number }>(
      `select g.id, (select count(*)::int from access.glass_notice n where n.glass_id = g.id) as told
       from access.glass g where g.person_id = $1`,
      [personId],
    )
  )[0];

describe('opening', () => {
  test('told before the first byte, in the transaction that opens; on her list; thirty minutes by the clock', async () => {
    const { personId, input } = await closed();
    const { duarte } = scene.tokens;
    expect((await page(duarte, `/people/${personId}`)).status).toBe(404);
    const { id, answer } = await scene.run(duarte, 'glass.break', input);
    expect(answer).toMatchObject({ ok: true });
    expect((await scene.logged(id)).events).toEqual(['glass.broken']);
    // One transaction: opening, notices, access and the entry on her list.
    const rows = await scene.owner<{ xid: string }>(
      `select xmin::text as xid from access.glass where person_id = $1
       union select n.xmin::text from access.glass_notice n join access.glass g on g.id = n.glass_id
         where g.person_id = $1
       union select xmin::text from access."grant" where person_id = $1 and purpose = 'break-glass'
       union select xmin::text from log.read where person_id = $1 and purpose = 'break-glass'`,
      [personId],
    );
    expect(rows).toHaveLength(1);
    expect((await glassOf(personId))?.told).toBeGreaterThanOrEqual(2);
    const file = await page(duarte, `/people/${personId}?lang=en`);
    expect(file.status).toBe(200);
    expect(file.text).toContain('You opened this file in an emergency: until');
    const list = await page(scene.tokens.iryna, `/people/${personId}/readings?lang=en`);
    expect(list.text).toMatch(/por causa de uma emergência/);
    scene.house.wait(29);
    expect((await page(duarte, `/people/${personId}`)).status).toBe(200);
    scene.house.wait(1);
    expect((await page(duarte, `/people/${personId}`)).status).toBe(404);
  });

  test('only this account, and only this file', async () => {
    const { personId, input } = await closed();
    const other = await closed();
    await scene.house.done(scene.tokens.duarte, 'glass.break', input);
    expect((await page(scene.tokens.duarte, `/people/${other.personId}`)).status).toBe(404);
    for (const who of ['paulo', 'marta', 'catarina', 'ines'] as const)
      expect((await page(scene.tokens[who], `/people/${personId}`)).status, who).toBe(404);
  });

  test('GLA-1: not without a fresh proof, whoever asks', async () => {
    const { input } = await closed();
    await scene.owner(`update access.session set stepped_up_at = now() - interval '11 minutes'`);
    expect(await codeOf(scene.tokens.duarte, 'glass.break', input)).toBe('prove-again');
    await expect(
      as(scene.tokens.duarte, (tx) =>
        tx.text(`select casefiles.break_glass(uuidv7(), $1, 'health-emergency', $2, now())`, [
          input.fileNumber,
          WORDS,
        ]),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('GLA-3: the fourth in seven days is refused, also of two at once; the eighth day it is not', async () => {
    const { duarte } = scene.tokens;
    for (let n = 0; n < 2; n++)
      expect(await codeOf(duarte, 'glass.break', (await closed()).input)).toBe('done');
    const [one, two] = [(await closed()).input, (await closed()).input];
    await scene.owner('update access.session set stepped_up_at = now()');
    const codes = await Promise.all(
      [one, two].map((input) => codeOf(duarte, 'glass.break', input)),
    );
    expect(codes.toSorted()).toEqual(['done', 'glass-used-up']);
    scene.house.wait(7 * 24 * 60);
    expect(await codeOf(duarte, 'glass.break', (await closed()).input)).toBe('done');
  });

  test('GLA-5: nobody behind the fence, with whatever role; and nobody whom she keeps away', async () => {
    const { personId, input } = await closed();
    const { marta, iryna, duarte } = scene.tokens;
    const unknown = { ...input, fileNumber: '0000-0000' };
    expect(await codeOf(marta, 'glass.break', input)).toBe('not-found');
    expect((await page(marta, '/break-glass')).status).toBe(404);
    expect(
      await as(marta, (tx) =>
        tx.text('select 1 from casefiles.hold_glass($1)', [input.fileNumber]),
      ),
    ).toEqual([]);
    await expect(
      as(marta, (tx) =>
        tx.text(`select casefiles.break_glass(uuidv7(), $1, 'health-emergency', $2, now())`, [
          input.fileNumber,
          WORDS,
        ]),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    const accountId = await scene.accountOf('Duarte');
    await scene.house.done(iryna, 'person.keep-away', { personId, accountId });
    expect(await codeOf(duarte, 'glass.break', input)).toBe('no-such-file');
    expect(await codeOf(duarte, 'glass.break', unknown)).toBe('no-such-file');
  });

  test('GLA-2, GLA-4: not for whom one reaches anyway, nor where nobody can be told', async () => {
    const { input } = await closed();
    expect(await codeOf(scene.tokens.iryna, 'glass.break', input)).toBe('reached-already');
    await scene.owner(`update access.membership set valid = tstzrange(lower(valid), now())
      where role in ('custodian', 'data-protection-officer') and upper_inf(valid)`);
    expect(await codeOf(scene.tokens.duarte, 'glass.break', input)).toBe('nobody-to-tell');
    await engage();
  });
});

describe('to read and not to write, and no compartment', () => {
  test('whatever the account tries to write about her is refused, by every way', async () => {
    const { personId, input } = await closed();
    const { duarte } = scene.tokens;
    await scene.house.done(duarte, 'glass.break', input);
    const before = await scene.digest();
    for (const [name, tried] of [
      [
        'task.add',
        { personId, kind: 'ours', title: 'Ligar', centreId: 'cnaim-lisboa', dueOn: '2027-12-01' },
      ],
      [
        'document.note',
        { personId, centreId: 'cnaim-lisboa', documentId: 'passport', seen: 'original' },
      ],
      [
        'consent.record',
        {
          personId,
          toUnitId: 'education',
          purpose: 'work',
          sections: ['needs'],
          until: scene.house.clock.now().toString().slice(0, 10),
          language: 'ar',
        },
      ],
      ['person.correct', { personId, changes: [{ field: 'born', was: null, now: '1987' }] }],
    ] as const) {
      const { answer } = await scene.run(duarte, name, tried);
      expect(answer.ok, name).toBe(false);
    }
    expect(await scene.digest()).toBe(before);
    const tables = await scene.owner<{ name: string; column: string }>(
      `select p.polrelid::regclass::text as name,
         case when p.polrelid = 'people.person'::regclass then 'id' else 'person_id' end as "column"
       from pg_policy p where p.polname = 'read_only_update' order by 1`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name, column } of tables) {
      const touched = await as(duarte, (tx) =>
        tx.text(`update ${name} set ${column} = ${column} where ${column} = $1 returning 1`, [
          personId,
        ]),
      ).then(
        (rows) => rows.length,
        (error: { code?: string }) => error.code,
      );
      expect(['42501', '23514', 0], name).toContain(touched);
    }
  });

  test('signs of danger stay with those who were told of them', async () => {
    const { protectionId } = await scene.protection();
    const [row] = await scene.owner<{ person_id: string; number: string; visit_id: string }>(
      `select p.person_id, f.number, p.visit_id from visits.protection p
       join casefiles.case_file f on f.person_id = p.person_id where p.id = $1`,
      [protectionId],
    );
    await scene.house.done(scene.tokens.duarte, 'glass.break', {
      fileNumber: row?.number,
      reason: 'life-in-danger',
      words: WORDS,
    });
    const file = await page(scene.tokens.duarte, `/people/${row?.person_id}?lang=en`);
    expect(file.status).toBe(200);
    expect(file.text).not.toMatch(/minor-alone|alone|\/protection/i);
    expect(
      await as(scene.tokens.duarte, (tx) =>
        tx.text('select 1 from visits.lock_protection($1)', [protectionId]),
      ),
    ).toEqual([]);
  });
});

describe('afterwards', () => {
  const broken = async () => {
    const { personId, input } = await closed();
    await scene.house.done(scene.tokens.duarte, 'glass.break', input);
    await page(scene.tokens.duarte, `/people/${personId}`);
    return { personId, glassId: (await glassOf(personId))?.id ?? '' };
  };

  test('those who were told read who and why, never whose file; nobody else reads it', async () => {
    const { personId, glassId } = await broken();
    for (const token of [custodian, officer]) {
      const { status, text } = await page(token, '/break-glass/reviews?lang=en');
      expect(status).toBe(200);
      expect(text).toContain(WORDS);
      expect(text).toContain('1 page of the file was read');
      expect(text).not.toContain(personId);
    }
    for (const who of ['duarte', 'iryna', 'helena', 'marta'] as const) {
      expect((await page(scene.tokens[who], '/break-glass/reviews')).status, who).toBe(404);
      expect(
        await codeOf(scene.tokens[who], 'glass.review', {
          glassId,
          verdict: 'right',
          words: 'Sim.',
        }),
        who,
      ).toBe('not-found');
    }
  });

  test('GLA-6: looked at once, of two at the same moment too', async () => {
    const { glassId } = await broken();
    const review = { glassId, verdict: 'right', words: 'Confirmado com o hospital.' };
    const codes = await Promise.all(
      [custodian, officer].map((token) => codeOf(token, 'glass.review', review)),
    );
    expect(codes.toSorted()).toEqual(['done', 'glass-reviewed']);
  });

  const suspend = async () => {
    const database = new Database({
      url: scene.house.database.urls.jobs,
      connections: 1,
      applicationName: 'glass',
      rehearsalClock: scene.house.clock,
    });
    const token = processToken(SECRET, 'worker');
    await suspendGlasses(database, token, { clock: scene.house.clock, secret: SECRET });
    await database.close();
  };
  const isClosed = async () =>
    (
      await scene.owner<{ yes: boolean }>(
        'select disabled_at is not null as yes from access.account where id = $1',
        [await scene.accountOf('Duarte')],
      )
    )[0]?.yes;
  const reopen = async () => {
    await scene.owner('update access.account set disabled_at = null where id = $1', [
      await scene.accountOf('Duarte'),
    ]);
    Object.assign(scene.tokens, { duarte: await scene.house.tokenOf('Duarte') });
  };

  test('GLA-7: not looked at within 72 hours, the account is closed and its sessions end', async () => {
    const { glassId } = await broken();
    scene.house.wait(72 * 60 - 1);
    await suspend();
    expect(await isClosed()).toBe(false);
    expect(await codeOf(scene.tokens.worker, 'glass.suspend', { glassId })).toBe('glass-not-due');
    scene.house.wait(1);
    await suspend();
    expect(await isClosed()).toBe(true);
    expect((await page(scene.tokens.duarte, '/')).status).toBe(303);
    await suspend();
    await reopen();
  });

  test('looked at in time it stays open; found wrong it is closed at once', async () => {
    const right = await broken();
    await scene.house.done(custodian, 'glass.review', {
      glassId: right.glassId,
      verdict: 'right',
      words: 'Sim.',
    });
    scene.house.wait(80 * 60);
    await suspend();
    expect(await isClosed()).toBe(false);
    const wrong = await broken();
    scene.house.wait(1);
    await scene.house.done(officer, 'glass.review', {
      glassId: wrong.glassId,
      verdict: 'wrong',
      words: 'Não havia emergência.',
    });
    expect(await isClosed()).toBe(true);
    await reopen();
    expect((await page(scene.tokens.duarte, `/people/${wrong.personId}`)).status).toBe(404);
  });
});

test('the same id again opens nothing a second time', async () => {
  const { personId, input } = await closed();
  const id = newId();
  const first = await scene.house.run(scene.tokens.duarte, 'glass.break', input, id);
  expect(await scene.house.run(scene.tokens.duarte, 'glass.break', input, id)).toEqual(first);
  expect(
    await scene.owner('select 1 from access.glass where person_id = $1', [personId]),
  ).toHaveLength(1);
});
