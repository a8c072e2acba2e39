// Who may read what was done at a visit: the one window of db/migrations/0009-summary.sql.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '#platform/session/enter.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { findAhead } from '#modules/followups/ahead-queries.ts';
import { listSummaryActs } from '#modules/visits/house-queries.ts';
import { type House, openHouse } from '../support/house.ts';

const ADVICE = 'Enviar carta à entidade patronal';
const TOLD = 'Trazer o extrato de maio';
const NOTE = 'Nota que só a Segurança Social lê';
let house: House;
let visit: string;
const tokens: Record<'iryna' | 'paulo' | 'duarte' | 'marta', string> = {} as never;

/** Calls whoever is next at a desk and serves her; the stop. */
async function serve(token: string, desk: string, code?: string): Promise<string> {
  const { stopId } = await house.done(token, 'stop.call-next', { deskId: `cnaim-lisboa.${desk}` });
  house.wait(1);
  await house.done(token, 'stop.start', { stopId, ...(code && { code }) });
  house.wait(5);
  return String(stopId);
}

/** What an account reads of the visit: service and detail of each act. */
async function seenBy(who: keyof typeof tokens): Promise<(string | null)[][]> {
  const acts = await asActor(house.services.database, tokens[who], (tx) =>
    listSummaryActs(tx, visit),
  );
  if (acts === 'unauthenticated') throw new Error('signed out');
  return acts.map(({ officeId, outcome, detail }) => [
    officeId.replace('cnaim-lisboa.', ''),
    outcome,
    detail,
  ]);
}

/** Whether a subject is one that could put her in danger, from now on. */
const sensitive = (id: string, is: boolean) =>
  withClient(house.database.urls.owner, (client) =>
    client.query('update directory.subject set sensitive = $2 where id = $1', [id, is]),
  );

async function codeOfPaper(): Promise<string> {
  const { rows } = await withClient(house.database.urls.owner, (client) =>
    client.query<{ code: string }>('select code from visits.visit where id = $1', [visit]),
  );
  return rows[0]?.code ?? '';
}

beforeAll(async () => {
  house = await openHouse();
  for (const name of ['Iryna', 'Paulo', 'Duarte', 'Marta'] as const)
    tokens[name.toLowerCase() as keyof typeof tokens] = await house.tokenOf(name);
  await house.done(tokens.paulo, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
  await house.done(tokens.duarte, 'desk.open', { deskId: 'cnaim-lisboa.d17' });
  await house.done(tokens.marta, 'desk.open', { deskId: 'cnaim-lisboa.d34' });
  const received = await house.done(tokens.iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'uk',
    subjectIds: ['social-security', 'work-rights', 'residence'],
  });
  visit = String(received['visitId']);
  const first = await serve(tokens.paulo, 'd4');
  await house.done(tokens.paulo, 'stop.finish', {
    stopId: first,
    mode: 'support',
    outcome: 'something-missing',
    detail: TOLD,
    note: NOTE,
  });
});
afterAll(() => house.close());

describe('the summary of a visit', () => {
  test('is whole for the welcome of the house on the day, and never holds a note', async () => {
    expect(await seenBy('iryna')).toEqual([['iss', 'something-missing', TOLD]]);
    const page = await house.app.request(`/visits/${visit}/summary`, {
      headers: { Cookie: `oneroof=${tokens.iryna}` },
    });
    const text = await page.text();
    expect(text).toContain(TOLD);
    expect(text).not.toContain(NOTE);
  });

  test('is closed to a unit that has no live reason, its own part too', async () => {
    expect(await seenBy('duarte')).toEqual([]);
    expect(await seenBy('paulo')).toEqual([]);
    expect(await seenBy('marta')).toEqual([]);
  });

  test('tells a unit that serves her what others did, not what she was told there', async () => {
    const stopId = await serve(tokens.duarte, 'd17');
    expect(await seenBy('duarte')).toEqual([['iss', 'something-missing', null]]);
    await house.done(tokens.duarte, 'stop.finish', {
      stopId,
      mode: 'advice',
      outcome: 'in-progress',
      detail: ADVICE,
      nextOn: '2026-03-18',
    });
    expect(await seenBy('duarte')).toEqual([]);
    expect((await seenBy('iryna')).map(([, , detail]) => detail)).toEqual([TOLD, ADVICE]);
  });

  test('shows a unit behind the fence its own acts alone, also while she is there', async () => {
    const stopId = await serve(tokens.marta, 'd34', await codeOfPaper());
    expect(await seenBy('marta')).toEqual([]);
    await house.done(tokens.marta, 'attendance.record', {
      stopId,
      mode: 'information',
      outcome: 'solved',
    });
    expect(await seenBy('marta')).toEqual([['aima', 'solved', null]]);
    await house.done(tokens.marta, 'stop.finish', {
      stopId,
      mode: 'support',
      outcome: 'solved',
    });
  });

  test('tells what is ahead as it tells acts: whole on the day, nothing to whom she is not there for', async () => {
    const [row] = await withClient(
      house.database.urls.owner,
      async (client) =>
        (
          await client.query<{ id: string }>(
            'select person_id as id from visits.visit where id = $1',
            [visit],
          )
        ).rows,
    );
    const personId = row?.id;
    const at = { officeId: 'cnaim-lisboa.legal', on: '2026-03-16', at: '11:00' };
    await house.done(tokens.iryna, 'appointment.book', {
      personId,
      serviceId: 'legal-family',
      ...at,
    });
    const hers = { personId, kind: 'hers', dueOn: '2026-03-16' };
    await house.done(tokens.iryna, 'task.add', { ...hers, title: 'Pedir o extrato ao banco' });
    await house.done(tokens.iryna, 'task.add', { ...hers, title: 'Segredo', ownUnitOnly: true });
    const seen = async (who: keyof typeof tokens) => {
      const ahead = await asActor(house.services.database, tokens[who], (tx) =>
        findAhead(tx, visit),
      );
      if (ahead === 'unauthenticated') throw new Error('signed out');
      return [ahead.bookings.map((one) => one.officeId), ahead.tasks.map(({ title }) => title)];
    };
    expect(await seen('iryna')).toEqual([['cnaim-lisboa.legal'], ['Pedir o extrato ao banco']]);
    for (const who of ['paulo', 'marta'] as const) expect(await seen(who), who).toEqual([[], []]);
    await sensitive('family.legal-family', true);
    expect(await seen('iryna')).toEqual([[], ['Pedir o extrato ao banco']]);
    await sensitive('family.legal-family', false);
  });

  test('keeps off the paper what could put her in danger', async () => {
    await sensitive('work-rights', true);
    expect((await seenBy('iryna')).map(([office]) => office)).not.toContain('act');
    await sensitive('work-rights', false);
    expect((await seenBy('iryna')).map(([office]) => office)).toContain('act');
  });

  test('closes the details again when the day is over', async () => {
    house.wait(24 * 60);
    const details = (await seenBy('iryna')).map(([, , detail]) => detail);
    expect(details.length).toBeGreaterThan(2);
    expect(new Set(details)).toEqual(new Set([null]));
  });
});
