// Every command of disclosures in five ways, over a real database; what is given, written and told; and that for
// everybody else there is nothing.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#platform/db/database.ts';
import { asActor } from '#platform/session/enter.ts';
import { takeExtract } from './queries.ts';
import { type Row, testFiveWays } from '../../../test/support/five-ways.ts';
import { inOfficersHouse } from '../../../test/support/officers.ts';
import type { Scene } from '../../../test/support/scene.ts';

let scene: Scene;
let app: Database;
inOfficersHouse(
  async (house) => {
    ({ scene, database: app } = house);
    // A third officer, so that two can approve what the first registered and reviewed.
    await scene.owner(
      `insert into access.membership (account_id, unit_id, role, valid)
     values ($1, 'aima-network', 'custodian', '[2026-01-01, 2040-01-01)')`,
      [await scene.accountOf('Samira')],
    );
  },
  { as: 'app', connections: 2 },
);
beforeEach(() => scene.owner('update access.session set stepped_up_at = now()'));

const today = () => scene.house.clock.now().toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
const done = (token: string, name: string, input: object) => scene.house.done(token, name, input);
const numberOf = async (personId: string) => {
  const [file] = await scene.owner<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [personId],
  );
  return String(file?.number);
};

/** An order about somebody who has gone. */
const order = async () => {
  const { personId } = await scene.known();
  return {
    personId,
    input: {
      fileNumber: await numberOf(personId),
      authority: 'Tribunal da Comarca de Lisboa',
      kind: 'court',
      legalBase: 'CPP, artigo 135.º',
      reference: '1207/26.4T8LSB',
      receivedOn: today().toString(),
      deadline: today().add({ days: 10 }).toString(),
      asked: 'Datas em que foi atendida.',
    },
  };
};
const REVIEW = {
  round: 0,
  finding: 'part',
  sections: ['visits', 'acts'],
  needed: 'As datas das visitas.',
  withheld: 'Tudo o resto: a ordem não o abrange.',
};
const registered = async () => {
  const { personId, input } = await order();
  const { disclosureId } = await done(scene.tokens.augusto, 'disclosure.register', input);
  return { disclosureId: String(disclosureId), personId };
};
const reviewed = async () => {
  const made = await registered();
  const { disclosureId } = made;
  await done(scene.tokens.augusto, 'disclosure.review', { disclosureId, ...REVIEW });
  return made;
};
const approved = async () => {
  const made = await reviewed();
  for (const token of [scene.tokens.baltazar, scene.tokens.samira])
    await done(token, 'disclosure.approve', { disclosureId: made.disclosureId, round: 1 });
  return made;
};
const GIVE = { round: 1, reason: 'Entregue em mão no tribunal.' };
const withdraw = ({ disclosureId }: { disclosureId: string }) =>
  done(scene.tokens.augusto, 'disclosure.close', {
    disclosureId,
    outcome: 'withdrawn',
    closing: 'O tribunal desistiu.',
  });

/** Those for whom there is none of it: receive, serve, coordinate, manage accounts, behind the fence. */
const NOBODY_ELSE = {
  iryna: 'not-found',
  paulo: 'not-found',
  helena: 'not-found',
  ines: 'not-found',
  marta: 'not-found',
  kiosk: 'not-found',
} as const;

