// What reception finds out at the door, over a real database: signs that only a few are told of,
// questions without a ticket, the last ticket of a day, papers, a family.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import type { Outcome } from '#platform/run-command/command.ts';
import { asActor } from '#platform/session/enter.ts';
import { hashOf } from '#platform/session/token.ts';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';
import { listExpected } from './expected-queries.ts';
import { findKnown } from './known-queries.ts';
import { listProtections, protects } from './protection-queries.ts';

const CENTRE = 'cnaim-lisboa';
const DAY = Temporal.PlainDate.from('2026-03-09');
let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

type Who = keyof Scene['tokens'];
const receive = (input: object, by: Who = 'iryna') =>
  scene.house.done(scene.tokens[by], 'visit.receive', {
    centreId: CENTRE,
    language: 'ar',
    subjectIds: ['social-security'],
    ...input,
  });
async function as<T>(who: Who, work: Parameters<typeof asActor<T>>[2]): Promise<T> {
  const done = await asActor(scene.house.services.database, scene.tokens[who], work);
  if (done === 'unauthenticated') throw new Error('not signed in');
  return done as T;
}

describe('VIS-47: only those who were told see signs of protection, and one of them goes', () => {
  const told = (who: Who) => as(who, (tx) => listProtections(tx, CENTRE, DAY));

  test('those on duty by name and the coordinator; whoever wrote it and all others see nothing', async () => {
    await receive({ name: 'Nour', signs: ['minor-alone', 'documents-withheld'] });
    for (const who of ['samira', 'helena'] as const) {
      expect(await told(who)).toMatchObject([
        { name: 'Nour', signs: ['minor-alone', 'documents-withheld'], takenBy: null },
      ]);
      expect(await as(who, (tx) => protects(tx, CENTRE))).toBe(true);
    }
    for (const who of ['iryna', 'paulo', 'marta', 'duarte', 'catarina', 'ines'] as const) {
      expect(await told(who), who).toEqual([]);
      expect(await as(who, (tx) => protects(tx, CENTRE)), who).toBe(false);
    }
  });

  test('no role of the application reads or writes the compartment, and no event tells of it', async () => {
    const { visitId } = await receive({ signs: ['violence'] });
    const app = new pg.Client({ connectionString: scene.house.database.urls.app });
    await app.connect();
    for (const text of [
      'select 1 from visits.protection',
      'select 1 from visits.protection_reader',
      `insert into visits.protection_reader select id, person_id, access.me() from visits.protection`,
      'update visits.protection set taken_by = null',
    ]) {
      await app.query('begin');
      await app.query('select access.enter($1)', [scene.tokens.samira]);
      await expect(app.query(text), text).rejects.toMatchObject({ code: '42501' });
      await app.query('rollback');
    }
    await app.end();
    const rows = await scene.owner(
      `select kind || data::text as said from log.event where visit_id = $1
       union all select outcome::text from log.command where outcome::text like '%' || $1 || '%'`,
      [visitId],
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toMatch(/violence|sign|protect/);
  });

  test('the ticket comes at once, as for a medical need, or first, as by the law: nobody can tell why', async () => {
    const places: unknown[] = [];
    for (const more of [
      { signs: ['violence'] },
      { signs: ['medical'] },
      { signs: ['speak-alone'] },
      { grounds: ['pregnant'] },
      {},
    ]) {
      const { visitId } = await receive(more);
      places.push(
        ...(await scene.owner('select priority from visits.stop where visit_id = $1', [visitId])),
      );
    }
    expect(places).toEqual([2, 2, 1, 1, 0].map((priority) => ({ priority })));
  });

  test('who left before anyone went to her stays on the list, marked as gone, until one sees to it', async () => {
    const met = await receive({ name: 'Dalia', signs: ['violence'] });
    const unmet = await receive({ name: 'Dina', signs: ['exploitation'] });
    const ofBoth = async (who: Who) =>
      (await told(who)).filter(({ name }) => name === 'Dalia' || name === 'Dina');
    const go = (one: { id: string } | undefined) =>
      scene.house.done(scene.tokens.samira, 'protection.take', { protectionId: one?.id });
    const [first, second] = await ofBoth('samira');
    expect([first, second]).toMatchObject([{ name: 'Dalia', hasLeft: false }, { hasLeft: false }]);
    await go(first);
    for (const { visitId } of [met, unmet])
      await scene.house.done(scene.tokens.iryna, 'visit.leave', { visitId });
    for (const who of ['samira', 'helena'] as const)
      expect(await ofBoth(who)).toMatchObject([
        { name: 'Dina', hasLeft: true, takenBy: null, officeId: null },
      ]);
    for (const who of ['iryna', 'paulo', 'ines'] as const) expect(await told(who), who).toEqual([]);
    await go(second);
    for (const who of ['samira', 'helena'] as const) expect(await ofBoth(who)).toEqual([]);
  });

  test('in a house where nobody is on duty, whoever saw the signs keeps them in sight', async () => {
    await receive(
      { centreId: 'claim-odemira', subjectIds: ['residence'], signs: ['homeless'] },
      'catarina',
    );
    const seen = await as('catarina', (tx) => listProtections(tx, 'claim-odemira', DAY));
    expect(seen.map(({ signs }) => signs)).toEqual([['homeless']]);
  });
});

describe('VIS-46: a question answered at the door is an act of nobody in particular', () => {
  test('counted as an act of the welcome, as no visit and no person', async () => {
    const counts = () =>
      scene.owner<{ acts: number; visits: number; persons: number }>(
        `select count(*)::int as acts, count(visit_id)::int as visits,
                count(distinct person_id)::int as persons
         from statistics.act where office_id = 'cnaim-lisboa.welcome'`,
      );
    await scene.house.done(scene.tokens.iryna, 'question.answer', {
      centreId: CENTRE,
      subjectId: 'health',
      language: 'uk',
    });
    expect(await counts()).toEqual([{ acts: 1, visits: 0, persons: 0 }]);
    const figures = await as('helena', (tx) =>
      tx.text<{ office_id: string; acts: number; visits: number; persons: number }>(
        `select * from statistics.acts('${CENTRE}', $1, $1)`,
        [DAY],
      ),
    );
    expect(figures).toContainEqual({
      office_id: 'cnaim-lisboa.welcome',
      acts: 1,
      visits: 0,
      persons: 0,
    });
    expect(await scene.owner('select 1 from visits.visit where closed_at is null')).toEqual([]);
  });
});

describe('VIS-43: tickets of a day', () => {
  test('the last one goes to one of two receptions at once, and the other is told', async () => {
    await scene.owner(
      `update directory.office_service set tickets_per_day = 3
       where office_id = 'cnaim-lisboa.education' and service_id = 'school-enrolment'`,
    );
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        scene.run(scene.tokens.iryna, 'visit.receive', {
          centreId: CENTRE,
          language: 'uk',
          subjectIds: ['school'],
        }),
      ),
    );
    const codes = answers.map(({ answer }) =>
      answer.ok ? 'done' : (answer as Extract<Outcome, { ok: false }>).problem.code,
    );
    expect(codes.filter((code) => code === 'done')).toHaveLength(3);
    expect(codes.filter((code) => code === 'tickets-used-up')).toHaveLength(5);
    const later = await receive({ subjectIds: ['school'], later: ['school'] });
    const [visit] = await scene.owner(
      `select v.state, (select count(*)::int from visits.stop s where s.visit_id = v.id) as stops,
              (select array_agg(state) from casefiles.need n where n.visit_id = v.id) as needs
       from visits.visit v where id = $1`,
      [later['visitId']],
    );
    expect(visit).toEqual({ state: 'closed', stops: 0, needs: ['open'] });
  });
});

