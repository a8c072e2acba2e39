// What a restricted file lets happen and what not, over a real database: the rule in each command that asks it, the
// same once more by the database, what the pages say to whom, and that she is told before it is lifted.
import { beforeEach, describe, expect, test } from 'vitest';
import { inOfficersHouse } from '../../../test/support/officers.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import type { Scene } from '../../../test/support/scene.ts';
import { refuseRestricted } from '../access/restriction.ts';
import { useOfConsent } from '../casefiles/consent-rules.ts';
import { useOfReason } from '../casefiles/export-rules.ts';
import { partnerSteps, SHELTER } from '../partners/partner-steps.fixture.ts';
import { handoverSteps } from '../referrals/handover-steps.fixture.ts';
import { refuseTelling, refuseUnmarking } from './restriction-rules.ts';
import { restrictionSteps } from './restriction-steps.fixture.ts';

let scene: Scene;
inOfficersHouse((house) => {
  ({ scene } = house);
});
beforeEach(async () => {
  await scene.owner('update access.session set stepped_up_at = now()');
});

const { restricted, told, toTell, today } = restrictionSteps(() => scene);
const { codeOf, agree, toTransfer, toRequest, requested, done } = handoverSteps(() => scene);
const { toSend, sent, secretsOf, entered } = partnerSteps(() => scene);
const page = async (token: string, path: string) => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
};
const born = (personId: string) => ({
  personId,
  changes: [{ field: 'born', was: null, now: '1987' }],
});
const exporting = (personId: string, reason: string) => ({
  personId,
  reason,
  words: 'Pediu uma cópia para o advogado.',
  format: 'csv',
});
const sharing = (personId: string, more: object = {}) => ({
  personId,
  toUnitId: 'act',
  purpose: 'work',
  sections: ['needs'],
  until: today().add({ months: 2 }).toString(),
  language: 'ar',
  ...more,
});

describe('the rules', () => {
  const at = (text: string) => Temporal.Instant.from(text);
  const day = (text: string) => Temporal.PlainDate.from(text);
  const since = at('2026-03-10T09:00:00Z');

  test('ACC-70: restricted, only what she asks, legal claims and danger are allowed; else anything', () => {
    expect(refuseRestricted(undefined)).toBeUndefined();
    expect(refuseRestricted(since)).toMatchObject({ code: 'file-restricted' });
    for (const use of ['her-request', 'legal-claims', 'protection'] as const)
      expect(refuseRestricted(since, use)).toBeUndefined();
    expect(
      ['she-asked', 'court-or-authority', 'complaint', 'health-care', 'hand-over'].map(useOfReason),
    ).toEqual(['her-request', 'legal-claims', 'legal-claims', undefined, undefined]);
    const of = (
      basis: 'gdpr-6-1-a' | 'gdpr-6-1-c' | 'gdpr-6-1-d' | 'gdpr-6-1-e',
      givenAt: string,
    ) => useOfConsent({ basis, givenAt: at(givenAt) }, since);
    expect(of('gdpr-6-1-a', '2026-03-10T08:59:00Z')).toBeUndefined();
    expect(of('gdpr-6-1-a', '2026-03-10T09:01:00Z')).toBe('her-request');
    expect(of('gdpr-6-1-d', '2026-01-01T00:00:00Z')).toBe('protection');
    expect(of('gdpr-6-1-c', '2026-03-11T00:00:00Z')).toBeUndefined();
    expect(of('gdpr-6-1-e', '2026-03-11T00:00:00Z')).toBeUndefined();
  });

  test('RIG-20: told on a day since it was granted and not in the future, once', () => {
    const marked = { id: 'x', unitId: 'aima', since, told: false, lifted: false };
    const tell = (on: string, more: object = {}) =>
      refuseTelling({ ...marked, ...more }, day(on), day('2026-03-12'));
    expect(tell('2026-03-10')).toBeUndefined();
    expect(tell('2026-03-12')).toBeUndefined();
    expect(tell('2026-03-09')?.fields).toEqual({ toldOn: 'before-restriction' });
    expect(tell('2026-03-13')?.fields).toEqual({ toldOn: 'in-the-future' });
    expect(tell('2026-03-12', { told: true })?.code).toBe('restriction-told');
    expect(tell('2026-03-12', { lifted: true })?.code).toBe('restriction-lifted');
  });

  test('RIG-21: lifted once, after she was told', () => {
    const marked = { id: 'x', unitId: 'aima', since };
    expect(refuseUnmarking({ ...marked, told: false, lifted: false })?.code).toBe(
      'restriction-untold',
    );
    expect(refuseUnmarking({ ...marked, told: true, lifted: false })).toBeUndefined();
    expect(refuseUnmarking({ ...marked, told: true, lifted: true })?.code).toBe(
      'restriction-lifted',
    );
  });
});

