// The source as a tree of files with what each imports, exports and touches, read by a real parser.
// Made from the disk, or from texts, so that a check can be fed a fault.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { parseSync } from 'vite';
import { inCheckout } from '#platform/checkout.ts';

export interface Import {
  readonly specifier: string;
  /** Path of the file in the checkout, or undefined for a package. */
  readonly target: string | undefined;
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly defaultExport: boolean;
  /** It does nothing but hand on what others export, or hands on all of one. */
  readonly reExports: boolean;
  /** Things of the outside world that it names: `process.env`, `Date.now`, `fetch`, … */
  readonly touches: ReadonlySet<string>;
  /** Attributes in its markup. */
  readonly attributes: ReadonlySet<string>;
}

export type SourceTree = ReadonlyMap<string, SourceFile>;

type Node = { readonly type: string; readonly [key: string]: unknown };

/** All TypeScript and style sheets of the checkout that people write. */
export function readSourceTree(): SourceTree {
  const paths = globSync('{src,test,bench}/**/*.{ts,tsx,css}', { cwd: inCheckout() });
  return treeOf(
    Object.fromEntries(
      paths
        .map((path) => path.replaceAll('\\', '/'))
        .filter((path) => !path.endsWith('.gen.ts'))
        .sort()
        .map((path) => [path, readFileSync(inCheckout(...path.split('/')), 'utf8')]),
    ),
  );
}

/** A tree of made-up files: path → text. */
export function treeOf(texts: Readonly<Record<string, string>>): SourceTree {
  return new Map(Object.entries(texts).map(([path, text]) => [path, sourceFile(path, text)]));
}

function sourceFile(path: string, text: string): SourceFile {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const nothing = { path, text, lines, imports: [], defaultExport: false, reExports: false };
  if (path.endsWith('.css')) return { ...nothing, touches: new Set(), attributes: new Set() };
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`);
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const walked = walk(program as unknown as Node);
  const specifiers: { specifier: string; typeOnly: boolean }[] = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...exported.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ specifier: moduleRequest.value, typeOnly: isType }] : [],
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      specifier: text.slice(start, end).replace(/^['"`]|['"`]$/g, ''),
      typeOnly: false,
    })),
    ...walked.importedTypes.map((specifier) => ({ specifier, typeOnly: true })),
  ];
  return {
    path,
    text,
    lines,
    imports: specifiers.map((each) => ({ ...each, target: resolve(path, each.specifier) })),
    defaultExport: exported.some(
      ({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default',
    ),
    reExports:
      exported.some(({ importName }) => importName.kind === 'AllButDefault') ||
      (exported.length > 0 && exported.every(({ moduleRequest }) => moduleRequest !== null)),
    touches: walked.touches,
    attributes: walked.attributes,
  };
}

function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.'))
    return normalize(join(dirname(from), specifier.replace(/\?.*$/, '')));
  const layer = /^#(\w+)\/(.+)$/.exec(specifier);
  return layer ? `src/${layer[1]}/${layer[2]}` : undefined;
}

const GLOBALS = new Set(['fetch', 'setTimeout', 'setInterval', 'WebSocket', 'EventSource']);

/** Walks a syntax tree once and notes what the checks ask for. */
function walk(program: Node) {
  const touches = new Set<string>();
  const attributes = new Set<string>();
  const importedTypes: string[] = [];
  const visit = (node: Node): void => {
    const named = (key: string) => String((node[key] as Node | undefined)?.['name'] ?? '');
    if (node.type === 'MemberExpression') {
      const owner = node['object'] as Node;
      const inner = owner.type === 'MemberExpression' ? 'property' : 'name';
      const ownerName = inner === 'name' ? owner['name'] : (owner['property'] as Node)['name'];
      touches.add(`${ownerName}.${named('property')}`);
      if (owner.type === 'MetaProperty') touches.add(`import.meta.${named('property')}`);
    } else if (node.type === 'NewExpression' && (node['arguments'] as Node[]).length === 0) {
      touches.add(`new ${named('callee')}()`);
    } else if (node.type === 'CallExpression' && GLOBALS.has(named('callee'))) {
      touches.add(named('callee'));
    } else if (node.type === 'JSXAttribute') {
      attributes.add(named('name'));
    } else if (node.type === 'TSImportType') {
      const source = (node['source'] ?? node['argument']) as Node | undefined;
      const literal = (source?.['literal'] as Node | undefined) ?? source;
      if (typeof literal?.['value'] === 'string') importedTypes.push(literal['value']);
    }
    for (const child of Object.values(node)) {
      if (Array.isArray(child)) for (const each of child) if (isNode(each)) visit(each);
      if (isNode(child)) visit(child);
    }
  };
  visit(program);
  return { touches, attributes, importedTypes };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
