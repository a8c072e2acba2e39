// Behind the fence: a unit with a direct enforcement link has its own queue, and the person who
// shows it her paper, for as long as it serves her. Nobody else, by no way in.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { codeOnPaper, LEGAL_NOTE, type PlayedHouse, playHouse } from '../support/played-house.ts';

const DESK = 'cnaim-lisboa.d34';
const CONTENT = [
  'people.person',
  'casefiles.case_file',
  'casefiles.need',
  'casefiles.note',
  'attendances.attendance',
  'followups.task',
  'messages.message',
  'visits.visit',
  'visits.handover',
  'visits.sent_back',
  'access."grant"',
  'access.presentation',
  'statistics.act',
  'statistics.arrival',
  'statistics.departure',
  'log.event',
  'log.command',
  'log.read',
];

let played: PlayedHouse;
let app: pg.Client;
beforeAll(async () => {
  played = await playHouse();
  app = new pg.Client({ connectionString: played.house.database.urls.app });
  await app.connect();
});
afterAll(async () => {
  await app?.end();
  await played?.close();
});

/** Runs SQL as the application on behalf of a token. Rolled back unless `keep`. */
async function sqlAs<Row = Record<string, unknown>>(
  token: string,
  text: string,
  values: unknown[] = [],
  ending: 'rollback' | 'commit' = 'rollback',
): Promise<Row[]> {
  await app.query('begin');
  try {
    await app.query(`select set_config('oneroof.now', $1, true)`, [
      played.house.clock.now().toString(),
    ]);
    await app.query('select access.enter($1)', [token]);
    const { rows } = await app.query(text, values);
    return rows as Row[];
  } finally {
    await app.query(ending).catch(() => {});
    await app.query('rollback');
  }
}

async function countsAs(token: string): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (const table of CONTENT) {
    const rows = await sqlAs<{ n: number }>(token, `select count(*)::int as n from ${table}`).catch(
      (error: pg.DatabaseError) => {
        if (error.code !== '42501') throw error;
        return [];
      },
    );
    if (rows[0]?.n) seen[table] = rows[0].n;
  }
  return seen;
}

const get = (token: string, path: string) =>
  played.house.app.request(path, { headers: { Authorization: `Bearer ${token}` } });

test('before a paper is shown: the stops of its own queue, and nothing of anybody', async () => {
  const { marta } = played.tokens;
  await expect(countsAs(marta)).resolves.toEqual({});
  const stops = await sqlAs<{ unit_id: string; number: number }>(
    marta,
    'select unit_id, number from visits.stop order by number',
  );
  expect(new Set(stops.map((stop) => stop.unit_id))).toEqual(new Set(['aima-residence']));
  expect(stops.map((stop) => stop.number)).toEqual([played.nour.number, played.amal.number]);
  const periods = await sqlAs<{ unit_id: string }>(
    marta,
    'select distinct unit_id from visits.period',
  );
  // Waiting is in all queues at once, so it is no office's.
  expect(periods).toEqual([]);
});

test('of bookings: those at its own counter, and of anybody nothing but an opaque id', async () => {
  const { marta, paulo } = played.tokens;
  const offices = (token: string) =>
    sqlAs<{ office_id: string }>(token, 'select distinct office_id from appointments.appointment');
  await expect(offices(marta)).resolves.toEqual([{ office_id: 'cnaim-lisboa.aima' }]);
  await expect(offices(paulo)).resolves.toEqual([{ office_id: 'cnaim-lisboa.iss' }]);
});

test('no grant lifts the fence, whoever gave it, nor any role that she may be given', async () => {
  const {
    house,
    tokens: { marta },
    nour,
    ana,
    karim,
  } = played;
  await withClient(house.database.urls.owner, async (client) => {
    for (const { personId, visitId } of [nour, ana, karim]) {
      await client.query(
        `insert into access."grant" (unit_id, person_id, sections, purpose, valid, because_id)
         values ('aima-residence', $1, '{spine}', 'break-glass', tstzrange($3, null), $2)`,
        [personId, visitId, house.clock.now().subtract({ hours: 1 }).toString()],
      );
    }
    for (const role of [
      'centre-coordinator',
      'network-manager',
      'unit-lead',
      'custodian',
      'administrator',
      'data-protection-officer',
    ]) {
      await client.query(
        `insert into access.membership (account_id, unit_id, role) select id, 'aima-residence', $1
         from access.account where login = 'marta.rebelo@oneroof.example'`,
        [role],
      );
    }
  });
  await expect(countsAs(marta)).resolves.toEqual({});
  for (const table of ['visits.stop', 'visits.period']) {
    const units = await sqlAs<{ unit_id: string }>(marta, `select distinct unit_id from ${table}`);
    const own = table === 'visits.stop' ? [{ unit_id: 'aima-residence' }] : [];
    expect(units, table).toEqual(own);
  }
  await expect(sqlAs(marta, 'select * from visits.summary($1)', [ana.visitId])).resolves.toEqual(
    [],
  );
  await withClient(house.database.urls.owner, (client) =>
    client.query(`delete from access."grant" where purpose = 'break-glass';
      delete from access.membership where unit_id = 'aima-residence' and role <> 'unit-officer'`),
  );
});

