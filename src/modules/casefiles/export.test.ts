// Taking a file out, over a real database: one person, what the asking account may read, once; and what
// becomes of it when she may no longer read it, between asking, making and fetching.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { Exports } from '#main/exports.ts';
import { processToken } from '#main/process-accounts.ts';
import { Database } from '#platform/db/database.ts';
import { asActor } from '#platform/session/enter.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
beforeEach(async () => {
  await scene.owner('update access.session set stepped_up_at = now()');
});
afterEach(async () => {
  await scene.sweep();
  scene.house.wait(25 * 60);
});
afterAll(() => scene?.close());

const WORDS = 'Pediu uma cópia para o advogado.';
const asking = (personId: string, more: object = {}) => ({
  personId,
  reason: 'she-asked',
  words: WORDS,
  format: 'csv',
  ...more,
});
const ask = async (token: string, personId: string, more: object = {}) => {
  const { exportId } = await scene.house.done(token, 'export.ask', asking(personId, more));
  return String(exportId);
};
const make = (token: string, exportId: string) =>
  scene.house.services.exports.run({ exportId, token, language: 'pt' });
const codeOf = async (token: string, name: string, input: unknown) => {
  const { answer } = await scene.run(token, name, input);
  return answer.ok ? 'done' : answer.problem.code;
};
const request = async (token: string, path: string, fields?: Record<string, string>) => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, to: answer.headers.get('location'), bytes, text: String(bytes) };
};
const fetch = (token: string, personId: string, exportId: string, commandId: string = newId()) =>
  request(token, `/people/${personId}/export/${exportId}`, { commandId });
const stateOf = async (exportId: string) =>
  (
    await scene.owner<{ state: string }>('select state from casefiles.export where id = $1', [
      exportId,
    ])
  )[0]?.state;
const documents = (exportId: string) =>
  scene.owner<{ sealed: Buffer }>(
    'select sealed from casefiles.export_document where export_id = $1',
    [exportId],
  );

/** Duarte has an envelope with what she needs, and nothing else of her. */
async function shared() {
  const received = await scene.house.done(scene.tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'ar',
    name: 'Nour',
    phone: '+351 910 000 000',
    subjectIds: ['social-security'],
  });
  await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId: received['visitId'] });
  scene.house.wait(1);
  const personId = String(received['personId']);
  return { personId, ...(await envelope(personId, ['needs'])) };
}
async function envelope(personId: string, sections: readonly string[]) {
  const until = scene.house.clock
    .now()
    .add({ hours: 24 * 30 })
    .toString()
    .slice(0, 10);
  const { consentId } = await scene.house.done(scene.tokens.iryna, 'consent.record', {
    personId,
    toUnitId: 'act',
    purpose: 'work',
    sections,
    until,
    language: 'ar',
  });
  const { referralId } = await scene.house.done(scene.tokens.iryna, 'referral.send', {
    personId,
    consentId,
    toUnitId: 'act',
    subjectId: 'work-rights',
    body: 'O patrão não paga.',
  });
  await scene.house.done(scene.tokens.duarte, 'referral.accept', { referralId });
  scene.house.wait(1);
  return { consentId: String(consentId), referralId: String(referralId) };
}
const withdraw = async (consentId: string) => {
  await scene.house.done(scene.tokens.iryna, 'consent.withdraw', { consentId });
  scene.house.wait(1);
};

