// The address that sends a ticket to the printer of the house.
import type { Hono } from 'hono';
import { problem } from '#base/problem.ts';
import { printJob } from '#platform/print/escpos.ts';
import { sendToPrinter } from '#platform/print/send-to-printer.ts';
import { drawTicket, findPaper, type Paper } from '#screens/reception/ticket-paper.ts';
import type { Site } from './site.tsx';

export function printRoutes(site: Site, app: Hono): void {
  app.post('/reception/:centreId/ticket/:visitId/print', async (c) => {
    const { centreId, visitId } = c.req.param();
    const back = `/reception/${centreId}/ticket/${visitId}`;
    let paper: Paper | undefined;
    // What is read is committed before the printer is asked: it may take seconds, or be off.
    const answer = await site.show(c, {
      screen: 'reception',
      async render(page) {
        paper = await findPaper(page);
        return paper ? { redirect: back } : problem('not-found');
      },
    });
    if (!paper) return answer;
    const { facts, printer } = paper;
    const sent = printer && (await sendToPrinter(printer, printJob(await drawTicket(facts))));
    return c.redirect(`${back}?print=${sent ? 'sent' : 'off'}`, 303);
  });
  app.get('/reception/:centreId/ticket/:visitId/print', (c) =>
    c.redirect(c.req.path.replace(/\/print$/, ''), 303),
  );
}
