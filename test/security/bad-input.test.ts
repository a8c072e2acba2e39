// Whatever is sent: a clear answer, never a failure of ours, nothing half-written, nothing lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#base/ids.ts';
import { COMMANDS } from '#main/commands.ts';
import { QUERIES } from '#main/queries.ts';
import { inputOf } from '../permissions/asking.ts';
import { openHouse } from '../support/house.ts';
import { DESK, Scene } from '../support/scene.ts';

let scene: Scene;
let stopId: string;
let visitId: string;
let personId: string;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
  ({ stopId, visitId, personId } = await scene.serving());
});
afterAll(() => scene?.close());

const LONG = 'x'.repeat(20_000);
/** Values that no field of ours means. */
const BAD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  2 ** 53,
  -0,
  [],
  {},
  [[]],
  ['x', 1],
  { $ne: 1 },
  { toString: 1 },
  '',
  '   ',
  LONG,
  '\u0000',
  'a\u0000b',
  '\u0007',
  '\ud800',
  '\u202egnirts',
  '\u2066',
  '\u200b',
  '👩‍👩‍👧‍👦'.repeat(200),
  '<script>alert(1)</script>',
  `'; drop table visits.visit; --`,
  '${7*7}',
  '{{7*7}}',
  '../../etc/passwd',
  '%00',
  '\\',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '+012026-01-01',
  '00000000-0000-0000-0000-000000000000',
  newId(),
  newId().toUpperCase(),
  `${newId()}\n`,
];

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const post = (path: string, body: BodyInit, headers: Record<string, string>) =>
  scene.house.app.request(path, { method: 'POST', body, headers });
const command = (name: string, body: unknown, token = scene.tokens.paulo) =>
  post(`/api/v1/commands/${name}`, typeof body === 'string' ? body : JSON.stringify(body), {
    ...bearer(token),
    'Content-Type': 'application/json',
  });

