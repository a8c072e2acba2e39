// Builds dist/ with Vite: the server's processes, the benchmarks and the browser's files.
// Run by Node as it stands, so: no JSX and nothing that needs a build.
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { CHECKOUT, inCheckout } from '../checkout.ts';

/** Files in src/main that are a process of their own; each becomes dist/main/<name>.js. */
const PROCESSES = ['start', 'web', 'worker', 'seed', 'day', 'simulate', 'admin'];

/** Files that run in a thread of their own; each becomes dist/main/<name>.js. */
const THREADS = ['src/platform/uploads/examine-thread.ts'];

/** What the browser gets: every script and style sheet named here that exists becomes a hashed file. */
const BROWSER_ENTRIES = [
  'src/platform/ui/browser/app.ts',
  'src/platform/ui/styles/app.css',
  'src/platform/ui/browser/phone.ts',
  'src/platform/ui/styles/phone.css',
  'src/offline/service-worker.ts',
];

/** Everything that dist/ is made of. */
const SOURCES = ['src/**/*', 'bench/**/*', 'package-lock.json', 'tsconfig.json'];

/** Builds when anything that dist/ is made of has changed since the last build. */
export async function buildIfStale(): Promise<void> {
  const hash = hashOfSources();
  const stamp = inCheckout('dist', 'built-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const started = performance.now();
  await buildInto(hash);
  console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Builds beside dist/ and swaps at the end, so that nobody ever runs half a build. */
async function buildInto(hash: string): Promise<void> {
  const fresh = inCheckout(`dist.${process.pid}`);
  const old = inCheckout(`dist.${process.pid}.old`);
  try {
    await build(serverConfig(fresh));
    await build(browserConfig(join(fresh, 'public')));
    writeFileSync(join(fresh, 'built-from'), hash);
    if (existsSync(inCheckout('dist'))) renameSync(inCheckout('dist'), old);
    renameSync(fresh, inCheckout('dist'));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

function serverConfig(outDir: string): InlineConfig {
  const input: Record<string, string> = {};
  for (const name of PROCESSES) {
    const [file] = globSync(`src/main/${name}.{ts,tsx}`, { cwd: CHECKOUT });
    if (file) input[`main/${name}`] = inCheckout(file);
  }
  for (const file of THREADS) input[`main/${basename(file, '.ts')}`] = inCheckout(file);
  for (const file of globSync('bench/*.ts', { cwd: CHECKOUT })) {
    input[`bench/${basename(file, '.ts')}`] = inCheckout(file);
  }
  return {
    ...shared,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'esnext',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  };
}

function browserConfig(outDir: string): InlineConfig {
  const input = BROWSER_ENTRIES.map((file) => inCheckout(file)).filter((file) => existsSync(file));
  if (input.length === 0) {
    mkdirSync(outDir, { recursive: true });
    return { ...shared, build: { ssr: true, write: false, rolldownOptions: { input: [] } } };
  }
  return {
    ...shared,
    build: {
      outDir,
      emptyOutDir: true,
      manifest: 'manifest.json',
      // Fonts and icons stay files of their own: a data: address is refused by our own policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input },
    },
    worker: { format: 'es' },
  };
}

const shared: InlineConfig = {
  configFile: false,
  root: CHECKOUT,
  publicDir: false,
  logLevel: 'warn',
};

/** A content hash, since a checkout or a copy changes times without changing files. */
function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: CHECKOUT, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(CHECKOUT.length)).update(readFileSync(file));
  return hash.digest('hex');
}
