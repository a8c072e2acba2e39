// Reads data/messages/<language>/<area>.json from disk, for checks and generators. The running server
// has them compiled in (catalogues.gen.ts) and never reads these files.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface CatalogueFile {
  readonly language: string;
  readonly area: string;
  /** Path from the root of the repository, for messages. */
  readonly file: string;
  /** Entries as written, in order; a key that stands twice is here twice. */
  readonly entries: readonly (readonly [key: string, message: string])[];
  /** Set when the file isn't a flat JSON object of strings; `entries` is then empty. */
  readonly broken?: string;
}

export const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

/** All catalogues below `root`/data/messages, sorted by language and area. */
export function readCatalogues(root: string = REPOSITORY): CatalogueFile[] {
  const folder = path.join(root, 'data/messages');
  return listNames(folder).flatMap((language) =>
    listNames(path.join(folder, language))
      .filter((name) => name.endsWith('.json'))
      .map((name) => {
        const file = `data/messages/${language}/${name}`;
        const text = readFileSync(path.join(root, file), 'utf8');
        return { language, area: name.replace(/\.json$/, ''), file, ...readEntries(text) };
      }),
  );
}

function listNames(folder: string): string[] {
  return readdirSync(folder).sort();
}

function readEntries(text: string): Pick<CatalogueFile, 'entries' | 'broken'> {
  // JSON.parse silently keeps the last of two equal keys, so doubles are looked for in the text itself.
  const doubles: [string, string][] = [];
  try {
    const entries = Object.entries(JSON.parse(text) as object);
    if (entries.some(([, value]) => typeof value !== 'string')) {
      return { entries: [], broken: 'every value must be a string' };
    }
    for (const [key, value] of entries) {
      const times = text.match(
        new RegExp(`^\\s*${JSON.stringify(key).replace(/[.\\]/g, '\\$&')}\\s*:`, 'gm'),
      );
      if ((times?.length ?? 1) > 1) doubles.push([key, value]);
    }
    return { entries: [...entries, ...doubles] };
  } catch (error) {
    return { entries: [], broken: error instanceof Error ? error.message : String(error) };
  }
}
