// What an account opens is kept in a row that triggers make anew (access.standing). Whatever happens to
// account, memberships and units, in whatever order and at once, the next transaction knows it.
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { type House, openHouse } from '../support/house.ts';
import { type Somebody, somebody } from '../support/somebody.ts';
import { expectKeptIn, expectStandingsKept } from '../support/standings.ts';

let house: House;
let paulo: Somebody;
beforeAll(async () => {
  house = await openHouse();
  paulo = await somebody(house, 'unit-officer');
});
afterAll(() => house?.close());
afterEach(() => expectStandingsKept(house.database.urls.owner));

const asOwner = <T>(work: (client: pg.Client) => Promise<T>) =>
  withClient(house.database.urls.owner, work);

/** Who the token opens, as the application is told and as policies see it. */
async function opened(token = paulo.token) {
  return withClient(house.database.urls.app, async (client) => {
    await client.query('begin');
    const entered = await client.query('select access.enter($1) as actor', [token]);
    const seen = await client.query('select access.units() as units, access.fenced() as fenced');
    await client.query('rollback');
    return { actor: entered.rows[0].actor, ...seen.rows[0] };
  });
}

const NOBODY = { actor: null, units: [], fenced: true };

/** One change by the owner; `$1` is the account. */
const CHANGES = [
  `insert into access.membership (account_id, unit_id, role) values ($1, 'network-welcome', 'mediator')`,
  `insert into access.membership (account_id, unit_id, role, valid)
     values ($1, 'iss', 'unit-lead', tstzrange(now() + interval '1 hour', null))`,
  `update access.membership set valid = tstzrange(lower(valid), greatest(now(), lower(valid)))
     where account_id = $1 and upper_inf(valid)`,
  `update access.membership set valid = tstzrange(lower(valid), now() + interval '1 hour')
     where account_id = $1 and upper_inf(valid) and lower(valid) <= now()`,
  `update access.membership set role = 'support-technician' where account_id = $1`,
  `delete from access.membership where account_id = $1`,
  `update access.account set disabled_at = now() where id = $1`,
  `update access.account set disabled_at = null where id = $1`,
  `update access.account set name = 'Ana "A" \\ {x,y}', speaks = '{pt,ar}' where id = $1`,
  `update access.unit set enforcement_link = 'indirect' where id in
     (select unit_id from access.membership where account_id = $1)`,
  `update access.unit set enforcement_link = 'none' where id in
     (select unit_id from access.membership where account_id = $1)`,
  // Whoever writes the kept row itself writes nothing of his own.
  `update access.standing set actor = '{}', standing = 'f{iss}', holds = '(,)' where account_id = $1`,
];

test('after any changes in any order, what is kept is what would be put together', async () => {
  await asOwner((client) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...CHANGES), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          await client.query('begin');
          for (const change of changes) {
            await client.query('savepoint before');
            // A change that a rule of the table refuses changes nothing.
            await client
              .query(change, [paulo.id])
              .catch(() => client.query('rollback to savepoint before'));
          }
          await expectKeptIn(client);
          await client.query('rollback');
        },
      ),
      { numRuns: 30 },
    ),
  );
});

