// What the house forbids its own source, each as a check: a tree in, faults in words out.
import type { Import, SourceFile, SourceTree } from './source-tree.ts';

/** Who may import whom: to the left, never to the right. Screens and offline stand side by side. */
const LAYERS: Readonly<Record<string, number>> = {
  base: 0,
  platform: 1,
  modules: 2,
  screens: 3,
  offline: 3,
  main: 4,
};

/** The modules in their one total order. A module imports only to its left. */
export const MODULES: readonly string[] = [
  'access',
  'directory',
  'rosters',
  'people',
  'casefiles',
  'messages',
  'attendances',
  'planning',
  'appointments',
  'visits',
  'interpretation',
  'hotline',
  'referrals',
  'conferences',
  'compartments',
  'files',
  'rights',
  'disclosures',
  'minors',
  'followups',
  'welcome',
  'outreach',
  'partners',
  'feedback',
  'content',
  'statistics',
  'simulation',
  'sync',
];

/** Files that may be longer than 400 lines, each with its reason. */
const LONG: Readonly<Record<string, string>> = {};

const layerOf = (path: string) => /^src\/(\w+)\//.exec(path)?.[1];
const moduleOf = (path: string) => /^src\/modules\/([^/]+)\//.exec(path)?.[1];
const isTest = (path: string) => /\.(test|fixture)\.tsx?$/.test(path) || path.startsWith('test/');
const isCode = (path: string) => /\.tsx?$/.test(path);

/** Product files with what they import: tests stand outside the layers. */
function productImports(tree: SourceTree): { file: SourceFile; to: Import & { target: string } }[] {
  return [...tree.values()]
    .filter(({ path }) => path.startsWith('src/') && !isTest(path))
    .flatMap((file) =>
      file.imports.flatMap((to) =>
        to.target === undefined ? [] : [{ file, to: { ...to, target: to.target } }],
      ),
    );
}

/** base ← platform ← modules ← screens, offline ← main; nothing of the product imports a test. */
export function checkLayers(tree: SourceTree): string[] {
  return productImports(tree).flatMap(({ file, to }) => {
    const from = layerOf(file.path) ?? '';
    const target = layerOf(to.target) ?? '';
    const fault = `${file.path} imports ${to.target}`;
    if (to.target.startsWith('data/')) return []; // facts without code, below everything
    if (isTest(to.target)) return [`${fault}, which is a test's`];
    if (!(from in LAYERS)) return [`${file.path} is in no layer`];
    if (!(target in LAYERS)) return [`${fault}, which is in no layer`];
    const allowed = from === target || (LAYERS[target] ?? 9) < (LAYERS[from] ?? 0);
    return allowed ? [] : [`${fault}: ${from} must not know ${target}`];
  });
}

/** Modules import to their left only. */
export function checkModuleOrder(tree: SourceTree): string[] {
  const unknown = [...new Set([...tree.keys()].map(moduleOf))].filter(
    (name) => name !== undefined && !MODULES.includes(name),
  );
  const wrong = productImports(tree).flatMap(({ file, to }) => {
    const from = moduleOf(file.path);
    const target = moduleOf(to.target);
    if (!from || !target || MODULES.indexOf(target) <= MODULES.indexOf(from)) return [];
    return [`${file.path} imports ${to.target}: ${target} stands right of ${from}`];
  });
  return [...unknown.map((name) => `module ${name} has no place in the order`), ...wrong];
}

/** Commands are mounted by name: only main imports them. */
export function checkCommandImports(tree: SourceTree): string[] {
  return productImports(tree).flatMap(({ file, to }) => {
    const folder = /^src\/modules\/[^/]+\/commands\//.exec(to.target)?.[0];
    if (!folder || layerOf(file.path) === 'main' || file.path.startsWith(folder)) return [];
    return [`${file.path} imports the command ${to.target}`];
  });
}

const PURE =
  /^src\/(base\/|modules\/[^/]+\/(rules\/|(.+-)?rules\.ts|schema\.ts|facts\.ts|events\.ts|decide\.ts))/;
/** An id is a name that nothing is decided by; it is stamped with the time so that indexes stay dense. */
const PURE_BY_GRACE = new Set(['src/base/ids.ts']);
const PURE_PACKAGES = new Set(['zod']);
const OUTSIDE = [
  'Date.now',
  'new Date()',
  'Now.instant',
  'Now.plainDateISO',
  'Now.zonedDateTimeISO',
  'Now.plainDateTimeISO',
  'Now.plainTimeISO',
  'performance.now',
  'process.env',
  'fetch',
  'setTimeout',
  'setInterval',
  'WebSocket',
  'EventSource',
  'Math.random',
];
const CLOCKS = OUTSIDE.filter((name) => /Date|Now\.|performance/.test(name));