describe('taken out', () => {
  test('asked for by the form, made, fetched once as a paper; on her list; nothing of it in the clear', async () => {
    const { personId } = await scene.known();
    const { iryna } = scene.tokens;
    const path = `/people/${personId}/export`;
    const { personId: _, ...fields } = asking(personId, { format: 'pdf' });
    const sent = await request(iryna, path, { ...fields, commandId: newId() });
    expect([sent.status, sent.to]).toEqual([303, path]);
    const page = await request(iryna, `${path}?lang=en`);
    const [, exportId = ''] = new RegExp(`${path}/([0-9a-f-]{36})`).exec(page.text) ?? [];
    expect(page.text).toContain('Fetch it, until');
    const [kept] = await documents(exportId);
    expect(kept?.sealed.length).toBeGreaterThan(5000);
    expect(kept?.sealed.includes('%PDF')).toBe(false);
    const got = await fetch(iryna, personId, exportId);
    expect([got.status, got.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect(await documents(exportId)).toEqual([]);
    const again = await fetch(iryna, personId, exportId);
    expect(again.status).toBe(409);
    expect(again.text).not.toContain('%PDF');
    const list = await request(iryna, `/people/${personId}/readings?lang=en`);
    expect(list.text).toContain('para levar uma cópia, com um motivo');
    const rows = await scene.owner<{ screen: string }>(
      `select screen from log.read where person_id = $1 and screen like 'export%' order by screen`,
      [personId],
    );
    expect(new Set(rows.map(({ screen }) => screen))).toEqual(
      new Set(['export', 'export-fetched']),
    );
  });

  test('two who fetch at once, and the same press twice: one gets it', async () => {
    const { personId } = await scene.known();
    const { iryna } = scene.tokens;
    for (const same of [undefined, newId()]) {
      const exportId = await ask(iryna, personId);
      await make(iryna, exportId);
      const got = await Promise.all([
        fetch(iryna, personId, exportId, same),
        fetch(iryna, personId, exportId, same),
      ]);
      const whole = got.filter(({ bytes }) => bytes.includes('Nour'));
      expect(got.map(({ status }) => status)).toContain(200);
      // The same press is one act, and both answers may be it.
      if (!same) expect(whole.filter(({ status }) => status === 200)).toHaveLength(1);
      expect((await fetch(iryna, personId, exportId, same)).status).toBe(409);
    }
  });

  test('one person, and of her the sections that are open to whoever asks', async () => {
    const { personId } = await shared();
    const { duarte, iryna } = scene.tokens;
    const exportId = await ask(duarte, personId);
    await make(duarte, exportId);
    const { text } = await fetch(duarte, personId, exportId);
    expect(text).toContain('Nour');
    expect(text).toContain('Segurança Social');
    for (const hidden of ['910 000 000', 'Balcão', 'Visitas', 'CNAIM'])
      expect(text).not.toContain(hidden);
    const whole = await ask(iryna, personId);
    await make(iryna, whole);
    expect((await fetch(iryna, personId, whole)).text).toContain('Visitas');
  });

  test('a colleague finds nothing, and cannot have it made', async () => {
    const { personId } = await scene.known();
    const { iryna, helena, samira } = scene.tokens;
    const exportId = await ask(iryna, personId);
    await make(iryna, exportId);
    for (const token of [helena, samira]) {
      expect([404, 409]).toContain((await fetch(token, personId, exportId)).status);
      expect(await codeOf(token, 'export.fetch', { exportId })).toBe('not-found');
      // Nor can she have it made in her name.
      await make(token, exportId);
    }
    expect((await fetch(iryna, personId, exportId)).status).toBe(200);
  });

  test('only after a fresh proof: to see the page, to ask, to fetch', async () => {
    const { personId } = await scene.known();
    const { iryna } = scene.tokens;
    const exportId = await ask(iryna, personId);
    await make(iryna, exportId);
    await scene.owner(`update access.session set stepped_up_at = now() - interval '11 minutes'`);
    expect((await request(iryna, `/people/${personId}/export`)).to).toMatch(/^\/step-up/);
    expect(await codeOf(iryna, 'export.ask', asking(personId))).toBe('prove-again');
    expect(await codeOf(iryna, 'export.fetch', { exportId })).toBe('prove-again');
    expect((await fetch(iryna, personId, exportId)).text).not.toContain('"Nour"');
    expect(await documents(exportId)).toHaveLength(1);
  });

  test('ten in 24 hours, also of two at once', async () => {
    const { personId } = await scene.known();
    const { iryna } = scene.tokens;
    for (let count = 0; count < 9; count += 1) await ask(iryna, personId);
    const codes = await Promise.all(
      [1, 2, 3].map(() => codeOf(iryna, 'export.ask', asking(personId))),
    );
    expect(codes.sort()).toEqual(['done', 'exports-used-up', 'exports-used-up']);
    // The database says the same to whoever goes past the rule.
    await expect(
      asActor(scene.house.services.database, iryna, (tx) =>
        tx.text(
          `insert into casefiles.export (id, account_id, unit_id, person_id, reason, words, format, state,
             asked_at, ends_at)
           select uuidv7(), access.me(), 'network-welcome', $1, 'she-asked', $2, 'pdf', 'waiting', meta.now(),
             meta.now() + interval '12 hours'`,
          [personId, WORDS],
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    scene.house.wait(24 * 60);
    await scene.owner('update access.session set stepped_up_at = now()');
    expect(await codeOf(iryna, 'export.ask', asking(personId))).toBe('done');
  });

  test('after twelve hours it is gone, and the worker deletes it', async () => {
    const { personId } = await scene.known();
    const { iryna } = scene.tokens;
    const exportId = await ask(iryna, personId);
    await make(iryna, exportId);
    scene.house.wait(12 * 60);
    await scene.owner('update access.session set stepped_up_at = now()');
    expect((await fetch(iryna, personId, exportId)).text).not.toContain('"Nour"');
    expect(await codeOf(iryna, 'export.fetch', { exportId })).toBe('export-over');
    const jobs = new Database({
      url: scene.house.database.urls.jobs,
      connections: 1,
      applicationName: 'test',
      rehearsalClock: scene.house.clock,
    });
    const forget = (token: string) =>
      jobs.transaction(async (tx) => {
        tx.text('select access.enter($1)', [token]).catch(() => {});
        await tx.text('select casefiles.forget_exports(meta.now())');
      });
    await forget(iryna);
    expect(await documents(exportId)).toHaveLength(1);
    await forget(processToken(SECRET, 'worker'));
    expect(await documents(exportId)).toEqual([]);
    await jobs.close();
  });

  test('a process that died makes it when whoever asked looks after it', async () => {
    const { personId } = await scene.known();
    const { iryna } = scene.tokens;
    const exportId = await ask(iryna, personId);
    expect(await stateOf(exportId)).toBe('waiting');
    await request(iryna, `/people/${personId}/export`);
    expect(await stateOf(exportId)).toBe('ready');
  });
});

describe('what she may no longer read is not handed over', () => {
  test('withdrawn between asking and making: nothing is made', async () => {
    const { personId, consentId } = await shared();
    const { duarte } = scene.tokens;
    const exportId = await ask(duarte, personId);
    await withdraw(consentId);
    await make(duarte, exportId);
    expect(await stateOf(exportId)).toBe('refused');
    expect(await documents(exportId)).toEqual([]);
    expect(await codeOf(duarte, 'export.fetch', { exportId })).toBe('not-found');
  });

  test('withdrawn while it is made: what was read is not kept', async () => {
    const { personId, consentId } = await shared();
    const { duarte } = scene.tokens;
    const exportId = await ask(duarte, personId);
    const { services } = scene.house;
    let transactions = 0;
    // The first reads, the second keeps.
    const between: Pick<Database, 'transaction'> = {
      async transaction(work) {
        transactions += 1;
        if (transactions === 2) await withdraw(consentId);
        return services.database.transaction(work);
      },
    };
    const job = { exportId, token: duarte, language: 'pt' } as const;
    await new Exports({ ...services, database: between }).run(job);
    expect(transactions).toBeGreaterThan(2);
    expect(await stateOf(exportId)).toBe('refused');
    expect(await documents(exportId)).toEqual([]);
  });

  test('withdrawn between making and fetching: as if it was not there', async () => {
    const { personId, consentId } = await shared();
    const { duarte } = scene.tokens;
    const exportId = await ask(duarte, personId);
    await make(duarte, exportId);
    await withdraw(consentId);
    const got = await fetch(duarte, personId, exportId);
    expect(got.status).toBe(404);
    expect(got.text).not.toContain('Nour');
    expect(await codeOf(duarte, 'export.fetch', { exportId })).toBe('not-found');
    expect((await request(duarte, `/people/${personId}/export`)).status).toBe(404);
    const rows = await asActor(scene.house.services.database, duarte, (tx) =>
      tx.text('select 1 from casefiles.export_document'),
    );
    expect(rows).toEqual([]);
  });

  test('of two envelopes with the same sections one may end; with fewer sections left it is refused', async () => {
    const { personId, consentId } = await shared();
    const { duarte } = scene.tokens;
    const second = await envelope(personId, ['needs']);
    const kept = await ask(duarte, personId);
    await make(duarte, kept);
    await withdraw(consentId);
    expect((await fetch(duarte, personId, kept)).text).toContain('Nour');
    const third = await envelope(personId, ['tasks']);
    const wide = await ask(duarte, personId);
    await make(duarte, wide);
    await withdraw(third.consentId);
    expect((await request(duarte, `/people/${personId}`)).status).toBe(200);
    expect((await fetch(duarte, personId, wide)).status).toBe(404);
    await withdraw(second.consentId);
    expect((await request(duarte, `/people/${personId}`)).status).toBe(404);
  });

  test('a desk takes it out while it serves her, and not afterwards', async () => {
    const { personId, stopId } = await scene.serving();
    const { paulo } = scene.tokens;
    const exportId = await ask(paulo, personId);
    await make(paulo, exportId);
    await scene.house.done(paulo, 'stop.finish', { stopId, mode: 'support', outcome: 'solved' });
    scene.house.wait(1);
    expect((await fetch(paulo, personId, exportId)).status).toBe(404);
  });

  test('who is kept away by her finds neither the page nor what was made', async () => {
    const { personId } = await scene.known();
    const { iryna } = scene.tokens;
    const exportId = await ask(iryna, personId);
    await make(iryna, exportId);
    await scene.house.done(iryna, 'person.keep-away', {
      personId,
      accountId: await scene.accountOf('Iryna'),
    });
    scene.house.wait(1);
    expect((await fetch(iryna, personId, exportId)).status).toBe(404);
  });
});
