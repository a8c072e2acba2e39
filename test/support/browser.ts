// A real browser for stories: the system's Chromium where there is one, else the one that npm brings.
import { existsSync } from 'node:fs';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Where the browser is; unpacks the one that npm brings when it is asked for the first time. */
export async function browserPath(): Promise<string> {
  return SYSTEM.find((path) => existsSync(path)) ?? (await packed.executablePath());
}

/** Starts a headless Chromium; close it after the story. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--force-color-profile=srgb',
      '--hide-scrollbars',
    ],
  });
}
