// Several cases handed over by one press: each is asked for on its own or reported on its own, the same press
// again changes nothing, and nobody hands over by it what she could not hand over one by one.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { handoverSteps } from './handover-steps.fixture.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const { done, accountOf, agree, assigned, transferred } = handoverSteps(() => scene);

const show = async (token: string, query = '') => {
  const answer = await scene.house.app.request(`/cases${query}`, {
    headers: { cookie: `oneroof=${token}; lang=en` },
  });
  return { status: answer.status, text: await answer.text() };
};
const press = async (token: string, fields: Record<string, string | readonly string[]>) => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  const answer = await scene.house.app.request('/cases', {
    method: 'POST',
    headers: { cookie: `oneroof=${token}; lang=en` },
    body,
  });
  return {
    status: answer.status,
    to: answer.headers.get('location') ?? '',
    text: await answer.text(),
  };
};
/** Which boxes stand there, and which of them are ticked. */
const boxes = (text: string) =>
  [...text.matchAll(/<input type="checkbox"[^>]*>/g)].map(([box]) => ({
    personId: /value="([^"]+)"/.exec(box)?.[1] ?? '',
    ticked: /\bchecked/.test(box),
    may: !/\bdisabled/.test(box),
  }));
const sentOf = (personIds: readonly string[]) =>
  scene.owner<{ person: string; kind: string; state: string; to: string | null }>(
    `select e.person_id as person, r.kind, r.state, a.name as to from referrals.referral r
     join referrals.envelope e on e.referral_id = r.id left join access.account a on a.id = r.to_account_id
     where e.person_id = any ($1::uuid[]) and r.state = 'requested' order by r.made_at, r.id`,
    [personIds],
  );
/** Cases for which Samira is named. */
const ofSamira = async (count: number) => {
  const personIds: string[] = [];
  for (let each = 0; each < count; each++) {
    const { personId, referralId } = await assigned();
    await done(scene.tokens.samira, 'referral.accept', { referralId });
    personIds.push(personId);
  }
  return personIds;
};
const toYoussef = async (personIds: readonly string[]) => ({
  commandId: newId(),
  personId: personIds,
  toAccountId: await accountOf('youssef.amrani'),
  body: 'A Samira vai-se embora.',
});