const ROWS: Readonly<Record<string, Row>> = {
  'disclosure.register': {
    by: 'augusto',
    before: async () => (await order()).input,
    events: [],
    // A custodian sees the register and registers nothing.
    others: { ...NOBODY_ELSE, baltazar: 'not-found' },
    broken: [() => ({ deadline: today().subtract({ days: 1 }).toString() }), 'invalid'],
    twice: 'both',
  },
  'disclosure.review': {
    by: 'augusto',
    before: async () => ({ disclosureId: (await registered()).disclosureId, ...REVIEW }),
    events: [],
    others: NOBODY_ELSE,
    broken: [withdraw, 'disclosure-closed'],
    twice: 'disclosure-changed',
  },
  'disclosure.approve': {
    by: 'baltazar',
    before: async () => ({ disclosureId: (await reviewed()).disclosureId, round: 1 }),
    events: [],
    others: { ...NOBODY_ELSE, augusto: 'not-allowed' },
    broken: [
      ({ disclosureId }: { disclosureId: string }) =>
        done(scene.tokens.augusto, 'disclosure.review', { disclosureId, ...REVIEW, round: 1 }),
      'disclosure-changed',
    ],
    twice: 'needs-another',
  },
  'disclosure.give': {
    by: 'augusto',
    before: async () => ({ disclosureId: (await approved()).disclosureId, ...GIVE }),
    events: [],
    others: NOBODY_ELSE,
    broken: [
      ({ disclosureId }: { disclosureId: string }) =>
        done(scene.tokens.augusto, 'disclosure.review', { disclosureId, ...REVIEW, round: 1 }),
      'disclosure-unapproved',
    ],
    twice: 'disclosure-closed',
  },
  'disclosure.close': {
    by: 'augusto',
    before: async () => ({
      disclosureId: (await reviewed()).disclosureId,
      outcome: 'refused',
      closing: 'Não há base legal.',
    }),
    events: [],
    others: NOBODY_ELSE,
    broken: [withdraw, 'disclosure-closed'],
    twice: 'disclosure-closed',
  },
  'disclosure.tell': {
    by: 'augusto',
    before: async () => ({
      disclosureId: (await registered()).disclosureId,
      outcome: 'told',
      on: today().toString(),
    }),
    events: [],
    others: NOBODY_ELSE,
    broken: [withdraw, 'disclosure-closed'],
    twice: 'disclosure-told',
  },
};
testFiveWays(['src/modules/disclosures/'], ROWS, () => scene);

const get = async (token: string, path: string) => {
  const answer = await scene.house.app.request(path, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
};
const takes = async (token: string, disclosureId: string): Promise<Response> =>
  scene.house.app.request('/disclosures/extract', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: new URLSearchParams({ disclosureId, language: 'pt' }),
  });
describe('what is given', () => {
  test('once, to whoever gave it, and her log says under whose name and by which article', async () => {
    const { disclosureId, personId } = await approved();
    expect((await takes(scene.tokens.augusto, disclosureId)).status).toBe(404);
    await done(scene.tokens.augusto, 'disclosure.give', { disclosureId, ...GIVE });
    // Another officer takes nothing, and who is no officer is told that there is no such thing.
    for (const who of ['baltazar', 'iryna', 'ines'] as const)
      expect((await takes(scene.tokens[who], disclosureId)).status, who).toBe(404);
    const answers = await Promise.all([1, 2].map(() => takes(scene.tokens.augusto, disclosureId)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 404]));
    const paper = answers.find(({ status }) => status === 200);
    expect(paper?.headers.get('content-type')).toBe('application/pdf');
    expect(paper?.headers.get('content-disposition')).not.toContain(personId);
    const log = await scene.owner(
      `select purpose, basis, unit_ids, sections from log.read where person_id = $1 and screen like 'disclosure:%'`,
      [personId],
    );
    expect(log).toEqual([
      {
        purpose: 'disclose',
        basis: 'gdpr-6-1-c',
        unit_ids: ['Tribunal da Comarca de Lisboa'],
        sections: ['visits', 'acts'],
      },
    ]);
    // On no list of a screen: whoever receives her finds neither the authority nor the officer.
    const readers = await get(scene.tokens.iryna, `/people/${personId}/readings?lang=en`);
    expect(readers.status).toBe(200);
    expect(readers.text).not.toContain('Tribunal');
    expect(readers.text).not.toContain('Augusto');
  });

  test('chosen sections of this file and nothing else', async () => {
    const { disclosureId } = await approved();
    await done(scene.tokens.augusto, 'disclosure.give', { disclosureId, ...GIVE });
    const taken = await asActor(app, scene.tokens.augusto, (tx) =>
      takeExtract(tx, disclosureId, scene.house.clock.now()),
    );
    expect(Object.keys(taken ?? {}).sort()).toEqual(
      ['acts', 'authority', 'legalBase', 'number', 'reference', 'visits'].sort(),
    );
    expect(JSON.stringify(taken)).not.toContain('Nour');
  });
});

