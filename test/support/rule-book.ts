// The rules of the service: where each is said in the source and which tests name it. A rule is a
// comment `VIS-7: one or two sentences`; a test names it in its title.
import { parseSync } from 'vite';
import type { SourceTree } from './source-tree.ts';

export interface Rule {
  readonly id: string;
  /** In words that a coordinator or a lawyer reads. */
  readonly sentence: string;
  /** File where it is said. */
  readonly path: string;
  /** Titles of the tests that name it, with their files. */
  readonly tests: readonly { readonly title: string; readonly path: string }[];
}

export interface RuleBook {
  readonly rules: readonly Rule[];
  /** What is wrong with the book, in words. */
  readonly faults: readonly string[];
}

const ID = /[A-Z]{3}-\d+/;
const IS_TEST = /\.test\.tsx?$/;
/** Things that look like the id of a rule and are none. */
const NOT_RULES = /^(SHA|UTF|ISO|RFC|AES|BCP|CVE)-/;

/** Reads the book from the source. */
export function readRuleBook(tree: SourceTree): RuleBook {
  const said: { id: string; sentence: string; path: string }[] = [];
  const tested: { id: string; title: string; path: string }[] = [];
  for (const { path, text } of tree.values()) {
    if (path.endsWith('.css')) continue;
    if (IS_TEST.test(path)) {
      for (const title of titlesOf(path, text)) {
        for (const id of idsIn(title)) tested.push({ id, title, path });
      }
    } else if (path.startsWith('src/')) {
      for (const found of rulesIn(commentsOf(path, text))) said.push({ ...found, path });
    }
  }
  const rules = [...new Map(said.map((rule) => [rule.id, rule])).values()]
    .map((rule) => ({ ...rule, tests: tested.filter(({ id }) => id === rule.id) }))
    .map(({ tests, ...rule }) => ({
      ...rule,
      tests: tests.map(({ title, path }) => ({ title, path })),
    }))
    .sort((a, b) => compareIds(a.id, b.id));
  const known = new Set(rules.map(({ id }) => id));
  const twice = said.filter((rule, at) => said.findIndex(({ id }) => id === rule.id) !== at);
  return {
    rules,
    faults: [
      ...twice.map(({ id, path }) => `${id} is said a second time, in ${path}`),
      ...rules
        .filter(({ tests }) => tests.length === 0)
        .map(({ id, path }) => `${id} (${path}) is named by no test`),
      ...tested
        .filter(({ id }) => !known.has(id))
        .map(({ id, path }) => `${path} tests ${id}, which is said nowhere`),
    ],
  };
}

/** Ids of rules that a text names. */
export function idsIn(text: string): string[] {
  const found = text.match(new RegExp(`\\b${ID.source}\\b`, 'g')) ?? [];
  return [...new Set(found)].filter((id) => !NOT_RULES.test(id));
}

export function compareIds(a: string, b: string): number {
  const [aName = '', aNumber] = a.split('-');
  const [bName = '', bNumber] = b.split('-');
  return aName.localeCompare(bName) || Number(aNumber) - Number(bNumber);
}

/** Comments of a file, lines that stand together as one, without their marks. */
function commentsOf(path: string, text: string): string[] {
  const { comments } = parseSync(path, text);
  const joined: { text: string; end: number; line: boolean }[] = [];
  for (const { type, value, start, end } of comments) {
    const last = joined.at(-1);
    const line = type === 'Line';
    if (line && last?.line && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(last.end, start))) {
      last.text += `\n${value}`;
      last.end = end;
    } else {
      joined.push({ text: value, end, line });
    }
  }
  return joined.map((each) => each.text.replace(/^[ \t]*\* ?/gm, '').replace(/^\s*\*/, ''));
}

/** Rules that the comments of a file say: up to the next one, the end, or an empty line. */
function rulesIn(comments: readonly string[]): { id: string; sentence: string }[] {
  return comments.flatMap((comment) =>
    [
      ...comment.matchAll(
        new RegExp(`\\b(${ID.source}): ([^]*?)(?=\\b${ID.source}:|\\n\\s*\\n|$)`, 'g'),
      ),
    ]
      .filter(([, id = '']) => !NOT_RULES.test(id))
      .map(([, id = '', words = '']) => ({ id, sentence: sentenceOf(words) })),
  );
}

/** What is said of code (`in back ticks`, @tags) is for those who read the file, not for the book. */
function sentenceOf(words: string): string {
  const flat = words.replace(/\s+/g, ' ').trim();
  const sentences = flat.split(/(?<=[.!?])\s+(?=[A-Z`@])/);
  const plain = sentences.filter((sentence, at) => at === 0 || !/[`@]/.test(sentence));
  const sentence = plain.join(' ').replace(/[.;,]?$/, '.');
  return `${sentence[0]?.toUpperCase() ?? ''}${sentence.slice(1)}`;
}

/** Titles of the tests in a file. */
function titlesOf(path: string, text: string): string[] {
  const titles: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, callee, arguments: given } = node as Record<string, never>;
    if (type === 'CallExpression' && isTestCall(callee)) {
      const title = titleOf((given as unknown as unknown[] | undefined)?.[0]);
      if (title) titles.push(title);
    }
    for (const child of Object.values(node)) if (typeof child === 'object') visit(child);
  };
  visit(parseSync(path, text).program.body);
  return titles;
}

/** `test(…)`, `it.each(…)(…)`, `describe.skip(…)`. */
function isTestCall(callee: unknown): boolean {
  const { type, name, object, callee: inner } = callee as Record<string, string>;
  if (type === 'Identifier') return ['test', 'it', 'describe'].includes(name ?? '');
  if (type === 'MemberExpression') return isTestCall(object);
  return type === 'CallExpression' && isTestCall(inner);
}

function titleOf(argument: unknown): string | undefined {
  const { type, value, quasis } = (argument ?? {}) as {
    type?: string;
    value?: unknown;
    quasis?: { value: { cooked: string } }[];
  };
  if (type === 'Literal' && typeof value === 'string') return value;
  if (type === 'TemplateLiteral') return quasis?.map((quasi) => quasi.value.cooked).join('…');
  return undefined;
}
