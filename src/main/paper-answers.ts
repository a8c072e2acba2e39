// Sheets as the answer to a request.
import type { Context } from 'hono';
import { problem } from '#base/problem.ts';
import type { PageRequest } from '#screens/page.ts';
import type { Site } from './site.tsx';

/** What is read is committed before the sheet is set: that takes its time. */
export async function pdf(
  site: Site,
  c: Context,
  screen: string,
  find: (page: PageRequest) => Promise<(() => Uint8Array<ArrayBuffer>) | undefined>,
): Promise<Response> {
  let sheet: (() => Uint8Array<ArrayBuffer>) | undefined;
  const answer = await site.show(c, {
    screen,
    async render(page) {
      sheet = await find(page);
      return sheet ? { redirect: '/' } : problem('not-found');
    },
  });
  return sheet ? send(c, sheet()) : answer;
}

/** A sheet that was set. */
export function send(c: Context, sheet: Uint8Array<ArrayBuffer>): Response {
  // No name in it: what is saved on a shared computer tells nothing.
  c.header('Content-Disposition', 'inline; filename="oneroof.pdf"');
  c.header('Content-Type', 'application/pdf');
  return c.body(sheet);
}
