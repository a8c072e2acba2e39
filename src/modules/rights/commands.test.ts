// Every command of claims, erasure and holds in five ways, over a real database; and what the pages show of them
// to whom.
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { carryOutErasures } from '#main/carry-out-erasures.ts';
import { JOBS_SCHEMA } from '#main/jobs.ts';
import type { Database } from '#platform/db/database.ts';
import { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { SECRET } from '../../../test/support/house.ts';
import { inOfficersHouse, ledgerFolder } from '../../../test/support/officers.ts';
import { restrictionSteps } from './restriction-steps.fixture.ts';
import type { Scene } from '../../../test/support/scene.ts';

const ledger = new ErasureLedger(join(ledgerFolder(), 'erased'));
let scene: Scene;
let worker: Database;
inOfficersHouse((house) => {
  ({ scene, database: worker } = house);
});
beforeEach(async () => {
  await scene.owner('update access.session set stepped_up_at = now()');
});

const today = () => scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
const done = (token: string, name: string, input: object) => scene.house.done(token, name, input);

/** What somebody who has gone asks. */
const toRecord = async (kind: string) => ({
  personId: (await scene.known()).personId,
  kind,
  channel: 'letter',
  askedOn: today().toString(),
  words: 'Apaguem o que sabem de mim.',
});
const asked = async (kind: string) => {
  const input = await toRecord(kind);
  const { claimId } = await done(scene.tokens.iryna, 'claim.record', input);
  return { claimId: String(claimId), personId: input.personId };
};
const claim = async (kind: string) => ({ claimId: (await asked(kind)).claimId });
const review = { ground: 'nothing-to-keep', answer: 'Nada tem de ficar.' };
const reviewed = async () => {
  const made = await asked('erasure');
  await done(scene.tokens.augusto, 'erasure.review', { claimId: made.claimId, ...review });
  return made;
};
const approved = async () => {
  const made = await reviewed();
  await done(scene.tokens.baltazar, 'erasure.approve', { claimId: made.claimId });
  return made;
};
/** Begun, as the worker does before it asks for the rows. */
const begun = async () => {
  const { claimId, personId } = await approved();
  const [row] = await scene.owner<{ id: string }>(
    `update rights.erasure set person_ids = array[person_id], ghost_ids = array[uuidv7()]
     where claim_id = $1 returning id`,
    [claimId],
  );
  return { erasureId: String(row?.id), personId };
};
const numberOf = async (personId: string) => {
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  return String(file?.number);
};
const toHold = async () => ({
  fileNumber: await numberOf((await scene.known()).personId),
  reason: 'court',
  words: 'Processo 12/26.',
  reviewOn: today().add({ months: 3 }).toString(),
});
const held = async () => {
  const input = await toHold();
  const { holdId } = await done(scene.tokens.augusto, 'hold.place', input);
  return { holdId: String(holdId) };
};

/** Those who answer for nothing of it: receive, serve, coordinate, manage accounts, behind the fence. */
const NO_OFFICERS = {
  iryna: 'not-found',
  paulo: 'not-found',
  helena: 'not-found',
  ines: 'not-found',
  marta: 'not-found',
  kiosk: 'not-found',
} as const;

const ROWS: Readonly<Record<string, Row>> = {
  'claim.record': {
    by: 'iryna',
    before: () => toRecord('erasure'),
    events: ['claim.recorded'],
    // Helena and Augusto receive nobody; Catarina and Paulo see nobody of this house.
    others: {
      paulo: 'not-found',
      catarina: 'not-found',
      marta: 'not-found',
      augusto: 'not-found',
      ines: 'not-found',
      kiosk: 'not-found',
    },
    broken: [() => ({ askedOn: today().add({ days: 1 }).toString() }), 'invalid'],
    twice: 'erasure-asked-already',
  },
  'claim.extend': {
    by: 'augusto',
    before: async () => ({ ...(await claim('objection')), why: 'complex' }),
    events: ['claim.extended'],
    others: NO_OFFICERS,
    broken: [
      ({ claimId }: { claimId: string }) =>
        done(scene.tokens.augusto, 'claim.answer', { claimId, outcome: 'refused', answer: 'Não.' }),
      'claim-answered',
    ],
    twice: 'claim-extended',
  },
  'claim.answer': {
    by: 'augusto',
    before: async () => ({ ...(await claim('correction')), outcome: 'granted', answer: 'Feito.' }),
    events: ['claim.answered'],
    others: NO_OFFICERS,
    broken: [
      ({ claimId }: { claimId: string }) =>
        scene.owner(`update rights.claim set kind = 'erasure' where id = $1`, [claimId]),
      'erasure-needs-review',
    ],
    twice: 'claim-answered',
  },
  'erasure.review': {
    by: 'augusto',
    before: async () => ({ ...(await claim('erasure')), ...review }),
    events: ['erasure.reviewed'],
    others: NO_OFFICERS,
    broken: [
      ({ claimId }: { claimId: string }) =>
        done(scene.tokens.augusto, 'erasure.review', {
          claimId,
          ...review,
          ground: 'legal-claims',
        }),
      'claim-answered',
    ],
    twice: 'both',
  },
  'erasure.approve': {
    by: 'baltazar',
    before: async () => ({ claimId: (await reviewed()).claimId }),
    events: ['erasure.approved'],
    others: { ...NO_OFFICERS, augusto: 'not-allowed' },
    broken: [
      ({ claimId }: { claimId: string }) =>
        done(scene.tokens.augusto, 'erasure.review', { claimId, ...review, ground: 'legal-duty' }),
      'claim-answered',
    ],
    twice: 'claim-answered',
  },
  'erasure.carry-out': {
    by: 'worker',
    before: async () => ({ erasureId: (await begun()).erasureId }),
    events: ['erasure.carried-out'],
    others: { ...NO_OFFICERS, augusto: 'not-found', baltazar: 'not-found' },
    broken: [
      ({ erasureId }: { erasureId: string }) =>
        scene.owner(
          `insert into rights.hold (id, person_id, unit_id, reason, words, review_on, placed_by, placed_at)
           select uuidv7(), e.person_id, c.unit_id, 'court', 'x', '2040-01-01', c.recorded_by, now()
           from rights.erasure e join rights.claim c on c.id = e.claim_id where e.id = $1`,
          [erasureId],
        ),
      'under-hold',
    ],
    twice: 'erasure-done',
  },
  'hold.place': {
    by: 'augusto',
    before: toHold,
    events: ['hold.placed'],
    others: NO_OFFICERS,
    broken: [() => ({ reviewOn: today().toString() }), 'invalid'],
    twice: 'held-already',
  },
  'hold.lift': {
    by: 'augusto',
    before: held,
    events: ['hold.lifted'],
    others: NO_OFFICERS,
    broken: [
      ({ holdId }: { holdId: string }) => done(scene.tokens.augusto, 'hold.lift', { holdId }),
      'hold-lifted',
    ],
    twice: 'hold-lifted',
  },
};
const restrictions = restrictionSteps(() => scene);
testFiveWays(['src/modules/rights/'], { ...ROWS, ...restrictions.rows }, () => scene);

const page = async (token: string, path: string) => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
};
const carryOut = () =>
  carryOutErasures(worker, scene.tokens.worker, {
    clock: scene.house.clock,
    secret: SECRET,
    ledger,
    queue: JOBS_SCHEMA,
  });
