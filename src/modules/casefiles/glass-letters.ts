// E-mails to those who were told that a file was opened in an emergency, beside the notice that they have when
// they sign in. A letter lies in a mailbox: it says that and when, and leads to the page that says the rest.
import { uiLanguageFor } from '#base/languages.ts';
import type { Database } from '#platform/db/database.ts';
import type { Letter, Mailer } from '#platform/mail/mailer.ts';
import { formatMoment } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import { NETWORK_ZONE } from '../access/schema.ts';

const AT_ONCE = 20;

/** A letter that is due: to whom, and of which opening. */
export interface DueGlassLetter {
  readonly glassId: string;
  readonly accountId: string;
  readonly address: string;
  readonly language: string | null;
  readonly openedAt: Temporal.Instant;
  readonly reviewDueAt: Temporal.Instant;
}

/**
 * The words of a letter.
 * @param origin the address that people type; without one the letter carries no link
 */
// GLA-8: a letter says that a file was opened in an emergency, when, and until when it is looked at: not
// whose, by whom or why
export function glassLetter(due: DueGlassLetter, origin: string | undefined): Letter {
  const language = uiLanguageFor(due.language ?? 'pt');
  const w = words(language);
  const at = (moment: Temporal.Instant) =>
    formatMoment(language, moment, NETWORK_ZONE, 'date-time');
  const text = w('glass.letter', { at: at(due.openedAt), by: at(due.reviewDueAt) });
  return {
    id: `${due.glassId}.${due.accountId}`,
    to: due.address,
    subject: w('glass.letter.subject'),
    text: `${text}\n${origin ? `\n${origin}/break-glass/reviews\n` : ''}`,
    language,
  };
}

/**
 * Sends what is due. What a mail server does not take is tried again ten minutes later; a worker that dies
 * between the server's answer and the note may send one again, under the same id.
 * @returns how many went out
 */
export async function sendGlassLetters({
  database,
  token,
  mailer,
  origin,
}: {
  readonly database: Database;
  /** Of the worker. */
  readonly token: string;
  readonly mailer: Mailer;
  readonly origin?: string | undefined;
}): Promise<number> {
  const ask = <Row extends object>(text: string, values: readonly unknown[]) =>
    database.transaction(async (tx) => {
      tx.text('select access.enter($1)', [token]).catch(() => {});
      return tx.text<Row>(text, values);
    });
  let sent = 0;
  for (;;) {
    const due = await ask<DueGlassLetter>(
      `select glass_id as "glassId", account_id as "accountId", address, language,
         opened_at as "openedAt", review_due_at as "reviewDueAt" from access.take_glass_letters($1)`,
      [AT_ONCE],
    );
    for (const letter of due) {
      try {
        await mailer.send(glassLetter(letter, origin));
      } catch {
        continue;
      }
      await ask('select access.note_glass_letter($1, $2)', [letter.glassId, letter.accountId]);
      sent++;
    }
    if (due.length < AT_ONCE) return sent;
  }
}