describe('a family', () => {
  test('has a file each, one household, and nothing of each other’s needs', async () => {
    const got = await scene.house.done(scene.tokens.iryna, 'household.receive', {
      centreId: CENTRE,
      members: [
        { role: 'adult', language: 'ar', name: 'Amal', subjectIds: ['social-security'] },
        { role: 'partner', language: 'ar', name: 'Karim', subjectIds: ['health'] },
        { role: 'child', language: 'ar', name: 'Omar' },
      ],
    });
    expect(got['count']).toBe(2);
    const rows = await scene.owner(
      `select p.name, m.role, f.number is not null as file,
              array(select n.subject_id from casefiles.need n where n.person_id = p.id) as needs
       from people.household_member m join people.person p on p.id = m.person_id
       left join casefiles.case_file f on f.person_id = p.id order by p.name`,
    );
    expect(rows).toEqual([
      { name: 'Amal', role: 'adult', file: true, needs: ['social-security'] },
      { name: 'Karim', role: 'partner', file: true, needs: ['health'] },
      { name: 'Omar', role: 'child', file: true, needs: [] },
    ]);
    // Whoever serves one of them learns nothing of the others from it.
    await scene.desk();
    const { stopId } = await scene.house.done(scene.tokens.paulo, 'stop.call-next', {
      deskId: 'cnaim-lisboa.d4',
    });
    await scene.house.done(scene.tokens.paulo, 'stop.start', { stopId });
    for (const table of ['household', 'household_member'])
      expect(await as('paulo', (tx) => tx.text(`select 1 from people.${table}`))).toEqual([]);
  });
});

