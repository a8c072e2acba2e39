// Who is asking is proved once in a transaction and sealed (access.enter). Whoever may send any SQL
// as the application's role can read his own proof; he must not be able to do anything with it.
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { type House, openHouse } from '../support/house.ts';

let house: House;
let iryna: string;
let paulo: string;
beforeAll(async () => {
  house = await openHouse();
  iryna = await house.tokenOf('Iryna');
  paulo = await house.tokenOf('Paulo');
  await house.done(iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language: 'pt',
    name: 'Ana',
    subjectIds: ['social-security'],
  });
});
afterAll(() => house?.close());

/** What a made-up proof shows: how many visits, whose account. */
const LOOK = `select (select count(*)::int from visits.visit) as visits, access.me() as me,
  access.units() as units, access.fenced() as fenced, access.persons() as persons`;
const NOTHING = { visits: 0, me: null, units: [], fenced: true, persons: [] };

async function asApp<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(house.database.urls.app, work);
}

/** What is proved, and the seal over it: two settings that anybody may read and set. */
interface Proof {
  readonly standing: string;
  readonly seal: string;
}

async function enter(client: pg.Client, token: string): Promise<Proof> {
  await client.query('select access.enter($1)', [token]);
  const { rows } = await client.query(`select current_setting('oneroof.standing') as standing,
    current_setting('oneroof.proof') as seal`);
  return rows[0];
}

async function forge(client: pg.Client, { standing, seal }: Proof): Promise<void> {
  await client.query(
    `select set_config('oneroof.standing', $1, true), set_config('oneroof.proof', $2, true)`,
    [standing, seal],
  );
}

async function look(client: pg.Client): Promise<unknown> {
  return (await client.query(LOOK)).rows[0];
}

test('a proof shows what the session may see, and nothing is left of it after the transaction', async () => {
  await asApp(async (client) => {
    await client.query('begin');
    await enter(client, iryna);
    expect(await look(client)).toMatchObject({
      visits: 1,
      units: ['network-welcome'],
      fenced: false,
    });
    await client.query('commit');
    expect(await look(client)).toEqual(NOTHING);
  });
});

test('a proof with other units, another account or another link counts for nothing', async () => {
  await asApp(async (client) => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    for (const change of [
      (standing: string) => ({ standing: standing.replace('{', '{network-welcome,') }),
      (standing: string) => ({ standing: crypto.randomUUID() + standing.slice(36) }),
      (standing: string) => ({ standing: standing.replace('f{', 't{') }),
      () => ({ standing: '' }),
      () => ({ seal: '0'.repeat(64) }),
      (standing: string) => ({ seal: sha256(standing) }),
      (standing: string) => ({ seal: standing }),
      () => ({ seal: 'x' }),
    ]) {
      await client.query('begin');
      const proof = await enter(client, paulo);
      await forge(client, { ...proof, ...change(proof.standing) });
      expect(await look(client)).toEqual(NOTHING);
      await client.query('rollback');
    }
  });
});

test('an officer behind the fence who says that he is not finds nobody at all', async () => {
  const officer = await house.tokenOf('Marta');
  await asApp(async (client) => {
    await client.query('begin');
    const proof = await enter(client, officer);
    expect(await look(client)).toMatchObject({ fenced: true });
    await forge(client, { ...proof, standing: proof.standing.replace('t{', 'f{') });
    expect(await look(client)).toEqual(NOTHING);
    const { rows } = await client.query(
      `select (select count(*)::int from people.person) + (select count(*)::int from casefiles.need)
              + (select count(*)::int from visits.stop) as found`,
    );
    expect(rows).toEqual([{ found: 0 }]);
    await client.query('rollback');
  });
});

test('a proof of another transaction or another connection counts for nothing', async () => {
  await asApp(async (client) => {
    await client.query('begin');
    const proof = await enter(client, iryna);
    await client.query('commit');
    await client.query('begin');
    await forge(client, proof);
    expect(await look(client)).toEqual(NOTHING);
    await client.query('rollback');
    await asApp(async (other) => {
      await other.query('begin');
      await enter(other, paulo);
      await forge(other, proof);
      expect(await look(other)).toEqual(NOTHING);
    });
    // A connection that never proved anything has no seal to compare with.
    await asApp(async (fresh) => {
      await fresh.query('begin');
      await forge(fresh, proof);
      await expect(look(fresh)).rejects.toThrow(/currval/);
    });
  });
});

test('no runtime role reads or sets the seal, or looks a token up', async () => {
  const { app, jobs, stats } = house.database.urls;
  for (const url of [app, jobs, stats]) {
    await withClient(url, async (client) => {
      for (const statement of [
        `select currval('access.seal')`,
        `select setval('access.seal', 1)`,
        `select nextval('access.seal')`,
        `select last_value from access.seal`,
        `select access.look_up('x')`,
        `select access.proved()`,
        `select access.unproved()`,
      ]) {
        await expect(client.query(statement), statement).rejects.toThrow(/permission denied/);
      }
    });
  }
});

test('a revoked session opens no further transaction', async () => {
  const token = await house.tokenOf('Iryna');
  await asApp(async (client) => {
    await client.query('begin');
    await enter(client, token);
    await client.query('commit');
    await client.query('select access.close_session($1)', [token]);
    await client.query('begin');
    const { rows } = await client.query('select access.enter($1) as actor', [token]);
    expect(rows[0].actor).toBeNull();
    expect(await look(client)).toEqual(NOTHING);
  });
});