/** Rules, schemas, events and base know no database, clock or network, however far one follows them. */
export function checkPurity(tree: SourceTree): string[] {
  const faults = new Set<string>();
  for (const start of tree.values()) {
    if (!PURE.test(start.path) || isTest(start.path)) continue;
    const seen = new Set<string>();
    const follow = (file: SourceFile): void => {
      if (seen.has(file.path) || PURE_BY_GRACE.has(file.path)) return;
      seen.add(file.path);
      const via = file === start ? '' : ` by ${file.path}`;
      for (const name of OUTSIDE) {
        if (file.touches.has(name)) faults.add(`${start.path} reaches ${name}${via}`);
      }
      for (const { specifier, target, typeOnly } of file.imports) {
        if (typeOnly) continue;
        const next = target === undefined ? undefined : tree.get(target);
        if (target === undefined && !PURE_PACKAGES.has(specifier)) {
          faults.add(`${start.path} reaches ${specifier}${via}`);
        }
        if (next) follow(next);
      }
    };
    follow(start);
  }
  return [...faults];
}

/** Modules and screens take the time from the clock that they are given. */
export function checkClocks(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter(({ path }) => /^src\/(modules|screens)\//.test(path) && !isTest(path))
    .flatMap(({ path, touches }) =>
      CLOCKS.filter((name) => touches.has(name)).map((name) => `${path} asks ${name} for the time`),
    );
}

/** No file reaches itself by imports, types included. Answers each circle once. */
export function checkCycles(tree: SourceTree): string[] {
  const faults: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): void => {
    if (done.has(name)) return;
    const at = path.indexOf(name);
    if (at >= 0) {
      faults.push([...path.slice(at), name].join(' → '));
      return;
    }
    path.push(name);
    for (const { target } of tree.get(name)?.imports ?? []) {
      if (target !== undefined && tree.has(target)) visit(target);
    }
    path.pop();
    done.add(name);
  };
  for (const name of tree.keys()) visit(name);
  return faults;
}

/** What a file is called and how it opens. */
export function checkNames(tree: SourceTree): string[] {
  const FORBIDDEN = /^(utils?|helpers?|common|managers?|misc|shared|lib)$/;
  const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|fixture|d))?\.(tsx?|css)$/;
  return [...tree.values()].flatMap(({ path, text }) => {
    const parts = path.split('/');
    const words = parts.flatMap((part) => part.replace(/\..*$/, '').split('-'));
    return [
      ...words
        .filter((word) => FORBIDDEN.test(word))
        .map((word) => `${path}: nothing is called ${word}`),
      ...(KEBAB.test(parts.at(-1) ?? '') ? [] : [`${path} is not in kebab-case`]),
      ...(/^(\/\/|\/\*)/.test(text) ? [] : [`${path} does not open with what it is for`]),
    ];
  });
}

/** No barrels (files that only hand on), no default exports, `.ts` at the end of each import. */
export function checkExports(tree: SourceTree): string[] {
  return [...tree.values()].flatMap(({ path, defaultExport, reExports, imports }) => [
    ...(/(^|\/)index\.tsx?$/.test(path) || reExports ? [`${path} is a barrel`] : []),
    ...(defaultExport ? [`${path} has a default export`] : []),
    ...imports
      .filter(({ target }) => target !== undefined && !/\.(tsx?|css|json|js)$/.test(target))
      .map(({ specifier }) => `${path} imports ${specifier} without its ending`),
  ]);
}

/** The environment is read in one place. */
export function checkEnvironment(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter(({ path }) => path.startsWith('src/') && path !== 'src/main/config.ts' && !isTest(path))
    .filter(
      ({ touches, imports }) =>
        ['process.env', 'import.meta.env'].some((name) => touches.has(name)) ||
        imports.some(({ specifier }) => /^(node:)?process$/.test(specifier)),
    )
    .map(({ path }) => `${path} reads the environment`);
}

/** The policy of our pages forbids styles in markup. */
export function checkMarkup(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter(({ path, attributes }) => path.startsWith('src/') && attributes.has('style'))
    .map(({ path }) => `${path} has a style attribute`);
}

/** A part of a page that waits for something is called, not written as an element: an element renders
 * when the page's transaction has ended. */
export function checkWaitingParts(tree: SourceTree): string[] {
  const files = [...tree.values()].filter(({ path }) => path.endsWith('.tsx'));
  const waiting = new Set(
    files.flatMap(({ text }) =>
      [...text.matchAll(/async function ([A-Z]\w*)|const ([A-Z]\w*)[^=\n]*= async\b/g)].map(
        ([, declared, assigned]) => declared ?? assigned,
      ),
    ),
  );
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/<([A-Z]\w*)[\s/>]/g)]
      .filter(([, name]) => waiting.has(name))
      .map(([, name]) => `${path} writes <${name}>, which waits`),
  );
}

/** Files are short: half under 100 lines, nine in ten under 250, none over 400. */
export function checkSizes(tree: SourceTree): string[] {
  const files = [...tree.values()];
  const sizes = files
    .filter(({ path }) => isCode(path))
    .map(({ lines }) => lines)
    .sort((a, b) => a - b);
  const at = (share: number) => sizes[Math.floor((sizes.length - 1) * share)] ?? 0;
  return [
    ...(at(0.5) < 100 ? [] : [`half of the files have ${at(0.5)} lines or more`]),
    ...(at(0.9) < 250 ? [] : [`one file in ten has ${at(0.9)} lines or more`]),
    ...files
      .filter(({ path, lines }) => lines > 400 && !(path in LONG))
      .map(({ path, lines }) => `${path} has ${lines} lines`),
  ];
}
