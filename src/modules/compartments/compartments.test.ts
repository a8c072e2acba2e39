// Compartments over a real database: who reads and who does not; what is sealed does not open in another place
// or without the key; a lapsed training closes.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import {
  accounts,
  codeOf,
  nextScene,
  opened,
  openScene,
  page,
  scene,
  status,
  today,
  train,
  vault,
  withMember,
  written,
} from './compartments.fixture.ts';

beforeAll(openScene);
afterEach(nextScene);
afterAll(() => scene?.close());

describe('who reads it', () => {
  test('its members, and nobody else; each reading is in the log and on no list', async () => {
    const { compartmentId, personId } = await written();
    const { samira, youssef, iryna, helena } = scene.tokens;
    const path = `/compartments/${compartmentId}`;
    expect((await page(samira, path)).text).toContain('Dorme em casa da irmã.');
    for (const token of [youssef, iryna, helena]) expect(await status(token, path)).toBe(404);
    const [read] = await scene.owner<{ purpose: string; screen: string }>(
      `select purpose, screen from log.read where person_id = $1 and screen like 'compartment:%'`,
      [personId],
    );
    expect(read).toEqual({ purpose: 'protect', screen: `compartment:${compartmentId}` });
    // Of the file everybody says the same: two files of two people, one with a compartment.
    const list = await page(iryna, `/people/${personId}/readings?lang=en`);
    expect(list.status).toBe(200);
    expect(list.text).not.toContain('Samira');
    await scene.house.done(samira, 'member.name', {
      compartmentId,
      accountId: accounts['youssef'],
    });
    const seen = await page(youssef, path);
    expect(seen.text).toContain('Dorme em casa da irmã.');
    expect(seen.text).toContain('Samira');
  });

  test('a member of another unit knows whom it is about, and reaches no more of her', async () => {
    const { compartmentId, personId } = await withMember('paulo');
    const { paulo } = scene.tokens;
    expect((await page(paulo, `/compartments/${compartmentId}`)).text).toContain('Nour');
    expect((await page(paulo, '/compartments')).text).toContain('Nour');
    expect(await status(paulo, `/people/${personId}`)).toBe(404);
    expect(await status(paulo, `/people/${personId}/compartments`)).toBe(200);
  });

  test('COM-9: when her training lapses it is not there for her, and she is told so', async () => {
    const { compartmentId, accountId } = await withMember();
    const { youssef, helena, samira } = scene.tokens;
    const path = `/compartments/${compartmentId}`;
    expect(await status(youssef, path)).toBe(200);
    await scene.owner(
      `update compartments.training set from_on = $2::date - 9, until_on = $2::date - 1
       where account_id = $1`,
      [accountId, today().toString()],
    );
    expect(await status(youssef, path)).toBe(404);
    expect(await codeOf(youssef, 'leaf.write', { compartmentId, body: 'Ainda.' })).toBe(
      'not-found',
    );
    expect((await page(youssef, '/compartments?lang=en')).text).toContain('lapsed on');
    const seen = await page(helena, '/trainings?lang=en');
    expect(seen.text).toMatch(/Youssef Amrani[\s\S]{0,900}lapsed on/);
    expect(await status(samira, path)).toBe(200);
    await train('youssef');
    expect(await status(youssef, path)).toBe(200);
  });

  test('COM-11: a training that is taken away closes with the same commit', async () => {
    const { compartmentId } = await withMember();
    const { youssef, ines } = scene.tokens;
    const given = await scene.owner<{ id: string }>(
      `select id from compartments.training where account_id = $1 and topic_id = 'violence'
       and ended_at is null`,
      [accounts['youssef']],
    );
    for (const { id } of given) await scene.house.done(ines, 'training.end', { trainingId: id });
    expect(await status(youssef, `/compartments/${compartmentId}`)).toBe(404);
    await train('youssef');
  });

  test('whom the person keeps away does not find it; another member takes it over', async () => {
    const { compartmentId, personId } = await withMember();
    const { samira, youssef, iryna } = scene.tokens;
    const take = { compartmentId, accountId: accounts['youssef'] };
    expect(await codeOf(youssef, 'compartment.hand-on', take)).toBe('not-allowed');
    await scene.house.done(iryna, 'person.keep-away', { personId, accountId: accounts['samira'] });
    expect(await status(samira, `/compartments/${compartmentId}`)).toBe(404);
    expect(await codeOf(samira, 'leaf.write', { compartmentId, body: 'Ainda.' })).toBe('not-found');
    expect((await page(youssef, `/compartments/${compartmentId}?lang=en`)).text).toContain(
      'Become custodian',
    );
    expect(await codeOf(youssef, 'compartment.hand-on', take)).toBe('done');
  });

  test('a glass opens her file and not the compartment, and its reading stays untold', async () => {
    const { compartmentId, personId } = await withMember('paulo');
    const lurdes = scene.tokens.lurdes;
    for (const token of [lurdes, scene.tokens.paulo]) await breakGlass(token, personId);
    expect(await status(lurdes, `/people/${personId}`)).toBe(200);
    expect(await status(lurdes, `/compartments/${compartmentId}`)).toBe(404);
    expect(await status(lurdes, `/people/${personId}/compartments`)).toBe(404);
    expect(await status(scene.tokens.paulo, `/compartments/${compartmentId}`)).toBe(200);
    const told = await scene.owner(
      `select 1 from log.read where person_id = $1 and screen like 'compartment%' and purpose <> 'protect'`,
      [personId],
    );
    expect(told).toEqual([]);
  });

  test('a file that an emergency opens says the same to whoever is no member, with notes and without', async () => {
    const { personId } = await scene.known();
    const { lurdes, samira } = scene.tokens;
    await breakGlass(lurdes, personId);
    const look = async () => {
      const { status: of, text } = await page(lurdes, `/people/${personId}`);
      // Each form has an id of its own act.
      return { of, text: text.replaceAll(/name="commandId" value="[^"]+"/g, '') };
    };
    await look();
    const before = await look();
    expect(before.of).toBe(200);
    await scene.house.done(samira, 'compartment.open', { personId, kindId: 'violence' });
    expect(await look()).toEqual(before);
  });

  test('who breaks the glass keeps what she has as a member, and gains no protected note by it', async () => {
    const { compartmentId, personId } = await withMember('paulo');
    const { paulo, lurdes, samira } = scene.tokens;
    const { compartmentId: other } = await scene.house.done(samira, 'compartment.open', {
      personId,
      kindId: 'shelter',
    });
    const path = `/people/${personId}/compartments`;
    expect(await status(paulo, path)).toBe(200);
    const outside = await page(lurdes, path);
    for (const token of [lurdes, paulo]) await breakGlass(token, personId);
    // Her file leads a member to them; to nobody else it says that there are any.
    const way = `href="${path}"`;
    const file = `/people/${personId}`;
    expect((await page(paulo, file)).text).toContain(way);
    expect((await page(lurdes, file)).text).not.toContain(path);

    const hers = await page(paulo, path);
    expect(hers.status).toBe(200);
    expect(hers.text).toContain(`href="/compartments/${compartmentId}"`);
    expect(hers.text).not.toContain(String(other));
    expect(hers.text).not.toContain(`action="${path}"`);
    const leaf = { compartmentId, body: 'Está no hospital.' };
    expect(await codeOf(paulo, 'leaf.write', leaf)).toBe('done');
    const step = { protocolId: 'violence', stepId: 'alone', outcome: 'done' };
    expect(await codeOf(paulo, 'step.do', { compartmentId, ...step })).toBe('done');
    expect(await codeOf(paulo, 'member.end', { compartmentId, accountId: accounts['paulo'] })).toBe(
      'done',
    );

    // The emergency itself gives nothing: neither to her, who is a member no more, nor to whoever never was.
    expect(await status(paulo, path)).toBe(404);
    expect((await page(paulo, file)).text).not.toContain(path);
    expect(await codeOf(paulo, 'leaf.write', leaf)).toBe('not-found');
    const opening = { personId, kindId: 'violence' };
    expect(await codeOf(paulo, 'compartment.open', opening)).not.toBe('done');
    expect((await page(lurdes, path)).text).toBe(outside.text);
    expect(await codeOf(lurdes, 'leaf.write', leaf)).toBe('not-found');
  });
});

/** Opens her file in an emergency, of which a data-protection officer is told. */
async function breakGlass(token: string, personId: string): Promise<void> {
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  await scene.owner(
    `insert into access.membership (account_id, unit_id, centre_id, role)
     select id, 'network-welcome', 'cnaim-lisboa', 'data-protection-officer' from access.account
     where login = 'tome.barradas@oneroof.example' on conflict do nothing`,
  );
  await scene.owner('update access.session set stepped_up_at = now()');
  await scene.house.done(token, 'glass.break', {
    fileNumber: file?.number,
    reason: 'health-emergency',
    words: 'Alguém caiu e não responde.',
  });
}

describe('what is written', () => {
  test('COM-6: put right by another member, with what it said before; COM-7: destroyed for good', async () => {
    const { compartmentId, leafId } = await written('Casa da irmã.');
    const { samira, youssef } = scene.tokens;
    const accountId = accounts['youssef'];
    await scene.house.done(samira, 'member.name', { compartmentId, accountId });
    scene.house.wait(1);
    const better = { compartmentId, correctsId: leafId, body: 'Casa da prima.' };
    await scene.house.done(youssef, 'leaf.write', better);
    const seen = await page(samira, `/compartments/${compartmentId}?lang=en`);
    expect(seen.text).toContain('Casa da prima.');
    expect(seen.text).toContain('Casa da irmã.');
    expect(seen.text).toContain('1 earlier wording');
    expect(await codeOf(youssef, 'leaf.take-back', { compartmentId, leafId })).toBe('not-allowed');
    await scene.house.done(samira, 'leaf.take-back', { compartmentId, leafId });
    const after = await page(samira, `/compartments/${compartmentId}?lang=en`);
    expect(after.text).toContain('This text was destroyed.');
    expect(after.text).not.toMatch(/Casa da/);
    expect(await codeOf(youssef, 'leaf.write', better)).toBe('leaf-gone');
    const kept = await scene.owner(
      'select 1 from compartments.leaf where compartment_id = $1 and sealed is not null',
      [compartmentId],
    );
    expect(kept).toEqual([]);
  });

  test('COM-2: a second of one’s own is refused, beside one of others it is not', async () => {
    const { personId } = await opened();
    const input = { personId, kindId: 'violence' };
    const { samira, youssef } = scene.tokens;
    expect(await codeOf(samira, 'compartment.open', input)).toBe('compartment-already');
    expect(await codeOf(youssef, 'compartment.open', input)).toBe('done');
  });

  test('two texts swapped between rows, or moved to another compartment: damaged, both', async () => {
    const one = await written('Um segredo.');
    const { samira } = scene.tokens;
    const { leafId } = await scene.house.done(samira, 'leaf.write', {
      compartmentId: one.compartmentId,
      body: 'Outro segredo.',
    });
    await scene.owner(
      `update compartments.leaf l set sealed = o.sealed from compartments.leaf o
       where l.id in ($1, $2) and o.id in ($1, $2) and o.id <> l.id`,
      [one.leafId, leafId],
    );
    const seen = await page(samira, `/compartments/${one.compartmentId}?lang=en`);
    expect(seen.status).toBe(200);
    expect(seen.text.match(/This text is damaged/g)).toHaveLength(2);
    expect(seen.text).not.toMatch(/segredo/);
    // A whole row and its key from one compartment to another.
    const [a, b] = [await written('Terceiro segredo.'), await written('Quarto segredo.')];
    await scene.owner(
      `update compartments.data_key k set wrapped = o.wrapped from compartments.data_key o
       where k.compartment_id = $1 and o.compartment_id = $2`,
      [a.compartmentId, b.compartmentId],
    );
    const other = await page(samira, `/compartments/${a.compartmentId}?lang=en`);
    expect(other.text).toContain('damaged');
    expect(other.text).not.toMatch(/segredo/);
    const write = { compartmentId: a.compartmentId, body: 'Mais.' };
    expect(await codeOf(samira, 'leaf.write', write)).toBe('compartment-damaged');
  });

  test('without the key it says that it can’t be opened now, and all else works', async () => {
    const { compartmentId, personId } = await written('Um segredo.');
    const { samira } = scene.tokens;
    vault.isShut = true;
    const seen = await page(samira, `/compartments/${compartmentId}?lang=en`);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('cannot be opened now');
    expect(seen.text).not.toContain('Um segredo.');
    expect(await status(samira, `/people/${personId}`)).toBe(200);
    const { waiting } = { waiting: await scene.waiting() };
    expect(waiting.visitId).not.toBe('');
    const other = { personId: waiting.personId, kindId: 'violence' };
    expect(await codeOf(samira, 'compartment.open', other)).toBe('compartment-locked');
    vault.isShut = false;
    expect((await page(samira, `/compartments/${compartmentId}`)).text).toContain('Um segredo.');
  });

  test('COM-5: handed on, the one who handed it on may go; the last does not', async () => {
    const { compartmentId, accountId } = await withMember();
    const { samira, youssef } = scene.tokens;
    const self = { compartmentId, accountId: accounts['samira'] };
    expect(await codeOf(samira, 'member.end', self)).toBe('custodian-stays');
    await scene.house.done(samira, 'compartment.hand-on', { compartmentId, accountId });
    await scene.house.done(samira, 'member.end', self);
    expect(await status(samira, `/compartments/${compartmentId}`)).toBe(404);
    expect(await codeOf(youssef, 'member.end', { compartmentId, accountId })).toBe(
      'custodian-stays',
    );
  });
});

test('the database asks each condition again: no function does what its command refuses', async () => {
  const { compartmentId, personId } = await written();
  const as = (token: string, text: string, values: unknown[]) =>
    scene.house.services.database
      .transaction(async (tx) => {
        await tx.text('select access.enter($1)', [token]);
        return tx.text(text, values);
      })
      .then(
        (rows) => (rows.length === 0 ? 'nothing' : 'done'),
        (error: { code?: string }) => error.code ?? 'failed',
      );
  const { youssef, iryna, samira } = scene.tokens;
  const ways: readonly [string, string, unknown[]][] = [
    [
      iryna,
      "select compartments.open($1, $2, $3, 'violence', 'network-welcome', 'k', 'x')",
      [newId(), newId(), personId],
    ],
    [
      samira,
      "select compartments.open($1, $2, $3, 'fgm', 'network-welcome', 'k', 'x')",
      [newId(), newId(), personId],
    ],
    [
      samira,
      "select compartments.open($1, $2, $3, 'violence', 'iss', 'k', 'x')",
      [newId(), newId(), personId],
    ],
    [youssef, "select compartments.write_leaf($1, $1, $2, 1, 'x')", [newId(), compartmentId]],
    [
      youssef,
      'select compartments.name_member($1, $2, $3)',
      [newId(), compartmentId, accounts['youssef']],
    ],
    [
      samira,
      'select compartments.name_member($1, $2, $3)',
      [newId(), compartmentId, accounts['iryna']],
    ],
    [
      samira,
      'select compartments.name_member($1, $2, $3)',
      [newId(), compartmentId, accounts['marta']],
    ],
    [samira, 'select compartments.end_member($1, $2)', [compartmentId, accounts['samira']]],
    [youssef, 'select compartments.hand_on($1, $2)', [compartmentId, accounts['youssef']]],
    [samira, 'select compartments.hand_on($1, $2)', [compartmentId, accounts['youssef']]],
    [
      samira,
      "select compartments.give_training($1, $2, 'fgm', '2026-01-01', '2027-01-01')",
      [newId(), accounts['samira']],
    ],
  ];
  for (const [token, text, values] of ways)
    expect(await as(token, text, values), text).toBe('42501');
  for (const table of ['compartment', 'member', 'data_key', 'leaf']) {
    expect(
      await as(youssef, `select 1 from compartments.${table} where person_id = $1`, [personId]),
      table,
    ).toBe('nothing');
    expect(await as(samira, `delete from compartments.${table}`, []), table).toBe('42501');
    expect(await as(samira, `update compartments.${table} set person_id = person_id`, [])).toBe(
      '42501',
    );
  }
  for (const text of [
    'select 1 from compartments.hold($1)',
    'select 1 from compartments.candidates($1)',
    'select 1 from compartments.members($1)',
    'select 1 from compartments.readers($1)',
    'select 1 from compartments.whose(array[$1::uuid])',
  ])
    expect(await as(youssef, text, [compartmentId]), text).toBe('nothing');
});
