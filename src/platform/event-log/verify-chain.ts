// Reads the logs with their chains, as the owner of the database, and tells the first bad entry of each.
import type pg from 'pg';
import { withClient } from '../embedded-postgres/roles.ts';
import { type Head, type Stream, STREAMS } from './chain.ts';
import {
  type Anchor,
  ChainWalk,
  type Fault,
  faultOfForgetting,
  faultOfHeads,
  type Place,
} from './chain-rules.ts';

/** What was found about one log. */
export interface Finding {
  readonly stream: Stream;
  readonly fault: Fault | undefined;
  /** Entries that the chain tells of, those that retention took out with them. */
  readonly entries: number;
  /** Entries up to the last published head: those are proved when there is no fault. */
  readonly proved: number;
  readonly lastHead: Head | undefined;
  /** Entries after the last published head, chained or not: nothing outside tells of them. */
  readonly unproved: number;
}

/** What an erasure rewrote of the logs, by the erasure's id: how many entries, and the hash over them. */
export type Rewritten = ReadonlyMap<string, { readonly entries: number; readonly hash: string }>;

/** What erasures rewrote, as the database says it. What the ledger outside doesn't know is no erasure. */
export function listRewritten(ownerUrl: string): Promise<Rewritten> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string; entries: number; hash: string }>(
      `select e.erasure_id as id, t.entries, t.hash
       from (select distinct erasure_id from log.erased) e, rights.traces_of(e.erasure_id) t`,
    );
    return new Map(rows.map(({ id, entries, hash }) => [id, { entries, hash }]));
  });
}

const BATCH = 5000;
/** A chain that has not begun. */
const NOTHING = {
  kept: { seq: 0, hash: Buffer.alloc(32) } satisfies Anchor,
  epoch: 0,
  xid: '0',
  position: '0',
};

/**
 * Looks at every entry, in one snapshot.
 * @param heads those that are kept outside the database
 * @param now against which the retention is reckoned
 * @param kept for how many days each log is kept
 */
export function verifyChains(
  ownerUrl: string,
  heads: readonly Head[],
  now: Date,
  kept: Readonly<Record<Stream, number>>,
): Promise<Finding[]> {
  return withClient(ownerUrl, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    const findings: Finding[] = [];
    for (const stream of STREAMS)
      findings.push(
        await verify(
          client,
          stream,
          heads.filter((head) => head.stream === stream),
          now,
          kept[stream],
        ),
      );
    await client.query('commit');
    return findings;
  });
}

async function verify(
  client: pg.ClientBase,
  stream: Stream,
  heads: readonly Head[],
  now: Date,
  keptFor: number,
): Promise<Finding> {
  const chain = await chainOf(client, stream);
  const walk = new ChainWalk(chain.kept, new Set(heads.map(({ entries }) => entries)));
  for await (const place of placesOf(client, stream)) walk.step(place);
  const broken = walk.finish(chain.end);
  const early = faultOfForgetting(heads, chain.kept, now, keptFor);
  const told = faultOfHeads(heads, walk, chain.kept);
  const { rows } = await client.query<{ n: string }>(
    `select count(*)::text as n from log.${stream} e
     where (e.epoch, e.xid, e.position) > ($1, $2, $3)`,
    [chain.epoch, chain.xid, chain.position],
  );
  const lastHead = heads.toSorted((a, b) => a.entries - b.entries).at(-1);
  const proved = lastHead?.entries ?? 0;
  const first = [early, broken, told]
    .filter((fault) => fault !== undefined)
    .toSorted((a, b) => a.entry - b.entry)[0];
  return {
    stream,
    // What a chain can name to the entry is told before what only a head contradicts.
    fault: early ?? (broken && told ? (broken.entry <= (told.until ?? 0) ? broken : told) : first),
    entries: walk.entries,
    proved,
    lastHead,
    unproved: Math.max(0, walk.entries - proved) + Number(rows[0]?.n ?? 0),
  };
}

async function chainOf(client: pg.ClientBase, stream: Stream) {
  const { rows } = await client.query<{
    seq: string;
    hash: Buffer;
    kept_seq: string;
    kept_hash: Buffer;
    epoch: number;
    xid: string;
    position: string;
  }>(
    `select seq::text, hash, kept_seq::text, kept_hash, epoch, xid::text, position::text
     from log.chain where stream = $1`,
    [stream],
  );
  const [row] = rows;
  // Nothing was chained yet, or all is gone: then a head tells.
  if (!row) return { ...NOTHING, end: NOTHING.kept };
  return {
    end: { seq: Number(row.seq), hash: row.hash } satisfies Anchor,
    kept: { seq: Number(row.kept_seq), hash: row.kept_hash } satisfies Anchor,
    epoch: row.epoch,
    xid: row.xid,
    position: row.position,
  };
}

/** Entries and links of a log, joined by their place, in order, up to where the chain has come to. */
async function* placesOf(client: pg.ClientBase, stream: Stream): AsyncGenerator<Place> {
  // An entry that was put in where retention has cleared, or before the end, has no link.
  await client.query(
    `declare places no scroll cursor for
     select coalesce(e.epoch, l.epoch) as epoch, coalesce(e.xid, l.xid)::text as xid,
       coalesce(e.position, l.position)::text as position, e.at,
       -- An erasure rewrote it: the chain was laid over what it said before.
       case when x.becomes = e.digest then x.was else e.digest end as digest, l.seq::text, l.hash
     from (select e.epoch, e.xid, e.position, log.digest(e) as digest,
             e.${stream === 'read' ? 'read_at' : 'recorded_at'} as at
           from log.${stream} e, log.chain c where c.stream = '${stream}'
             and (e.epoch, e.xid, e.position) <= (c.epoch, c.xid, c.position)) e
     full join (select * from log.link where stream = '${stream}') l
       on (l.epoch, l.xid, l.position) = (e.epoch, e.xid, e.position)
     left join log.before_erasure('${stream}') x on (x.epoch, x.xid, x.position) = (e.epoch, e.xid, e.position)
     order by coalesce(e.epoch, l.epoch), coalesce(e.xid, l.xid), coalesce(e.position, l.position)`,
  );
  try {
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${BATCH} from places`);
      if (rows.length === 0) return;
      for (const { seq, hash, digest, at, ...place } of rows)
        yield {
          ...place,
          digest: digest ?? undefined,
          at: at ?? undefined,
          seq: seq === null ? undefined : Number(seq),
          hash: hash ?? undefined,
        };
    }
  } finally {
    await client.query('close places').catch(() => {});
  }
}

interface Row {
  readonly epoch: number;
  readonly xid: string;
  readonly position: string;
  readonly seq: string | null;
  readonly hash: Buffer | null;
  readonly digest: Buffer | null;
  readonly at: Date | null;
}
