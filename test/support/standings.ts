// What accounts open, as it is kept and as it is put together now: the two must never differ.
import type pg from 'pg';
import { expect } from 'vitest';
import type { Membership } from '#platform/session/actor.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';

interface Opens {
  readonly actor: { readonly memberships: readonly Membership[] } | null;
  readonly standing: string | null;
}

/** Fails when what is kept of any account differs from what `access.stand` says now. */
export function expectStandingsKept(ownerUrl: string): Promise<void> {
  return withClient(ownerUrl, expectKeptIn);
}

/** The same on a connection of the owner. */
export async function expectKeptIn(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ id: string; kept: Opens; now: Opens }>(
    `select a.id, json_build_object('actor', k.actor, 'standing', k.standing) as kept,
       json_build_object('actor', s.actor, 'standing', s.standing) as now
     from access.account a cross join lateral access.stand(a.id) s
     left join access.standing k on k.account_id = a.id and k.holds @> now() order by a.id`,
  );
  expect(rows.length).toBeGreaterThan(0);
  const kept = rows.map((row) => [row.id, inOneOrder(row.kept)]);
  expect(kept).toEqual(rows.map((row) => [row.id, inOneOrder(row.now)]));
}

/** Memberships and units have no order of their own. */
function inOneOrder({ actor, standing }: Opens): unknown {
  const sorted = actor?.memberships.map((one) => JSON.stringify(one)).toSorted();
  const units = standing?.slice(2, -1).split(',').toSorted();
  return { actor: actor && { ...actor, memberships: sorted }, fenced: standing?.[0], units };
}