describe('nothing lives longer than its cause', () => {
  test('what is kept holds until the next membership begins or ends, and then counts for nothing', async () => {
    const one = await somebody(house, 'unit-officer');
    await asOwner(async (client) => {
      await client.query(
        `update access.membership set valid = tstzrange(lower(valid), 'tomorrow') where account_id = $1`,
        [one.id],
      );
      await client.query(
        `insert into access.membership (account_id, unit_id, role, valid)
         values ($1, 'network-welcome', 'mediator', tstzrange(now() + interval '1 minute', null))`,
        [one.id],
      );
      const { rows } = await client.query(
        `select upper(holds) = (select min(lower(m.valid)) filter (where m.unit_id = 'network-welcome')
           from access.membership m where m.account_id = $1) as next from access.standing where account_id = $1`,
        [one.id],
      );
      expect(rows).toEqual([{ next: true }]);
      // Kept of another time, and wrong by now.
      await client.query('begin');
      await client.query('alter table access.standing disable trigger make_standing');
      await client.query(
        `update access.standing set standing = 't{aima-network}', actor = '{"name":"Other"}',
           holds = tstzrange(now() - interval '1 hour', now()) where account_id = $1`,
        [one.id],
      );
      await client.query('alter table access.standing enable trigger make_standing');
      await client.query('commit');
    });
    expect(await opened(one.token)).toMatchObject({
      actor: { accountId: one.id },
      units: ['iss'],
      fenced: false,
    });
    await asOwner((client) =>
      client.query('update access.standing set holds = null where account_id = $1', [one.id]),
    );
  });

  test('a closed account, a row that was lost, and one that no longer holds', async () => {
    const before = await opened();
    expect(before).toMatchObject({ actor: { accountId: paulo.id }, units: ['iss'], fenced: false });
    await asOwner((client) =>
      client.query('delete from access.standing where account_id = $1', [paulo.id]),
    );
    expect(await opened()).toEqual(before);
    await asOwner((client) =>
      client.query('update access.account set disabled_at = now() where id = $1', [paulo.id]),
    );
    expect(await opened()).toEqual(NOBODY);
    await asOwner((client) =>
      client.query('delete from access.standing where account_id = $1', [paulo.id]),
    );
    expect(await opened()).toEqual(NOBODY);
    await asOwner((client) =>
      client.query('update access.account set disabled_at = null where id = $1', [paulo.id]),
    );
    const again = await opened(await house.tokenOfLogin(paulo.login));
    expect(again).toMatchObject({ actor: { accountId: paulo.id }, units: ['iss'], fenced: false });
  });

  test('no runtime role reads or writes what is kept', async () => {
    const { app, jobs, stats } = house.database.urls;
    for (const url of [app, jobs, stats]) {
      await withClient(url, async (client) => {
        for (const statement of [
          'select * from access.standing',
          'select * from access.live_session',
          `select * from access.stand(uuidv7())`,
          `select access.keep_standing(uuidv7())`,
          `update access.standing set standing = 'f{iss}'`,
        ]) {
          await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
        }
      });
    }
  });
});

describe('two at once: the second waits and sees what the first did', () => {
  /** Runs `second` while `first` is not committed yet. */
  async function atOnce(first: string, second: string, accountId: string): Promise<void> {
    await asOwner(async (one) => {
      await asOwner(async (other) => {
        await one.query('begin');
        await one.query(first, [accountId]);
        const waiting = other.query(second, [accountId]);
        const raced = await Promise.race([
          waiting.then(() => 'done'),
          one.query('select pg_sleep(0.1)').then(() => 'waits'),
        ]);
        expect(raced).toBe('waits');
        await one.query('commit');
        await waiting;
      });
    });
  }
  const welcome = `insert into access.membership (account_id, unit_id, role) values ($1, 'network-welcome', 'mediator')`;
  const iss = `insert into access.membership (account_id, unit_id, role) values ($1, 'iss', 'support-technician')`;
  const rename = `update access.account set name = 'Rosa' where id = $1`;
  const link = `update access.unit set enforcement_link =
    case enforcement_link when 'none' then 'indirect' else 'none' end where id = 'iss' and $1::uuid is not null`;

  const linkThere = link.replace("id = 'iss'", "id = 'network-welcome'");

  test.each([
    ['two memberships', welcome, iss],
    ['a membership and a name', welcome, rename],
    ['a name and a membership', rename, welcome],
    ['a link and a membership of that unit', link, iss],
    ['a membership of that unit and a link', iss, link],
    ['a link and a first membership of that unit', linkThere, welcome],
    ['a first membership of a unit and its link', welcome, linkThere],
    ['a link and a membership elsewhere of somebody there', link, welcome],
  ])('%s', async (_what, first, second) => {
    const one = await somebody(house, 'unit-officer');
    await atOnce(first, second, one.id);
    await expectStandingsKept(house.database.urls.owner);
  });
});
