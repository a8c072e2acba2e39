// A real browser for stories: the system's Chromium where there is one, else the one that npm brings.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { keepTabs } from './kept-tabs.ts';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  // The pages of a context share a process. Each page of ours keeps its opener out, so that the way to it
  // from an empty tab, and back, would begin one, which reads script, styles and fonts anew.
  '--renderer-process-limit=1',
  // No page lives long enough to win by being compiled a second time: a sixth of the processor's time.
  '--js-flags=--max-opt=1',
];

/** Where the browser is; unpacks the one that npm brings when it is asked for the first time. */
export async function browserPath(): Promise<string> {
  return SYSTEM.find((path) => existsSync(path)) ?? (await packed.executablePath());
}

let started: Browser | undefined;

/**
 * A headless Chromium, one for all stories of a worker, since to start one takes longer than many a
 * story: what it knows of a story (cookies, storage) is in contexts, and closing it closes those, or keeps
 * them empty for the next story (`kept-tabs.ts`). It ends with the worker.
 */
export async function launchBrowser(): Promise<Browser> {
  if (started?.isConnected()) return started;
  const browser = await chromium.launch({ executablePath: await browserPath(), args: ARGS });
  keepTabs(browser);
  started = browser;
  return browser;
}

/** A browser with a profile on the disk, that can be killed as a power cut would. */
export interface MortalBrowser {
  readonly context: BrowserContext;
  /** Ends it at once, with no chance to write anything more. */
  kill(): Promise<void>;
}

/** Starts a Chromium on a profile; what it kept there is there when it starts again. */
export async function launchMortal(profile: string): Promise<MortalBrowser> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const child = spawn(
    await browserPath(),
    [
      ...ARGS,
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: 'ignore', detached: true },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = () => (existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n')[0] : '');
  while (!port()) await new Promise((resolve) => setTimeout(resolve, 20));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port()}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no profile');
  return {
    context,
    async kill() {
      // The whole group: its children write to the disk, too.
      process.kill(-(child.pid ?? 0), 'SIGKILL');
      await ended;
    },
  };
}
