// The job that makes what was asked to be taken out of files, one at a time. It reads as the account that
// asked, by her own live session: no process can act as somebody without her token, so what may not be
// read at that moment is not in it. What waits is a row; when a process dies, the page of whoever asked
// puts it on the queue again.
import { Buffer } from 'node:buffer';
import type { UiLanguage } from '#base/languages.ts';
import { isFenced } from '#modules/access/decide.ts';
import { noteReading } from '#modules/access/note-reading.ts';
import {
  type Export,
  findExport,
  findSealed,
  keepMade,
  refuseMade,
} from '#modules/casefiles/export-queries.ts';
import type { DirectoryCache } from '#modules/directory/directory-cache.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { asActor } from '#platform/session/enter.ts';
import type { Keyring } from '#platform/session/keyring.ts';
import { words } from '#platform/words/words.ts';
import { readExport, writeExport } from '#screens/casefile/export-sheet.ts';

export interface ExportJob {
  readonly exportId: string;
  /** Of the session that asked. Held in memory alone, while it waits. */
  readonly token: string;
  readonly language: UiLanguage;
}
export interface ExportParts {
  readonly database: Pick<Database, 'transaction'>;
  readonly clock: Clock;
  readonly directory: DirectoryCache;
  readonly keyring: Keyring;
}

/** The database's word for what a policy refuses. */
const REFUSED = '42501';

export class Exports {
  readonly #parts: ExportParts;
  readonly #waiting = new Map<string, Promise<void>>();
  #last: Promise<void> = Promise.resolve();

  constructor(parts: ExportParts) {
    this.#parts = parts;
  }

  /** Puts it on the queue, once however often it is asked. @returns when it was made or refused */
  run(job: ExportJob): Promise<void> {
    const known = this.#waiting.get(job.exportId);
    if (known) return known;
    const made = this.#last
      .then(() => this.#make(job))
      // It waits on: the page of whoever asked puts it on the queue again.
      .catch((error) => console.error(`export: ${(error as Error).name}`))
      .finally(() => this.#waiting.delete(job.exportId));
    this.#waiting.set(job.exportId, made);
    this.#last = made;
    return made;
  }

  /** Lets nothing be made until the function that it returns is called. */
  hold(): () => void {
    let go = () => {};
    const held = new Promise<void>((done) => {
      go = done;
    });
    this.#last = this.#last.then(() => held);
    return go;
  }

  async #make({ exportId, token, language }: ExportJob): Promise<void> {
    const { database, clock, directory, keyring } = this.#parts;
    const w = words(language);
    const read = await asActor(database, token, async (tx, actor) => {
      const one = await findExport(tx, exportId);
      const now = clock.now();
      if (one?.state !== 'waiting' || Temporal.Instant.compare(one.endsAt, now) <= 0) return;
      const maker = { tx, actor, directory: directory.get(), w, language, now };
      const found = isFenced(actor) ? undefined : await readExport(maker, one);
      if (!found) return refuseMade(tx, exportId);
      await noteReading(tx, [one.personId], 'export', 'export');
      return { ...found, one, accountId: actor.accountId };
    });
    if (!read || read === 'unauthenticated') return;
    const { sheet, sections, one, accountId } = read;
    const bytes = writeExport(sheet, one.format, { w });
    const sealed = keyring.seal(bytes.toString('base64'), sealOf(one, accountId));
    const made = {
      exportId,
      accountId,
      personId: one.personId,
      sections,
      endsAt: one.endsAt,
      sealed,
    };
    await asActor(database, token, (tx) => keepMade(tx, made, clock.now())).catch(
      async (error: { readonly code?: string }) => {
        if (error.code !== REFUSED) throw error;
        await asActor(database, token, (tx) => refuseMade(tx, exportId));
      },
    );
  }

  /**
   * Opens what was made, for the session that asked, and notes that it is read. The command
   * `export.fetch` is still to be asked before a byte leaves.
   */
  async open(token: string, exportId: string): Promise<Opened | undefined> {
    const { database, keyring } = this.#parts;
    const found = await asActor(database, token, async (tx, actor) => {
      const one = await findExport(tx, exportId);
      const sealed = one && (await findSealed(tx, exportId));
      if (!sealed) return undefined;
      await noteReading(tx, [one.personId], 'export', 'export-fetched');
      return { one, sealed, about: sealOf(one, actor.accountId) };
    });
    if (!found || found === 'unauthenticated') return undefined;
    const text = keyring.open(found.sealed, found.about);
    return text === undefined
      ? undefined
      : { format: found.one.format, bytes: Buffer.from(text, 'base64') };
  }
}

export interface Opened {
  readonly format: Export['format'];
  readonly bytes: Buffer<ArrayBuffer>;
}

/** A document opens for the account that asked and for nothing else. */
function sealOf({ id, personId }: Export, accountId: string): string {
  return `export ${id} ${accountId} ${personId}`;
}