test('the code on the paper is to be read nowhere', async () => {
  const { marta } = played.tokens;
  const answers = await Promise.all([
    get(marta, '/api/v1/offices/cnaim-lisboa.aima/queue'),
    get(marta, '/api/v1/centres/cnaim-lisboa/board'),
    get(marta, `/api/v1/visits/${played.nour.visitId}`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404]);
  const code = await codeOnPaper(played.house, played.nour.visitId);
  for (const answer of answers) {
    const text = await answer.text();
    expect(text).not.toContain(`"${code}"`);
    expect(text).not.toContain('نور');
  }
});

test('what she may not see and what does not exist give the same answer, to the byte', async () => {
  const { marta } = played.tokens;
  const bare = async (response: Response) => ({
    status: response.status,
    headers: [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name)),
    body: await response.text(),
  });
  for (const visitId of [
    played.nour.visitId,
    played.ana.visitId,
    played.elsewhere.visitId,
    played.gone.visitId,
  ]) {
    const foreign = await bare(await get(marta, `/api/v1/visits/${visitId}`));
    const unknown = await bare(await get(marta, `/api/v1/visits/${newId()}`));
    expect(foreign).toEqual(unknown);
    expect(foreign.status).toBe(404);
  }
});

test('with a wrong code, no code or a code of another paper she stays unseen', async () => {
  const {
    house,
    tokens: { marta },
    nour,
  } = played;
  const { stopId } = await house.done(marta, 'stop.call-next', { deskId: DESK });
  const right = await codeOnPaper(house, nour.visitId);
  const wrong = right === '0000' ? '0001' : '0000';
  for (const code of [undefined, wrong]) {
    const answer = await house.run(marta, 'stop.start', { stopId, ...(code && { code }) });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'not-presented' } });
  }
  await expect(countsAs(marta)).resolves.toEqual({});
  const screen = await house.app.request(`/desk/${DESK}`, {
    headers: { Cookie: `oneroof=${marta}` },
  });
  const page = await screen.text();
  expect(screen.status).toBe(200);
  for (const hidden of ['نور', nour.personId, right, 'Amal', played.amal.personId]) {
    expect(
      page.includes(`>${hidden}<`) || page.includes(`"${hidden}"`) || page.includes(`/${hidden}`),
      hidden,
    ).toBe(false);
  }
  // Nor by writing the proof oneself.
  for (const attempt of [
    `insert into access.presentation select unit_id, person_id, visit_id, '[,)' from visits.stop`,
    `insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
       select unit_id, access.me(), person_id, '{spine}', 'serve', tstzrange(meta.now(), null), id from visits.stop
       where id = '${stopId}'`,
    `with s as (update visits.stop set state = 'serving' where id = '${stopId}' returning *)
       insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
       select unit_id, access.me(), person_id, '{spine}', 'serve', tstzrange(meta.now(), null), id from s`,
  ]) {
    await expect(sqlAs(marta, attempt), attempt).rejects.toMatchObject({ code: '42501' });
  }
});

test('with the right code: that person and nobody else, and only while she is served', async () => {
  const {
    house,
    tokens: { marta },
    nour,
  } = played;
  const [stop] = await sqlAs<{ id: string }>(
    marta,
    `select id from visits.stop where state = 'called'`,
  );
  const stopId = String(stop?.id);
  await house.done(marta, 'stop.start', { stopId, code: await codeOnPaper(house, nour.visitId) });
  const people = await sqlAs<{ id: string; name: string }>(
    marta,
    'select id, name from people.person',
  );
  expect(people).toEqual([{ id: nour.personId, name: 'نور' }]);
  for (const table of ['casefiles.case_file', 'casefiles.need', 'visits.visit', 'visits.period']) {
    const rows = await sqlAs<{ person_id: string }>(
      marta,
      `select distinct person_id from ${table}`,
    );
    const others = rows.filter((row) => row.person_id !== nour.personId);
    expect(others, table).toEqual([]);
  }
  // A colleague of the same unit, at the next desk, has shown nothing and is shown nothing.
  const nuno = await house.tokenOfLogin('nuno.caldeira@oneroof.example');
  await expect(sqlAs(nuno, 'select id from people.person')).resolves.toEqual([]);

  house.wait(5);
  await house.done(marta, 'stop.finish', {
    stopId,
    mode: 'support',
    outcome: 'solved',
    note: 'Entregou o pedido.',
  });
  await expect(sqlAs(marta, 'select id from people.person')).resolves.toEqual([]);
  await expect(sqlAs(marta, 'select id from visits.visit')).resolves.toEqual([]);
  await expect(sqlAs(marta, 'select * from visits.summary($1)', [nour.visitId])).resolves.toEqual(
    [],
  );
  // Its own act and note stay its own until the end of the day, then they are closed too.
  await expect(sqlAs(marta, 'select body from casefiles.note')).resolves.toEqual([
    { body: 'Entregou o pedido.' },
  ]);
  house.wait(24 * 60);
  await expect(countsAs(marta)).resolves.toEqual({});
  house.clock.moveTo(house.clock.now().subtract({ hours: 24 }));
});

