// Files that are one person, over a real database: both numbers find her, both histories are hers, the
// stricter word holds, late commands land right, and taken apart each is again what it was.
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '#platform/session/enter.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { listHouseholdIds } from '../people/household-queries.ts';
import { findPersonFacts } from '../people/queries.ts';
import { searchPeople } from '../people/search-queries.ts';
import { listConsents } from './consent-queries.ts';
import { listFilesOf, listMerges } from './merge-queries.ts';
import { listNeeds } from './queries.ts';

let scene: Scene;
let iryna: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  iryna = scene.tokens.iryna;
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

const LISBOA = { centreId: 'cnaim-lisboa', language: 'ar' };
let people = 0;
/** Somebody who was here and has gone; each a minute younger in our books than the one before. */
async function file(more: object = {}): Promise<string> {
  const name = `Halima ${String.fromCodePoint(97 + (people++ % 26))}`;
  const got = await scene.house.done(iryna, 'visit.receive', {
    ...LISBOA,
    name,
    subjectIds: ['social-security'],
    ...more,
  });
  await scene.house.done(iryna, 'visit.leave', { visitId: got['visitId'] });
  scene.house.wait(1);
  return String(got['personId']);
}
const done = (name: string, input: object, token = iryna) => scene.house.done(token, name, input);
/** A household with somebody else. */
async function homeOf(personId: string): Promise<string> {
  const members = [personId, await file()].map((id) => ({ personId: id, role: 'adult' }));
  return String((await done('household.start', { members }))['householdId']);
}
const merge = async (personId: string, otherId: string) =>
  String((await done('person.merge', { personId, otherId }))['mergeId']);
const part = (mergeId: string) => done('person.unmerge', { mergeId });
const codeOf = async (name: string, input: object, token = iryna) => {
  const { answer } = await scene.run(token, name, input);
  return answer.ok ? 'done' : answer.problem.code;
};
async function read<Row>(ask: (tx: Transaction) => Promise<Row>, token = iryna): Promise<Row> {
  const found = await asActor(scene.house.services.database, token, ask);
  if (found === 'unauthenticated') throw new Error('not signed in');
  return found as Row;
}
const survivorOf = async (personId: string) =>
  (await read((tx) => listFilesOf(tx, personId))).find(({ survives }) => survives)?.personId;
const page = (path: string, token = iryna) =>
  scene.house.app.request(path, { headers: { Authorization: `Bearer ${token}` } });

