// What a package promises: it opens once, to link and code together; what it says was fixed when it was sent, is
// sealed before the database, and can be proved by anybody.
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasPackages, notePackages } from '#main/note-packages.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { inCheckout } from '#platform/checkout.ts';
import { Database } from '#platform/db/database.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { MemorySigner } from '../../../test/support/memory-signer.ts';
import { MemoryVault } from '../../../test/support/memory-vault.ts';
import { cloneDatabase } from '../../../test/support/database.ts';
import { openHouse, SECRET } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { ASKED, PartnerBrowser, partnerSteps } from './partner-steps.fixture.ts';

let scene: Scene;
let worker: Database;
const vault = new MemoryVault();
const signer = new MemorySigner();
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8, vault, signer }));
  worker = new Database({
    url: scene.house.database.urls.jobs,
    connections: 2,
    applicationName: 'test',
    rehearsalClock: scene.house.clock,
  });
});
afterEach(() => scene.sweep());
afterAll(async () => {
  await worker?.close();
  await scene?.close();
});

const { done, codeOf, sent, toSend, secretsOf, standing } = partnerSteps(() => scene);
const browser = () => new PartnerBrowser(scene);
const tidy = () =>
  notePackages(worker, scene.tokens.worker, { clock: scene.house.clock, secret: SECRET });

/** What a stranger is told by a link: status and words, without what each page has of its own. */
const toldBy = async (link: string, code = '00000000') => {
  const one = browser();
  await one.ask(`/p/${link}`);
  const door = await one.ask('/package');
  const opens = await one.ask('/package', { code });
  return [door.status, door.text, opens.status, opens.text];
};

describe('a link', () => {
  test('PAR-2: programs that look at mail use nothing up; it opens once, and again in the same browser alone', async () => {
    const one = await sent();
    const secrets = await secretsOf(one);
    expect(secrets.code).toMatch(/^\d{4} \d{4}$/);
    for (let each = 0; each < 3; each++) {
      const scanner = browser();
      const first = await scanner.ask(`/p/${secrets.link}`);
      expect([first.status, first.to]).toEqual([303, '/package']);
      const door = await scanner.ask('/package');
      expect(door.status).toBe(200);
      expect(door.text).not.toContain(ASKED);
      expect(door.text).not.toContain(one.personId);
    }
    expect((await standing(one.packageId))?.opened).toBe(false);
    const shelter = browser();
    const opened = await shelter.open(secrets);
    expect(opened.text).toContain(ASKED);
    expect(opened.headers.get('cache-control')).toBe('no-store');
    expect(opened.headers.get('x-robots-tag')).toContain('noindex');
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
    // The connection broke: the same browser shows it again, another one never.
    scene.house.wait(20);
    expect((await shelter.ask('/package')).text).toContain(ASKED);
    const other = browser();
    const second = await other.open(secrets);
    expect(second.status).toBe(200);
    expect(second.text).not.toContain(ASKED);
    expect((await other.ask('/package/paper.pdf')).status).toBe(404);
    expect((await other.ask('/package/signed')).status).toBe(404);
    // After half an hour it is shown to nobody; its content is destroyed.
    scene.house.wait(11);
    expect((await shelter.ask('/package')).text).not.toContain(ASKED);
    await tidy();
    expect(await standing(one.packageId)).toMatchObject({ opened: true, kept: false });
  });

  test('PAR-4: five wrong codes end it; its sender is told, and sends another', async () => {
    const one = await sent();
    const { link, code } = await secretsOf(one);
    const guesser = browser();
    await guesser.ask(`/p/${link}`);
    const tried: number[] = [];
    for (let each = 0; each < 5; each++)
      tried.push((await guesser.ask('/package', { code: '0000' })).status);
    expect(tried).toEqual([422, 422, 422, 422, 404]);
    expect((await browser().open({ link, code })).status).toBe(404);
    expect(await standing(one.packageId)).toMatchObject({ opened: false, kept: false });
    expect((await secretsOf(one)).text).toContain('closed after five wrong codes');
    await done(scene.tokens.iryna, 'package.renew', { referralId: one.referralId });
    const again = await secretsOf(one);
    expect((await browser().open(again)).text).toContain(ASKED);
  });

  test('PAR-2: pressed twice, the answer that came shows it; once it was read, nobody takes it over', async () => {
    const secrets = await secretsOf(await sent());
    const twice = [browser(), browser()];
    for (const each of twice) await each.ask(`/p/${secrets.link}`);
    await Promise.all(twice.map((each) => each.ask('/package', { code: secrets.code })));
    // Whose answer was lost is known to nobody: whoever looks has pressed last.
    const [lost, came] = [twice[0], twice[1]];
    await came?.ask('/package', { code: secrets.code });
    expect((await came?.ask('/package'))?.text).toContain(ASKED);
    expect((await lost?.ask('/package'))?.text).not.toContain(ASKED);
    expect((await browser().open(secrets)).text).not.toContain(ASKED);
  });

  test('digits of any script are a code', async () => {
    const { link, code } = await secretsOf(await sent());
    const arabic = code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
    expect((await browser().open({ link, code: arabic })).text).toContain(ASKED);
  });

  test('unknown, replaced, locked, taken back, run out and unopened for too long are told alike', async () => {
    const told = new Map<string, unknown>();
    told.set('unknown', await toldBy('A'.repeat(22)));
    const replaced = await sent();
    const first = await secretsOf(replaced);
    await done(scene.tokens.iryna, 'package.renew', { referralId: replaced.referralId });
    told.set('replaced', await toldBy(first.link, first.code));
    const back = await sent();
    const taken = await secretsOf(back);
    await done(scene.tokens.iryna, 'referral.withdraw', { referralId: back.referralId });
    told.set('taken back', await toldBy(taken.link, taken.code));
    const hers = await sent();
    const withdrawn = await secretsOf(hers);
    await done(scene.tokens.iryna, 'consent.withdraw', { consentId: hers.consentId });
    told.set('withdrawn by her', await toldBy(withdrawn.link, withdrawn.code));
    const old = await secretsOf(await sent());
    scene.house.wait(14 * 24 * 60);
    told.set('unopened', await toldBy(old.link, old.code));
    const [unknown] = told.values();
    expect((unknown as unknown[])[0]).toBe(404);
    for (const [which, answer] of told) expect(answer, which).toEqual(unknown);
  });
});