const PROBLEM = z.strictObject({
  type: z.string().regex(/^\/problems\/[a-z-]+$/),
  title: z.enum(['not-found', 'not-allowed', 'conflict', 'invalid', 'too-late']),
  status: z.int().min(400).max(499),
  code: z.string(),
  fields: z.record(z.string(), z.string().regex(/^[a-z-]+$/)).optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** A refusal is a problem document that quotes nothing of what was sent. */
async function expectProblem(response: Response, sent: string): Promise<z.output<typeof PROBLEM>> {
  expect(response.status, sent).toBeGreaterThanOrEqual(400);
  expect(response.status, sent).toBeLessThan(500);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  const text = await response.text();
  expect(text.includes('script'), sent).toBe(false);
  expect(text.length, sent).toBeLessThan(1000);
  return PROBLEM.parse(JSON.parse(text));
}

/** Input of each command as it might stand in a request, valid but for what is put in. */
function validInput(name: string): Record<string, unknown> {
  if (name === 'visit.receive') return RECEIVED;
  const things = {
    centre: 'cnaim-lisboa',
    office: 'cnaim-lisboa.iss',
    desk: DESK,
    visit: visitId,
    person: personId,
    stop: stopId,
    unit: 'iss',
    act: newId(),
    account: newId(),
    membership: newId(),
    proposal: newId(),
    device: newId(),
    appointment: newId(),
    task: newId(),
    alarm: newId(),
    protection: newId(),
    shift: newId(),
    plan: newId(),
    request: newId(),
    consent: newId(),
    referral: newId(),
    twin: newId(),
    merge: newId(),
    household: newId(),
    leaving: newId(),
    exclusion: newId(),
    glass: newId(),
    conference: newId(),
    compartment: newId(),
    leaf: newId(),
    training: newId(),
    file: newId(),
    export: newId(),
    link: newId(),
    claim: newId(),
    disclosure: newId(),
    entry: newId(),
    hold: newId(),
    erasure: newId(),
    restriction: newId(),
    untold: newId(),
    packet: newId(),
    proposedPartner: newId(),
    keptPartner: 'nowhere',
  };
  return { ...inputOf(name, things, { desk: DESK, centre: 'cnaim-lisboa' }) };
}
const RECEIVED = {
  centreId: 'cnaim-lisboa',
  language: 'ar',
  subjectIds: ['health'],
  name: 'Nour',
};
/** Commands that may be done again and again, and by whom. */
const REPEATABLE: Readonly<Record<string, 'iryna' | 'paulo'>> = {
  'visit.receive': 'iryna',
  'note.write': 'paulo',
  'attendance.record': 'paulo',
};
const VISITS = COMMANDS.filter(({ name }) =>
  /^(visit|ticket|desk|stop|attendance|note|household)\./.test(name),
);
const fieldsOf = (input: z.ZodType) =>
  Object.keys(
    (z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as { properties?: object })
      .properties ?? {},
  );

describe.each(VISITS.map((each) => [each.name, each.input] as const))(
  'the command %s',
  (name, input) => {
    const valid = () => validInput(name);

    test('refuses every bad value of every field with the name of the field, and changes nothing', async () => {
      const before = await scene.digest();
      for (const field of fieldsOf(input)) {
        for (const bad of BAD) {
          const given = { ...valid(), [field]: bad };
          if (input.safeParse(given).success) continue; // good for its schema: the next test's business
          const sent = `${name} ${field} ${JSON.stringify(bad)?.slice(0, 60)}`;
          const problem = await expectProblem(
            await command(name, { id: newId(), input: given }),
            sent,
          );
          expect(problem, sent).toMatchObject({ status: 422, title: 'invalid' });
          const named = Object.keys(problem.fields ?? {});
          expect(
            named.some((path) => path === field || path.startsWith(`${field}.`)),
            sent,
          ).toBe(true);
        }
      }
      expect(await scene.digest()).toBe(before);
    });

    test('answers whatever its schema lets through: done or a problem, and never a failure', async () => {
      for (const field of fieldsOf(input)) {
        for (const bad of BAD) {
          const given = { ...valid(), [field]: bad };
          if (!input.safeParse(given).success) continue;
          const sent = `${name} ${field} ${JSON.stringify(bad)?.slice(0, 60)}`;
          // Where it ends nothing, by one who may, so that the value travels all the way into the tables.
          const token = scene.tokens[REPEATABLE[name] ?? 'marta'];
          const response = await command(name, { id: newId(), input: given }, token);
          if (response.status !== 200 || !REPEATABLE[name]) await expectProblem(response, sent);
        }
      }
    });

    test('refuses what is no input at all, and fields that it does not know', async () => {
      for (const given of [null, 7, 'x', [], [valid()], undefined]) {
        await expectProblem(
          await command(name, { id: newId(), input: given }),
          `${name} ${String(given)}`,
        );
      }
      for (const extra of ['accountId', 'unitId', 'now', '__proto__', 'constructor', 'role']) {
        const body = JSON.stringify({ id: newId(), input: { ...valid(), X: 1 } }).replace(
          '"X"',
          JSON.stringify(extra),
        );
        await expectProblem(await command(name, body), `${name} ${extra}`);
      }
    });
  },
);

test('an unknown id and one of somebody else get the same answer, to the byte', async () => {
  const elsewhere = (await scene.house.done(scene.tokens.catarina, 'visit.receive', {
    centreId: 'claim-odemira',
    language: 'pt',
    subjectIds: ['health'],
  })) as unknown as { visitId: string; personId: string };
  const [foreign] = await scene.owner<{ id: string }>(
    'select id from visits.stop where visit_id = $1',
    [elsewhere.visitId],
  );
  const answer = async (response: Response) => ({
    status: response.status,
    headers: [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name)),
    body: await response.text(),
  });
  for (const { name, input } of VISITS) {
    const fields = fieldsOf(input);
    const ids = { stopId: foreign?.id, visitId: elsewhere.visitId, personId: elsewhere.personId };
    for (const [field, id] of Object.entries(ids)) {
      if (!fields.includes(field)) continue;
      const ask = async (value: unknown, token: string) =>
        answer(
          await command(
            name,
            { id: newId(), input: { ...validInput(name), [field]: value } },
            token,
          ),
        );
      for (const token of [
        scene.tokens.paulo,
        scene.tokens.iryna,
        scene.tokens.marta,
        scene.tokens.ines,
      ]) {
        // Receiving is refused to whoever may not receive, before anything is looked up.
        const theirs = await ask(id, token);
        expect(theirs, `${name} ${field}`).toEqual(await ask(newId(), token));
        expect([403, 404]).toContain(theirs.status);
      }
    }
  }
});

test('an envelope that is none is refused', async () => {
  const good = { id: newId(), input: { deskId: DESK } };
  const bodies: string[] = [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '7',
    '[['.repeat(5000),
    '{"a":'.repeat(5000),
    '\ufeff{}',
    '{"id":1}',
    JSON.stringify({ ...good, id: 'x' }),
    JSON.stringify({ ...good, id: good.id.toUpperCase() }),
    JSON.stringify({ ...good, id: '00000000-0000-0000-0000-000000000000' }),
    JSON.stringify({ ...good, extra: 1 }),
    JSON.stringify({ id: newId(), input: { deskId: DESK }, occurredAt: 7 }),
  ];
  for (const body of bodies)
    await expectProblem(await command('stop.call-next', body), body.slice(0, 40));
  await expectProblem(
    await command('stop.call-next', JSON.stringify({ ...good, x: 'x'.repeat(70_000) })),
    'too large',
  );
});

test('a time that it can’t have happened at is refused; one of a device that was offline is kept', async () => {
  const now = scene.house.clock.now();
  const at = (occurredAt: string) =>
    command('note.write', { id: newId(), occurredAt, input: { stopId, body: 'nota' } });
  const impossible = [
    '',
    'now',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-02-30T00:00:00Z',
    '2026-03-09T09:00:00',
    '2026-03-09T23:59:60Z',
    '2026-03-09T09:00:00+24:00',
    '+275760-09-13T00:00:00.001Z',
    '2026-03-09T09:00:00.0000000001Z',
    now.add({ minutes: 6 }).toString(),
    now.subtract({ hours: 32 * 24 }).toString(),
  ];
  for (const given of impossible) {
    const response = await at(given);
    expect([400, 200], given).toContain(response.status);
    if (response.status === 400) await expectProblem(response, given);
    else expect(given).toMatch(/\.0000000001Z$|:60Z$/); // finer than our clock, or a leap second: read as the nearest
  }
  const yesterday = now.subtract({ hours: 26 });
  expect((await at(yesterday.toString())).status).toBe(200);
  const [kept] = await scene.owner<{ occurred_at: Date }>(
    'select occurred_at from log.event order by xid desc, position desc limit 1',
  );
  expect(kept?.occurred_at.toISOString()).toBe(new Date(yesterday.epochMilliseconds).toISOString());
});

test('commands and queries that there are none of are not found', async () => {
  for (const name of [
    '__proto__',
    'constructor',
    'toString',
    'x'.repeat(5000),
    '%00',
    '..%2f..',
    'stop.finish%20',
    'STOP.FINISH',
    '',
  ]) {
    const response = await command(name, { id: newId(), input: {} });
    expect(response.status, name.slice(0, 20)).toBe(404);
  }
  for (const { path, input } of QUERIES) {
    const names = fieldsOf(input);
    for (const bad of [
      '%00',
      '%ff',
      '%ud800',
      '..',
      'x'.repeat(3000),
      newId(),
      '%3Cscript%3E',
      `' or 1=1`,
      '[object Object]',
    ]) {
      const url = `/api/v1${path.replaceAll(/\{\w+\}/g, encodeURI(bad).replaceAll('%25', '%'))}`;
      const response = await scene.house.app.request(url, { headers: bearer(scene.tokens.paulo) });
      expect([200, 400, 404], url).toContain(response.status);
      const text = await response.text();
      expect(text.includes('<script>'), url).toBe(false);
      if (response.status === 200) expect(names.length).toBeGreaterThan(0);
    }
  }
});