describe('what is one', () => {
  test('is found by both names, listed once, and both addresses lead to the older file', async () => {
    const [one, other] = [
      await file({ name: 'Gulnora Aminova' }),
      await file({ name: 'Гульнора' }),
    ];
    await merge(other, one);
    for (const typed of ['Gulnora Aminova', 'Гульнора']) {
      const found = await read((tx) => searchPeople(tx, typed));
      expect(found.map(({ candidate }) => candidate.personId)).toEqual([one]);
    }
    const answer = await page(`/people/${other}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/people/${one}`]);
    const shown = await (await page(`/people/${one}`)).text();
    for (const { number } of await read((tx) => listFilesOf(tx, one)))
      expect(shown).toContain(number);
  });

  test('has the needs of both, whichever number is named', async () => {
    const [one, other] = [await file(), await file({ subjectIds: ['social-security', 'health'] })];
    await merge(one, other);
    for (const id of [one, other])
      expect(
        (await read((tx) => listNeeds(tx, id))).map(({ subjectId }) => subjectId).sort(),
      ).toEqual(['health', 'social-security', 'social-security']);
  });

  test('a command that comes late for the other number lands on the file that counts', async () => {
    const [one, other] = [await file(), await file()];
    await merge(one, other);
    const task = { kind: 'ours', title: 'Carta', dueOn: '2026-09-01', personId: other };
    expect(await done('task.add', task)).toMatchObject({ personId: one });
    const paper = { documentId: 'passport', seen: 'original', centreId: 'cnaim-lisboa' };
    expect(await done('document.note', { ...paper, personId: other })).toMatchObject({
      personId: one,
    });
    const share = { toUnitId: 'act', purpose: 'work', sections: ['needs'], until: '2026-08-31' };
    expect(
      await done('consent.record', { ...share, language: 'ar', personId: other }),
    ).toMatchObject({ personId: one });
    const born = [{ field: 'born', was: null, now: '1990' }];
    expect(await done('person.correct', { personId: other, changes: born })).toMatchObject({
      personId: one,
    });
    expect(
      await done('visit.receive', { ...LISBOA, personId: other, subjectIds: ['health'] }),
    ).toMatchObject({ personId: one });
  });

  test('a booking that comes late lands there, and one of before is moved under either number', async () => {
    const [one, other] = [await file(), await file()];
    const at = { officeId: 'cnaim-lisboa.legal', serviceId: 'legal-family', on: '2026-03-16' };
    const before = await done('appointment.book', { ...at, personId: other, at: '11:00' });
    await merge(one, other);
    const late = await done('appointment.book', { ...at, personId: other, at: '12:00' });
    const { appointmentId } = before;
    await done('appointment.move', { appointmentId, on: at.on, at: '14:00' });
    const rows = await scene.owner(
      `select id, person_id, state from appointments.appointment where person_id = any ($1)
       order by state, person_id = $2`,
      [[one, other], one],
    );
    expect(rows).toEqual([
      { id: appointmentId, person_id: other, state: 'booked' },
      { id: late['appointmentId'], person_id: one, state: 'booked' },
    ]);
    // Whichever number is asked for, both stand in her file.
    const shown = await (await page(`/people/${one}`)).text();
    for (const time of ['12:00', '14:00']) expect(shown).toContain(time);
  });

  test('a referral that comes late goes out as the file to which she agreed, and is hers under either number', async () => {
    const [one, other] = [await file(), await file()];
    const share = { toUnitId: 'act', purpose: 'work', sections: ['needs'], until: '2026-08-31' };
    const agree = async (personId: string) =>
      String((await done('consent.record', { ...share, personId, language: 'ar' }))['consentId']);
    const agreed = await agree(other);
    await merge(one, other);
    const anew = await agree(other);
    const asked = { toUnitId: 'act', subjectId: 'work-rights', personId: other };
    const sent: unknown[] = [];
    for (const consentId of [agreed, anew])
      sent.push(
        (await done('referral.send', { ...asked, consentId, body: 'Salários.' }))['referralId'],
      );
    const rows = await scene.owner(
      'select id, person_id from referrals.envelope e join referrals.referral r on r.id = e.referral_id where r.id = any ($1) order by array_position($1, r.id)',
      [sent],
    );
    expect(rows).toHaveLength(2);
    expect(rows.map((row) => row['person_id'])).toEqual([other, one]);
  });

  test('VIS-2: has one ticket at a time, under whichever number', async () => {
    const [one, other] = [await file(), await file()];
    await done('visit.receive', { ...LISBOA, personId: other, subjectIds: ['health'] });
    await merge(one, other);
    for (const personId of [one, other])
      expect(await codeOf('visit.receive', { ...LISBOA, personId, subjectIds: ['health'] })).toBe(
        'already-here',
      );
    expect(await codeOf('visit.continue', { personId: one, centreId: 'cnaim-lisboa' })).toBe(
      'already-here',
    );
  });

  test('PEO-20: whoever holds two tickets is two', async () => {
    const [one, other] = [await file(), await file()];
    for (const personId of [one, other])
      await done('visit.receive', { ...LISBOA, personId, subjectIds: ['health'] });
    expect(await codeOf('person.merge', { personId: one, otherId: other })).toBe('both-here');
  });

  test('STA-1: is counted once, and twice again when it is parted', async () => {
    const day = scene.nextMorning();
    const [one, other] = [await file(), await file()];
    const helena = scene.tokens.helena;
    const persons = async () => {
      const [row] = await read(
        (tx) =>
          tx.text<{ persons: number }>('select persons from statistics.trips($1, $2, $2)', [
            'cnaim-lisboa',
            day,
          ]),
        helena,
      );
      return row?.persons;
    };
    expect(await persons()).toBe(2);
    const act = await merge(one, other);
    expect(await persons()).toBe(1);
    await part(act);
    expect(await persons()).toBe(2);
  });

  test('is seen as one by whoever serves her, until it is parted', async () => {
    const { personId } = await scene.serving();
    const other = await file({ subjectIds: ['health'] });
    const sees = async () =>
      (await read((tx) => listNeeds(tx, personId), scene.tokens.paulo)).length;
    expect(await sees()).toBe(1);
    const act = await merge(personId, other);
    expect(await sees()).toBe(2);
    await part(act);
    expect(await sees()).toBe(1);
  });

  test('is no link behind the fence', async () => {
    const { personId } = await done('visit.receive', {
      ...LISBOA,
      name: 'Amal',
      subjectIds: ['residence'],
    });
    await merge(String(personId), await file());
    const rows = await read(
      (tx) => tx.text('select 1 from people.same_person union all select 1 from people.merge'),
      scene.tokens.ines,
    );
    expect(rows).toEqual([]);
  });
});

