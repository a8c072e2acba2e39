// Households over a real database, page by page: whoever left is nowhere in it and leaves no trace; nobody
// learns of one by another; a compartment of one changes not one letter of the others' pages; and which
// household is meant is always said.
import { newId } from '#base/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '#platform/session/enter.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { findPairFacts } from '#modules/people/likeness-queries.ts';
import { listHouseholds, listPastMemberships } from '#modules/people/household-queries.ts';
import { findKnown } from '#modules/visits/known-queries.ts';
import { openHouse } from '../support/house.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { Scene } from '../support/scene.ts';

const CENTRE = 'cnaim-lisboa';
let scene: Scene;
let iryna: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8, vault: new MemoryVault() }));
  iryna = scene.tokens.iryna;
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

type Who = keyof Scene['tokens'];
const done = (name: string, input: object, token = iryna) => scene.house.done(token, name, input);
async function codeOf(name: string, input: object, token = iryna): Promise<string> {
  const { answer } = await scene.run(token, name, input);
  if (answer.ok) return 'done';
  return Object.values(answer.problem.fields ?? {}).join() || answer.problem.code;
}
async function as<T>(who: Who, ask: (tx: Transaction) => Promise<T>): Promise<T> {
  const found = await asActor(scene.house.services.database, scene.tokens[who], ask);
  if (found === 'unauthenticated') throw new Error('not signed in');
  return found as T;
}
const page = async (path: string, who: Who = 'iryna') => {
  const answer = await scene.house.app.request(`${path}${path.includes('?') ? '&' : '?'}lang=en`, {
    headers: { Authorization: `Bearer ${scene.tokens[who]}` },
  });
  return { status: answer.status, text: await answer.text() };
};

/** A page without what is made anew each time it is asked for. */
const sameWords = (text: string) => text.replaceAll(/value="[\w-]{22}"|value="[0-9a-f-]{36}"/g, '');

interface Family {
  readonly householdId: string;
  readonly amal: string;
  readonly karim: string;
  readonly omar: string;
  readonly names: readonly string[];
  /** What must not be seen once Amal has left. */
  readonly traces: readonly string[];
}
/** Each family has its own, so that no search finds another one. */
const SURNAMES =
  `Castro Nguyen Petrov Zhang Okafor Lindqvist Moreau Haddad Silveira Tanaka Kowalski Djibril
  Ferreira Ivanenko Rossi Bhandari Schmidt Yilmaz Olusegun Marchetti Vasquez Dubois Hrytsenko Abboud`
    .split(/\s+/)
    .values();
/** Three who came together today: Amal and Karim have a ticket each, Omar came along. */
async function family(): Promise<Family> {
  const surname = SURNAMES.next().value ?? '';
  const names = ['Amalthea', 'Karimullah', 'Omarion'].map((name) => `${name} ${surname}`);
  await done('household.receive', {
    centreId: CENTRE,
    members: [
      {
        role: 'adult',
        language: 'ar',
        name: names[0],
        phone: '+351 931 222 333',
        subjectIds: ['social-security'],
      },
      { role: 'partner', language: 'ar', name: names[1], subjectIds: ['health'] },
      { role: 'child', language: 'ar', name: names[2] },
    ],
  });
  scene.house.wait(1);
  const rows = await scene.owner<{ id: string; number: string; household: string }>(
    `select p.id, f.number, m.household_id as household from people.person p
     join casefiles.case_file f on f.person_id = p.id
     join people.household_member m on m.person_id = p.id
     where p.name = any ($1) order by array_position($1, p.name)`,
    [names],
  );
  const [amal, karim, omar] = rows;
  return {
    householdId: amal?.household ?? '',
    amal: amal?.id ?? '',
    karim: karim?.id ?? '',
    omar: omar?.id ?? '',
    names,
    traces: [names[0] ?? '', amal?.number ?? '', amal?.id ?? '', '931 222 333'],
  };
}
/** Every page that reception opens from a member of a family. */
const pagesOf = ({ karim, omar, householdId, names }: Family) => [
  `/people/${karim}`,
  `/people/${omar}`,
  `/people/${karim}/facts`,
  `/people/${omar}/facts`,
  `/people/${karim}/household`,
  `/people/${omar}/household`,
  `/people/${karim}/same`,
  `/people/${karim}/confer`,
  `/reception/${CENTRE}/together?language=ar&householdId=${householdId}`,
  `/reception/${CENTRE}/together/known?m0.personId=${karim}`,
  `/reception/${CENTRE}/known?q=${encodeURIComponent(names[1] ?? '')}`,
  `/reception/${CENTRE}/find?q=${encodeURIComponent(names[1] ?? '')}`,
];
const leave = (of: Family, more: object = {}) =>
  done('household.leave', { householdId: of.householdId, personId: of.amal, ...more });