const codeOf = async (token: string, name: string, input: unknown) => {
  const { answer } = await scene.run(token, name, input);
  return answer.ok ? 'done' : answer.problem.code;
};

describe('who sees what', () => {
  test('officers see the number of the file and no name; reception sees whose it is; others no page', async () => {
    const { claimId, personId } = await asked('copy');
    const number = await numberOf(personId);
    const register = await page(scene.tokens.augusto, '/rights?lang=en');
    expect(register.status).toBe(200);
    expect(register.text).toContain(`File ${number}`);
    expect(register.text).not.toContain('Nour');
    expect(register.text).not.toContain(personId);
    const own = await page(scene.tokens.iryna, '/rights?lang=en');
    expect(own.text).toContain('Nour');
    expect(own.text).not.toContain('action="/rights/answer');
    // The copy itself is the export of the file, in her language.
    expect(own.text).toContain(`/people/${personId}/export`);
    expect((await page(scene.tokens.iryna, `/people/${personId}/rights?lang=en`)).text).toContain(
      'A copy of her file',
    );
    for (const who of ['paulo', 'marta', 'ines'] as const)
      expect((await page(scene.tokens[who], '/rights')).status, who).toBe(404);
    for (const who of ['iryna', 'helena', 'marta', 'ines'] as const)
      expect((await page(scene.tokens[who], '/rights/holds')).status, who).toBe(404);
    // Another house's reception has an empty register.
    expect((await page(scene.tokens.catarina, '/rights')).text).not.toContain(claimId);
  });

  test('of many open claims the forms of one are there, when it is asked for or was refused', async () => {
    const [one, other] = [await asked('objection'), await asked('objection')];
    const { augusto, iryna } = scene.tokens;
    const idsIn = ({ text }: { text: string }) =>
      new Set([...text.matchAll(/name="claimId" value="([^"]+)"/g)].map(([, id]) => id));
    expect(idsIn(await page(augusto, '/rights'))).toEqual(new Set());
    const way = `/rights?answer=${one.claimId}`;
    expect((await page(augusto, '/rights')).text).toContain(`href="${way}#${one.claimId}"`);
    expect(idsIn(await page(augusto, way))).toEqual(new Set([one.claimId]));
    // Whoever doesn't answer has no form by the address either.
    expect(idsIn(await page(iryna, way))).toEqual(new Set());
    const refused = await scene.house.app.request('/rights/answer', {
      method: 'POST',
      headers: { Authorization: `Bearer ${augusto}` },
      body: new URLSearchParams({ commandId: newId(), claimId: other.claimId, answer: '' }),
    });
    expect(refused.status).toBe(422);
    const text = await refused.text();
    expect(idsIn({ text })).toEqual(new Set([other.claimId]));
    // It leads to what is wrong, and what is half typed for another is kept under a name of its own.
    expect(text).toContain(`<a href="#answer-${other.claimId}">`);
    expect(text).toContain(`data-draft="answer:${other.claimId}"`);
  });

  test('a refused review keeps the ground that was chosen, not the one from before', async () => {
    const { claimId } = await reviewed();
    const refused = await scene.house.app.request('/rights/review', {
      method: 'POST',
      headers: { Authorization: `Bearer ${scene.tokens.augusto}` },
      body: new URLSearchParams({ commandId: newId(), claimId, ground: 'archive', answer: '' }),
    });
    expect(await refused.text()).toMatch(/<option value="archive" selected/);
  });

  test('RIG-1: past its day, a claim says so and stands on top', async () => {
    await asked('objection');
    scene.house.wait(32 * 24 * 60);
    await asked('restriction');
    const { text } = await page(scene.tokens.augusto, '/rights?lang=en');
    expect(text.indexOf('Overdue since')).toBeGreaterThan(0);
    expect(text.lastIndexOf('Overdue since')).toBeLessThan(text.indexOf('Restriction'));
  });
});

describe('erasing', () => {
  test('RIG-7: a hold that is placed after the approval takes it back: lifted, it is looked at anew', async () => {
    await carryOut();
    const { claimId, personId } = await approved();
    const fileNumber = await numberOf(personId);
    const { holdId } = await done(scene.tokens.augusto, 'hold.place', {
      ...(await toHold()),
      fileNumber,
    });
    const lines = ledger.read().length;
    expect(await carryOut()).toBe(0);
    expect(ledger.read()).toHaveLength(lines);
    expect((await page(scene.tokens.augusto, '/rights?lang=en')).text).toContain(
      'Under a legal hold',
    );
    await done(scene.tokens.augusto, 'hold.lift', { holdId });
    expect(await carryOut()).toBe(0);
    expect(await codeOf(scene.tokens.baltazar, 'erasure.approve', { claimId })).toBe(
      'erasure-needs-review',
    );
    await done(scene.tokens.augusto, 'erasure.review', { claimId, ...review });
    await done(scene.tokens.baltazar, 'erasure.approve', { claimId });
    expect(await carryOut()).toBe(1);
    const [after] = await scene.owner<{ state: string; person_id: null; words: null }>(
      'select state, person_id, words, answer from rights.claim where id = $1',
      [claimId],
    );
    expect(after).toEqual({ state: 'carried-out', person_id: null, words: null, answer: null });
    const { text } = await page(scene.tokens.augusto, '/rights?lang=en');
    expect(text).toContain('A file that was erased');
    expect(text).toMatch(/\d+ rows were erased/);
    expect(text).not.toContain(fileNumber);
    expect((await page(scene.tokens.iryna, `/people/${personId}`)).status).toBe(404);
  });

  test('RIG-8: nobody is erased while she is in the house, nor before she is answered what else she asked', async () => {
    const { claimId, personId } = await reviewed();
    const other = await done(scene.tokens.iryna, 'claim.record', {
      ...(await toRecord('copy')),
      personId,
    });
    const approve = () => codeOf(scene.tokens.baltazar, 'erasure.approve', { claimId });
    expect(await approve()).toBe('claims-open');
    await done(scene.tokens.augusto, 'claim.answer', {
      claimId: other['claimId'],
      outcome: 'granted',
      answer: 'Entregue.',
    });
    const { visitId } = await done(scene.tokens.iryna, 'visit.receive', {
      centreId: 'cnaim-lisboa',
      language: 'ar',
      personId,
      subjectIds: ['social-security'],
    });
    expect(await approve()).toBe('person-is-here');
    await done(scene.tokens.iryna, 'visit.leave', { visitId });
    expect(await approve()).toBe('done');
    await carryOut();
  });

  test('RIG-6: the database asks the same again, whoever asks it', async () => {
    const { claimId } = await reviewed();
    const as = (token: string, text: string, values: unknown[]) =>
      scene.house.services.database.transaction(async (tx) => {
        await tx.text('select access.enter($1)', [token]);
        return tx.text(text, values);
      });
    const approve = 'select rights.approve($1, uuidv7(), now())';
    await expect(as(scene.tokens.iryna, approve, [claimId])).rejects.toMatchObject({
      code: '42501',
    });
    // Who reviewed it, by the constraint of the table.
    await expect(as(scene.tokens.augusto, approve, [claimId])).rejects.toMatchObject({
      code: '23514',
    });
    for (const text of [
      'select rights.erase_rows($1, now())',
      'select * from rights.begin_erasure($1)',
      'select rights.end_erasure($1, 0, now())',
    ])
      await expect(as(scene.tokens.baltazar, text, [newId()])).rejects.toMatchObject({
        code: '42501',
      });
    await expect(
      as(scene.tokens.baltazar, 'select * from rights.erasure where id <> $1', [newId()]),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('stopped after the rows, it goes on from there, and the ledger is told once', async () => {
    const { personId } = await approved();
    const [row] = await scene.owner<{ id: string }>(
      'select id from rights.erasure where person_id = $1',
      [personId],
    );
    await scene.owner('select persons from rights.begin_erasure($1)', [row?.id]);
    ledger.append(
      { step: 'begin', erasure: String(row?.id), persons: [personId] },
      scene.house.clock.now(),
    );
    await scene.owner('select rights.erase_rows($1, now())', [row?.id]);
    expect(await carryOut()).toBe(1);
    const steps = ledger.read().filter(({ erasure }) => erasure === row?.id);
    expect(steps.map(({ step }) => step)).toEqual(['begin', 'done']);
    const left = await scene.owner('select 1 from log.event where person_id = $1', [personId]);
    expect(left).toEqual([]);
  });
});
