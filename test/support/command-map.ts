// What each command is made of, read from the source: the file, the rules that it follows, the
// events that it tells, and what follows from those.
import { parseSync } from 'vite';
import { compareIds, idsIn } from './rule-book.ts';
import type { SourceTree } from './source-tree.ts';

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly path: string;
  readonly rules: readonly string[];
  readonly events: readonly string[];
}

/** A function or constant at the top of a file, with the comment above it. */
interface Part {
  readonly name: string;
  readonly text: string;
  readonly comment: string;
}

const EVENT = /(?:stopEvent\(\s*|kind: )'([a-z-]+\.[a-z-]+)'/g;

/** Every command under src/modules, by name. */
export function listCommandEntries(tree: SourceTree): CommandEntry[] {
  const parts = new Map<string, readonly Part[]>();
  const partsOf = (path: string) => {
    const known = parts.get(path) ?? topParts(path, tree.get(path)?.text ?? '');
    parts.set(path, known);
    return known;
  };
  return [...tree.values()]
    .filter(
      ({ path }) =>
        /^src\/modules\/[^/]+\/commands\/[^/]+\.ts$/.test(path) && !/\.test\./.test(path),
    )
    .flatMap(({ path, text, imports }) => {
      const name = /\bname: '([a-z-]+\.[a-z-]+)'/.exec(text)?.[1];
      if (!name) return [];
      const reached = [text];
      const follow = (from: string, seen: Set<string>, sources: readonly string[]) => {
        for (const source of sources) {
          for (const part of partsOf(source)) {
            const key = `${source} ${part.name}`;
            if (seen.has(key) || !new RegExp(`\\b${part.name}\\b`).test(from)) continue;
            seen.add(key);
            reached.push(part.comment, part.text);
            follow(part.text, seen, [source]);
          }
        }
      };
      const sources = imports.flatMap(({ target, typeOnly }) =>
        !typeOnly && target && target.startsWith('src/modules/') && tree.has(target)
          ? [target]
          : [],
      );
      follow(text, new Set(), sources);
      const all = reached.join('\n');
      return [
        {
          name,
          summary: (/summary:\s*'((?:[^'\\]|\\.)*)'/.exec(text)?.[1] ?? '').replaceAll("\\'", "'"),
          path,
          rules: idsIn(all).sort(compareIds),
          events: [...new Set([...all.matchAll(EVENT)].map((match) => match[1] ?? ''))].sort(),
        },
      ];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** What follows from each event: tables that are written with it, and jobs that are asked for. */
export function listConsequences(tree: SourceTree): Map<string, string[]> {
  const consequences = new Map<string, string[]>();
  const note = (kind: string, what: string) =>
    consequences.set(kind, [...(consequences.get(kind) ?? []), what]);
  const table = (path: string, pattern: RegExp, say: (match: string) => string) => {
    const text = tree.get(path)?.text ?? '';
    const entries = text.split(/^ {2}(?='[a-z-]+\.[a-z-]+': )/m).slice(1);
    for (const entry of entries) {
      const kind = /^'([^']+)'/.exec(entry)?.[1] ?? '';
      for (const match of entry.slice(kind.length).matchAll(pattern))
        note(kind, say(match[1] ?? ''));
    }
  };
  table('src/main/projections.ts', /'([a-z_]+\.[a-z_]+)'/g, (name) => `a row in \`${name}\``);
  table('src/main/reactions.ts', /job: '([^']+)'/g, (name) => `job \`${name}\``);
  for (const [, kind = ''] of (tree.get('src/main/readers.ts')?.text ?? '').matchAll(
    /event\.kind === '([^']+)'/g,
  ))
    note(kind, 'counted by day');
  return consequences;
}

function topParts(path: string, text: string): Part[] {
  const { program, comments } = parseSync(path, text);
  return (program.body as unknown as { type: string; start: number; end: number }[]).flatMap(
    (node) => {
      const own = text.slice(node.start, node.end);
      const name = /^(?:export )?(?:async )?(?:function\*?|const) (\w+)/.exec(own)?.[1];
      if (!name) return [];
      const above = comments
        .filter(
          ({ end }) => end <= node.start && !/\S/.test(uncommented(text.slice(end, node.start))),
        )
        .map(({ value }) => value);
      return [{ name, text: own, comment: above.join('\n') }];
    },
  );
}

function uncommented(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
}