test('a parting that was refused stays open as it was chosen, and no two fields are one', async () => {
  const one = await family();
  await done('household.start', {
    members: [one.karim, one.omar].map((personId) => ({ personId, role: 'relative' })),
  });
  const body = new URLSearchParams({
    commandId: newId(),
    householdId: one.householdId,
    [`part.${one.amal}`]: 'both',
    [`part.${one.karim}`]: 'stay',
    [`part.${one.omar}`]: 'stay',
  });
  const answer = await scene.house.app.request(`/people/${one.karim}/household/split`, {
    method: 'POST',
    body,
    headers: { Authorization: `Bearer ${scene.tokens.iryna}` },
  });
  expect(answer.status).toBe(422);
  const text = await answer.text();
  expect(text.match(/<details class="household-part" open/g)).toHaveLength(1);
  expect(text).toMatch(new RegExp(`name="part\\.${one.amal}" value="both" checked`));
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

describe('PEO-41: whoever left a household', () => {
  test('is nowhere on the pages of those who stayed: not her name, number, phone, ticket or address', async () => {
    const one = await family();
    const before = await page(`/people/${one.karim}/household`);
    expect(before.text).toContain(one.traces[0]);
    await leave(one, { because: 'moved' });
    for (const path of pagesOf(one)) {
      const { status, text } = await page(path);
      expect(status, path).toBe(200);
      for (const trace of one.traces) expect(text, path).not.toContain(trace);
    }
    // That she lives somewhere else, with somebody else, changes nothing there.
    const shown = async () =>
      Promise.all(pagesOf(one).map(async (path) => sameWords((await page(path)).text)));
    const { personId } = await scene.known();
    const alone = await shown();
    await done('household.start', {
      members: [
        { personId: one.amal, role: 'adult' },
        { personId, role: 'sibling' },
      ],
    });
    expect(await shown()).toEqual(alone);
  });

  test('is found by her own name alone, and by nobody of the family’s', async () => {
    const one = await family();
    const find = (typed: string) =>
      as('iryna', (tx) =>
        findKnown(tx, typed, { centreId: CENTRE, day: Temporal.PlainDate.from('2026-03-09') }),
      );
    const [hers = '', byKarim = ''] = one.names;
    expect((await find(byKarim)).map(({ personId }) => personId)).toContain(one.amal);
    await leave(one);
    expect((await find(byKarim)).map(({ personId }) => personId)).not.toContain(one.amal);
    const found = (await find(hers)).map(({ personId, foundBy }) => `${personId} ${foundBy}`);
    expect(found).toContain(`${one.amal} exact`);
    expect(found.join()).not.toMatch(/household/);
  });

  test('speaks neither for nor against another file as one of the family', async () => {
    const one = await family();
    const facts = (a: string, b: string) => as('iryna', (tx) => findPairFacts(tx, a, b));
    const relatives = async () => {
      const found = await facts(one.karim, one.omar);
      return [...(found?.one.relatives ?? []), ...(found?.other.relatives ?? [])];
    };
    expect(await relatives()).toContain(one.amal);
    expect(await facts(one.amal, one.karim)).toMatchObject({ cameTogether: true });
    await leave(one);
    expect(await relatives()).not.toContain(one.amal);
    expect(await facts(one.amal, one.karim)).toMatchObject({ cameTogether: false });
  });

  test('is not received with them, and not joined to them by a number', async () => {
    const one = await family();
    await leave(one);
    const together = {
      centreId: CENTRE,
      householdId: one.householdId,
      members: [
        { role: 'adult', language: 'ar', personId: one.amal },
        { role: 'child', language: 'ar', name: 'Nina', subjectIds: ['health'] },
      ],
    };
    expect(await codeOf('household.receive', together)).toBe('which-household');
  });

  test('no row of it is read by reception, and none is written by hand', async () => {
    const one = await family();
    await leave(one);
    const rows = await as('iryna', (tx) =>
      tx.text('select person_id from people.household_member where household_id = $1', [
        one.householdId,
      ]),
    );
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(one.amal);
    for (const text of [
      `update people.household_member set left_at = null where household_id = $1`,
      `delete from people.household_member where household_id = $1`,
    ])
      await expect(
        as('iryna', (tx) => tx.text(text, [one.householdId])),
        text,
      ).rejects.toThrow('permission denied');
  });

  test('nobody but those who receive for its unit ends a membership by the function', async () => {
    const one = await family();
    for (const who of ['paulo', 'marta', 'duarte', 'catarina', 'ines', 'helena'] as const)
      await expect(
        as(who, (tx) =>
          tx.text(`select people.end_membership($1, array[$2::uuid], 'moved', now())`, [
            one.householdId,
            one.karim,
          ]),
        ),
        who,
      ).rejects.toThrow('not to be ended');
    const [row] = await as('iryna', (tx) => listHouseholds(tx, one.karim));
    expect(row?.others).toHaveLength(2);
  });
});

describe('PEO-44: that she belonged to a household once', () => {
  test('is read by whoever serves her, in her own file, without anybody else; and by nobody else', async () => {
    const { personId, stopId } = await scene.serving();
    const other = await scene.known();
    const { householdId } = await done('household.start', {
      members: [
        { personId, role: 'partner' },
        { personId: other.personId, role: 'adult' },
      ],
    });
    await done('household.leave', { householdId, personId, because: 'moved' });
    const past = (who: Who, of: string) => as(who, (tx) => listPastMemberships(tx, of));
    expect(await past('paulo', personId)).toMatchObject([{ role: 'partner', because: 'moved' }]);
    const file = await page(`/people/${personId}`, 'paulo');
    expect(file.text).toContain('In households before');
    expect(file.text).not.toContain(other.personId);
    for (const who of ['iryna', 'marta', 'duarte', 'catarina', 'ines', 'helena'] as const)
      expect(await past(who, personId), who).toEqual([]);
    expect((await page(`/people/${personId}`)).text).not.toContain('In households before');
    // Of whoever stayed the same desk reads nothing.
    expect(await past('paulo', other.personId)).toEqual([]);
    const act = { mode: 'support', outcome: 'solved' };
    await done('stop.finish', { stopId, ...act }, scene.tokens.paulo);
    scene.house.wait(1);
    expect(await past('paulo', personId)).toEqual([]);
  });

  test('keeps what she was before, and she may come back', async () => {
    const one = await family();
    const at = { householdId: one.householdId, personId: one.omar };
    await done('household.change-role', { ...at, role: 'adult' });
    await done('household.leave', at);
    await done('household.add', { ...at, role: 'relative' });
    const rows = await scene.owner(
      `select role, left_because as because from people.household_member
       where household_id = $1 and person_id = $2 order by id`,
      [one.householdId, one.omar],
    );
    expect(rows).toEqual([
      { role: 'child', because: 'role' },
      { role: 'adult', because: 'not-said' },
      { role: 'relative', because: null },
    ]);
  });
});

describe('one of them by another', () => {
  test('whoever serves one learns of none; another unit of none at all', async () => {
    const one = await family();
    for (const who of ['paulo', 'marta', 'duarte', 'catarina', 'ines', 'helena'] as const) {
      expect(await as(who, (tx) => listHouseholds(tx, one.karim)), who).toEqual([]);
      expect((await page(`/people/${one.karim}/household`, who)).status, who).toBe(404);
    }
  });

  test('whoever a member keeps away sees the household without her', async () => {
    const one = await family();
    await done(
      'person.keep-away',
      { personId: one.amal, accountId: await scene.accountOf('Iryna') },
      scene.tokens.samira,
    );
    const { text } = await page(`/people/${one.karim}/household`);
    for (const trace of one.traces) expect(text).not.toContain(trace);
    const seen = await page(`/people/${one.karim}/household`, 'samira');
    expect(seen.text).toContain(one.traces[0]);
  });

  test('a compartment and signs of the wife change not one letter of any page of the family', async () => {
    const one = await family();
    const shown = async (who: Who) =>
      Promise.all(pagesOf(one).map(async (path) => sameWords((await page(path, who)).text)));
    const before = await shown('iryna');
    await done('compartment.open', { personId: one.amal, kindId: 'violence' }, scene.tokens.samira);
    expect(await shown('iryna')).toEqual(before);
  });
});

describe('PEO-43: which household is meant', () => {
  const child = async () => {
    const [mother, father] = [await family(), await family()];
    await done('household.add', {
      householdId: father.householdId,
      personId: mother.omar,
      role: 'child',
    });
    return { mother, father, omar: mother.omar };
  };
  test('of a child of parents who live apart it is asked, and nobody joins the wrong one', async () => {
    const { mother, father, omar } = await child();
    const together = (more: object) => ({
      centreId: CENTRE,
      members: [
        { role: 'child', language: 'ar', personId: omar, subjectIds: ['school'] },
        { role: 'relative', language: 'ar', name: 'Grandmother' },
      ],
      ...more,
    });
    expect(await codeOf('household.receive', together({}))).toBe('which-household');
    const { text } = await page(`/reception/${CENTRE}/together/known?m0.personId=${omar}`);
    expect(text).toContain(`value="${mother.householdId}"`);
    expect(text).toContain(`value="${father.householdId}"`);
    expect(text).not.toMatch(/value="[0-9a-f-]{36}"\s+checked/);
    await done('household.receive', together({ householdId: father.householdId }));
    const sizes = await scene.owner(
      `select household_id as id, count(*)::int as n from people.household_member
       where household_id = any ($1) and left_at is null group by 1 order by 2`,
      [[mother.householdId, father.householdId]],
    );
    expect(sizes).toEqual([
      { id: mother.householdId, n: 3 },
      { id: father.householdId, n: 5 },
    ]);
  });

  test('each home stands by itself on the child’s page, and neither on the other parent’s', async () => {
    const { mother, father, omar } = await child();
    const homes = await as('iryna', (tx) => listHouseholds(tx, omar));
    expect(homes.map(({ id }) => id)).toEqual([mother.householdId, father.householdId]);
    expect((await page(`/people/${omar}/household`)).text).toContain('Household 2 of 2');
    const { text } = await page(`/people/${father.karim}/household`);
    for (const trace of mother.traces) expect(text).not.toContain(trace);
  });

  test('a conference speaks of one home, not of two', async () => {
    const { mother, father, omar } = await child();
    const accountId = await scene.accountOf('Paulo');
    const call = (familyIds: string[]) =>
      codeOf('conference.call', {
        personId: omar,
        familyIds,
        accountIds: [accountId],
        question: 'Quem leva a criança à escola?',
        purpose: 'family',
        day: '2026-03-10',
        from: '10:00',
        to: '11:00',
        sections: ['needs'],
      });
    expect(await call([mother.karim, father.karim])).toBe('not-of-the-household');
    expect(await call([mother.karim, mother.amal])).not.toBe('not-of-the-household');
  });
});