describe('ACC-70: what would work with it is refused', () => {
  test('shares, hand-overs, packages and conferences by what she agreed to before; by what she agrees to now they go', async () => {
    const { iryna } = scene.tokens;
    const transfer = await toTransfer();
    const parcel = await toSend();
    const conference = {
      personId: transfer.personId,
      accountIds: [await scene.accountOf('Duarte')],
      purpose: 'work',
      sections: ['needs'],
      day: today().toString(),
      from: '10:00',
      to: '11:00',
      question: 'Quem escreve ao patrão?',
    };
    await restricted(transfer.personId);
    await restricted(parcel.personId, 'objection');
    expect(await codeOf(iryna, 'file.transfer', transfer)).toBe('file-restricted');
    expect(await codeOf(iryna, 'referral.send', transfer)).toBe('file-restricted');
    expect(await codeOf(iryna, 'package.send', parcel)).toBe('file-restricted');
    expect(await codeOf(iryna, 'conference.call', conference)).toBe('file-restricted');
    for (const [basis, code] of [
      ['gdpr-6-1-c', 'file-restricted'],
      ['gdpr-6-1-e', 'file-restricted'],
      ['gdpr-6-1-d', 'done'],
    ])
      expect(
        await codeOf(iryna, 'consent.record', sharing(transfer.personId, { basis })),
        basis,
      ).toBe(code);
    // Somebody in danger: by the entry of that article.
    scene.house.wait(1);
    const consentId = await agree(iryna, transfer.personId, 'act');
    expect(await codeOf(iryna, 'conference.call', conference)).toBe('done');
    expect(await codeOf(iryna, 'referral.send', { ...transfer, consentId })).toBe('done');
    const agreed = await agree(iryna, parcel.personId, SHELTER);
    expect(await codeOf(iryna, 'package.send', { ...parcel, consentId: agreed })).toBe('done');
  });

  test('what was under way before is not opened, asked for or sent again', async () => {
    const { iryna, duarte, paulo } = scene.tokens;
    const transfer = await toTransfer();
    const { referralId } = await done(iryna, 'file.transfer', transfer);
    const request = await requested();
    const parcel = await sent();
    const asked = await toRequest();
    for (const { personId } of [transfer, request, parcel, asked]) await restricted(personId);
    expect(await codeOf(duarte, 'referral.accept', { referralId })).toBe('file-restricted');
    expect(await codeOf(paulo, 'file.request', asked)).toBe('file-restricted');
    await entered(parcel);
    const visit = String((scene.tokens as Record<string, string>)['partner']);
    expect(await codeOf(visit, 'package.open', {})).toBe('file-restricted');
    expect(await codeOf(iryna, 'package.renew', { referralId: parcel.referralId })).toBe(
      'file-restricted',
    );
    expect((await secretsOf(parcel)).text).toContain('/p/');
    // Declining passes nothing on.
    expect(
      await codeOf(duarte, 'referral.decline', { referralId, reason: 'not-our-subject' }),
    ).toBe('done');
  });

  test('taken out for her, a court or a complaint, and for nothing else; what was made before neither', async () => {
    const { iryna } = scene.tokens;
    const { personId } = await scene.known();
    const { exportId } = await done(iryna, 'export.ask', exporting(personId, 'health-care'));
    await scene.house.services.exports.run({
      exportId: String(exportId),
      token: iryna,
      language: 'pt',
    });
    const { restrictionId } = await restricted(personId);
    expect(await codeOf(iryna, 'export.fetch', { exportId })).toBe('file-restricted');
    for (const reason of ['health-care', 'hand-over'])
      expect(await codeOf(iryna, 'export.ask', exporting(personId, reason)), reason).toBe(
        'file-restricted',
      );
    for (const reason of ['she-asked', 'court-or-authority', 'complaint'])
      expect(await codeOf(iryna, 'export.ask', exporting(personId, reason)), reason).toBe('done');
    await done(scene.tokens.augusto, 'restriction.lift', await told(restrictionId));
    expect(await codeOf(iryna, 'export.fetch', { exportId })).toBe('done');
  });

  test('corrected by others and joined with another: no; at the desk, and as she claimed it: yes', async () => {
    const { iryna, augusto } = scene.tokens;
    const { personId } = await scene.known();
    const { personId: otherId } = await scene.known();
    await restricted(personId);
    expect(await codeOf(iryna, 'person.correct', born(personId))).toBe('file-restricted');
    expect(await codeOf(iryna, 'person.merge', { personId, otherId })).toBe('file-restricted');
    expect(await codeOf(iryna, 'person.merge', { personId: otherId, otherId: personId })).toBe(
      'file-restricted',
    );
    const receive = {
      centreId: 'cnaim-lisboa',
      language: 'ar',
      personId,
      subjectIds: ['social-security'],
    };
    const { visitId } = await done(iryna, 'visit.receive', receive);
    expect(await codeOf(iryna, 'person.correct', born(personId))).toBe('done');
    await done(iryna, 'visit.leave', { visitId });
    const further = { personId, changes: [{ field: 'born', was: '1987', now: '1988' }] };
    expect(await codeOf(iryna, 'person.correct', further)).toBe('file-restricted');
    const { claimId } = await done(iryna, 'claim.record', {
      personId,
      kind: 'correction',
      channel: 'phone',
      askedOn: today().toString(),
    });
    await done(augusto, 'claim.answer', { claimId, outcome: 'granted', answer: 'Corrige-se.' });
    expect(await codeOf(iryna, 'person.correct', further)).toBe('done');
  });

  test('all files of a person are restricted with one of them', async () => {
    const { iryna } = scene.tokens;
    const { personId } = await scene.known();
    const { personId: otherId } = await scene.known();
    await done(iryna, 'person.merge', { personId, otherId });
    await restricted(otherId);
    expect(await codeOf(iryna, 'export.ask', exporting(personId, 'hand-over'))).toBe(
      'file-restricted',
    );
  });

  test('the database refuses what passes her on, whoever writes it', async () => {
    const { personId } = await scene.known();
    const agreed = await agree(scene.tokens.iryna, personId, 'act');
    await restricted(personId);
    // By nobody's own session: what the owner brings back of a backup is as it was taken.
    const again = (basis: string) =>
      withClient(scene.house.database.superuserUrl, (client) =>
        client.query(
          `insert into casefiles.consent select (jsonb_populate_record(c, jsonb_build_object('id', uuidv7(),
             'basis', $2::text))).* from casefiles.consent c where c.id = $1`,
          [agreed, basis],
        ),
      );
    await expect(again('gdpr-6-1-e')).rejects.toMatchObject({ constraint: 'file_restricted' });
    await expect(again('gdpr-6-1-d')).resolves.toBeDefined();
  });
});

