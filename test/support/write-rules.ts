// npm run rules: writes docs/rules.md and the list in docs/map.md from the source, and fails when a
// rule has no test or a test names a rule that nobody said. `--check` writes nothing and fails when
// the files say something else than the source.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inCheckout } from '#platform/checkout.ts';
import { listCommandEntries, listConsequences } from './command-map.ts';
import { type Rule, type RuleBook, readRuleBook } from './rule-book.ts';
import { readSourceTree, type SourceTree } from './source-tree.ts';

const MARK = '<!-- From here on written by `npm run rules`. -->';
const RULES = ['docs', 'rules.md'];
const MAP = ['docs', 'map.md'];

/** docs/rules.md: every rule by module, in words, with where it is said and tested. */
export function rulesPage({ rules }: RuleBook): string {
  const groups = Map.groupBy(rules, ({ id }) => id.split('-')[0] ?? '');
  const sections = [...groups].map(([, group]) => {
    const folder = /^src\/(?:modules\/)?([^/]+)/.exec(group[0]?.path ?? '')?.[1] ?? '';
    return `## ${titleOf(folder, group)}\n\n${group.map(entry).join('\n\n')}`;
  });
  return `# Rules of the service

Every rule that Oneroof follows, in the words of its source, with the file that says it and the tests
that would fail without it. Whoever knows the service can read this page; nobody has to read code.
It is written by \`npm run rules\`, which fails when a rule has no test.

${sections.join('\n\n')}
`;
}

function titleOf(folder: string, group: readonly Rule[]): string {
  const prefix = group[0]?.id.split('-')[0] ?? '';
  const name = prefix === 'FLO' ? 'the floor of a house' : folder;
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)} (${prefix})`;
}

function entry({ id, sentence, path, tests }: Rule): string {
  const files = [...new Set(tests.map((test) => test.path))];
  const tested = files.map((file) => `[${file.split('/').slice(-2).join('/')}](../${file})`);
  return `<a id="${id.toLowerCase()}"></a>**${id}**\u2002${sentence}  \n\u2003said in [${path.split('/').slice(-2).join('/')}](../${path}) · tested in ${tested.join(', ') || 'nothing'}`;
}

/** The list below the mark of docs/map.md: command → file → rules → events → what follows. */
export function mapList(tree: SourceTree): string {
  const consequences = listConsequences(tree);
  const entries = listCommandEntries(tree).map(({ name, summary, path, rules, events }) => {
    const told = events.map((event) => {
      const follows = consequences.get(event);
      return `\`${event}\`${follows ? ` → ${follows.join(', ')}` : ''}`;
    });
    return [
      `### \`${name}\``,
      '',
      summary,
      '',
      `- file [${path}](../${path})`,
      `- rules ${rules.map((id) => `[${id}](rules.md#${id.toLowerCase()})`).join(', ') || 'none of its own'}`,
      `- events ${told.join('; ')}`,
    ].join('\n');
  });
  return `${MARK}

## Every command

${entries.join('\n\n')}
`;
}

/** What the two files should hold now. The page above the mark is written by hand and stays. */
export function pages(tree: SourceTree, map: string): { rules: string; map: string } {
  const hand = map.split(MARK)[0]?.trimEnd() ?? '';
  return { rules: rulesPage(readRuleBook(tree)), map: `${hand}\n\n${mapList(tree)}` };
}

function read(path: readonly string[]): string {
  const file = inCheckout(...path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What is wrong now: the book's own faults, and files that say something else than the source. */
export function listRuleFaults(tree: SourceTree): string[] {
  const now = pages(tree, read(MAP));
  return [
    ...readRuleBook(tree).faults,
    ...(read(RULES) === now.rules ? [] : ['docs/rules.md is stale: npm run rules']),
    ...(read(MAP) === now.map ? [] : ['docs/map.md is stale: npm run rules']),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const tree = readSourceTree();
  if (!process.argv.includes('--check')) {
    const now = pages(tree, read(MAP));
    writeFileSync(inCheckout(...RULES), now.rules);
    writeFileSync(inCheckout(...MAP), now.map);
  }
  const faults = listRuleFaults(tree);
  for (const fault of faults) console.error(fault);
  console.log(`${readRuleBook(tree).rules.length} rules, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}