describe('VIS-49: whoever came to the wrong house is sent on with her file, and expected there', () => {
  test('only by who receives there, until she arrives; a desk of neither house learns of it', async () => {
    const { visitId, personId } = await receive({ name: 'Parwin', subjectIds: ['health'] });
    await scene.house.done(scene.tokens.iryna, 'visit.send-on', {
      visitId,
      toCentreId: 'claim-odemira',
    });
    const now = scene.house.clock.now();
    const expected = (who: Who) => as(who, (tx) => listExpected(tx, 'claim-odemira', now));
    expect(await expected('catarina')).toMatchObject([
      { personId, name: 'Parwin', fromCentreId: CENTRE, subjectIds: ['health'] },
    ]);
    for (const who of ['paulo', 'marta', 'duarte', 'ines'] as const)
      expect(await expected(who), who).toEqual([]);
    const [stop] = await scene.owner('select state from visits.stop where visit_id = $1', [
      visitId,
    ]);
    expect(stop).toEqual({ state: 'withdrawn' });
    const arrived = await receive(
      { centreId: 'claim-odemira', personId, subjectIds: ['residence'] },
      'catarina',
    );
    expect(arrived['personId']).toBe(personId);
    expect(await expected('catarina')).toEqual([]);
  });
});

describe('known again', () => {
  const find = (typed: string, who: Who = 'iryna') =>
    as(who, (tx) => findKnown(tx, typed, { centreId: CENTRE, day: DAY }));

  test('by name, file number and today’s ticket, with what tells her apart', async () => {
    const { personId, number, visitId } = await receive({
      name: 'Farida',
      born: '1990~',
      papers: ['niss'],
    });
    const [byName] = await find('farida');
    expect(byName).toMatchObject({ personId, born: '1990~', foundBy: 'exact', hereNumber: number });
    expect(await find(String(byName?.file).toLowerCase())).toMatchObject([
      { personId, foundBy: 'file' },
    ]);
    expect(await find(String(number))).toMatchObject([{ personId, foundBy: 'ticket' }]);
    const paper = 'f7'.repeat(11);
    await scene.house.done(scene.tokens.iryna, 'summary.hand-out', {
      visitId,
      linkHash: hashOf(paper).toString('hex'),
    });
    for (const typed of [paper, `https://oneroof.example/s/${paper}`])
      expect(await find(typed)).toMatchObject([{ personId, foundBy: 'summary' }]);
    expect(await find(`${paper.slice(0, -1)}8`)).toEqual([]);
    for (const who of ['paulo', 'marta', 'catarina'] as const) {
      for (const typed of ['farida', String(byName?.file), String(number), paper])
        expect(await find(typed, who), who).toEqual([]);
    }
  });

  test('PEO-27: by her telephone number, as whoever may read it', async () => {
    const { personId } = await receive({ name: 'Halima', phone: '+351 912 345 678' });
    for (const typed of ['912345678', '00351 912 345 678', '٩١٢٣٤٥٦٧٨', '912 345', '+351 9123456'])
      expect(await find(typed), typed).toMatchObject([{ personId, foundBy: 'phone' }]);
    for (const typed of ['912345679', '12345678', '+351 9123457'])
      expect(await find(typed), typed).toEqual([]);
    for (const who of ['paulo', 'marta', 'duarte', 'catarina', 'ines'] as const)
      expect(await find('912345678', who), who).toEqual([]);
  });

  test('PEO-28: a mother’s name leads to her child, and to nobody of another unit', async () => {
    const mother = await receive({ name: 'Zarina' });
    const child = await receive({ name: 'Tomiris' });
    await scene.owner(
      `with h as (insert into people.household values (uuidv7(), 'network-welcome', now()) returning id)
       insert into people.household_member
         select h.id, m.id, 'network-welcome', m.role, now()
         from h, (values ($1::uuid, 'adult'), ($2::uuid, 'child')) m (id, role)`,
      [mother['personId'], child['personId']],
    );
    expect(await find('zarina')).toMatchObject([
      { name: 'Zarina', foundBy: 'exact' },
      { name: 'Tomiris', foundBy: 'household', through: mother['personId'] },
    ]);
    for (const who of ['paulo', 'marta', 'duarte', 'catarina', 'ines'] as const)
      expect(await find('zarina', who), who).toEqual([]);
    // Among many of one name no household is listed.
    for (let n = 0; n < 3; n++) await receive({ name: 'Zarina' });
    expect((await find('zarina')).map(({ name }) => name)).toEqual(Array(4).fill('Zarina'));
  });

  test('PEO-2: a file number without a digit is one, and a name of eight letters stays a name', async () => {
    const { personId } = await receive({ name: 'Margaret' });
    const { personId: other } = await receive({ name: 'Tereza' });
    await scene.owner(`update casefiles.case_file set number = 'MARG-ARET' where person_id = $1`, [
      other,
    ]);
    expect(await find('margaret')).toMatchObject([
      { personId: other, foundBy: 'file' },
      { personId, foundBy: 'exact' },
    ]);
    expect(await find('natascha')).toEqual([]);
  });
});

