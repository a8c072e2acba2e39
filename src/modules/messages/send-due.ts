// Sends what is due: takes a few messages, decides, writes the text, hands it to the mail server, notes
// what became of each. Doing it twice sends nothing twice; a worker that dies between the server's answer
// and the note may send one again, under the same id.
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { calendarFile } from '#platform/calendar/calendar-file.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import { words } from '#platform/words/words.ts';
import { decideDelivery } from './rules.ts';
import type { DueMessage } from './schema.ts';
import { textOf } from './text.ts';

const AT_ONCE = 20;

interface Parts {
  readonly database: Database;
  /** Of the worker. */
  readonly token: string;
  readonly mailer: Mailer;
  readonly clock: Clock;
}

/** Sends all that is due now. @returns how many went out */
export async function sendDue(parts: Parts): Promise<number> {
  let sent = 0;
  for (;;) {
    const due = await takeDue(parts);
    for (const message of due) if (await deliver(parts, message)) sent++;
    if (due.length < AT_ONCE) return sent;
  }
}

function takeDue({ database, token }: Parts): Promise<DueMessage[]> {
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return await tx.text<DueMessage>(
      `select event_id as "eventId", kind, number, language, email, contact_rule as "contactRule",
         centre_name as "centreName", zone, office_name as "officeName", starts_at as "startsAt",
         ends_at as "endsAt", due_on as "dueOn", still_so as "stillSo"
       from messages.take_due($1)`,
      [AT_ONCE],
    );
  });
}

async function deliver(parts: Parts, message: DueMessage): Promise<boolean> {
  const decided = decideDelivery(message, parts.clock.now());
  if (decided.do === 'wait') return false;
  if (decided.do === 'skip') {
    await note(parts, message, 'skipped', decided.reason);
    return false;
  }
  const { language, subject, body } = textOf(message);
  try {
    await parts.mailer.send({
      id: `${message.eventId}.${message.kind}`,
      to: decided.to,
      subject,
      text: body,
      language,
      calendar: calendarOf(message, parts.clock.now()),
    });
  } catch (error) {
    await note(parts, message, 'failed', codeOf(error));
    return false;
  }
  await note(parts, message, 'sent', null);
  return true;
}

function note(
  { database, token }: Parts,
  message: DueMessage,
  outcome: 'sent' | 'failed' | 'skipped',
  reason: string | null,
): Promise<void> {
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    await tx.text('select messages.note_attempt($1, $2, $3, $4, $5)', [
      message.eventId,
      message.kind,
      message.number,
      outcome,
      reason,
    ]);
  });
}

/** Why a mail server did not take it, as a code: what it answered may hold an address. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z]{2,30}$/.test(code) ? code.toLowerCase() : 'refused';
}

function calendarOf(message: DueMessage, now: Temporal.Instant): string | undefined {
  const { kind, startsAt, endsAt, eventId, centreName } = message;
  if (!startsAt || !endsAt || kind === 'appointment-cancelled') return undefined;
  const { language } = textOf(message);
  return calendarFile({
    uid: `${eventId}@oneroof`,
    sequence: 0,
    writtenAt: now,
    startsAt,
    endsAt,
    title: words(language)('messages.calendar-title'),
    place: centreName ?? '',
  });
}
