// The list of partners over a real database: two agree, one ends; what becomes of packages that are on their way; and
// the page of those who keep it.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { listRecipients } from '../referrals/queries.ts';
import { keeperSteps } from './keeper-steps.fixture.ts';
import { partnerSteps, SHELTER } from './partner-steps.fixture.ts';
import { listPartners } from './queries.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const { done, codeOf, agree, sent, toSend, secretsOf, opened, standing } = partnerSteps(
  () => scene,
);
const { partner, engage, second, proposedByAnother } = keeperSteps(() => scene);

const as = <Result>(
  token: string,
  ask: (tx: Parameters<typeof listPartners>[0]) => Promise<Result>,
) =>
  scene.house.services.database.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [token]);
    return ask(tx);
  });
const partnersFor = async (token: string) =>
  (await as(token, listPartners)).map(({ unitId }) => unitId);
const endedOf = async (packageId: string) =>
  (
    await scene.owner<{ ended: string | null }>(
      'select ended from partners.package where id = $1',
      [packageId],
    )
  )[0]?.ended;
const page = async (token: string, path = '/settings/partners?lang=en') => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
};
/** The shelter as it stands, with something else. */
const shelter = async (other: object) => {
  const [row] = await scene.owner<{ email: string; language: string; name: object }>(
    `select p.email, p.language, n.name from directory.partner p join directory.unit_name n using (unit_id)
     where unit_id = $1`,
    [SHELTER],
  );
  return { unitId: SHELTER, ...row, ...other };
};
/** Agreed on by both. */
const agreed = async (input: object) => {
  const { proposalId } = await proposedByAnother(input);
  return done(scene.tokens.augusto, 'partner.confirm', { proposalId });
};

test('PAR-9: a new partner is one when two have agreed, and is sent packages as any other', async () => {
  const { augusto, iryna } = scene.tokens;
  const input = partner();
  const { proposalId } = await done(augusto, 'partner.propose', input);
  expect(await codeOf(augusto, 'partner.confirm', { proposalId })).toBe('second-keeper');
  expect((await partnersFor(iryna)).length).toBe(3);
  const { token } = await second();
  const { unitId } = await done(token, 'partner.confirm', { proposalId });
  expect(await partnersFor(iryna)).toContain(unitId);
  // A name that is there already is another's.
  expect(await codeOf(augusto, 'partner.propose', input)).toBe('invalid');
  const { personId } = await scene.known();
  const consentId = await agree(iryna, personId, String(unitId), ['needs']);
  const told = await page(iryna, `/people/${personId}/share?lang=en`);
  expect(told.text).toMatch(/Some of these offices are not of this house: [^<]*Casa do Limoeiro/);
  expect(told.text).toContain(input.name.pt);
  const sent = await done(iryna, 'package.send', {
    personId,
    consentId,
    toUnitId: unitId,
    subjectId: 'social-security',
    body: 'Um lugar.',
  });
  expect(await standing(String(sent['packageId']))).toMatchObject({ state: 'requested' });
});

test('PAR-9: the database says so, whoever asks it: not one who proposed, nor one who keeps no list', async () => {
  const her = engage();
  const { proposalId, unitId } = await proposedByAnother(partner(), her);
  const ask = (token: string, text: string, values: unknown[]) =>
    as(token, (tx) => tx.text(text, values));
  const carry = 'select directory.carry_out_partner($1, $2)';
  const now = scene.house.clock.now().toString();
  const { token, accountId } = await her;
  for (const who of [token, scene.tokens.iryna, scene.tokens.duarte, scene.tokens.catarina])
    await expect(ask(who, carry, [proposalId, now])).rejects.toMatchObject({ code: '42501' });
  for (const who of [scene.tokens.iryna, scene.tokens.duarte, scene.tokens.catarina]) {
    await expect(
      ask(who, 'select directory.end_partner($1, now())', [SHELTER]),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await ask(who, 'select id from directory.partner_proposal', [])).toEqual([]);
  }
  await expect(
    ask(scene.tokens.augusto, `update directory.partner set email = 'x@y.z'`, []),
  ).rejects.toMatchObject({ code: '42501' });
  // Whoever proposed and keeps the list no more has proposed nothing.
  await scene.owner(
    `update access.membership set valid = '[2004-01-01,2005-01-01)' where account_id = $1`,
    [accountId],
  );
  await expect(ask(scene.tokens.augusto, carry, [proposalId, now])).rejects.toMatchObject({
    constraint: 'partner_proposer_left',
  });
  expect(await codeOf(scene.tokens.augusto, 'partner.confirm', { proposalId })).toBe(
    'proposer-left',
  );
  const { text } = await page(scene.tokens.augusto);
  const item = new RegExp(`<li[^>]* id="${proposalId}".*?</li>`, 's').exec(text)?.[0] ?? '';
  expect(item).toContain('keeps the list no more');
  expect(item).not.toContain('/settings/partners/confirm');
  expect(item).toContain('/settings/partners/drop');
  await scene.owner(`update access.membership set valid = '[2004-01-01,)' where account_id = $1`, [
    accountId,
  ]);
  await done(scene.tokens.augusto, 'partner.confirm', { proposalId });
  expect(await partnersFor(scene.tokens.iryna)).toContain(unitId);
});