describe('VIS-130: into a queue that is closed for now', () => {
  const close = (officeId: string) =>
    scene.house.done(scene.tokens.helena, 'queue.close', {
      officeId,
      message: { pt: 'Já voltamos' },
    });

  test('no need is added at a desk, and no visit goes on; open again, both work', async () => {
    const { personId } = await scene.known();
    const { stopId } = await scene.serving();
    await close('cnaim-lisboa.health');
    const add = () => scene.run(scene.tokens.paulo, 'need.add', { stopId, subjectId: 'health' });
    expect((await add()).answer).toMatchObject({ problem: { code: 'queue-closed' } });
    const found = `select count(*)::int as n from casefiles.need where subject_id = 'health'
      and visit_id in (select visit_id from visits.stop where id = $1)`;
    expect(await scene.owner(found, [stopId])).toEqual([{ n: 0 }]);
    await scene.house.done(scene.tokens.helena, 'queue.reopen', {
      officeId: 'cnaim-lisboa.health',
    });
    expect((await add()).answer).toMatchObject({ ok: true });

    await close('cnaim-lisboa.iss');
    const goOn = () =>
      scene.run(scene.tokens.iryna, 'visit.continue', { personId, centreId: CENTRE });
    expect((await goOn()).answer).toMatchObject({ problem: { code: 'queue-closed' } });
    await scene.house.done(scene.tokens.helena, 'queue.reopen', { officeId: 'cnaim-lisboa.iss' });
    expect((await goOn()).answer).toMatchObject({ ok: true });
  });
});
