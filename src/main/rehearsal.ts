// Makes a database one in which a day is rehearsed: it takes the time from the clock that drives
// the day, not from the machine. Done by the owner, once, and marked; never to a database in use.
import { withClient } from '#platform/embedded-postgres/roles.ts';

/** Turns a migrated, seeded database into a rehearsal's. */
export async function makeRehearsal(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query(
      `insert into meta.setting (name, value) values ('rehearsal', 'true') on conflict do nothing`,
    );
    await client.query(`create or replace function meta.now() returns timestamptz language sql stable as
      $$ select coalesce(nullif(current_setting('oneroof.now', true), '')::timestamptz, now()) $$`);
  });
}
