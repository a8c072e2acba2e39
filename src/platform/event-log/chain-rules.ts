// Whether a log is what its chain says, and the chain what its published heads say. Pure: entries and
// links come in their order, the first thing that is wrong comes out.
import { createHash } from 'node:crypto';
import type { Head } from './chain.ts';

/** A place in a log with what stands there: an entry, a link, or both. */
export interface Place {
  readonly epoch: number;
  readonly xid: string;
  readonly position: string;
  /** Of the entry; undefined when there is none. */
  readonly digest?: Buffer | undefined;
  /** When the entry was written. */
  readonly at?: Date | undefined;
  /** Of the link; undefined when there is none. */
  readonly seq?: number | undefined;
  readonly hash?: Buffer | undefined;
}

/** Where what is kept begins. */
export interface Anchor {
  readonly seq: number;
  readonly hash: Buffer;
}

export type FaultKind =
  /** What the entry says is not what was chained: edited, or swapped with another. */
  | 'changed'
  | 'taken-out'
  | 'put-in'
  /** Entries at the end, of which a published head tells, are gone. */
  | 'cut-off'
  /** The chain was laid anew over other entries than a published head tells of. */
  | 'laid-anew'
  /** Entries were taken out to a place that no head names, or before their time. */
  | 'forgotten-early';

export interface Fault {
  readonly kind: FaultKind;
  /** Number of the first bad entry in its log; of what was put in, the number that it would have. */
  readonly entry: number;
  /** Where it stands or stood, when that is known. */
  readonly place?: Pick<Place, 'epoch' | 'xid' | 'position' | 'at'> | undefined;
  /** The head that tells. */
  readonly head?: Head | undefined;
  /** `laid-anew`: the last entry that may be bad. */
  readonly until?: number | undefined;
}

/**
 * AUD-1: The hash of a link is made of the hash before it and of what its entry says, so an entry that
 * was changed, swapped, taken out or put in is named, the first one.
 */
export class ChainWalk {
  #seq: number;
  #hash: Buffer;
  #fault: Fault | undefined;
  readonly #wanted: ReadonlySet<number>;
  readonly #links = new Map<number, string>();

  /** `wanted`: numbers of entries that heads tell of. */
  constructor(anchor: Anchor, wanted: ReadonlySet<number>) {
    this.#wanted = wanted;
    this.#seq = anchor.seq;
    this.#hash = anchor.hash;
    this.#keep(anchor.seq, anchor.hash);
  }

  /** Goes on to the next place. What comes after a fault is followed by the links alone. */
  step(place: Place): void {
    const { digest, seq, hash } = place;
    if (seq === undefined || hash === undefined)
      return this.#found({ kind: 'put-in', entry: this.#seq + 1, place });
    if (seq !== this.#seq + 1) this.#found({ kind: 'taken-out', entry: this.#seq + 1 });
    else if (!digest) this.#found({ kind: 'taken-out', entry: seq, place });
    else if (!sha256(this.#hash, digest).equals(hash))
      this.#found({ kind: 'changed', entry: seq, place });
    this.#seq = Math.max(this.#seq, seq);
    this.#hash = hash;
    this.#keep(seq, hash);
  }

  /** The end of the log: `end` is where the chain says that it has come to. */
  finish(end: Anchor): Fault | undefined {
    if (this.#seq < end.seq) this.#found({ kind: 'taken-out', entry: this.#seq + 1 });
    else if (this.#seq > end.seq || !this.#hash.equals(end.hash))
      this.#found({ kind: 'changed', entry: this.#seq });
    return this.#fault;
  }

  /** How many entries the links tell of. */
  get entries(): number {
    return this.#seq;
  }

  /** The hash of the link with that number, of those that were wanted. */
  hashAt(seq: number): string | undefined {
    return this.#links.get(seq);
  }

  #keep(seq: number, hash: Buffer): void {
    if (this.#wanted.has(seq)) this.#links.set(seq, hash.toString('hex'));
  }

  #found(fault: Fault): void {
    this.#fault ??= fault;
  }
}

/**
 * AUD-2: A head that left the database binds all entries up to it: fewer entries are a tail that was cut
 * off, another hash is a chain that was laid anew.
 * @param anchor where what is kept begins; what went before it is gone by retention
 */
export function faultOfHeads(
  heads: readonly Head[],
  walk: Pick<ChainWalk, 'entries' | 'hashAt'>,
  anchor: Anchor,
): Fault | undefined {
  let good = anchor.seq;
  for (const head of inOrder(heads)) {
    if (head.entries < anchor.seq) continue;
    if (head.entries > walk.entries)
      return { kind: 'cut-off', entry: walk.entries + 1, until: head.entries, head };
    if (walk.hashAt(head.entries) !== head.hash)
      return { kind: 'laid-anew', entry: good + 1, until: head.entries, head };
    good = head.entries;
  }
  return undefined;
}

/**
 * AUD-3: What was taken out by retention ends at a published head that is older than the retention; all
 * else that is missing at the beginning was taken out early.
 * @param keptFor how long entries are kept, in days; one less counts, for clocks and zones
 */
export function faultOfForgetting(
  heads: readonly Head[],
  anchor: Anchor,
  now: Date,
  keptFor: number,
): Fault | undefined {
  if (anchor.seq === 0) return undefined;
  const hash = anchor.hash.toString('hex');
  const due = heads.some(
    (head) =>
      head.entries === anchor.seq &&
      head.hash === hash &&
      now.getTime() - Date.parse(head.at) >= (keptFor - 1) * 86_400_000,
  );
  return due ? undefined : { kind: 'forgotten-early', entry: 1, until: anchor.seq };
}

function inOrder(heads: readonly Head[]): Head[] {
  return heads.toSorted((a, b) => a.entries - b.entries || a.at.localeCompare(b.at));
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
