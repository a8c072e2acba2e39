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

const NAME = /\bname: ['`]([a-z-]+\.[a-z-]+)['`]/;
const EVENT = /(?:(?:stop|desk|request)Event\(\s*|kind: )['`]([a-z-]+\.[a-z-]+)['`]/g;

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
    .flatMap(({ path, text, imports }) =>
      listCommandTexts(path, text).map((own) => ({ path, text: own, imports })),
    )
    .flatMap(({ path, text, imports }) => {
      const name = NAME.exec(text)?.[1];
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

/** A statement at the top of a file, as far as the calls of a factory need it. */
interface Statement {
  readonly type: string;
  readonly id?: { readonly name: string };
  readonly params?: readonly { readonly name?: string }[];
  readonly declaration?: {
    readonly declarations?: readonly {
      readonly init?: {
        readonly callee?: { readonly name?: string };
        readonly arguments?: readonly { readonly value?: unknown }[];
      };
    }[];
  } | null;
}

/**
 * The text of a file once for each command in it. Where a function of the file makes several that
 * differ by its arguments, each has the text with its own arguments in place.
 */
function listCommandTexts(path: string, text: string): string[] {
  if (NAME.test(text)) return [text];
  const statements = parseSync(path, text).program.body as unknown as readonly Statement[];
  return statements.flatMap(({ declaration }) =>
    (declaration?.declarations ?? []).flatMap(({ init }) => {
      const factory = statements.find(
        ({ type, id }) => type === 'FunctionDeclaration' && id?.name === init?.callee?.name,
      );
      if (!factory) return [];
      let own = text;
      for (const [index, { name }] of (factory.params ?? []).entries()) {
        const value = init?.arguments?.[index]?.value;
        if (name && typeof value === 'string') own = withArgument(own, name, value);
      }
      // A choice between two words that the arguments have settled.
      return [
        own.replace(
          /'([^']*)' === '([^']*)'\s*\?\s*('[^']*')\s*:\s*('[^']*')/g,
          (_all, one, other, yes, no) => (one === other ? yes : no),
        ),
      ];
    }),
  );
}

/** In a template, in a comparison, or as a property by its own name: what a command's text needs. */
function withArgument(text: string, name: string, value: string): string {
  const quoted = `'${value.replaceAll("'", "\\'")}'`;
  return text
    .replaceAll(`\${${name}}`, () => value)
    .replace(new RegExp(`\\b${name} ===`, 'g'), () => `${quoted} ===`)
    .replace(new RegExp(`^( +)${name},$`, 'gm'), (_all, indent) => `${indent}${name}: ${quoted},`);
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
