// The erasure ledger: a file beside the keys, outside the database and its backups, that says which numbers
// were erased. A database that is restored from before is made to forget them again, before its port opens.
// One line of JSON for each step, only ever added to, on the disk before the database acts. A line names the
// hash of the one before it, so a line that was changed, taken out or put in is found; that the end was cut
// off is told by the database, which keeps how far the ledger had come.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** `begin`: it is going to be erased; `dropped`: it was not, after all; `done`: with its entries of the logs. */
export type LedgerStep = 'begin' | 'dropped' | 'done';

export interface LedgerEntry {
  readonly step: LedgerStep;
  readonly erasure: string;
  /** The claim that it answers, if any. */
  readonly claim?: string | undefined;
  /** Numbers of files, which name nobody once the rest is gone. */
  readonly persons?: readonly string[] | undefined;
  /** Entries of the logs that were rewritten, and the hash over what they said and say. */
  readonly entries?: number | undefined;
  readonly entriesHash?: string | undefined;
}

export interface LedgerLine extends LedgerEntry {
  readonly n: number;
  readonly at: string;
  readonly hash: string;
}

/** One erasure as the ledger knows it. */
export interface LedgerErasure {
  readonly erasure: string;
  readonly claim: string | undefined;
  readonly persons: readonly string[];
  readonly entries: number | undefined;
  readonly entriesHash: string | undefined;
}

/** The ledger is not what was written; the message says where. */
export class LedgerDamaged extends Error {
  override name = 'LedgerDamaged';
}

const FIRST = createHash('sha256').update('oneroof erasures').digest('hex');

export class ErasureLedger {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * All lines, checked. A last line without its end was never acted upon, since it was not on the disk: it
   * does not count.
   * @throws LedgerDamaged
   */
  read(): LedgerLine[] {
    return linesOf(this.path, this.#text());
  }

  /** Writes one line and waits until it is on the disk. One process at a time. @returns the line */
  append(entry: LedgerEntry, at: Temporal.Instant): LedgerLine {
    const text = this.#text();
    const lines = linesOf(this.path, text);
    const whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length) truncateSync(this.path, Buffer.byteLength(text.slice(0, whole)));
    const said = { n: lines.length + 1, at: at.toString(), ...entry };
    const hash = hashOf(lines.at(-1)?.hash ?? FIRST, said);
    const isNew = !existsSync(this.path);
    if (isNew) mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const file = openSync(this.path, 'a', 0o600);
    try {
      writeSync(file, `${JSON.stringify({ ...said, hash })}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (isNew) syncFolder(dirname(this.path));
    return { ...said, hash };
  }

  /** What was erased, or was going to be when something stopped it. @throws LedgerDamaged */
  erasures(): LedgerErasure[] {
    return erasuresOf(this.read());
  }

  #text(): string {
    try {
      return readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }
}

/** Erasures of lines, in their order; those that were dropped are none. */
export function erasuresOf(lines: readonly LedgerLine[]): LedgerErasure[] {
  const known = new Map<string, LedgerErasure>();
  for (const line of lines) {
    if (line.step === 'dropped') known.delete(line.erasure);
    else if (line.step === 'begin')
      known.set(line.erasure, {
        erasure: line.erasure,
        claim: line.claim,
        persons: line.persons ?? [],
        entries: undefined,
        entriesHash: undefined,
      });
    else {
      const begun = known.get(line.erasure);
      const { entries, entriesHash } = line;
      if (begun) known.set(line.erasure, { ...begun, entries, entriesHash });
    }
  }
  return [...known.values()];
}

function linesOf(path: string, text: string): LedgerLine[] {
  const lines: LedgerLine[] = [];
  let before = FIRST;
  for (const one of text.split('\n').slice(0, -1)) {
    const n = lines.length + 1;
    const line = lineOf(one);
    const { hash, ...said } = line ?? { hash: '' };
    if (!line || line.n !== n || hashOf(before, said) !== hash)
      throw new LedgerDamaged(`${path} is damaged at line ${n}: it is not what was written.`);
    lines.push(line);
    before = hash;
  }
  return lines;
}

function lineOf(text: string): LedgerLine | undefined {
  try {
    return JSON.parse(text) as LedgerLine;
  } catch {
    return undefined;
  }
}

function hashOf(before: string, said: object): string {
  return createHash('sha256').update(before).update(JSON.stringify(said)).digest('hex');
}

/** A new file is there after a power cut only when its folder was written, too. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