describe('who sees what, and its end', () => {
  test('everyone who opens the file sees that it is restricted, since when, and what remains; others nothing', async () => {
    const { iryna, augusto, marta, ines, paulo, catarina } = scene.tokens;
    const { personId } = await scene.known();
    for (const path of ['', '/rights', '/readings'])
      expect((await page(iryna, `/people/${personId}${path}?lang=en`)).text, path).not.toContain(
        'restricted',
      );
    await restricted(personId);
    const file = (await page(iryna, `/people/${personId}?lang=en`)).text;
    expect(file).toContain('This file is restricted:');
    expect(file).toContain('It may be kept, not worked with.');
    for (const use of [
      'to keep it',
      'asks or agrees to herself',
      'before a court',
      'in danger',
      'public interest',
    ])
      expect(file, use).toContain(use);
    expect((await page(iryna, `/people/${personId}/rights?lang=en`)).text).toContain(
      'This file is restricted:',
    );
    // Hers, in her language: Arabic.
    expect((await page(iryna, `/people/${personId}/readings?lang=en`)).text).toContain(
      'هذا الملف مقيَّد',
    );
    const list = (await page(augusto, '/rights/restrictions?lang=en')).text;
    expect(list).toContain('the person asked, since');
    expect(list).not.toContain(personId);
    expect(list).not.toContain('Nour');
    for (const token of [iryna, paulo, marta, ines])
      expect((await page(token, '/rights/restrictions')).status).toBe(404);
    // Behind the fence, and in a house that doesn't know her, there is no such file, restricted or not.
    for (const token of [marta, catarina]) {
      expect((await page(token, `/people/${personId}`)).status).toBe(404);
      const marks = await scene.house.services.database.transaction(async (tx) => {
        await tx.text('select access.enter($1)', [token]);
        return [
          ...(await tx.text('select 1 from access.restrictions_of($1)', [personId])),
          ...(await tx.text('select 1 where access.asks_herself($1)', [personId])),
        ];
      });
      expect(marks).toEqual([]);
    }
  });

  test('she is told, then it is lifted, in two acts; then all is as before', async () => {
    const { iryna, augusto } = scene.tokens;
    const { personId, restrictionId } = await restricted();
    const lift = { restrictionId, words: 'Já não é contestado.' };
    expect(await codeOf(augusto, 'restriction.lift', lift)).toBe('restriction-untold');
    // The database asks the same, whoever asks it.
    await expect(
      scene.owner(
        `update access.restriction set lift_words = 'x', lifted_by = granted_by, lifted_at = now() where id = $1`,
        [restrictionId],
      ),
    ).rejects.toMatchObject({ constraint: 'told_before' });
    expect((await page(augusto, '/rights/restrictions?lang=en')).text).not.toContain(
      'End the restriction',
    );
    await done(augusto, 'restriction.tell', toTell(restrictionId));
    expect(await codeOf(iryna, 'person.correct', born(personId))).toBe('file-restricted');
    const list = (await page(augusto, '/rights/restrictions?lang=en')).text;
    expect(list).toContain('that the restriction will end (By telephone)');
    expect(list).toContain('End the restriction');
    expect(await codeOf(augusto, 'restriction.lift', lift)).toBe('done');
    expect((await page(iryna, `/people/${personId}?lang=en`)).text).not.toContain('restricted');
    expect(await codeOf(iryna, 'person.correct', born(personId))).toBe('done');
  });
});
