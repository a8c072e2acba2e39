// What a page is given and what it gives back. A page reads through `tx` as the signed-in actor, so
// row security decides what it can find; it says whose data it shows by `reads`.
import type { Child } from 'hono/jsx';
import type { UiLanguage } from '#base/languages.ts';
import type { Problem } from '#base/problem.ts';
import type { Directory } from '#modules/directory/schema.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import type { Assets, Theme } from '#platform/ui/document.tsx';
import type { Words } from '#platform/words/words.ts';

export interface LinkWays {
  readonly email: boolean;
  readonly sms: boolean;
}

/** What every page knows, signed in or not. */
export interface PageBase {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The address of this page, to come back to. */
  readonly path: string;
  readonly w: Words;
  readonly language: UiLanguage;
  readonly theme: Theme;
  readonly now: Temporal.Instant;
  readonly directory: Directory;
  readonly assets: Assets;
  /** A demonstration network says so on each page. */
  readonly demo: boolean;
  /** How the link to a ticket's page may be sent; nothing is offered that can't arrive. */
  readonly linkWays: LinkWays;
  /** A fresh id for the form of this page: the same id sent twice is one act. */
  readonly commandId: string;
  /** A form of this page was refused: what was typed, and why. */
  readonly attempt?: Attempt | undefined;
}

/** A page for somebody who is signed in. */
export interface PageRequest extends PageBase {
  readonly tx: Transaction;
  readonly actor: Actor;
  /**
   * Notes who is about to see whose data, before a byte leaves.
   * @param purpose why, such as `serve`; the screen is the page's own name
   */
  reads(personIds: readonly string[], purpose: string): Promise<void>;
  /** The address of a ticket's own page, for its paper; each code of a paper has its own. */
  ticketLink(ticket: { readonly id: string; readonly code: string }): Promise<string>;
  /** The address and code of a package that was sent; undefined when it opens to nobody any more. */
  packageSecrets(sent: {
    readonly id: string;
    readonly linkHash: Buffer | null;
  }): Promise<{ readonly address: string; readonly code: string } | undefined>;
  /** The address behind a code for photographs; undefined when it takes none any more. */
  photoLink(linkId: string): Promise<string | undefined>;
}

/** What was typed into a form that was refused. */
export interface Attempt {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly problem: Problem;
}

/** A page as markup; a problem (most often `not-found`); or another address. */
export type PageAnswer = Child | Problem | { readonly redirect: string };

/** A page for signed-in people. `screen` names it in the read log. */
export interface Page {
  readonly screen: string;
  /** Devices may ask for it, too: they have no other page of those for people. */
  readonly forDevices?: boolean;
  /** Something is done here with a person's file: where an emergency alone opens it, it says why not (ACC-11). */
  readonly forWork?: boolean;
  render(request: PageRequest): Promise<PageAnswer>;
}

/** A page for everyone. */
export type PublicPageRenderer = (request: PageBase) => Promise<PageAnswer> | PageAnswer;

/** The first value typed into a field, to show it again. */
export function typedIn(attempt: Attempt | undefined, field: string): string | undefined {
  return attempt?.values[field]?.[0];
}