test('an ended grant is not opened again, nor one given for later or for somebody else', async () => {
  const {
    tokens: { paulo, marta },
    gone,
    ana,
  } = played;
  await expect(sqlAs(paulo, 'select id from people.person')).resolves.toEqual([
    { id: ana.personId },
  ]);
  const reopen = `update access."grant" set valid = tstzrange(lower(valid), null) where not upper_inf(valid)`;
  await expect(
    sqlAs(paulo, `with g as (${reopen} returning 1) select count(*)::int as n from g`),
  ).resolves.toEqual([{ n: 0 }]);
  const prolong = `update access."grant" set valid = tstzrange(lower(valid), '2099-01-01')`;
  await expect(sqlAs(paulo, prolong)).rejects.toMatchObject({ code: '42501' });
  const give = (person: string, valid: string, because: string, account = 'access.me()') =>
    `insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
     values ('iss', ${account}, '${person}', '{spine}', 'serve', ${valid}, '${because}')`;
  const open = 'tstzrange(meta.now(), null)';
  for (const [token, attempt] of [
    [paulo, give(gone.personId, open, ana.stopId)],
    [paulo, give(ana.personId, `tstzrange(meta.now(), '2099-01-01')`, ana.stopId)],
    [paulo, give(ana.personId, open, ana.stopId, 'null')],
    [paulo, give(ana.personId, open, newId())],
    [marta, give(ana.personId, open, ana.stopId)],
  ] as const) {
    await expect(sqlAs(token, attempt), attempt).rejects.toMatchObject({ code: '42501' });
  }
});

test('a made-up stop leads to nobody: its person is the one whose visit it is', async () => {
  const {
    tokens: { paulo },
    ana,
    nour,
  } = played;
  const forged = `insert into visits.stop (id, visit_id, person_id, centre_id, office_id, unit_id, host_unit_id,
      subject_id, service_id, number, language, rank, state, day)
    select uuidv7(), visit_id, '${nour.personId}', centre_id, office_id, unit_id, host_unit_id, subject_id,
      service_id, number, language, rank, 'ahead', day from visits.stop where id = '${ana.stopId}'`;
  await expect(sqlAs(paulo, forged)).rejects.toMatchObject({ code: '23503' });
});

test('the labour inspector does not see the note of Legal Support, nor that it acted; Legal Support does', async () => {
  const {
    tokens: { duarte, teresa, iryna, helena, paulo, ines, augusto },
    karim,
    house,
  } = played;
  await expect(sqlAs(duarte, 'select name from people.person')).resolves.toEqual([
    { name: 'Karim' },
  ]);
  for (const token of [duarte, iryna, helena, paulo, ines, augusto]) {
    const notes = await sqlAs<{ body: string }>(token, 'select body from casefiles.note');
    expect(notes.map(({ body }) => body)).not.toContain(LEGAL_NOTE);
    const acts = await sqlAs<{ unit_id: string }>(
      token,
      `select unit_id from attendances.attendance where unit_id = 'network-legal'`,
    );
    expect(acts).toEqual([]);
  }
  await expect(sqlAs(teresa, 'select body from casefiles.note')).resolves.toEqual([
    { body: LEGAL_NOTE },
  ]);
  for (const path of [
    `/api/v1/visits/${karim.visitId}`,
    `/people/${karim.personId}`,
    `/visits/${karim.visitId}/summary`,
    '/desk/cnaim-lisboa.d17',
  ]) {
    const page = await (
      await house.app.request(path, { headers: { Cookie: `oneroof=${duarte}` } })
    ).text();
    expect(page.includes(LEGAL_NOTE), path).toBe(false);
  }
});

test('administrators, coordinators and managers see no content at all', async () => {
  const { ines, helena, augusto } = played.tokens;
  for (const token of [ines, helena, augusto]) await expect(countsAs(token)).resolves.toEqual({});
});

test('a board sees no colleague and no person', async () => {
  const board = await played.house.tokenOfLogin('quadro.lisboa@oneroof.example');
  await expect(countsAs(board)).resolves.toEqual({});
  for (const table of [
    'access.account',
    'access.membership',
    'rosters.shift',
    'visits.desk_session',
    'visits.stop',
    'visits.period',
  ]) {
    await expect(sqlAs(board, `select 1 from ${table}`), table).resolves.toEqual([]);
  }
});

test('nobody gets on both sides of the firewall', async () => {
  const both = withClient(played.house.database.urls.owner, (client) =>
    client.query(`insert into access.membership (account_id, unit_id, role)
      select id, 'iss', 'unit-officer' from access.account where login = 'marta.rebelo@oneroof.example'`),
  );
  await expect(both).rejects.toMatchObject({ constraint: 'membership_one_side' });
});