test('what was proposed of a partner that was changed since is not carried out', async () => {
  const one = await proposedByAnother(await shelter({ phone: '912 345 678' }));
  const two = await proposedByAnother(await shelter({ language: 'en' }));
  await done(scene.tokens.augusto, 'partner.confirm', { proposalId: one.proposalId });
  expect(
    await codeOf(scene.tokens.augusto, 'partner.confirm', { proposalId: two.proposalId }),
  ).toBe('partner-changed');
  expect(
    await codeOf(scene.tokens.augusto, 'partner.propose', await shelter({ phone: '912 345 678' })),
  ).toBe('nothing-changed');
});

test('PAR-10: with another address, links that nobody opened end, and what was opened still takes answers', async () => {
  const { iryna } = scene.tokens;
  const waits = await sent();
  const read = await sent();
  await opened(read);
  await agreed(await shelter({ email: 'nova@casa-do-limoeiro.example' }));
  expect([await endedOf(waits.packageId), await endedOf(read.packageId)]).toEqual(['moved', null]);
  expect(await standing(waits.packageId)).toMatchObject({ kept: false });
  expect((await secretsOf(waits)).text).toContain('address changed after this was sent');
  await done(scene.tokens.partner, 'package.answer', { answer: 'accepted' });
  // Its letter is not sent to the new address either, as its link leads nowhere; another is.
  const { packageId } = await done(iryna, 'package.renew', { referralId: waits.referralId });
  const letters = await scene.owner<{ about_id: string }>(
    `select m.about_id from messages.message m join partners.package p on p.id = m.about_id
     where p.referral_id = $1 and p.ended_at is null`,
    [waits.referralId],
  );
  expect(letters).toEqual([{ about_id: packageId }]);
  // Another telephone or language ends nothing.
  await agreed(await shelter({ phone: '913 000 000', language: 'en' }));
  expect(await endedOf(String(packageId))).toBeNull();
  await agreed(await shelter({ language: 'pt' }));
});

test('PAR-11: one ends a partner with all its links; nothing goes to it, its senders see why, two bring it back', async () => {
  const { augusto, iryna } = scene.tokens;
  const waits = await sent();
  const read = await sent();
  await opened(read);
  const unsent = await toSend();
  await done(augusto, 'partner.end', { unitId: SHELTER });
  for (const { packageId } of [waits, read]) {
    expect(await endedOf(packageId)).toBe('partner-ended');
    expect(await standing(packageId)).toMatchObject({ kept: false, state: 'requested' });
  }
  expect(await codeOf(scene.tokens.partner, 'package.answer', { answer: 'accepted' })).toBe(
    'not-found',
  );
  expect(await codeOf(iryna, 'package.send', unsent)).toBe('invalid');
  expect(await codeOf(iryna, 'package.renew', { referralId: waits.referralId })).toBe(
    'partner-ended',
  );
  expect((await secretsOf(waits)).text).toContain('no partner any more');
  expect(await partnersFor(iryna)).not.toContain(SHELTER);
  const recipients = await as(iryna, (tx) => listRecipients(tx, []));
  expect(recipients.map(({ id }) => id)).not.toContain(SHELTER);
  // In the moment in which it ended: nothing that was sent then leads anywhere.
  await scene.owner('update partners.package set ended_at = null, ended = null where id = $1', [
    waits.packageId,
  ]);
  const [row] = await scene.owner<{ live: boolean }>(
    'select partners.is_live(p) as live from partners.package p where id = $1',
    [waits.packageId],
  );
  expect(row?.live).toBe(false);
  await agreed(await shelter({}));
  expect(await partnersFor(iryna)).toContain(SHELTER);
  expect((await sent()).packageId).toBeTruthy();
});

test('those who keep the list see it, what waits, and why a form was refused; others are told nothing', async () => {
  const { augusto, baltazar, iryna, paulo, duarte } = scene.tokens;
  const { proposalId } = await proposedByAnother(await shelter({ email: 'outra@casa.example' }));
  const mine = await done(augusto, 'partner.propose', partner());
  for (const token of [iryna, paulo, duarte, baltazar])
    expect((await page(token)).status).toBe(404);
  const seen = await page(augusto);
  expect(seen.status).toBe(200);
  expect(seen.text).toContain('outra@casa.example');
  expect(seen.text).toContain('until now:');
  const itemOf = (id: string) =>
    new RegExp(`<li[^>]* id="${id}".*?</li>`, 's').exec(seen.text)?.[0] ?? '';
  expect(itemOf(proposalId)).toContain('/settings/partners/confirm');
  expect(itemOf(String(mine['proposalId']))).not.toContain('/settings/partners/confirm');
  const refused = await scene.house.app.request('/settings/partners', {
    method: 'POST',
    headers: { Authorization: `Bearer ${augusto}` },
    body: new URLSearchParams({
      commandId: proposalId,
      'name.pt': '',
      email: 'keine',
      language: '',
    }),
  });
  expect(refused.status).toBe(422);
  const text = await refused.text();
  for (const field of ['name.pt', 'email', 'language'])
    expect(text).toContain(`id="${field}-error"`);
  expect(text).toContain('value="keine"');
  for (const [query, words] of [
    [`edit=${SHELTER}`, 'Change a partner'],
    [`end=${SHELTER}`, 'End this partner'],
  ] as const)
    expect((await page(augusto, `/settings/partners?lang=en&${query}`)).text).toContain(words);
});
