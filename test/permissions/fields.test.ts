// Which fields of a person each role is shown at all, over every page and query of the product, of those
// whom it receives or serves and of those whom a grant opens. By hand, to be read beside the table of who
// may what; and that nothing added to a question (sorting, filters, wished-for fields) shows more.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { COMMANDS } from '#main/commands.ts';
import { QUERIES } from '#main/queries.ts';
import { ask } from './asking.ts';
import { Cast, type Things } from './cast.ts';
import { FIELDS, type Shown } from './field-lines.ts';
import { type Line, type Relation, type RoleName, ROLES } from './roles.ts';
import { TABLE } from './table.ts';

/** What stands in each field; of a date the year is looked for, since each language writes it its own way. */
const MARKS: Readonly<Record<Shown, string>> = {
  name: 'Zqname',
  'full name': 'Zqfullname',
  'own spelling': 'Zqoriginal',
  birth: '1931',
  nationality: 'Zqnation',
  phone: '931 555 777',
  email: 'zqmail@',
  note: 'Zqnote',
  task: 'Zqtask',
  referral: 'Zqreferral',
};
const READS = TABLE.filter(({ way }) => way.startsWith('GET '));
const ROLE_NAMES = (Object.keys(ROLES) as RoleName[]).filter((role) => role !== 'nobody');

let cast: Cast;
beforeAll(async () => {
  cast = await Cast.open();
  await cast.sql(`
    update people.person set name = '${MARKS.name}';
    insert into people.identity (person_id, unit_id, full_name, original_name, born, nationality)
      select id, unit_id, '${MARKS['full name']}', '${MARKS['own spelling']}', '1931', 'AQ' from people.person
      on conflict (person_id) do update set full_name = excluded.full_name,
        original_name = excluded.original_name, born = excluded.born, nationality = excluded.nationality;
    insert into people.contact (person_id, unit_id, phone, email)
      select id, unit_id, '+351 ${MARKS.phone}', '${MARKS.email}house.example' from people.person
      on conflict (person_id) do update set phone = excluded.phone, email = excluded.email;
    insert into casefiles.note (id, person_id, visit_id, stop_id, unit_id, account_id, body, written_at)
      select uuidv7(), s.person_id, s.visit_id, s.id, u.unit, a.id, '${MARKS.note} ' || u.unit, now()
      from visits.stop s, (select id from access.account limit 1) a,
           unnest('{network-welcome,iss,network-legal,taipa,aima-residence}'::text[]) u (unit);
    update followups.task set title = '${MARKS.task}';
    update referrals.envelope set body = '${MARKS.referral}'`);
  const { desk, stop } = cast.things('unit-officer', 'own') as Things;
  const officer = cast.token('unit-officer');
  await cast.house.done(officer, 'desk.open', { deskId: desk });
  await cast.house.done(officer, 'stop.call-chosen', {
    deskId: desk,
    stopId: stop,
    reason: 'booked',
  });
  await cast.house.done(officer, 'stop.start', { stopId: stop });
}, 60_000);
afterAll(() => cast?.close());

const NATION = /Antar[ck]ti|Antárti|Antartic|Антаркти|أنتارك|القطب الجنوبي/;

/** The year of birth, and no part of an id. */
const YEAR = /(?<![\w-])1931(?![\w-])/;

/** The fields that an answer shows. */
function shownIn(text: string): Shown[] {
  return (Object.keys(MARKS) as Shown[]).filter((field) => {
    if (field === 'nationality') return NATION.test(text) || /"AQ"/.test(text);
    if (field === 'birth') return YEAR.test(text);
    return text.includes(MARKS[field]);
  });
}

async function answerTo(line: Line, role: RoleName, relation: Relation, more = '') {
  const own = cast.things(role, 'own') as Things;
  const of = cast.things(role, relation);
  if (!of || (line.about !== 'nothing' && of[line.about] === '')) return undefined;
  const things = line.about === 'centre' ? of : { ...of, centre: own.centre };
  const { path, init } = ask(line, things, { desk: own.desk, centre: own.centre });
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${cast.token(role)}`);
  const asked = more ? `${path}${path.includes('?') ? '&' : '?'}${more}` : path;
  const answer = await cast.house.app.request(asked, { ...init, headers });
  return { status: answer.status, shown: shownIn(await answer.text()) };
}

async function shownTo(role: RoleName, relation: Relation, more = ''): Promise<Shown[]> {
  const shown = new Set<Shown>();
  for (const line of READS)
    for (const field of (await answerTo(line, role, relation, more))?.shown ?? []) shown.add(field);
  return (Object.keys(MARKS) as Shown[]).filter((field) => shown.has(field));
}

describe('the fields that a role is shown are those of its line', () => {
  test.each(ROLE_NAMES)('%s', { timeout: 60_000 }, async (role) => {
    expect({
      own: await shownTo(role, 'own'),
      granted: await shownTo(role, 'granted'),
    }).toEqual({ own: FIELDS[role]?.own ?? [], granted: FIELDS[role]?.granted ?? [] });
  });
});

const WISHES =
  'fields=*&select=fullName,phone&expand=person,notes&include=identity&sort=-fullName&filter[name]=Z*&personId=x';

test('a wish for more fields, another order, a filter or an expansion shows nothing more', async () => {
  for (const role of ['unit-officer', 'fenced-officer'] as const) {
    const shown = await shownTo(role, 'own', WISHES);
    expect(
      shown.filter((field) => !FIELDS[role]?.own?.includes(field)),
      role,
    ).toEqual([]);
  }
});

test('no command and no query takes a field that it does not know', () => {
  const loose = [
    ...COMMANDS.map(({ name, input }) => ({ name, input })),
    ...QUERIES.map(({ path, input }) => ({ name: path, input })),
  ]
    .filter(({ input }) => {
      const { additionalProperties, anyOf, oneOf } = z.toJSONSchema(input, {
        io: 'input',
        unrepresentable: 'any',
      }) as { additionalProperties?: unknown; anyOf?: object[]; oneOf?: object[] };
      const all = anyOf ?? oneOf ?? [{ additionalProperties }];
      return all.some(
        (one) => (one as { additionalProperties?: unknown }).additionalProperties !== false,
      );
    })
    .map(({ name }) => name);
  expect(loose).toEqual([]);
});