describe('what it says', () => {
  test('the sections of its envelope, as they were; nothing dangerous, nothing of one office alone', async () => {
    const input = await toSend(['identity', 'contact', 'needs', 'tasks']);
    const { personId } = input;
    await scene.owner(`update people.person set name = 'Mariam' where id = $1`, [personId]);
    await scene.owner(
      `insert into people.contact (person_id, unit_id, phone, email, rule, hours, cover, avoid)
       values ($1, 'network-welcome', '+351 910 000 000', 'casa@exemplo.pt', 'messages-only', '18:00 20:00',
         'da biblioteca', 'casa@exemplo.pt')
       on conflict (person_id) do update set phone = excluded.phone, email = excluded.email, rule = excluded.rule,
         hours = excluded.hours, cover = excluded.cover, avoid = excluded.avoid`,
      [personId],
    );
    await scene.owner(
      `insert into casefiles.need (id, person_id, unit_id, visit_id, subject_id, state, found_at, changed_at)
       select uuidv7(), person_id, unit_id, visit_id, (select id from directory.subject where sensitive limit 1), 'open',
         found_at, changed_at from casefiles.need where person_id = $1 limit 1`,
      [personId],
    );
    await scene.owner(
      `insert into followups.task (id, person_id, kind, title, unit_id, due_on, own_unit_only, state, made_by, made_at, changed_at)
       select uuidv7(), $1, 'ours', title, 'network-welcome', '2026-04-01', own, 'open', a.id, now(), now()
       from (values ('Levar os lençóis', false), ('Só para nós', true)) t (title, own),
         (select id from access.account where login = 'iryna.melnyk@oneroof.example') a`,
      [personId],
    );
    const [sensitive] = await scene.owner<{ name: string }>(
      `select name->>'pt' as name from directory.subject where sensitive limit 1`,
    );
    const { referralId } = await done(scene.tokens.iryna, 'package.send', input);
    await scene.owner(`update people.person set name = 'Outra' where id = $1`, [personId]);
    const { text } = await browser().open(await secretsOf({ referralId: String(referralId) }));
    for (const said of ['Mariam', '+351 910 000 000', 'Levar os lençóis', ASKED])
      expect(text).toContain(said);
    // How she wishes to be reached goes along; what she said never to use does not.
    for (const said of ['18:00–20:00', 'da biblioteca']) expect(text).toContain(said);
    for (const hidden of [
      'casa@exemplo.pt',
      'Outra',
      'Só para nós',
      sensitive?.name ?? '?',
      personId,
    ])
      expect(text).not.toContain(hidden);
  });

  test('words to say of another of her files stay there, and its hours bind: the sender is asked first', async () => {
    const input = await toSend(['contact']);
    const { personId: other } = await scene.known();
    const write = (personId: string, hours: string | null, cover: string | null) =>
      scene.owner(
        `insert into people.contact (person_id, unit_id, phone, rule, hours, cover)
         values ($1, 'network-welcome', '+351 910 000 003', 'open', $2, $3)
         on conflict (person_id) do update set phone = excluded.phone, rule = excluded.rule,
           hours = excluded.hours, cover = excluded.cover`,
        [personId, hours, cover],
      );
    await write(input.personId, null, 'da biblioteca');
    await write(other, '18:00 20:00', 'da clínica');
    await scene.owner(
      `insert into people.same_person (person_id, other_id, survivor_id, unit_id, since)
       values ($1, $2, $1, 'network-welcome', now()), ($2, $1, $1, 'network-welcome', now())`,
      [input.personId, other],
    );
    const { referralId } = await done(scene.tokens.iryna, 'package.send', input);
    const { text } = await browser().open(await secretsOf({ referralId: String(referralId) }));
    expect(text).toMatch(/Ask the sender|Pergunte a quem enviou/);
    for (const said of ['18:00–20:00', 'da biblioteca']) expect(text).toContain(said);
    for (const hidden of ['da clínica', '910 000 003']) expect(text).not.toContain(hidden);
  });

  test('PAR-1: a colleague of whoever made it sees neither link nor code, and sends another', async () => {
    const one = await sent();
    expect((await secretsOf(one)).code).not.toBe('');
    const page = await scene.house.app.request(`/referrals/${one.referralId}`, {
      headers: { cookie: `oneroof=${scene.tokens.samira}; lang=en` },
    });
    const text = await page.text();
    expect([page.status, text.includes('package-code'), /\/p\/[\w-]{22}/.test(text)]).toEqual([
      200,
      false,
      false,
    ]);
    expect(await hasPackages(scene.house.database.urls.owner)).toBe(true);
  });

  test('sections that were not chosen are not in it', async () => {
    const one = await sent(['needs']);
    await scene.owner(
      `insert into people.contact (person_id, unit_id, phone, rule)
       values ($1, 'network-welcome', '+351 910 000 001', 'open')
       on conflict (person_id) do update set phone = excluded.phone`,
      [one.personId],
    );
    await done(scene.tokens.iryna, 'package.renew', { referralId: one.referralId });
    const shelter = browser();
    const { text } = await shelter.open(await secretsOf(one));
    expect(text).toContain(ASKED);
    expect(text).not.toContain('910 000 001');
    expect((await shelter.ask('/package/signed')).text).not.toContain('910');
  });

  test('sealed before the database, signed, and proved by anybody with the public key', async () => {
    const one = await sent();
    const [row] = await scene.owner<{ sealed: Buffer; digest: Buffer }>(
      `select c.sealed, p.digest from partners.package p join partners.content c on c.package_id = p.id
       where p.id = $1`,
      [one.packageId],
    );
    expect(row?.sealed.includes(Buffer.from('Precisa'))).toBe(false);
    const shelter = browser();
    await shelter.open(await secretsOf(one));
    const pdf = await shelter.ask('/package/paper.pdf');
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const { text: signed } = await shelter.ask('/package/signed');
    const keys = JSON.parse((await browser().ask('/.well-known/oneroof-keys.json')).text);
    const [head = '', body = '', proof = ''] = signed.split('.');
    expect(
      verify(
        null,
        Buffer.from(`${head}.${body}`),
        createPublicKey({ key: keys.keys[0], format: 'jwk' }),
        Buffer.from(proof, 'base64url'),
      ),
    ).toBe(true);
    const check = async (text: string) => (await browser().ask('/verify', { signed: text })).text;
    expect(await check(signed)).toContain('We signed exactly this');
    expect(await check(signed)).toContain(row?.digest.toString('hex'));
    const said = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...said, asked: 'outra coisa' }));
    expect(await check(`${head}.${forged.toString('base64url')}.${proof}`)).toContain('not signed');
    expect(await check('not.a.file')).toContain('not signed');
    expect((await browser().ask('/verify', { signed: ' ' })).status).toBe(422);
  });

  test('put into another row it does not open; with a key away nothing is sent or shown', async () => {
    const [one, other] = [await sent(), await sent()];
    await scene.owner(
      `update partners.content c set sealed = o.sealed, wrapped = o.wrapped from partners.content o
       where c.package_id = $1 and o.package_id = $2`,
      [one.packageId, other.packageId],
    );
    expect((await browser().open(await secretsOf(one))).text).toContain('right now');
    const input = await toSend();
    const before = await scene.digest();
    signer.isShut = true;
    expect(await codeOf(scene.tokens.iryna, 'package.send', input)).toBe('package-keys-away');
    signer.isShut = false;
    vault.isShut = true;
    expect(await codeOf(scene.tokens.iryna, 'package.send', input)).toBe('package-keys-away');
    const shelter = browser();
    const secrets = await secretsOf(other);
    expect((await shelter.open(secrets)).text).toContain('right now');
    // The one opening was not used up for nothing.
    expect((await standing(other.packageId))?.opened).toBe(false);
    vault.isShut = false;
    expect((await shelter.open(secrets)).text).toContain(ASKED);
    expect(await scene.digest()).not.toBe(before);
  });
});

test('a backup brought back brings no live link back, and no content', {
  timeout: 120_000,
}, async () => {
  const one = await sent();
  const restored = await cloneDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'oneroof-packages-'));
  try {
    await writeBackup(scene.house.database.urls.owner, folder, scene.house.clock.now());
    await restoreBackup(restored.urls.owner, folder, inCheckout('db', 'migrations'));
    const { rows } = await withClient(restored.superuserUrl, (client) =>
      client.query(
        `select ended, (select count(*)::int from partners.content) as kept,
           (select count(*)::int from partners.package where ended_at is null) as live
         from partners.package where id = $1`,
        [one.packageId],
      ),
    );
    expect(rows).toEqual([{ ended: 'over', kept: 0, live: 0 }]);
  } finally {
    await restored.drop();
    rmSync(folder, { recursive: true, force: true });
  }
});
