// The book of rules is complete, tested and printed; and what is wrong with a book is seen.
import { expect, test } from 'vitest';
import { COMMANDS } from '#main/commands.ts';
import { listCommandEntries, listConsequences } from './support/command-map.ts';
import { readRuleBook } from './support/rule-book.ts';
import { readSourceTree, treeOf } from './support/source-tree.ts';
import { listRuleFaults, pages } from './support/write-rules.ts';

const RULE = `/**\n * ABC-1: nobody waits for ever, not even\n * on Mondays. \`queue\` is the table.\n */\nexport const a = 1;`;
const TEST = `// T.\ntest('ABC-1: on a Monday', () => {});`;

test('every rule is tested, every tested rule is said, docs/rules.md and docs/map.md say what the source says', () => {
  expect(listRuleFaults(readSourceTree())).toEqual([]);
});

test('a rule is read in words, without what is said of the code', () => {
  const { rules, faults } = readRuleBook(
    treeOf({ 'src/modules/a/rules.ts': RULE, 'src/modules/a/a.test.ts': TEST }),
  );
  expect(faults).toEqual([]);
  expect(rules).toEqual([
    {
      id: 'ABC-1',
      sentence: 'Nobody waits for ever, not even on Mondays.',
      path: 'src/modules/a/rules.ts',
      tests: [{ title: 'ABC-1: on a Monday', path: 'src/modules/a/a.test.ts' }],
    },
  ]);
});

test('two rules in lines of comment are two, and a mention is none', () => {
  const lines =
    '// ABC-1: one thing\n//   and its end\n// ABC-2: another\nconst a = 1; // as ABC-3 says';
  const { rules } = readRuleBook(treeOf({ 'src/modules/a/rules.ts': lines }));
  expect(rules.map(({ id, sentence }) => [id, sentence])).toEqual([
    ['ABC-1', 'One thing and its end.'],
    ['ABC-2', 'Another.'],
  ]);
});

test.each([
  ['a rule without a test', { 'src/a.ts': RULE }, 'ABC-1 (src/a.ts) is named by no test'],
  [
    'a test of a rule that nobody said',
    { 'src/a.test.ts': TEST },
    'src/a.test.ts tests ABC-1, which is said nowhere',
  ],
  [
    'a rule that is said twice',
    { 'src/a.ts': RULE, 'src/b.ts': RULE, 'src/a.test.ts': TEST },
    'ABC-1 is said a second time, in src/b.ts',
  ],
  [
    'a rule whose test only mentions it in a comment',
    { 'src/a.ts': RULE, 'src/a.test.ts': `// ABC-1\ntest('a Monday', () => 'ABC-1');` },
    'ABC-1 (src/a.ts) is named by no test',
  ],
])('red: %s', (_name, texts, fault) => {
  expect(readRuleBook(treeOf(texts)).faults).toContain(fault);
});

test('red: a page that is stale, whatever in it', () => {
  const tree = readSourceTree();
  const before = pages(tree, '# Map\n');
  const changed = new Map(tree);
  for (const [path, file] of treeOf({
    'src/modules/visits/commands/sing.ts': `// stop.sing\nexport const sing = { name: 'stop.sing', summary: 'Sings.' };`,
    'src/modules/visits/sing.ts': RULE,
  }))
    changed.set(path, file);
  const after = pages(changed, '# Map\n');
  expect(after.rules).not.toBe(before.rules);
  expect(after.map).toContain('stop.sing');
  expect(pages(tree, before.map)).toEqual(before);
});

test('the map lists every command there is, and no other', () => {
  const listed = listCommandEntries(readSourceTree());
  expect(listed.map(({ name }) => name).sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  for (const { name, summary } of listed)
    expect(summary, name).toBe(COMMANDS.find((command) => command.name === name)?.summary);
});

test('commands that one function makes are each told with their own events', () => {
  const listed = listCommandEntries(readSourceTree());
  const eventsOf = (wanted: string) => listed.find(({ name }) => name === wanted)?.events;
  expect(eventsOf('account.disable')).toEqual(['account.disabled', 'proposal.made']);
  expect(eventsOf('account.enable')).toEqual(['account.enabled', 'proposal.made']);
  expect(eventsOf('proposal.confirm')).toEqual(['proposal.carried-out']);
  expect(eventsOf('proposal.drop')).toEqual(['proposal.dropped']);
});

test('the map follows a command through its rules to its events, and those to what follows', () => {
  const tree = readSourceTree();
  const finish = listCommandEntries(tree).find(({ name }) => name === 'stop.finish');
  expect(finish?.path).toBe('src/modules/visits/commands/finish-serving.ts');
  expect(finish?.rules).toEqual(expect.arrayContaining(['VIS-5', 'VIS-9', 'VIS-11', 'VIS-12']));
  expect(finish?.events).toEqual([
    'attendance.recorded',
    'stop.finished',
    'stop.queued',
    'visit.closed',
  ]);
  expect(listConsequences(tree).get('visit.closed')).toEqual([
    'a row in `statistics.departure`',
    'job `end-access`',
  ]);
});