describe('PEO-23, CON-7: the stricter word of both files holds', () => {
  test('how she may be reached: the stricter rule, and no laxer one is written over it', async () => {
    const [one, other] = [
      await file({ phone: '+351 910 000 001', rule: 'open' }),
      await file({ phone: '+351 910 000 002', rule: 'never' }),
    ];
    const act = await merge(one, other);
    const rule = async () => (await read((tx) => findPersonFacts(tx, one)))?.rule;
    expect(await rule()).toBe('never');
    const lax = { field: 'rule', was: 'never', now: 'open' };
    const { answer } = await scene.run(iryna, 'person.correct', { personId: one, changes: [lax] });
    expect(answer).toMatchObject({ problem: { fields: { rule: 'stricter-in-other-file' } } });
    await part(act);
    expect(await rule()).toBe('open');
  });

  test('what she took back in one file ends what the other one shares, until they are parted', async () => {
    const share = { toUnitId: 'act', purpose: 'work', sections: ['needs'], until: '2026-08-31' };
    const [one, other] = [await file(), await file()];
    const agree = async (personId: string) =>
      String((await done('consent.record', { ...share, personId, language: 'ar' }))['consentId']);
    const kept = await agree(one);
    const referral = { personId: one, consentId: kept, toUnitId: 'act', subjectId: 'work-rights' };
    const { referralId } = await done('referral.send', { ...referral, body: 'Salários.' });
    await done('referral.accept', { referralId }, scene.tokens.duarte);
    await done('consent.withdraw', { consentId: await agree(other) });
    scene.house.wait(1);
    const sees = async (personId: string) =>
      (await page(`/people/${personId}`, scene.tokens.duarte)).status;
    expect(await sees(one)).toBe(200);
    const act = await merge(one, other);
    expect([await sees(one), await sees(other)]).toEqual([404, 404]);
    expect(await codeOf('referral.send', { ...referral, body: 'Outra vez.' })).toBe('not-agreed');
    const list = await read((tx) => listConsents(tx, one));
    expect(list.find(({ id }) => id === kept)).toMatchObject({ held: true, ended: false });
    // Asked anew as one person, she may say yes.
    const anew = { ...referral, consentId: await agree(other), body: 'De novo.' };
    const again = await done('referral.send', anew);
    await done('referral.accept', { referralId: again['referralId'] }, scene.tokens.duarte);
    scene.house.wait(1);
    expect(await sees(one)).toBe(200);
    await done('referral.withdraw', { referralId: again['referralId'] });
    expect(await sees(one)).toBe(404);
    await part(act);
    expect([await sees(one), await sees(other)]).toEqual([200, 404]);
  });

  test('an agreement of before opens the file to which she agreed, and no other', async () => {
    const share = { toUnitId: 'act', purpose: 'work', sections: ['needs'], until: '2026-08-31' };
    const [one, other] = [await file(), await file({ subjectIds: ['health'] })];
    const { consentId } = await done('consent.record', { ...share, personId: one, language: 'ar' });
    const { referralId } = await done('referral.send', {
      personId: one,
      consentId,
      toUnitId: 'act',
      subjectId: 'work-rights',
      body: 'Salários.',
    });
    await done('referral.accept', { referralId }, scene.tokens.duarte);
    scene.house.wait(1);
    await merge(one, other);
    const needs = await read((tx) => listNeeds(tx, one), scene.tokens.duarte);
    expect(needs.map(({ subjectId }) => subjectId)).toEqual(['social-security']);
  });
});

