// Sheets as the answer to a request.
import type { Context } from 'hono';
import { cleanText } from '#base/fold.ts';
import { type Problem, problem } from '#base/problem.ts';
import { certificateProof } from '#modules/visits/exit-rules.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { PAPER_NAME_MAX } from '#screens/exit/paper-name.ts';
import type { Attempt, Page, PageRequest } from '#screens/page.ts';
import type { Services } from './services.ts';
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

/** Runs a command whose answer is a sheet; an answer only when it did not work. */
export async function runForPaper(
  site: Site,
  { runner, cookie }: Services,
  c: Context,
  command: AnyCommand,
  commandId: string,
  input: unknown,
  page: Page,
  typed: Typed = {},
): Promise<Response | undefined> {
  const token = cookie.tokenOf(c);
  const answer = token ? await runner.run(command, { token, commandId, input }) : undefined;
  if (answer && answer !== 'unauthenticated' && answer.ok) return undefined;
  if (!answer || answer === 'unauthenticated') return c.redirect('/sign-in', 303);
  return site.show(c, page, refused(answer.problem, typed));
}

/** The name that goes on a paper, clean; or what is wrong with what was typed. */
export function nameOnPaper(typed: string | undefined): string | Problem {
  const name = cleanText(typed ?? '', { max: PAPER_NAME_MAX });
  if (name.ok && name.value !== '') return name.value;
  const fields = { name: name.ok ? 'certificate-name' : name.code };
  return problem('invalid', 'invalid', { fields, params: { max: PAPER_NAME_MAX } });
}

/** What was typed, by the names of the fields. */
type Typed = Readonly<Record<string, string | undefined>>;

/** Why a form was refused, and of its fields those that it shows again. */
export function refused(found: Problem, typed: Typed = {}): Attempt {
  const values = Object.entries(typed).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, [text]] as const],
  );
  return { values: Object.fromEntries(values), problem: found };
}

/** What a keyed hash is made of: of a plain one the database alone could try out names and codes. */
export function proved(code: string, name: string): string {
  return `certificate\n${certificateProof(code, name)}`;
}