describe('for everybody else there is none of it', () => {
  test('neither a page nor a line of the menu, with an order there or without', async () => {
    const looks = ['iryna', 'paulo', 'helena', 'ines', 'marta'] as const;
    const pages = async (personId: string) => {
      const seen: Record<string, string> = {};
      for (const who of looks)
        for (const path of ['/disclosures', '/disclosures/give', `/people/${personId}`, '/']) {
          const { status, text } = await get(scene.tokens[who], `${path}?lang=en`);
          if (path.startsWith('/disclosures')) expect(status, `${who} ${path}`).toBe(404);
          expect(text, `${who} ${path}`).not.toContain('/disclosures"');
          seen[`${who} ${path}`] = text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
        }
      return seen;
    };
    const { personId, input } = await order();
    const without = await pages(personId);
    const { disclosureId } = await done(scene.tokens.augusto, 'disclosure.register', input);
    expect(await pages(personId)).toEqual(without);
    const register = await get(scene.tokens.augusto, '/disclosures?lang=en');
    expect(register.status).toBe(200);
    expect(register.text).toContain(String(disclosureId));
    expect(register.text).toContain(input.fileNumber);
    expect(register.text).not.toContain('Nour');
  });

  test('DIS-1: an officer who manages accounts has none, in the database either', async () => {
    const { disclosureId } = await registered();
    const account = await scene.accountOf('Baltazar');
    await scene.owner(
      `insert into access.membership (account_id, unit_id, role, valid)
       values ($1, 'aima-network', 'administrator', '[2026-01-01, 2040-01-01)')`,
      [account],
    );
    const { status } = await get(scene.tokens.baltazar, '/disclosures');
    const { answer } = await scene.run(scene.tokens.baltazar, 'disclosure.close', {
      disclosureId,
      outcome: 'refused',
      closing: 'x',
    });
    await scene.owner(
      `delete from access.membership where account_id = $1 and role = 'administrator'`,
      [account],
    );
    expect(status).toBe(404);
    expect(answer).toMatchObject({ ok: false, problem: { problem: 'not-found' } });
  });

  test('the database itself keeps two approvers apart', async () => {
    const { disclosureId } = await reviewed();
    for (const set of [
      'first_by = registered_by, first_at = now()',
      `state = 'approved'`,
      `first_by = $2, first_at = now(), second_by = $2, second_at = now(), state = 'approved'`,
    ])
      await expect(
        scene.owner(
          `update disclosures.disclosure set ${set} where id = $1 and $2::uuid is not null`,
          [disclosureId, await scene.accountOf('Baltazar')],
        ),
        set,
      ).rejects.toThrow(/disclosure_by_two/);
  });
});

test('DIS-7: past its day, that she is not told stands on top, with why', async () => {
  const { disclosureId } = await registered();
  await done(scene.tokens.augusto, 'disclosure.tell', {
    disclosureId,
    outcome: 'later',
    on: today().add({ days: 20 }).toString(),
    why: 'Segredo de justiça, CPP 86.º',
  });
  scene.house.wait(30 * 24 * 60);
  await registered();
  const { text } = await get(scene.tokens.augusto, '/disclosures?lang=en');
  expect(text).toMatch(/orders? (is|are) overdue/);
  expect(text).toContain('Segredo de justiça, CPP 86.º');
  expect(text).toContain('Not told, overdue since');
});

test('DIS-8: published are years that are over, never a number below three nor one that gives it away', async () => {
  const augusto = await scene.accountOf('Augusto');
  const put = (year: number, state: string, many: number) =>
    scene.owner(
      `insert into disclosures.disclosure (id, state, authority, kind, legal_base, reference, received_on, deadline,
         asked, registered_by, registered_at, closed_by, closed_at, tell_by)
       select uuidv7(), $2, 'A', 'court', 'L', 'R', make_date($1, 5, 4), make_date($1, 6, 4), 'x', $3, now(), $3, now(),
         make_date($1, 6, 4)
       from generate_series(1, $4)`,
      [year, state, augusto, many],
    );
  const year = today().year;
  await put(year, 'refused', 5);
  await put(year - 1, 'refused', 4);
  await put(year - 1, 'withdrawn', 3);
  await put(year - 2, 'refused', 3);
  await put(year - 2, 'withdrawn', 1);
  await put(year - 3, 'refused', 2);
  await put(year - 5, 'refused', 9);
  const rows = await scene.owner(
    'select year, received, refused, otherwise from disclosures.published($1)',
    [today().toString()],
  );
  expect(rows).toEqual([
    { year: year - 1, received: 7, refused: 4, otherwise: 3 },
    { year: year - 2, received: 4, refused: null, otherwise: null },
  ]);
  const answer = await scene.house.app.request('/authority-requests?lang=en');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain(String(year - 1));
});
