// The order of the house, checked on every run; and each check is fed a small tree with the fault
// that it is for, since a check that can't fail says nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inCheckout } from '#platform/checkout.ts';
import {
  checkClocks,
  checkCommandImports,
  checkCycles,
  checkEnvironment,
  checkExports,
  checkLayers,
  checkMarkup,
  checkModuleOrder,
  checkNames,
  checkPurity,
  checkSizes,
  checkWaitingParts,
  MODULES,
} from './support/architecture.ts';
import { checkContacts } from './support/contact-places.ts';
import { readSourceTree, type SourceTree, treeOf } from './support/source-tree.ts';

const tree = readSourceTree();

interface Check {
  readonly check: (tree: SourceTree) => string[];
  /** Trees that must be red, by what is wrong with them. */
  readonly faults: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const lines = (count: number) => '// Long.\n'.repeat(count);

const CHECKS: Readonly<Record<string, Check>> = {
  'imports run one way through the layers': {
    check: checkLayers,
    faults: {
      'platform knows a module': {
        'src/platform/a.ts': `// A.\nimport type { B } from '#modules/access/b.ts';`,
        'src/modules/access/b.ts': '// B.\nexport type B = 1;',
      },
      'a screen knows main': {
        'src/screens/desk/a.tsx': `// A.\nimport { b } from '#main/b.ts';`,
        'src/main/b.ts': '// B.\nexport const b = 1;',
      },
      'a screen knows offline': {
        'src/screens/desk/a.tsx': `// A.\nimport { b } from '#offline/b.ts';`,
        'src/offline/b.ts': '// B.\nexport const b = 1;',
      },
      'a relative way round': {
        'src/base/a.ts': `// A.\nimport { b } from '../main/b.ts';`,
        'src/main/b.ts': '// B.\nexport const b = 1;',
      },
      'an import while running': {
        'src/base/a.ts': `// A.\nexport const a = () => import('#main/b.ts');`,
        'src/main/b.ts': '// B.\nexport const b = 1;',
      },
      'an import inside a type': {
        'src/base/a.ts': `// A.\nexport type A = import('#main/b.ts').B;`,
        'src/main/b.ts': '// B.\nexport type B = 1;',
      },
      'the product knows a test': {
        'src/main/a.ts': `// A.\nimport { b } from '../../test/support/b.ts';`,
        'test/support/b.ts': '// B.\nexport const b = 1;',
      },
      'a folder outside the layers': {
        'src/extra/a.ts': `// A.\nimport { b } from '#base/b.ts';`,
        'src/base/b.ts': '// B.\nexport const b = 1;',
      },
    },
  },
  'modules stand in one order': {
    check: checkModuleOrder,
    faults: {
      'people know visits': {
        'src/modules/people/a.ts': `// A.\nimport type { B } from '../visits/b.ts';`,
        'src/modules/visits/b.ts': '// B.\nexport type B = 1;',
      },
      'a module without a place': { 'src/modules/unheard/a.ts': '// A.' },
    },
  },
  'only main imports commands': {
    check: checkCommandImports,
    faults: {
      'a screen runs a command by itself': {
        'src/screens/desk/a.tsx': `// A.\nimport { b } from '#modules/visits/commands/b.ts';`,
        'src/modules/visits/commands/b.ts': '// B.\nexport const b = 1;',
      },
      'another module takes its type': {
        'src/modules/statistics/a.ts': `// A.\nimport type { B } from '../visits/commands/b.ts';`,
        'src/modules/visits/commands/b.ts': '// B.\nexport type B = 1;',
      },
    },
  },
  'rules, schemas and events are pure': {
    check: checkPurity,
    faults: {
      'a rule that asks the clock': {
        'src/modules/visits/rules.ts': '// A.\nexport const a = () => Temporal.Now.instant();',
      },
      'a rule that reaches the database by another file': {
        'src/modules/visits/reception-rules.ts': `// A.\nimport { b } from './b.ts';`,
        'src/modules/visits/b.ts': `// B.\nimport { sql } from 'kysely';\nexport const b = sql;`,
      },
      'a schema that fetches': {
        'src/modules/visits/schema.ts': `// A.\nexport const a = () => fetch('/x');`,
      },
      'base that rolls dice': { 'src/base/a.ts': '// A.\nexport const a = Math.random();' },
    },
  },
  'modules and screens take the time that they are given': {
    check: checkClocks,
    faults: {
      'a command that asks the machine': {
        'src/modules/visits/commands/a.ts': '// A.\nexport const a = Date.now();',
      },
      'a screen that asks the machine': {
        'src/screens/desk/a.tsx': '// A.\nexport const a = () => new Date();',
      },
    },
  },
  'nothing goes round in circles': {
    check: checkCycles,
    faults: {
      'by values': {
        'src/base/a.ts': `// A.\nimport { b } from './b.ts';\nexport const a = b;`,
        'src/base/b.ts': `// B.\nimport { a } from './a.ts';\nexport const b = a;`,
      },
      'by types alone, over three files': {
        'src/base/a.ts': `// A.\nimport type { B } from './b.ts';\nexport type A = B;`,
        'src/base/b.ts': `// B.\nimport type { C } from './c.ts';\nexport type B = C;`,
        'src/base/c.ts': `// C.\nimport type { A } from './a.ts';\nexport type C = A;`,
      },
    },
  },
  'files are called what they are and say what they are for': {
    check: checkNames,
    faults: {
      'a folder of utils': { 'src/base/utils/a.ts': '// A.' },
      'a manager': { 'src/platform/session-manager.ts': '// A.' },
      'a file in camelCase': { 'src/base/someThing.ts': '// A.' },
      'a file that says nothing': { 'src/base/a.ts': 'export const a = 1;' },
    },
  },
  'no barrels, no default exports, imports with their ending': {
    check: checkExports,
    faults: {
      'an index': { 'src/base/index.ts': '// A.' },
      'a file that hands on': { 'src/base/a.ts': `// A.\nexport { b } from './b.ts';` },
      'a file that hands on everything': { 'src/base/a.ts': `// A.\nexport * from './b.ts';` },
      'a default export': { 'src/base/a.ts': '// A.\nexport default 1;' },
      'a default export by another name': {
        'src/base/a.ts': '// A.\nconst a = 1;\nexport { a as default };',
      },
      'an import without ending': { 'src/base/a.ts': `// A.\nimport { b } from './b';` },
    },
  },
  'the environment is read in main/config.ts': {
    check: checkEnvironment,
    faults: {
      'a module that reads it': {
        'src/modules/access/a.ts': '// A.\nexport const a = process.env.HOME;',
      },
      'by the module of Node': {
        'src/platform/a.ts': `// A.\nimport { env } from 'node:process';`,
      },
      'by the global object': {
        'src/platform/a.ts': '// A.\nexport const a = globalThis.process.env;',
      },
      "by the builder's": { 'src/screens/a.ts': '// A.\nexport const a = import.meta.env.MODE;' },
    },
  },
  'no style in markup': {
    check: checkMarkup,
    faults: {
      'a style attribute': {
        'src/screens/a.tsx': '// A.\nexport const A = () => <p style="x">a</p>;',
      },
    },
  },
  'a part of a page that waits is called before the page is returned': {
    check: checkWaitingParts,
    faults: {
      'written as an element': {
        'src/screens/a.tsx':
          '// A.\nasync function Part() {\n  return <p>{await x}</p>;\n}\nexport const A = () => <Part />;',
      },
      'kept in a constant': {
        'src/screens/a.tsx':
          '// A.\nconst Part = async () => <p>{await x}</p>;\nexport const A = () => <Part page={1} />;',
      },
    },
  },
  'whoever is reached, or whose number is shown, is reached by the one rule': {
    check: checkContacts,
    faults: {
      'a module sends by itself': {
        'src/modules/visits/a.ts': `// A.\nimport type { Mailer } from '#platform/mail/mailer.ts';`,
        'src/platform/mail/mailer.ts': '// B.\nexport type Mailer = 1;',
      },
      'numbers are read past it': {
        'src/modules/visits/a.ts': '// A.\nexport const a = `select phone from people.contact`;',
      },
      'numbers are taken and nobody is asked': {
        'src/screens/a.tsx': `// A.\nimport { listContacts } from '#modules/people/queries.ts';\nexport const a = listContacts(tx, id);`,
        'src/modules/people/queries.ts': '// B.\nexport const listContacts = 1;',
      },
      'a number to dial elsewhere': {
        'src/screens/a.tsx': '// A.\nexport const a = (phone) => <a href={`tel:${phone}`}>a</a>;',
      },
      'all that is written of her': {
        'src/screens/a.tsx': '// A.\nexport const a = findPersonFacts(tx, id);',
      },
      'a call promised past it': {
        'src/modules/visits/a.ts': `// A.\nexport const a = { kind: 'call-back.promised' };`,
      },
    },
  },
  'files are short': {
    check: checkSizes,
    faults: {
      'one over 400 lines': { 'src/base/a.ts': lines(401) },
      'half over 100': {
        'src/base/a.ts': lines(120),
        'src/base/b.ts': lines(130),
        'src/base/c.ts': '// C.',
      },
      'one in ten over 250': Object.fromEntries(
        [9, 9, 9, 9, 9, 9, 9, 9, 9, 260, 260].map((size, n) => [`src/base/a${n}.ts`, lines(size)]),
      ),
    },
  },
};

for (const [name, { check, faults }] of Object.entries(CHECKS)) {
  describe(name, () => {
    test('in the source as it is', () => expect(check(tree)).toEqual([]));
    for (const [fault, texts] of Object.entries(faults)) {
      test(`red: ${fault}`, () => expect(check(treeOf(texts))).not.toEqual([]));
    }
  });
}

test('a type that two layers share may be imported to the left, and is no fault', () => {
  const good = treeOf({
    'src/modules/visits/rules.ts': `// A.\nimport type { B } from '#platform/b.ts';\nexport type A = B;`,
    'src/platform/b.ts': `// B.\nimport { pg } from 'pg';\nexport type B = typeof pg;`,
  });
  for (const { check } of Object.values(CHECKS)) expect(check(good)).toEqual([]);
});

test('every module says in a short README what it is', () => {
  const faults = readdirSync(inCheckout('src', 'modules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => inCheckout('src', 'modules', name, 'README.md'))
    .filter((path) => !existsSync(path) || readFileSync(path, 'utf8').split('\n').length > 30);
  expect(faults).toEqual([]);
  expect(new Set(MODULES).size).toBe(MODULES.length);
});