describe('PEO-21: somebody else looks first', () => {
  test('when something is kept that she was not told of: the same words as for any other cause', async () => {
    const signed = await file({ signs: ['violence'] });
    const plain = await file();
    const asked = await done('person.merge', { personId: signed, otherId: plain });
    const twins = [await file({ born: '1987' }), await file({ born: '1988' })];
    const other = await done('person.merge', { personId: twins[0], otherId: twins[1] });
    expect(asked).toEqual(other);
    expect(await survivorOf(plain)).toBe(plain);
    // A second colleague settles what is only contradicted; what is kept stays with those who were told.
    const second = scene.tokens.youssef;
    expect(await done('person.merge', { personId: signed, otherId: plain }, second)).toEqual({
      review: true,
    });
    const told = { personId: signed, otherId: plain };
    expect(await done('person.merge', told, scene.tokens.samira)).toMatchObject({ review: false });
  });

  test('the database refuses it by itself, whoever asks', async () => {
    const [signed, plain] = [await file({ signs: ['violence'] }), await file()];
    await expect(
      read((tx) => tx.text('select people.merge(uuidv7(), $1, $2, now())', [signed, plain])),
    ).rejects.toThrow('not to be merged');
  });
});

describe('PEO-22: taken apart, everything is as it was', () => {
  test('merging and parting in any order: one person is one, the oldest counts, and the end is the beginning', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 4; at++) ids.push(await file());
    const homes = new Map<string, string>();
    for (const personId of ids) homes.set(personId, await homeOf(personId));
    const age = (id: string) => ids.indexOf(id);
    const before = await scene.digest();
    const step = fc.tuple(fc.nat(3), fc.nat(3), fc.boolean());
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const acts = new Map<string, readonly [string, string]>();
        const together = (id: string) => {
          const found = new Set([id]);
          for (let grew = true; grew; ) {
            const size = found.size;
            for (const [a, b] of acts.values())
              if (found.has(a) || found.has(b)) {
                found.add(a);
                found.add(b);
              }
            grew = found.size > size;
          }
          return [...found].toSorted((a, b) => age(a) - age(b));
        };
        for (const [a, b, parts] of steps) {
          const [one = '', other = ''] = [ids[a], ids[b]];
          const [last] = [...acts.keys()].slice(-1 - (a % Math.max(acts.size, 1)));
          if (parts && last) {
            await part(last);
            acts.delete(last);
          } else if (one !== other && !together(one).includes(other)) {
            acts.set(await merge(one, other), [one, other]);
          }
          for (const id of ids) {
            const files = await read((tx) => listFilesOf(tx, id));
            const group = together(id);
            expect(files.map(({ personId }) => personId)).toEqual(group);
            expect(files.find(({ survives }) => survives)?.personId).toBe(group[0]);
            // PEO-45: she stands in the households of all her files.
            const stands = await read((tx) => listHouseholdIds(tx, [id]));
            expect(stands.toSorted()).toEqual(group.map((one) => homes.get(one) ?? '').toSorted());
          }
        }
        for (const act of acts.keys()) await part(act);
        expect(await scene.digest()).toBe(before);
      }),
      { numRuns: 12, seed: 7 },
    );
    expect(await read((tx) => listMerges(tx, ids[0] ?? ''))).toEqual([]);
  }, 60_000);

  test('what was written meanwhile stays where it landed, and the log keeps both acts', async () => {
    const [one, other] = [await file(), await file()];
    const act = await merge(one, other);
    await done('task.add', { kind: 'ours', title: 'Carta', dueOn: '2026-09-01', personId: other });
    await part(act);
    const tasks = await scene.owner(
      'select person_id from followups.task where person_id = any ($1)',
      [[one, other]],
    );
    expect(tasks).toEqual([{ person_id: one }]);
    const kinds = await scene.owner<{ kind: string }>(
      `select distinct kind from log.event where person_id = any ($1) and kind like 'person.%merged'
       order by kind`,
      [[one, other]],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['person.merged', 'person.unmerged']);
  });

  test('two at once, of one person with two others: both hold, and the oldest of the three counts', async () => {
    const [one, other, third] = [await file(), await file(), await file()];
    const answers = await Promise.all([
      scene.run(iryna, 'person.merge', { personId: third, otherId: other }),
      scene.run(scene.tokens.samira, 'person.merge', { personId: other, otherId: one }),
    ]);
    expect(answers.map(({ answer }) => answer.ok)).toEqual([true, true]);
    for (const id of [one, other, third]) expect(await survivorOf(id)).toBe(one);
  });
});
