// How pages and forms are mounted: who is asking, in which language and theme, what becomes of a
// refusal. One way for every screen.
import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Child } from 'hono/jsx';
import { isId, newId } from '#base/ids.ts';
import { isUiLanguage, negotiateUiLanguage, type UiLanguage } from '#base/languages.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { noteReading } from '#modules/access/note-reading.ts';
import { findOpening } from '#modules/casefiles/glass-queries.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { formOf, inputOfForm, valuesOfForm } from '#platform/http/form-input.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import type { Command, Outcome } from '#platform/run-command/command.ts';
import { asActor } from '#platform/session/enter.ts';
import type { Theme } from '#platform/ui/document.tsx';
import { words } from '#platform/words/words.ts';
import type { Attempt, Page, PageAnswer, PageBase, PublicPageRenderer } from '#screens/page.ts';
import { withNext } from '#screens/portal/next-path.tsx';
import { ProblemPage } from '#screens/portal/problem-page.tsx';
import type { Services } from './services.ts';
import { ownOrigin } from './own-origin.ts';
import { drawSecrets } from './package-link.ts';
import { linkOfPhotos } from './photo-link.ts';
import { linkOfTicket } from './ticket-link.ts';

type Result = Extract<Outcome, { ok: true }>['result'];

export interface FormOptions<Input> {
  /** The page that holds the form, shown again with what was typed when the form is refused. */
  readonly page: Page;
  /** Adds what the address says, or reshapes fields; the form's own fields by default. */
  readonly input?: (
    fields: Record<string, unknown>,
    params: Record<string, string>,
    form: FormData,
  ) => unknown;
  /** Where whoever has to prove herself anew comes back to; without it, the page says that she has to. */
  readonly home?: string | ((fields: FormData) => string);
  /** Where to go after it worked. */
  readonly after: (
    result: Result,
    params: Record<string, string>,
    input: Input,
    fields: FormData,
  ) => string;
}

export class Site {
  readonly #app: Hono;
  readonly #services: Services;

  constructor(app: Hono, services: Services) {
    this.#app = app;
    this.#services = services;
  }

  /** A page for signed-in people; others are sent to the sign-in page and come back. */
  page(path: string, page: Page): void {
    this.#app.get(path, (c) => this.show(c, page));
  }

  /** A page for everyone. */
  open(path: string, render: PublicPageRenderer): void {
    this.#app.get(path, async (c) => this.answer(c, await render(this.base(c))));
  }

  /** A form that sends a command; redirects when it worked, shows its page again when refused. */
  form<Input, Facts, Change, Ahead>(
    path: string,
    command: Command<Input, Facts, Change, Ahead>,
    options: FormOptions<Input>,
  ): void {
    this.#app.post(path, async (c) => {
      const token = this.#services.cookie.tokenOf(c);
      const fields = await formOf(c.req);
      const params = c.req.param() as Record<string, string>;
      const own = inputOfForm(command.input, fields);
      const input = options.input ? options.input(own, params, fields) : own;
      const answer = token
        ? await this.#services.runner.run(command, {
            token,
            commandId: String(fields.get('commandId') ?? ''),
            input,
          })
        : 'unauthenticated';
      if (answer === 'unauthenticated') return this.toSignIn(c);
      if (answer.ok)
        return c.redirect(options.after(answer.result, params, input as Input, fields), 303);
      if (answer.problem.code === 'prove-again' && options.home)
        return c.redirect(withNext('/step-up', homeOf(options.home, fields)), 303);
      return this.show(c, options.page, { values: valuesOfForm(fields), problem: answer.problem });
    });
  }

  /** Renders a page as whoever asks; a refused form's page carries the status of its problem. */
  async show(c: Context, page: Page, attempt?: Attempt, status?: number): Promise<Response> {
    const base = { ...this.base(c), attempt };
    const answer = await asActor(
      this.#services.database,
      this.#services.cookie.tokenOf(c),
      async (tx, actor) => {
        // Devices and machines have addresses of their own: no page of people's is theirs.
        if (actor.kind !== 'person' && !page.forDevices) return problem('not-found');
        if (page.forWork && (await isToRead(tx, base.params['personId'])))
          return problem('not-allowed', 'file-read-only');
        const language = languageOf(c, actor.language);
        return page.render({
          ...base,
          language,
          w: words(language),
          tx,
          actor,
          reads: (persons, purpose) => noteReading(tx, persons, purpose, page.screen),
          ticketLink: (ticket) => linkOfTicket(this.#services, c, tx, ticket),
          packageSecrets: async (sent) => {
            const drawn = await drawSecrets(this.#services.keyring, tx, sent);
            const at = ownOrigin(this.#services, c);
            return drawn && { address: `${at}/p/${drawn.link}`, code: drawn.code };
          },
          photoLink: (linkId) => linkOfPhotos(this.#services, c, tx, linkId),
        });
      },
    );
    if (answer === 'unauthenticated') return this.toSignIn(c);
    return this.answer(c, answer, status ?? (attempt ? statusOf(attempt.problem) : 200));
  }

  /** What a page knows of a request before anyone is proved. */
  base(c: Context): PageBase {
    const url = new URL(c.req.url);
    const language = languageOf(c);
    const theme = getCookie(c, 'theme');
    return {
      params: c.req.param() as Record<string, string>,
      query: url.searchParams,
      path: c.req.method === 'GET' ? url.pathname + url.search : url.pathname,
      w: words(language),
      language,
      theme: (theme === 'light' || theme === 'dark' ? theme : 'auto') satisfies Theme,
      now: this.#services.clock.now(),
      directory: this.#services.directory.get(),
      assets: this.#services.assets,
      demo: this.#services.demo,
      linkWays: this.#services.linkWays,
      commandId: newId(),
    };
  }

  answer(c: Context, answer: PageAnswer, status = 200): Response | Promise<Response> {
    if (isProblem(answer)) return this.problem(c, answer);
    if (typeof answer === 'object' && answer !== null && 'redirect' in answer)
      return c.redirect(answer.redirect, 303);
    return c.html(answer as string, status as 200);
  }

  /** A problem as a page of its own. */
  problem(c: Context, found: Problem, status = statusOf(found)): Response | Promise<Response> {
    const base = this.base(c);
    return c.html((<ProblemPage {...base} problem={found} />) as Child as string, status as 404);
  }

  toSignIn(c: Context): Response {
    const { pathname, search } = new URL(c.req.url);
    const back =
      c.req.method === 'GET' && pathname !== '/'
        ? `?next=${encodeURIComponent(pathname + search)}`
        : '';
    return c.redirect(`/sign-in${back}`, 303);
  }
}

function homeOf(home: FormOptions<unknown>['home'], fields: FormData): string | undefined {
  return typeof home === 'function' ? home(fields) : home;
}

/** Whether an emergency alone opens this person's file to whoever asks. */
async function isToRead(tx: Transaction, personId: string | undefined): Promise<boolean> {
  return isId(personId ?? '') && (await findOpening(tx, personId ?? '')).reach === 'to-read';
}

/** The language to show: chosen by hand, else the account's, else the browser's. */
function languageOf(c: Context, account?: string): UiLanguage {
  const chosen = c.req.query('lang') ?? getCookie(c, 'lang');
  if (chosen && isUiLanguage(chosen)) return chosen;
  if (account && isUiLanguage(account)) return account;
  return negotiateUiLanguage(c.req.header('Accept-Language') ?? '');
}
