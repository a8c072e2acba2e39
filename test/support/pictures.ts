// Pictures and papers for people to look at. They are kept only where `ONEROOF_SHOTS=folder` says, since
// to draw a picture takes longer than most of what a story does before it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page, PageScreenshotOptions } from 'playwright-core';

const FOLDER = process.env['ONEROOF_SHOTS'];

/** Whether somebody wants to look: a story may then look in more lights than it needs itself. */
export const WITH_PICTURES = Boolean(FOLDER);

/** Keeps a picture of a page as it stands. @param name without ending; may name a folder, `desk/1-break` */
export async function keepPicture(
  page: Page,
  name: string,
  options: Omit<PageScreenshotOptions, 'path'> = {},
): Promise<void> {
  if (FOLDER) await page.screenshot({ ...options, path: pathOf(FOLDER, `${name}.png`) });
}

/** Keeps a paper or another file. @param name with its ending */
export function keepPaper(name: string, bytes: Uint8Array | string): void {
  if (FOLDER) writeFileSync(pathOf(FOLDER, name), bytes);
}

function pathOf(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
