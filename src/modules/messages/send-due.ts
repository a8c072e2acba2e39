// Sends what is due, one by one: takes a message with the rule as it is then, decides, writes the text, hands it to
// the mail server, notes what became of it. Doing it twice sends nothing twice; a worker that dies between the
// server's answer and the note may send one again, under the same id.
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { calendarFile } from '#platform/calendar/calendar-file.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import type { Texter } from '#platform/mail/texter.ts';
import { words } from '#platform/words/words.ts';
import { decideDelivery } from './rules.ts';
import type { DueMessage } from './schema.ts';
import { textOf } from './text.ts';

/** How many are looked up at once; each is taken by itself. */
const AT_ONCE = 20;

interface Parts {
  readonly database: Database;
  /** Of the worker. */
  readonly token: string;
  readonly mailer: Mailer;
  /** Undefined where no gateway is set. */
  readonly texter?: Texter | undefined;
  /** Makes the link of a ticket good and tells it; undefined where our own address is not set. */
  readonly linkOf?:
    | ((tx: Transaction, visitId: string, code: string) => Promise<string>)
    | undefined;
  /** Makes the link to a package good and tells it; undefined where our own address is not set. */
  readonly packageLinkOf?: ((tx: Transaction, packageId: string) => Promise<string>) | undefined;
  readonly clock: Clock;
}

/** Sends all that is due now. @returns how many went out */
export async function sendDue(parts: Parts): Promise<number> {
  let sent = 0;
  for (;;) {
    const due = await listDue(parts);
    let taken = 0;
    for (const which of due) {
      const message = await take(parts, which);
      if (!message) continue;
      taken++;
      if (await deliver(parts, message)) sent++;
    }
    // Those that another worker has are its own.
    if (due.length < AT_ONCE || taken === 0) return sent;
  }
}

type Which = Pick<DueMessage, 'eventId' | 'kind'>;

function listDue({ database, token }: Parts): Promise<Which[]> {
  return database.transaction((tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return tx.text<Which>('select event_id as "eventId", kind from messages.due($1)', [AT_ONCE]);
  });
}

/** Ours for ten minutes, with all that decides; undefined: another worker has it, or it is due no more. */
function take(
  { database, token }: Parts,
  { eventId, kind }: Which,
): Promise<DueMessage | undefined> {
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    const [message] = await tx.text<DueMessage>(
      `select event_id as "eventId", kind, number, language, email, null as phone,
         contacts, null as "visitId", null as code, null as "packageId", centre_name as "centreName",
         zone, office_name as "officeName", starts_at as "startsAt", ends_at as "endsAt",
         due_on as "dueOn", still_so as "stillSo"
       from messages.take($1, $2)`,
      [eventId, kind],
    );
    return message && (await withAddress(tx, message));
  });
}

/** A ticket's link goes where she said, and not where her file says; a package to its partner. */
async function withAddress(tx: Transaction, message: DueMessage): Promise<DueMessage> {
  if (message.kind === 'package') {
    const [to] = await tx.text<Pick<DueMessage, 'packageId' | 'email' | 'language' | 'stillSo'>>(
      `select package_id as "packageId", email, language, still_so as "stillSo"
       from messages.package_of($1)`,
      [message.eventId],
    );
    // How she may be reached binds nobody who writes to a house.
    return { ...message, ...to, contacts: [] };
  }
  if (message.kind !== 'ticket-link') return message;
  type Said = Pick<
    DueMessage,
    'email' | 'phone' | 'contacts' | 'language' | 'visitId' | 'code' | 'stillSo'
  >;
  const [said] = await tx.text<Said>(
    `select email, phone, contacts, language, visit_id as "visitId", code,
       still_so as "stillSo" from messages.link_of($1)`,
    [message.eventId],
  );
  return { ...message, ...said };
}

async function deliver(parts: Parts, message: DueMessage): Promise<boolean> {
  const { mailer, texter, linkOf, packageLinkOf, clock } = parts;
  const links = message.kind === 'package' ? packageLinkOf : linkOf;
  const ways = { sms: texter !== undefined, links: links !== undefined };
  const decided = decideDelivery(message, clock.now(), ways);
  if (decided.do !== 'send') {
    const { reason } = decided;
    if (decided.do === 'skip') await note(parts, message, { outcome: 'skipped', reason });
    else await note(parts, message, { outcome: 'held', reason, until: decided.until });
    return false;
  }
  const { by, to } = decided;
  try {
    const link = await linkIn(parts, message);
    const { language, subject, body, short } = textOf({ ...message, link });
    const id = `${message.eventId}.${message.kind}`;
    if (by === 'sms') await texter?.send({ id, to, text: short });
    else {
      const calendar = calendarOf(message, clock.now());
      await mailer.send({ id, to, subject, text: body, language, calendar });
    }
  } catch (error) {
    await note(parts, message, { outcome: 'failed', reason: codeOf(error), by });
    return false;
  }
  await note(parts, message, { outcome: 'sent', by });
  return true;
}

/** The link that a message carries: good from now on, and kept nowhere. */
async function linkIn(
  { database, token, linkOf, packageLinkOf }: Parts,
  { visitId, code, packageId }: DueMessage,
): Promise<string | undefined> {
  const make =
    packageId && packageLinkOf
      ? (tx: Transaction) => packageLinkOf(tx, packageId)
      : visitId && code && linkOf
        ? (tx: Transaction) => linkOf(tx, visitId, code)
        : undefined;
  if (!make) return undefined;
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return await make(tx);
  });
}

function note(
  { database, token }: Parts,
  message: DueMessage,
  became: {
    readonly outcome: 'sent' | 'failed' | 'skipped' | 'held';
    readonly reason?: string;
    readonly by?: 'email' | 'sms';
    /** Of what is held. */
    readonly until?: Temporal.Instant | undefined;
  },
): Promise<void> {
  const { outcome, reason, by = 'email', until } = became;
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    await tx.text('select messages.note_attempt($1, $2, $3, $4, $5, $6, $7)', [
      message.eventId,
      message.kind,
      message.number,
      outcome,
      reason ?? null,
      by,
      until ?? null,
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