describe('several cases to a colleague', () => {
  test('those of a colleague who leaves stand ticked, are asked for each, and are hers until accepted', async () => {
    const { iryna, youssef } = scene.tokens;
    const personIds = await ofSamira(3);
    const samira = await accountOf('samira.haddad');
    const { text } = await show(iryna, `?of=${samira}`);
    const stand = boxes(text).filter(({ personId }) => personIds.includes(personId));
    expect(stand.map(({ ticked, may }) => [ticked, may])).toEqual(Array(3).fill([true, true]));
    // Of all that the office carries, none is ticked beforehand.
    expect(boxes((await show(iryna)).text).some(({ ticked }) => ticked)).toBe(false);

    const answer = await press(iryna, { ...(await toYoussef(personIds)), of: samira });
    expect(answer).toMatchObject({ status: 303, to: `/cases?handed=3&of=${samira}` });
    const sent = await sentOf(personIds);
    expect(sent.map(({ person }) => person).toSorted()).toEqual(personIds.toSorted());
    expect(new Set(sent.map(({ to }) => to))).toEqual(new Set(['Youssef Amrani']));
    // Samira carries them until he says yes, to each on its own; what was asked for is not ticked again.
    const meanwhile = await show(iryna, `?of=${samira}`);
    expect(meanwhile.text).toContain('Youssef Amrani was asked already');
    expect(boxes(meanwhile.text).some(({ ticked }) => ticked)).toBe(false);
    const [first] = await scene.owner<{ id: string }>(
      `select r.id from referrals.referral r join referrals.envelope e on e.referral_id = r.id
       where e.person_id = $1 and r.state = 'requested'`,
      [personIds[0]],
    );
    await done(youssef, 'referral.accept', { referralId: first?.id });
    const left = boxes((await show(iryna, `?of=${samira}`)).text).map(({ personId }) => personId);
    expect(personIds.map((id) => left.includes(id))).toEqual([false, true, true]);
  });

  test('what is refused is reported beside the rest, which goes; the same press again changes nothing', async () => {
    const { iryna } = scene.tokens;
    const [one = '', two = ''] = await ofSamira(2);
    // Somebody who is not there, or not to be seen.
    const strange = newId();
    const form = await toYoussef([one, strange, two]);
    const answer = await press(iryna, form);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Not all went.');
    expect(answer.text).toContain('2 cases were asked for');
    expect(answer.text).not.toContain(strange);
    expect(await sentOf([one, two])).toHaveLength(2);
    const before = await scene.digest();
    const again = await press(iryna, form);
    expect(again.status).toBe(409);
    expect(again.text).toContain('2 cases were asked for');
    expect(await scene.digest()).toBe(before);
    // Other words under the same id are no second act either.
    const other = await press(iryna, { ...form, body: 'Outra coisa.' });
    expect(other.status).toBe(409);
    expect(await scene.digest()).toBe(before);
  });

  test('the same open form, sent to a colleague and then to an office, is two acts', async () => {
    const { iryna } = scene.tokens;
    const [one = ''] = await ofSamira(1);
    const form = await toYoussef([one]);
    expect((await press(iryna, form)).status).toBe(303);
    const consentId = await agree(iryna, one, 'act');
    const fields = { commandId: form.commandId, personId: one, body: 'Passa a ser convosco.' };
    const answer = await press(iryna, {
      ...fields,
      toUnitId: 'act',
      subjectId: 'work-rights',
      [`consent.${one}`]: consentId,
    });
    expect(answer.status).toBe(303);
    expect((await sentOf([one])).map(({ kind }) => kind).toSorted()).toEqual([
      'assignment',
      'transfer',
    ]);
  });

  test('pressed twice at once, each is asked for once', async () => {
    const { iryna } = scene.tokens;
    const personIds = await ofSamira(2);
    const form = await toYoussef(personIds);
    const answers = await Promise.all([press(iryna, form), press(iryna, form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await sentOf(personIds)).toHaveLength(2);
  });

  test('whoever may not hand over one hands over none, and sees none; nor behind the fence', async () => {
    const { paulo, marta, helena, duarte } = scene.tokens;
    const personIds = await ofSamira(2);
    const form = await toYoussef(personIds);
    const before = await scene.digest();
    for (const token of [paulo, marta, helena, duarte]) {
      const answer = await press(token, form);
      expect(answer.status).toBe(404);
      for (const id of personIds) expect(answer.text).not.toContain(id);
      for (const id of personIds) expect((await show(token)).text).not.toContain(id);
    }
    expect((await show(marta)).status).toBe(404);
    expect(await scene.digest()).toBe(before);
  });

  test('nothing ticked, too much ticked, a form without an id, fields that are nonsense: nothing happens', async () => {
    const { iryna } = scene.tokens;
    const [personId = ''] = await ofSamira(1);
    const form = await toYoussef([personId]);
    const before = await scene.digest();
    const many = Array.from({ length: 101 }, () => newId());
    const bad = [
      { ...form, personId: [] },
      { ...form, personId: [personId, ...many] },
      { ...form, commandId: '' },
      { ...form, commandId: "'; drop table referrals.referral; --" },
      { ...form, personId: '<script>alert(1)</script>' },
      { ...form, toAccountId: await accountOf('celeste.semedo') },
      { ...form, standInId: form.toAccountId },
      { ...form, body: '' },
      { ...form, unitId: 'act' },
    ];
    const statuses: number[] = [];
    for (const fields of bad) {
      const commandId = fields.commandId === form.commandId ? newId() : fields.commandId;
      const { status, text } = await press(iryna, { ...fields, commandId });
      expect(text).not.toContain('<script>alert');
      statuses.push(status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 422, 422, 422, 404]);
    expect(await scene.digest()).toBe(before);
  });

  test('a colleague whom she keeps away finds her case in no list of cases', async () => {
    const { iryna } = scene.tokens;
    const [personId = ''] = await ofSamira(1);
    expect((await show(scene.tokens.youssef)).text).toContain(personId);
    await done(iryna, 'person.keep-away', {
      personId,
      accountId: await accountOf('youssef.amrani'),
    });
    expect((await show(scene.tokens.youssef)).text).not.toContain(personId);
    expect((await show(iryna)).text).toContain(personId);
  });
});

describe('several cases to another office', () => {
  test('those go to which she agreed; for the others nothing is made and the reason stands beside them', async () => {
    const { duarte } = scene.tokens;
    const [one, two, three] = [await transferred(), await transferred(), await transferred()];
    const personIds = [one, two, three].map(({ personId }) => personId);
    const consents = {
      [`consent.${one.personId}`]: await agree(duarte, one.personId, 'education'),
      [`consent.${two.personId}`]: await agree(duarte, two.personId, 'education'),
    };
    const listed = boxes((await show(duarte, '?toUnitId=education')).text);
    expect(personIds.map((id) => listed.find(({ personId }) => personId === id)?.may)).toEqual([
      true,
      true,
      false,
    ]);
    const form = {
      commandId: newId(),
      personId: personIds,
      toUnitId: 'education',
      subjectId: 'school',
      body: 'Mudou de escola.',
      ...consents,
    };
    const answer = await press(duarte, form);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('The person has not agreed to share this with this office');
    expect(answer.text).toContain('2 cases were asked for');
    const sent = await sentOf(personIds);
    expect(sent.map(({ person, kind }) => [person, kind])).toEqual([
      [one.personId, 'transfer'],
      [two.personId, 'transfer'],
    ]);
    // The agreement of one opens no other.
    const before = await scene.digest();
    const borrowed = await press(duarte, {
      ...form,
      commandId: newId(),
      personId: [three.personId],
      [`consent.${three.personId}`]: consents[`consent.${one.personId}`] ?? '',
    });
    expect(borrowed.status).toBe(409);
    expect(await scene.digest()).toBe(before);
  });
});
